import type { Expression } from "../language/ast.ts";
import { add, isNumber, mul, name, neg, sub, sum } from "../language/calculus.ts";
import { differentiate } from "../language/derivative.ts";
import { linearIn } from "../language/linear.ts";
import type { Model } from "../language/model.ts";
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

/**
 * Whether a single state moves, with a slope that is a linear function of it, and the margin is one too: where nothing else changes,
 * the margin's rate then is a linear function of the margin.
 */
export function isLinearMargin(condition: Expression, states: Model["states"]): boolean {
  const moving = states.filter(({ derivative }) => !isNumber(derivative, 0));
  const names = new Set(moving.map(({ name }) => name));
  const margin = differenceOf(condition);
  return moving.length === 1 && [margin, moving[0]!.derivative].every((e) => e && linearIn(e, names));
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
