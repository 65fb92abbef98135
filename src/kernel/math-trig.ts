import { magic } from "./arithmetic.ts";
import type { Graph } from "./graph.ts";
import type { Value } from "./ir.ts";
import { polynomial } from "./math-polynomial.ts";

/** pi/2 in three parts; the first two times a whole number up to 2^26 are exact. Cody & Waite (1980). */
const quarter = [1.5707963407039642, -1.3909067675399456e-8, 6.123233995736766e-17] as const;
const quarterInverse = 0.6366197723675814;

/** Minimax on |r| <= pi/4 with z = r^2: sin r = r + r z S(z) to 2^-57, cos r = 1 - z/2 + z^2 C(z) to 2^-59. */
const sinTail = [
  -0.16666666666666632, 0.008333333333322403, -0.00019841269829798676, 2.7557313688613584e-6, -2.505075757789758e-8,
  1.589676341504495e-10,
];
const cosTail = [
  0.0416666666666666, -0.001388888888887411, 2.480158728947249e-5, -2.7557314349408633e-7, 2.0875722859941055e-9,
  -1.1359625631261909e-11,
];

/** The quarter turn k nearest to x, and the sine and cosine of the rest. */
interface Turn {
  readonly k: Value;
  readonly sin: Value;
  readonly cos: Value;
}

/** Holds what is meaningless beyond the range of the reduction in bounds; NaN stays. */
function within(g: Graph, x: Value, bound: number): Value {
  return g.max(g.min(x, g.literal(bound)), g.literal(-bound));
}

function turn(g: Graph, x: Value): Turn {
  const k = g.sub(g.add(g.mul(x, g.literal(quarterInverse)), g.literal(magic)), g.literal(magic));
  const [high, middle, low] = quarter.map((part) => g.mul(k, g.literal(part))) as [Value, Value, Value];
  const nearly = g.sub(g.sub(x, high), middle);
  const exact = g.sub(nearly, low);
  // what the last difference rounds away
  const rest = within(g, g.sub(g.sub(nearly, exact), low), 1e-16);
  const r = within(g, exact, 0.8);
  const one = g.literal(1);
  const z = g.mul(r, r);
  const half = g.mul(z, g.literal(0.5));
  const start = g.sub(one, half);
  const sin = g.add(r, g.add(g.mul(g.mul(r, z), polynomial(g, z, sinTail)), g.mul(rest, start)));
  const tail = g.sub(g.mul(g.mul(z, z), polynomial(g, z, cosTail)), g.mul(r, rest));
  const cos = g.add(start, g.add(g.sub(g.sub(one, start), half), tail));
  return { k, sin, cos };
}

/** Whether k is odd, and floor(k/2). */
function parity(g: Graph, k: Value): { odd: Value; half: Value } {
  const quotient = g.mul(k, g.literal(0.5));
  const half = g.floor(quotient);
  return { odd: g.ne(quotient, half), half };
}

/** sin(x + (k' - k) pi/2) from the turn of x: sine, cosine, -sine, -cosine in turn. */
function quadrant(g: Graph, { sin, cos }: Turn, k: Value): Value {
  const { odd, half } = parity(g, k);
  const value = g.select(odd, cos, sin);
  return g.select(parity(g, half).odd, g.neg(value), value);
}

/**
 * Sine to 0.9 ulp for |x| <= 1e8, tested; beyond, a number in [-1, 1] of falling accuracy; NaN for infinite x.
 */
export function sin(g: Graph, x: Value): Value {
  const reduced = turn(g, x);
  return quadrant(g, reduced, reduced.k);
}

/** Cosine: bounds as `sin`. */
export function cos(g: Graph, x: Value): Value {
  const reduced = turn(g, x);
  return quadrant(g, reduced, g.add(reduced.k, g.literal(1)));
}

/** Tangent to 2.2 ulp for |x| <= 1e8, tested. */
export function tan(g: Graph, x: Value): Value {
  const { k, sin, cos } = turn(g, x);
  const { odd } = parity(g, k);
  return g.div(g.select(odd, cos, sin), g.select(odd, g.neg(sin), cos));
}
