import type { Expression } from "../language/ast.ts";
import { jumpNames } from "../language/functions.ts";
import { printExpression } from "../language/print.ts";
import { type Dimension, nameOfDimension } from "../quantity/dimension.ts";
import { formatQuantity, parseQuantity, type Quantity } from "../quantity/quantity.ts";
import { brianUnit } from "./brian2-names.ts";

/** What the names of a text are called in the script; a name that is not there is a unit, a constant or `t`. */
export type Names = ReadonlyMap<string, string>;

/** Functions that Brian2 lacks, and what the script calls them. */
export const ownFunctions: Readonly<Record<string, string>> = { min: "smaller", max: "larger" };

const constants = new Set(["t", "dt", "i", "pi", "e", "inf"]);
const discontinuous = new Set(["<", "<=", ">", ">=", "==", "!=", "%", "//"]);

/**
 * An expression of the language as Brian2 writes it. Time is called `t_edge` where it meets a discontinuity; `int(a and b)` becomes
 * `int(a)*int(b)`, which Brian2 can put into the stages of a Runge-Kutta method.
 */
export function brianExpression(e: Expression, names: Names): string {
  return printExpression(translated(e, names, false));
}

function translated(e: Expression, names: Names, isAtJump: boolean): Expression {
  switch (e.kind) {
    case "number":
      return e;
    case "name":
      return { ...e, name: nameOf(e.name, names, isAtJump) };
    case "unary":
      return { ...e, operand: translated(e.operand, names, isAtJump) };
    case "binary": {
      const jumps = isAtJump || discontinuous.has(e.operator);
      return { ...e, left: translated(e.left, names, jumps), right: translated(e.right, names, jumps) };
    }
    case "call": {
      const [only] = e.args;
      if (e.name === "int" && only?.kind === "binary" && only.operator === "and") {
        const part = (condition: Expression): Expression => translated({ ...e, args: [condition] }, names, true);
        return { kind: "binary", operator: "*", left: part(only.left), right: part(only.right), span: e.span };
      }
      const jumps = isAtJump || jumpNames.has(e.name);
      return { ...e, name: ownFunctions[e.name] ?? e.name, args: e.args.map((arg) => translated(arg, names, jumps)) };
    }
  }
}

function nameOf(name: string, names: Names, isAtJump: boolean): string {
  const own = names.get(name);
  if (own !== undefined) return own;
  if (name === "t" && isAtJump) return "t_edge";
  return constants.has(name) || name.startsWith("xi") ? name : brianUnit(name);
}

/** A unit behind a colon: `amp/metre**2`. */
export function brianDimension(unit: Expression): string {
  return printExpression(translated(unit, new Map(), false));
}

/** The unit of a dimension: `volt`, `amp/metre**2`, `1`. */
export function unitOfDimension(dimension: Dimension): string {
  return unitText(nameOfDimension(dimension));
}

/** A quantity as Python: `-70*mV` of `"-70 mV"`, `0.005/ms` of `"0.005 1/ms"`. */
export function brianQuantity(text: string | number): string {
  const quantity = parseQuantity(text);
  const [, digits, unit] = /^\s*([-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)\s*(\S*)\s*$/.exec(String(text)) ?? [];
  if (digits === undefined || unit === undefined) return ofSi(quantity);
  if (unit === "" || unit === "1") return digits;
  return unit.startsWith("1/") ? `${digits}${unitText(unit.slice(1))}` : `${digits}*${unitText(unit)}`;
}

/** A value in SI as Python, in its everyday unit. */
export function brianValue(value: number, dimension: Dimension): string {
  return brianQuantity(formatQuantity(value, dimension));
}

function ofSi({ value, dimension }: Quantity): string {
  const unit = unitOfDimension(dimension);
  if (unit === "1") return `${value}`;
  return unit.startsWith("1/") ? `${value}${unit.slice(1)}` : `${value}*${unit}`;
}

/** `uA/cm^2` as `uA/cm**2`. */
export function unitText(unit: string): string {
  return unit
    .replaceAll("\u00b5", "u")
    .replaceAll("\u03bc", "u")
    .replaceAll("\u03a9", "Ohm")
    .replaceAll("\u2126", "Ohm")
    .replaceAll("·", "*")
    .replaceAll("^", "**")
    .replace(/[A-Za-z][A-Za-z0-9]*/g, brianUnit);
}
