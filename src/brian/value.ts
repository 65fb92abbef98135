import type { Expression } from "../language/ast.ts";
import { parseExpression } from "../language/parse.ts";
import {
  type Dimension,
  dimensionless,
  divide,
  isDimensionless,
  multiply,
  power,
  sameDimension,
} from "../quantity/dimension.ts";
import { formatQuantity, parseQuantity, type Quantity } from "../quantity/quantity.ts";
import { findUnit } from "../quantity/units.ts";

/** A quantity, and how a document writes it. */
export interface Value extends Quantity {
  readonly text: string;
}

/**
 * The value of a Python expression of numbers, units, earlier values, + - * / ** and sqrt: `10*ms`, `C/g_L`. Undefined for anything
 * else. A number times a unit keeps its digits.
 */
export function quantityOf(text: string, known: ReadonlyMap<string, Value>): Value | undefined {
  const alone = known.get(text);
  if (alone) return alone;
  const quantity = evaluated(text, known);
  if (!quantity || !Number.isFinite(quantity.value)) return undefined;
  const [, sign, digits, unit] = /^([-+]?)\s*([\d._]+(?:[eE][-+]?\d+)?)\s*(?:\*\s*([A-Za-z_]\w*))?$/.exec(text) ?? [];
  const isPlain = digits !== undefined && (unit === undefined || !known.has(unit));
  const plain = isPlain
    ? `${sign === "-" ? "-" : ""}${digits.replaceAll("_", "")}${unit ? ` ${unit}` : ""}`
    : undefined;
  return { ...quantity, text: plain ?? formatQuantity(quantity.value, quantity.dimension) };
}

function evaluated(text: string, known: ReadonlyMap<string, Value>): Quantity | undefined {
  try {
    return evaluate(parseExpression(text), known);
  } catch {
    return undefined;
  }
}

function evaluate(e: Expression, known: ReadonlyMap<string, Value>): Quantity | undefined {
  switch (e.kind) {
    case "number":
      return { value: e.value, dimension: dimensionless };
    case "name":
      return known.get(e.name) ?? unitNamed(e.name);
    case "unary": {
      const inner = evaluate(e.operand, known);
      return inner && e.operator === "-" ? { ...inner, value: -inner.value } : undefined;
    }
    case "call": {
      const inner = e.name === "sqrt" && e.args.length === 1 ? evaluate(e.args[0]!, known) : undefined;
      return inner && { value: Math.sqrt(inner.value), dimension: power(inner.dimension, 0.5) };
    }
    case "binary": {
      const [left, right] = [evaluate(e.left, known), evaluate(e.right, known)];
      return left && right && combined(e.operator, left, right);
    }
  }
}

function combined(operator: string, left: Quantity, right: Quantity): Quantity | undefined {
  const same = sameDimension(left.dimension, right.dimension);
  const made = (value: number, dimension: Dimension): Quantity => ({ value, dimension });
  switch (operator) {
    case "+":
      return same ? made(left.value + right.value, left.dimension) : undefined;
    case "-":
      return same ? made(left.value - right.value, left.dimension) : undefined;
    case "*":
      return made(left.value * right.value, multiply(left.dimension, right.dimension));
    case "/":
      return made(left.value / right.value, divide(left.dimension, right.dimension));
    case "**":
      return isDimensionless(right.dimension)
        ? made(left.value ** right.value, power(left.dimension, right.value))
        : undefined;
    default:
      return undefined;
  }
}

function unitNamed(name: string): Quantity | undefined {
  return findUnit(name, "equations") ? parseQuantity(`1 ${name}`) : undefined;
}
