import { EquationError } from "../errors.ts";
import { isDimensionless } from "../quantity/dimension.ts";
import { parseQuantity, type Quantity, type QuantityProblem } from "../quantity/quantity.ts";
import { didYouMean } from "../quantity/spelling.ts";
import { type Declaration, forbiddenName } from "./declare.ts";
import { infer } from "./infer.ts";
import { parseExpression } from "./parse.ts";
import type { Scope, Typed } from "./scope.ts";

type Texts = Readonly<Record<string, string | number>>;

/** The values of `parameters`, by name. A declared one must have its declared dimension. */
export function givenValues(texts: Texts, declared: ReadonlyMap<string, Declaration>): ReadonlyMap<string, Quantity> {
  const given = new Map<string, Quantity>();
  for (const [name, text] of Object.entries(texts)) {
    const line = `${name} = ${text}`;
    const own = declared.get(name);
    const taken = own ? ownedBy(own) : forbiddenName(name);
    if (taken) {
      const wayOut =
        own?.kind === "state" ? 'give its value at the start in "initial"' : "give it another name, or leave it out";
      throw new EquationError(taken, line, { start: 0, end: name.length }, wayOut);
    }
    given.set(name, quantityIn(line, text, `${name} = `.length, own));
  }
  return given;
}

/** Why `parameters` cannot give a declared name its value; undefined where it can. */
function ownedBy(own: Declaration): string | undefined {
  if (own.kind === "parameter" || (own.kind === "state" && own.value === undefined)) return undefined;
  if (own.kind === "state") return `"${own.name}" is a state variable, not a parameter`;
  return own.kind === "input"
    ? `"${own.name}" is an input: stimuli give its value`
    : `"${own.name}" is given by its equation`;
}

function quantityIn(line: string, text: string | number, offset: number, own: Declaration | undefined): Quantity {
  try {
    return parseQuantity(text, own ? { dimension: own.dimension } : {});
  } catch (error) {
    throw asEquationError(error, line, offset);
  }
}

/** Every declared parameter must have a value. */
export function requireValues(
  source: string,
  declared: ReadonlyMap<string, Declaration>,
  given: ReadonlyMap<string, Quantity>,
): void {
  const undeclared = [...given.keys()].filter((name) => !declared.has(name));
  for (const { kind, name, span } of declared.values()) {
    if (kind !== "parameter" || given.has(name)) continue;
    const wayOut = didYouMean(
      name,
      undeclared,
      `give it one in "parameters"; a current from stimuli is marked "(input)"`,
    );
    throw new EquationError(`parameter "${name}" has no value`, source, span, wayOut);
  }
}

/** Every given parameter must be of use. */
export function requireUse(
  given: Iterable<string>,
  texts: Texts,
  used: ReadonlySet<string>,
  known: Iterable<string>,
): void {
  const names = [...known];
  for (const name of given) {
    if (used.has(name)) continue;
    const wayOut = didYouMean(name, names, "leave it out, or use it in the equations");
    throw new EquationError(
      `nothing uses the parameter "${name}"`,
      `${name} = ${texts[name]}`,
      { start: 0, end: name.length },
      wayOut,
    );
  }
}

/**
 * A quantity (`"-70 mV"`, `0`) or an expression (`"E_L + 5*mV"`). A text that names a variable of the scope is an
 * expression, unless a unit stands behind its number without an operator.
 */
export function inferValue(text: string | number, scope: Scope): Typed {
  const source = String(text);
  const juxtaposed = /^\s*[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?\s*[A-Za-z_\u0080-\uffff]/.test(source);
  const names = source.match(/[A-Za-z_]\w*/g) ?? [];
  if (typeof text === "number" || juxtaposed || !names.some((name) => scope.variables.has(name))) {
    try {
      const { value, dimension } = parseQuantity(text);
      const span = { start: 0, end: source.length };
      const type = value === 0 && isDimensionless(dimension) ? "any" : dimension;
      return { expression: { kind: "number", value, span }, type };
    } catch (error) {
      if (typeof text === "number" || juxtaposed) throw asEquationError(error, source, 0);
    }
  }
  return infer(parseExpression(source), scope);
}

function asEquationError(error: unknown, source: string, offset: number): unknown {
  if (!(error instanceof RangeError) || !isProblem(error.cause)) return error;
  const { problem, wayOut, start, end } = error.cause;
  return new EquationError(problem, source, { start: start + offset, end: end + offset }, wayOut);
}

function isProblem(cause: unknown): cause is QuantityProblem {
  return typeof cause === "object" && cause !== null && "problem" in cause;
}
