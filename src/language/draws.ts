import type { Expression } from "./ast.ts";
import { onceEach, operands } from "./calculus.ts";
import { drawNames } from "./functions.ts";

export type DrawCall = Extract<Expression, { kind: "call" }>;

/** The random functions that stand in expressions, each once, from left to right. */
export function drawsIn(expressions: readonly Expression[]): DrawCall[] {
  const found: DrawCall[] = [];
  const visit: (e: Expression) => void = onceEach((node) => {
    if (isDraw(node)) found.push(node);
    operands(node).forEach(visit);
  });
  expressions.forEach(visit);
  return found;
}

/** Whether an expression is a random function: `rand()`, `randn()`, `poisson(λ)`. */
export function isDraw(e: Expression): e is DrawCall {
  return e.kind === "call" && (drawNames as readonly string[]).includes(e.name);
}
