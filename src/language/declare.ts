import { EquationError, type Span } from "../errors.ts";
import type { Dimension } from "../quantity/dimension.ts";
import { commonUnits } from "../quantity/units.ts";
import type { Equation, Expression, Flag } from "./ast.ts";
import { functionNames } from "./functions.ts";
import { parseEquations } from "./parse.ts";
import { isNoise, reservedNames } from "./scope.ts";
import { dimensionOfUnit } from "./unit.ts";

/** What the equations say about one name. */
export interface Declaration {
  /** A declared parameter that resets assign is a state without a derivative. */
  readonly kind: "state" | "subexpression" | "parameter" | "input";
  readonly name: string;
  readonly dimension: Dimension;
  /** The right side as written; undefined for parameters, inputs, and states that only resets change. */
  readonly value: Expression | undefined;
  readonly flags: ReadonlySet<Flag["name"]>;
  /** The left side in the text. */
  readonly span: Span;
}

/** To which equations a flag may be put. */
const flagged: Readonly<Record<Flag["name"], readonly Equation["kind"][]>> = {
  "unless refractory": ["differential"],
  constant: ["parameter"],
  shared: ["parameter"],
  input: ["parameter"],
};

const kindNames: Readonly<Record<Equation["kind"], string>> = {
  differential: "a differential equation",
  subexpression: "a subexpression",
  parameter: "a parameter",
};

const forbidden: ReadonlyMap<string, string> = new Map([
  ...commonUnits.map((unit) => [unit, "a unit"] as const),
  ...functionNames.map((name) => [name, "a function"] as const),
  ...[...reservedNames].map((name) => [name, "a word of the language"] as const),
]);

/** Why a model may not call a variable so; undefined where it may. */
export function forbiddenName(name: string): string | undefined {
  const meaning = isNoise(name) ? "noise" : forbidden.get(name);
  return meaning && `"${name}" is ${meaning}, and cannot be a variable`;
}

/** The variables that equations declare, in the order of the text. `assigned` are the targets of the reset. */
export function declare(source: string, assigned: ReadonlySet<string>): ReadonlyMap<string, Declaration> {
  const declarations = new Map<string, Declaration>();
  for (const equation of parseEquations(source)) {
    const { name, span } = equation;
    const taken = forbiddenName(name);
    if (taken) throw new EquationError(taken, source, span, `call it "${name}_" or the like`);
    if (declarations.has(name)) {
      throw new EquationError(
        `"${name}" is declared twice`,
        source,
        span,
        "give one of them another name, or leave it out",
      );
    }
    declarations.set(name, declaration(equation, source, assigned.has(name)));
  }
  if (declarations.size === 0) {
    throw new EquationError(
      "the model has no equations",
      source,
      { start: 0, end: 1 },
      'write one, such as "dv/dt = -v/tau : volt"',
    );
  }
  return declarations;
}

function declaration(equation: Equation, source: string, assigned: boolean): Declaration {
  const { name, span } = equation;
  const flags = new Set<Flag["name"]>();
  for (const flag of equation.flags) {
    if (flags.has(flag.name))
      throw new EquationError(`(${flag.name}) stands twice`, source, flag.span, "leave one out");
    if (!flagged[flag.name].includes(equation.kind)) {
      const wayOut = `it belongs to ${kindNames[flagged[flag.name][0]!]}`;
      throw new EquationError(`(${flag.name}) does not suit ${kindNames[equation.kind]}`, source, flag.span, wayOut);
    }
    if (flags.has("input") || (flag.name === "input" && flags.size > 0)) {
      throw new EquationError(
        "an input has no other flags",
        source,
        flag.span,
        "leave them out: stimuli say what it is",
      );
    }
    if (assigned && equation.kind === "parameter" && flag.name !== "input") {
      throw new EquationError(
        `"${name}" is (${flag.name}), but the reset assigns it`,
        source,
        flag.span,
        "leave the flag out, or the assignment",
      );
    }
    flags.add(flag.name);
  }
  const dimension = dimensionOfUnit(equation.unit, source);
  const value = equation.kind === "parameter" ? undefined : equation.value;
  return { kind: kindOf(equation, flags, assigned), name, dimension, value, flags, span };
}

function kindOf(equation: Equation, flags: ReadonlySet<Flag["name"]>, assigned: boolean): Declaration["kind"] {
  if (equation.kind === "differential") return "state";
  if (equation.kind === "subexpression") return "subexpression";
  return flags.has("input") ? "input" : assigned ? "state" : "parameter";
}
