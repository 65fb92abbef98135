import { magic } from "./arithmetic.ts";
import type { Graph } from "./graph.ts";
import type { Value } from "./ir.ts";
import { polynomial } from "./math-polynomial.ts";
import { partsOfOctave } from "./roots.ts";

/** ln 2 in two parts; the first has 11 trailing zero bits, so its product with a binary exponent is exact. */
const ln2High = 0.6931471805601177;
const ln2Low = -1.7239444525614835e-13;
const log2e = Math.LOG2E;

/**
 * Minimax on |r| <= ln(2)/2: cosh r = 1 + z C(z) and sinh r = r + r z S(z) with z = r^2; together e^r to 2^-56. The weight
 * keeps e^r - 1 as accurate near r = 0.
 */
const coshTail = [
  0.5000000000000006, 0.041666666666572975, 0.0013888888932546031, 2.4801504274956148e-5, 2.7626386965217695e-7,
];
const sinhTail = [
  0.16666666666666677, 0.008333333333321606, 0.00019841269886187307, 2.755724415005188e-6, 2.5109056921258413e-8,
];

/** An argument x = k ln 2 + r, and S r = high - low for a scale S, a power of two. */
interface Reduced {
  /** k + magic. */
  readonly shifted: Value;
  readonly k: Value;
  readonly high: Value;
  readonly low: Value;
}

function reduce(g: Graph, x: Value, scale: number): Reduced {
  const shifted = g.add(g.mul(x, g.literal(log2e)), g.literal(magic));
  const k = g.sub(shifted, g.literal(magic));
  const high = g.sub(g.mul(x, g.literal(scale)), g.mul(k, g.literal(scale * ln2High)));
  return { shifted, k, high, low: g.mul(k, g.literal(scale * ln2Low)) };
}

/** 2^(k - shift) from k + magic. */
function powerOf(g: Graph, shifted: Value, shift: number): Value {
  return g.power(g.add(shifted, g.literal(1023 - shift)));
}

/** c / scale^power. */
function shrink(c: number, scale: number, power: number): number {
  return power === 0 ? c : shrink(c / scale, scale, power - 1);
}

/** S (cosh r - 1) / u^2 and (S sinh r - u) / u^3 with u = S r; the coefficients take up the scale. */
function tails(g: Graph, u: Value, scale: number): { square: Value; even: Value; odd: Value } {
  const square = g.mul(u, u);
  const even = coshTail.map((c, i) => shrink(c, scale, 2 * i + 1));
  const odd = sinhTail.map((c, i) => shrink(c, scale, 2 * i + 2));
  return { square, even: polynomial(g, square, even), odd: polynomial(g, square, odd) };
}

/** S (e^r - 1 - r) with u = S r. */
function curvature(g: Graph, u: Value, scale: number): Value {
  const { square, even, odd } = tails(g, u, scale);
  return g.mul(square, g.add(even, g.mul(u, odd)));
}

/**
 * 2^k e^r from 2 r = high - low and k + magic, for |r| <= ln(2)/2 and k in [-1022, 1024]; k = -1022 gives 0. The factor 2 keeps
 * the power of two in its range at both ends.
 */
export function scaledExp(g: Graph, { high, low, shifted }: Omit<Reduced, "k">): Value {
  const increment = g.add(high, g.sub(curvature(g, g.sub(high, low), 2), low));
  return g.mul(g.add(g.literal(2), increment), powerOf(g, shifted, 1));
}

/** ln(2)/64 in two parts; the first has 18 trailing zeros, so its product with n is exact. */
const partHigh = 0.6931471805728506 / partsOfOctave;
const partLow = -1.2905320270077144e-11 / partsOfOctave;
/** (e^r - 1 - r)/r^2 on |r| <= ln(2)/128: with it e^r to 2^-57. */
const partTail = [0.4999999999998501, 0.16666666666664526, 0.041666707476689775, 0.00833333916333604];

/** The same from its series, so that e^r - 1 too is right to its last place. */
const seriesTail = [1 / 2, 1 / 6, 1 / 24, 1 / 120, 1 / 720];

/** e^x as 2^(n/64) e^r: n + magic, and e^x/root - 1 where root is 2^(n/64) as `root` has it. */
function parted(g: Graph, x: Value, coefficients = partTail): { shifted: Value; change: Value } {
  const shifted = g.add(g.mul(x, g.literal(partsOfOctave * log2e)), g.literal(magic));
  const n = g.sub(shifted, g.literal(magic));
  const r = g.sub(g.sub(x, g.mul(n, g.literal(partHigh))), g.mul(n, g.literal(partLow)));
  const tail = g.mul(g.mul(r, r), polynomial(g, r, coefficients));
  return { shifted, change: g.add(r, g.add(tail, g.rest(shifted))) };
}

/** e^x to 0.6 ulp, tested. Results below 4.5e-308 are 0 (subnormal numbers would cost 40 times the time), above the largest number Infinity. */
export function exp(g: Graph, x: Value): Value {
  const { shifted, change } = parted(g, g.min(x, g.literal(710)));
  const half = g.root(shifted);
  const value = g.mul(g.add(half, g.mul(half, change)), g.literal(2));
  return g.select(g.lt(x, g.literal(-707.7)), g.literal(0), value);
}

/**
 * 2^shift (e^x - 1) / 2^k for x in [-40, 717], and 2^(k - shift) for the way back. The term r + (1 - 2^-k) is a difference of
 * numbers with a common last place, exact where it cancels.
 */
function increment(g: Graph, x: Value, shift: number): { scaled: Value; inverse: Value; power: Value } {
  const scale = 1 << shift;
  const { shifted, high, low } = reduce(g, x, scale);
  const inverse = g.pow2(g.sub(g.literal(magic + shift), shifted));
  const start = g.add(high, g.sub(g.literal(scale), inverse));
  const scaled = g.add(start, g.sub(curvature(g, g.sub(high, low), scale), low));
  return { scaled, inverse, power: powerOf(g, shifted, shift) };
}

/** e^x - 1 to 1.4 ulp, tested; also for tiny x. */
export function expm1(g: Graph, x: Value): Value {
  const inside = g.max(g.min(x, g.literal(710)), g.literal(-40));
  const { scaled, power } = increment(g, inside, 1);
  return g.mul(scaled, power);
}

/** (exprel y - 1 - y/2)/y^2 for y in [-1.25, 0.25]; with it exprel y to 2^-55: minimax behind the first two terms of the series. */
const exprelTail = [
  0.1666666666666668, 0.0416666666666657, 0.00833333333332192, 0.0013888888889020447, 0.0001984126987104625,
  2.48015879017788e-5, 2.7557305624873356e-6, 2.7556512421617495e-7, 2.503598083910942e-8, 2.069986546200049e-9,
  1.4915897455783757e-10, 7.263510269269922e-12,
];

/** 2^-17 (e^x - 1), so that it does not overflow before a division; away from 0. */
function grown(g: Graph, x: Value): Value {
  const { shifted, change } = parted(g, g.max(x, g.literal(-40)));
  const root = g.root(g.sub(shifted, g.literal(16 * partsOfOctave)));
  return g.add(g.sub(root, g.literal(2 ** -17)), g.mul(root, change));
}

/**
 * (e^x - 1)/x, 1 at x = 0, to 1.9 ulp, tested; finite up to x = 716.3, where e^x is not. Where an exponential Euler step is not
 * long beside its time constant, x is a little below 0; there a polynomial E = exprel(x/2) is enough, without a division:
 *
 *     e^x - 1 = (e^(x/2) - 1)(e^(x/2) + 1)   makes   exprel(x) = E + E^2 x/4
 */
export function exprel(g: Graph, x: Value): Value {
  const isNear = g.and(g.ge(x, g.literal(-2.5)), g.le(x, g.literal(0.5)));
  const [half, quarter] = [g.mul(x, g.literal(0.5)), g.mul(x, g.literal(0.25))];
  const tail = g.mul(g.mul(half, half), polynomial(g, half, exprelTail));
  const ofHalf = g.add(g.literal(1), g.add(quarter, tail));
  const near = g.add(ofHalf, g.mul(g.mul(ofHalf, ofHalf), quarter));
  const below = g.min(x, g.literal(717));
  const far = g.mul(g.div(grown(g, below), below), g.literal(2 ** 17));
  return g.split(isNear, near, far);
}

/**
 * x/(e^x - 1), 1 at x = 0, to 1.9 ulp, tested; beyond 709 less than 1e-305. What rates of ion channels divide by exprel is
 * multiplied by it, with one division and without a branch: where n is 0, its root is 1, and e^x - 1 is `change` itself.
 */
export function exprelInverse(g: Graph, x: Value): Value {
  const below = g.min(x, g.literal(709));
  const { shifted, change } = parted(g, g.max(below, g.literal(-40)), seriesTail);
  const half = g.root(shifted);
  const halfIncrement = g.add(g.sub(half, g.literal(0.5)), g.mul(half, change));
  const inverse = g.div(g.mul(below, g.literal(0.5)), halfIncrement);
  return g.select(g.eq(x, g.literal(0)), g.literal(1), inverse);
}

/** tanh |x| = E/(E + 2) with E = e^(2|x|) - 1, and the sign of x; to 2.2 ulp, tested. */
export function tanh(g: Graph, x: Value): Value {
  const inside = g.min(g.abs(x), g.literal(20));
  const { scaled, inverse } = increment(g, g.add(inside, inside), 0);
  const positive = g.div(scaled, g.add(scaled, g.add(inverse, inverse)));
  return g.select(g.lt(x, g.literal(0)), g.neg(positive), positive);
}

/**
 * cosh x = a cosh r + b sinh r and sinh x = b cosh r + a sinh r with a, b = (2^k +- 2^-k)/2, here a quarter of it: the factor 4
 * comes last, so that nothing overflows early.
 */
function hyperbolic(g: Graph, x: Value) {
  const inside = g.max(g.min(x, g.literal(711)), g.literal(-711));
  const { k, high, low } = reduce(g, inside, 1);
  const up = g.pow2(g.sub(g.max(k, g.literal(-100)), g.literal(3)));
  const down = g.pow2(g.sub(g.max(g.neg(k), g.literal(-100)), g.literal(3)));
  const r = g.sub(high, low);
  const { square, even, odd } = tails(g, r, 1);
  return {
    a: g.add(up, down),
    b: g.sub(up, down),
    high,
    low,
    r,
    cosh: g.mul(square, even),
    sinh: g.mul(g.mul(square, r), odd),
  };
}

/** sinh x to 1.4 ulp, tested. */
export function sinh(g: Graph, x: Value): Value {
  const { a, b, high, low, cosh, sinh } = hyperbolic(g, x);
  const tail = g.add(g.mul(b, cosh), g.mul(a, g.sub(sinh, low)));
  return g.mul(g.add(g.add(b, g.mul(a, high)), tail), g.literal(4));
}

/** cosh x to 1.4 ulp, tested. */
export function cosh(g: Graph, x: Value): Value {
  const { a, b, r, cosh, sinh } = hyperbolic(g, x);
  const tail = g.add(g.mul(a, cosh), g.mul(b, g.add(r, sinh)));
  return g.mul(g.add(a, tail), g.literal(4));
}
