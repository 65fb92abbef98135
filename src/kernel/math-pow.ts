import { magic } from "./arithmetic.ts";
import type { Graph } from "./graph.ts";
import type { Value } from "./ir.ts";
import { scaledExp } from "./math-exp.ts";
import { decompose, tiny } from "./math-log.ts";
import { type Pair, polynomial, split, toMultiple } from "./math-polynomial.ts";

/** 2^66: beyond it every power of a number but 1 is 0 or Infinity. */
const huge = 65536 * 65536 * 65536 * 65536 * 4;
/** 2^-25. */
const unit = 1 / 33554432;
const ln2 = Math.LN2;
/** 2/(3 ln 2): rounded, and as the sum of a half-width number and the rest. */
const scale = 0.9617966939259756;
const scaleHigh = 0.9617967009544373;
const scaleLow = -7.028461650952758e-9;

/** log((1 + s)/(1 - s)) = (2/3) s (3 + z + z^2 L(z)) with z = s^2, minimax for s up to 0.1716, to 2^-64. */
const logTail = [
  0.6000000000000023, 0.42857142856622216, 0.33333333528192605, 0.2727269750698186, 0.23079218463309828,
  0.19905550859408605, 0.19614756360038174,
];

/** log2 of a positive normal number in two words, to 2^-65: the high word has 26 bits. */
function log2(g: Graph, x: Value): Pair {
  const { m, k } = decompose(g, x);
  const one = g.literal(1);
  const f = g.sub(m, one);
  // the denominator m + 1 = high + low, exactly
  const denominator = g.add(m, one);
  const high = toMultiple(g, denominator, unit);
  const low = g.add(g.sub(denominator, high), g.sub(m, g.sub(denominator, one)));
  const inverse = g.div(one, denominator);
  // s = f/(m + 1) in two words
  const quotient = g.mul(f, inverse);
  const s = split(g, quotient).high;
  const sLow = g.mul(g.sub(g.sub(f, g.mul(s, high)), g.mul(s, low)), inverse);
  // 3 + z + z^2 L(z) in two words
  const z = g.mul(quotient, quotient);
  const zHigh = g.mul(s, s);
  const tail = g.add(g.mul(g.mul(z, z), polynomial(g, z, logTail)), g.mul(sLow, g.add(s, quotient)));
  const series = toMultiple(g, g.add(g.add(g.literal(3), zHigh), tail), unit);
  const seriesLow = g.sub(tail, g.sub(g.sub(series, g.literal(3)), zHigh));
  // times s, times 2/(3 ln 2), plus k
  const u = g.mul(s, series);
  const v = g.add(g.mul(sLow, series), g.mul(seriesLow, quotient));
  const product = split(g, g.add(u, v)).high;
  const productLow = g.sub(v, g.sub(product, u));
  const a = g.mul(product, g.literal(scaleHigh));
  const b = g.add(g.mul(product, g.literal(scaleLow)), g.mul(productLow, g.literal(scale)));
  const total = split(g, g.add(g.add(k, a), b)).high;
  return { high: total, low: g.sub(b, g.sub(g.sub(total, k), a)) };
}

/** x^n by squaring, for a whole n >= 1. */
function wholePower(g: Graph, x: Value, n: number): Value {
  if (n === 1) return x;
  const square = wholePower(g, g.mul(x, x), Math.floor(n / 2));
  return n % 2 === 0 ? square : g.mul(square, x);
}

/** The powers that need no logarithm: whole literals up to 16 in size, and +-1/2. */
function simplePower(g: Graph, x: Value, y: number): Value | undefined {
  const n = Math.abs(y);
  if (n === 0) return g.literal(1);
  const power = n === 0.5 ? g.sqrt(x) : Number.isInteger(n) && n <= 16 ? wholePower(g, x, n) : undefined;
  return power !== undefined && y < 0 ? g.div(g.literal(1), power) : power;
}

/**
 * x^y = 2^(y log2 x), the product in two words, to 1.3 ulp, tested; results below 3.2e-308 are 0. A negative x needs a whole y, else the
 * result is NaN; NaN for a NaN x. By multiplications for whole literals y up to 16 in size (an error of up to |y|/2 ulp), by
 * the square root for y = +-1/2.
 */
export function pow(g: Graph, x: Value, y: Value): Value {
  const literal = g.known(y);
  const simple = literal === undefined ? undefined : simplePower(g, x, literal);
  if (simple !== undefined) return simple;
  const zero = g.literal(0);
  const size = g.abs(x);
  const log = log2(g, size);
  const exponent = g.max(g.min(y, g.literal(huge)), g.literal(-huge));
  const halves = split(g, exponent);
  const high = g.mul(halves.high, log.high);
  const low = g.add(g.mul(halves.low, log.high), g.mul(exponent, log.low));
  const total = g.add(high, low);
  const shifted = g.add(total, g.literal(magic));
  const fraction = g.add(g.sub(high, g.sub(shifted, g.literal(magic))), low);
  const core = scaledExp(g, { high: g.mul(fraction, g.literal(2 * ln2)), low: zero, shifted });
  // beside the range of numbers: by the size of the result, or because x is 0 or infinite
  const [up, down] = [g.gt(y, zero), g.lt(y, zero)];
  const [nothing, infinite] = [g.lt(size, g.literal(tiny)), g.eq(size, g.literal(Infinity))];
  const overflow = g.or(g.ge(total, g.literal(1024)), g.or(g.and(nothing, down), g.and(infinite, up)));
  const underflow = g.or(g.lt(total, g.literal(-1022)), g.or(g.and(nothing, up), g.and(infinite, down)));
  const positive = g.select(overflow, g.literal(Infinity), g.select(underflow, zero, core));
  // the sign of a negative x: kept by odd y, meaningless for y that are not whole
  const whole = g.eq(g.floor(y), y);
  const half = g.mul(y, g.literal(0.5));
  const odd = g.and(whole, g.ne(g.floor(half), half));
  const negative = g.lt(x, zero);
  const signed = g.select(g.and(negative, odd), g.neg(positive), positive);
  return g.select(g.or(g.ne(x, x), g.and(negative, g.not(whole))), g.literal(Number.NaN), signed);
}
