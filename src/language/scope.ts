import { EquationError, type Span } from "../errors.ts";
import { type Dimension, dimensionless, dimensions, power } from "../quantity/dimension.ts";
import { didYouMean } from "../quantity/spelling.ts";
import { commonUnits, findUnit, longNameOf, otherUnits } from "../quantity/units.ts";
import type { Expression } from "./ast.ts";

/** A dimension, a truth value, or "any": the literals 0 and inf fit every dimension. */
export type Type = Dimension | "boolean" | "any";

/** An expression whose names are resolved and whose units are gone. */
export interface Typed {
  readonly expression: Expression;
  readonly type: Type;
  /** mantissa · 10^exponent of a constant, so that 0.3*ms is rounded once. */
  readonly decimal?: Decimal | undefined;
}

export interface Decimal {
  readonly mantissa: number;
  readonly exponent: number;
}

/** What a name stands for in a text: another name, by which the model calls it, and its dimension. */
export interface Variable {
  readonly name: string;
  readonly dimension: Dimension;
}

/** What the names of a text mean, and what the text may do. */
export interface Scope {
  readonly source: string;
  readonly variables: ReadonlyMap<string, Variable>;
  readonly tables: ReadonlyMap<string, Variable>;
  /** Whether `xi` may stand here. */
  readonly noise: boolean;
  /** Whether `rand()` and `randn()` may stand here. */
  readonly random: boolean;
  /** Told the name of every variable that is used. */
  readonly use: (name: string) => void;
}

/** Names that are always there. */
const builtinVariables: ReadonlyMap<string, Variable> = new Map([
  ["t", { name: "t", dimension: dimensions.second }],
  ["dt", { name: "dt", dimension: dimensions.second }],
  ["i", { name: "i", dimension: dimensionless }],
]);

const constants: ReadonlyMap<string, number> = new Map([
  ["pi", Math.PI],
  ["e", Math.E],
  ["inf", Infinity],
]);

/** Names that a model may not give to its variables; `e` may be one. */
export const reservedNames: ReadonlySet<string> = new Set([
  ...builtinVariables.keys(),
  ...["pi", "inf", "t_edge", "and", "or", "not"],
]);

/** That of white noise: it is integrated to a variance of 1 in each second. */
export const noiseDimension = power(dimensions.second, -0.5);

export function isNoise(name: string): boolean {
  return name === "xi" || name.startsWith("xi_");
}

/** What a name means in a scope. Throws an EquationError for one that means nothing there. */
export function resolve(name: string, span: Span, scope: Scope): Typed {
  const variable = scope.variables.get(name) ?? builtinVariables.get(name);
  if (variable) {
    scope.use(name);
    return { expression: { kind: "name", name: variable.name, span }, type: variable.dimension };
  }
  if (isNoise(name)) {
    if (scope.noise) return { expression: { kind: "name", name, span }, type: noiseDimension };
    throw new EquationError(
      `noise "${name}" cannot stand here`,
      scope.source,
      span,
      'noise belongs into a derivative, "dv/dt = ..."; a random number is rand() or randn()',
    );
  }
  const constant = constants.get(name);
  if (constant !== undefined) {
    const type = constant === Infinity ? "any" : dimensionless;
    return { expression: { kind: "number", value: constant, span }, type };
  }
  const unit = findUnit(name, "equations");
  if (unit) {
    const decimal = { mantissa: 1, exponent: unit.exponent10 };
    return { expression: { kind: "number", value: roundedOnce(decimal), span }, type: unit.dimension, decimal };
  }
  throw new EquationError(`unknown name "${name}"`, scope.source, span, wayOut(name, scope));
}

export function roundedOnce(decimal: Decimal): number {
  return Number(shifted(decimal));
}

function wayOut(name: string, scope: Scope): string {
  if (scope.tables.has(name)) return `read the table with "sample(${name}, index)"`;
  const names = [
    ...scope.variables.keys(),
    ...builtinVariables.keys(),
    ...constants.keys(),
    ...commonUnits,
    ...otherUnits,
  ];
  const near = didYouMean(name, names);
  const long = longNameOf(name);
  if (long) return `${near ? `${near} ` : ""}one-letter names are variables; the unit is "${long}"`;
  if (near) return near;
  return 'give it a value in "parameters", or an equation';
}

/** The mantissa's own text may have a power of ten: 1e-30 · 10^-3 is "1e-33". */
function shifted({ mantissa, exponent }: Decimal): string {
  const [digits, own = "0"] = String(mantissa).split("e");
  return `${digits}e${Number(own) + exponent}`;
}
