import type { Expression } from "../language/ast.ts";
import { add, mul, name, neg, sub, sum } from "../language/calculus.ts";
import { differentiate } from "../language/derivative.ts";
import type { Lowering } from "./expressions.ts";
import type { Value } from "./ir.ts";

/**
 * How fast a condition's margin grows along the solution: the sum of its partial derivatives times the slopes of the states, plus
 * the one by time. Undefined where the margin is not one difference.
 *
 * @param scope has the states at the moment
 * @param slopes of the states there
 */
export function marginRate(
  condition: Expression,
  scope: Lowering,
  slopes: ReadonlyMap<string, Value>,
): Value | undefined {
  const margin = differenceOf(condition);
  if (!margin) return undefined;
  const inner = scope.inner();
  const terms = [...slopes].map(([state, slope]) => {
    inner.bind(slopeOf(state), slope);
    return mul(differentiate(margin, state), name(slopeOf(state)));
  });
  return inner.lower(add(sum(terms), differentiate(margin, "t")));
}

function slopeOf(state: string): string {
  return `%slope.${state}`;
}

/** a - b of a condition a > b. */
function differenceOf(condition: Expression): Expression | undefined {
  if (condition.kind === "unary" && condition.operator === "not") {
    const inner = differenceOf(condition.operand);
    return inner && neg(inner);
  }
  if (condition.kind !== "binary") return undefined;
  const { operator, left, right } = condition;
  if (operator === ">" || operator === ">=") return sub(left, right);
  return operator === "<" || operator === "<=" ? sub(right, left) : undefined;
}
