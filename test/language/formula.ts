import { type MathNode, parse } from "mathjs";
import type { Expression } from "../../src/language/ast.ts";

const span = { start: 0, end: 0 };

/** An expression from a text in mathjs's syntax (powers are `^`). Shared by tests that need no parser of ours. */
export function formula(text: string): Expression {
  return convert(parse(text));
}

const symbols: Record<string, string> = { "^": "**" };

// biome-ignore lint/suspicious/noExplicitAny: mathjs has one type for each kind of node and no union of them
function convert(node: MathNode | any): Expression {
  switch (node.type) {
    case "ConstantNode":
      return { kind: "number", value: node.value, span };
    case "SymbolNode":
      return { kind: "name", name: node.name, span };
    case "ParenthesisNode":
      return convert(node.content);
    case "FunctionNode":
      return { kind: "call", name: node.fn.name, args: node.args.map(convert), span };
    case "OperatorNode": {
      const [left, right] = node.args.map(convert);
      if (right === undefined) return { kind: "unary", operator: node.op, operand: left, span };
      return { kind: "binary", operator: symbols[node.op] ?? node.op, left, right, span } as Expression;
    }
    default:
      throw new TypeError(`a formula cannot hold a ${node.type}`);
  }
}

type Values = ReadonlyMap<string, number>;

/** The value of an expression, conditions as 1 and 0, by the engine's own mathematics. */
export function evaluate(e: Expression, values: Values, known = new Map<Expression, number>()): number {
  const before = known.get(e);
  if (before !== undefined) return before;
  const result = compute(e, values, (operand) => evaluate(operand, values, known));
  known.set(e, result);
  return result;
}

function compute(e: Expression, values: Values, of: (e: Expression) => number): number {
  switch (e.kind) {
    case "number":
      return e.value;
    case "name": {
      const value = values.get(e.name);
      if (value === undefined) throw new RangeError(`no value for ${e.name}`);
      return value;
    }
    case "unary":
      return e.operator === "-" ? -of(e.operand) : 1 - of(e.operand);
    case "binary":
      return binary[e.operator]!(of(e.left), of(e.right));
    case "call":
      return functions[e.name]!(...e.args.map(of));
  }
}

const binary: Record<string, (a: number, b: number) => number> = {
  "+": (a, b) => a + b,
  "-": (a, b) => a - b,
  "*": (a, b) => a * b,
  "/": (a, b) => a / b,
  "//": (a, b) => Math.floor(a / b),
  "%": (a, b) => a - b * Math.floor(a / b),
  "**": (a, b) => a ** b,
  "<": (a, b) => Number(a < b),
  "<=": (a, b) => Number(a <= b),
  ">": (a, b) => Number(a > b),
  ">=": (a, b) => Number(a >= b),
  "==": (a, b) => Number(a === b),
  "!=": (a, b) => Number(a !== b),
  and: (a, b) => a & b,
  or: (a, b) => a | b,
};

const functions: Record<string, (...args: number[]) => number> = {
  ...(Object.fromEntries(Object.getOwnPropertyNames(Math).map((key) => [key, Math[key as keyof Math]])) as Record<
    string,
    (...args: number[]) => number
  >),
  exprel: (x) => (x === 0 ? 1 : Math.expm1(x!) / x!),
  clip: (x, low, high) => Math.min(Math.max(x!, low!), high!),
  int: (x) => Math.trunc(x!),
};
