import type { BinaryOperator } from "./ast.ts";

/** How tightly binary operators bind, as in Python: `or` least, `**` most. */
export const precedence: Readonly<Record<BinaryOperator, number>> = {
  or: 1,
  and: 2,
  "<": 4,
  "<=": 4,
  ">": 4,
  ">=": 4,
  "==": 4,
  "!=": 4,
  "+": 5,
  "-": 5,
  "*": 6,
  "/": 6,
  "//": 6,
  "%": 6,
  "**": 8,
};

/** `not` binds between `and` and the comparisons, the minus of `-x` between `*` and `**`: -x**2 is -(x**2). */
export const unaryPrecedence = { not: 3, "-": 7 } as const;

export type Comparison = "<" | "<=" | ">" | ">=" | "==" | "!=";

export function isBinaryOperator(text: string): text is BinaryOperator {
  return Object.hasOwn(precedence, text);
}

export function isComparison(operator: BinaryOperator): operator is Comparison {
  return precedence[operator] === precedence["<"];
}
