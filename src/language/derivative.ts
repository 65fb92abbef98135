import type { Expression } from "./ast.ts";
import { add, call, compare, dependence, div, mul, neg, number, onceEach, power, sub, sum } from "./calculus.ts";
import { drawsIn } from "./draws.ts";
import type { FunctionName } from "./functions.ts";

/**
 * The derivative of an expression with respect to a variable. Functions with jumps (`floor`, `int`, `sample`, `passed`, conditions)
 * count as constant; at a kink (`abs`, `clip`, `min`, `max`) it is the derivative of one side.
 *
 * Throws a RangeError where the expression draws random numbers: these have no derivative.
 */
export function differentiate(e: Expression, variable: string): Expression {
  refuseRandom(e);
  const depends = dependence(new Set([variable]));
  const d: (e: Expression) => Expression = onceEach((node) => {
    if (!depends(node)) return number(0);
    switch (node.kind) {
      case "number":
        return number(0);
      case "name":
        return number(1);
      case "unary":
        return node.operator === "-" ? neg(d(node.operand)) : number(0);
      case "binary":
        return ofBinary(node, d, depends);
      case "call":
        return ofCall(node.name as FunctionName, node.args, d);
    }
  });
  return d(e);
}

function refuseRandom(e: Expression): void {
  const [draw] = drawsIn([e]);
  if (draw)
    throw new RangeError(`${draw.name}() has no derivative; differentiate an expression without random numbers`);
}

type Derivative = (e: Expression) => Expression;

function ofBinary(
  node: Extract<Expression, { kind: "binary" }>,
  d: Derivative,
  depends: (e: Expression) => boolean,
): Expression {
  const { left: u, right: v } = node;
  switch (node.operator) {
    case "+":
      return add(d(u), d(v));
    case "-":
      return sub(d(u), d(v));
    case "*":
      return add(mul(d(u), v), mul(u, d(v)));
    case "/":
      // (u/v)' = u'/v - (u/v) v'/v
      return sub(div(d(u), v), mul(div(u, v), div(d(v), v)));
    case "%":
      // u % v = u - v floor(u/v)
      return sub(d(u), mul(d(v), call("floor", div(u, v))));
    case "**":
      if (!depends(v)) return mul(mul(v, power(u, sub(v, number(1)))), d(u));
      if (!depends(u)) return mul(mul(node, call("log", u)), d(v));
      return mul(node, add(mul(d(v), call("log", u)), div(mul(v, d(u)), u)));
    default:
      return number(0);
  }
}

/** 1 where the condition holds, else 0. */
function where(condition: Expression): Expression {
  return call("int", condition);
}

/** f'(x) of the functions of one argument. */
const slopes: Record<Exclude<FunctionName, "clip" | "min" | "max">, (u: Expression) => Expression> = {
  exp: (u) => call("exp", u),
  expm1: (u) => call("exp", u),
  exprel: exprelSlope,
  log: (u) => div(number(1), u),
  log1p: (u) => div(number(1), add(number(1), u)),
  log10: (u) => div(number(1 / Math.LN10), u),
  sqrt: (u) => div(number(0.5), call("sqrt", u)),
  abs: (u) => call("sign", u),
  sin: (u) => call("cos", u),
  cos: (u) => neg(call("sin", u)),
  tan: (u) => add(number(1), power(call("tan", u), number(2))),
  sinh: (u) => call("cosh", u),
  cosh: (u) => call("sinh", u),
  // 1/cosh(u)^2, not 1 - tanh(u)^2: that loses all its digits where tanh(u) is near 1
  tanh: (u) => power(call("cosh", u), number(-2)),
  floor: () => number(0),
  ceil: () => number(0),
  sign: () => number(0),
  int: () => number(0),
  rand: () => number(0),
  randn: () => number(0),
  poisson: () => number(0),
  sample: () => number(0),
  passed: () => number(0),
};

function ofCall(f: FunctionName, args: readonly Expression[], d: Derivative): Expression {
  const [u, low, high] = args as [Expression, Expression, Expression];
  switch (f) {
    case "clip":
      return sum([
        mul(d(u), mul(where(compare(">", u, low)), where(compare("<", u, high)))),
        mul(d(low), mul(where(compare("<=", u, low)), where(compare("<", low, high)))),
        mul(d(high), where(compare(">=", call("max", u, low), high))),
      ]);
    case "min":
      // at a tie the other argument than in max: min(u, v) + max(u, v) is u + v there too
      return add(mul(d(low), where(compare("<=", low, u))), mul(d(u), where(compare(">", low, u))));
    case "max":
      return add(mul(d(low), where(compare("<", u, low))), mul(d(u), where(compare(">=", u, low))));
    case "sample":
    case "passed":
      return number(0);
    default:
      return mul(slopes[f](u), d(u));
  }
}

/**
 * The slope of exprel(x) = (e^x - 1)/x: (e^x - exprel(x))/x away from 0, and the series of x^k/(k! (k + 2)) where |x| < 1.
 * Both are always computed, each at an argument moved to where it is well behaved.
 */
function exprelSlope(u: Expression): Expression {
  const near = compare("<", call("abs", u), number(1));
  const far = compare(">=", call("abs", u), number(1));
  const close = call("clip", u, number(-1), number(1));
  const away = add(u, mul(number(2), where(near)));
  let series = number(0);
  for (let k = 18; k >= 0; k--) series = add(mul(series, close), number(1 / (factorial(k) * (k + 2))));
  const closed = div(sub(call("exp", away), call("exprel", away)), away);
  return add(mul(where(near), series), mul(where(far), closed));
}

function factorial(n: number): number {
  return n <= 1 ? 1 : n * factorial(n - 1);
}
