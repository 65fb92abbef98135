import { EquationError } from "../errors.ts";
import { type Dimension, dimensionless, divide, multiply, power } from "../quantity/dimension.ts";
import { didYouMean } from "../quantity/spelling.ts";
import { commonUnits, findUnit, longNameOf, otherUnits } from "../quantity/units.ts";
import type { Expression } from "./ast.ts";

/** The dimension of what stands behind the colon: `volt`, `amp/metre**2`, `1`. Throws an EquationError. */
export function dimensionOfUnit(unit: Expression, source: string): Dimension {
  switch (unit.kind) {
    case "number":
      if (unit.value === 1) return dimensionless;
      throw new EquationError("a unit holds no number but 1", source, unit.span, 'write ": 1" where there is no unit');
    case "name": {
      const found = findUnit(unit.name, "equations");
      if (found) return found.dimension;
      throw new EquationError(`"${unit.name}" is not a unit`, source, unit.span, wayOut(unit.name));
    }
    case "binary": {
      const left = dimensionOfUnit(unit.left, source);
      if (unit.operator === "**") return power(left, exponentOf(unit.right, source));
      return (unit.operator === "*" ? multiply : divide)(left, dimensionOfUnit(unit.right, source));
    }
    default:
      throw new EquationError("this is not a unit", source, unit.span, 'write a unit such as "volt" or "amp/metre**2"');
  }
}

function wayOut(name: string): string {
  const long = longNameOf(name);
  if (long) return `one-letter names are variables; write "${long}"`;
  if (name === "boolean" || name === "integer" || name === "bool") return 'write ": 1" and use 0 and 1';
  return didYouMean(name, [...commonUnits, ...otherUnits], 'write a unit such as "volt" or "amp/metre**2", or "1"');
}

/** `2`, `-1`, `0.5`, `(1/2)`. */
function exponentOf(e: Expression, source: string): number {
  const value = evaluate(e);
  if (value !== undefined && Math.abs(value) <= 20) return value;
  throw new EquationError(
    "the power of a unit is a number from -20 to 20",
    source,
    e.span,
    'write it as in "metre**2"',
  );
}

function evaluate(e: Expression): number | undefined {
  if (e.kind === "number") return e.value;
  if (e.kind === "unary" && e.operator === "-" && e.operand.kind === "number") return -e.operand.value;
  if (e.kind !== "binary" || e.operator !== "/") return undefined;
  const [left, right] = [evaluate(e.left), evaluate(e.right)];
  return left === undefined || right === undefined ? undefined : left / right;
}
