import type { Graph } from "./graph.ts";
import type { Value } from "./ir.ts";
import { polynomial, split } from "./math-polynomial.ts";

/** The smallest normal number: what is below counts as 0. */
export const tiny = 2.2250738585072014e-308;
const sqrt2 = Math.SQRT2;

/** ln 2 and log10(2) in two parts; the first times a binary exponent is exact. */
const ln2High = 0.6931471805601177;
const ln2Low = -1.7239444525614835e-13;
const log10of2High = 0.3010299956640665;
const log10of2Low = -8.532344317057107e-14;
/** 1/ln 10: rounded, and as the sum of a half-width number and the rest. */
const log10e = Math.LOG10E;
const log10eHigh = 0.4342944771051407;
const log10eLow = 4.798111141615973e-9;

/** log((1 + s)/(1 - s)) = 2 s + s z R(z) with z = s^2, minimax for (1 + s)/(1 - s) in [1/sqrt 2, sqrt 2], to 2^-59. */
const logTail = [
  0.6666666666666735, 0.3999999999941109, 0.28571428743262905, 0.2222219847596087, 0.18183569741208633,
  0.15313903208789387, 0.147975081086297,
];

/** x = m 2^k with m in (1/sqrt 2, sqrt 2], for a positive normal x. */
export function decompose(g: Graph, x: Value): { m: Value; k: Value } {
  const m = g.mantissa(x);
  const k = g.exponent(x);
  const large = g.gt(m, g.literal(sqrt2));
  return {
    m: g.select(large, g.mul(m, g.literal(0.5)), m),
    k: g.select(large, g.add(k, g.literal(1)), k),
  };
}

/** f^2/2 and `tail` = log(1 + f) - (f - f^2/2), through s = f/(2 + f). */
function logOf1p(g: Graph, f: Value): { half: Value; tail: Value } {
  const s = g.div(f, g.add(g.literal(2), f));
  const z = g.mul(s, s);
  const half = g.mul(g.mul(f, f), g.literal(0.5));
  return { half, tail: g.mul(s, g.add(half, g.mul(z, polynomial(g, z, logTail)))) };
}

/** k ln 2 + log(1 + f). */
function sum(g: Graph, k: Value, f: Value): Value {
  const { half, tail } = logOf1p(g, f);
  const low = g.add(tail, g.mul(k, g.literal(ln2Low)));
  return g.sub(g.mul(k, g.literal(ln2High)), g.sub(g.sub(half, low), f));
}

/** `value` where x is positive and finite; -Infinity at 0, NaN below, x itself for Infinity and NaN. */
function domain(g: Graph, x: Value, value: Value): Value {
  const below = g.select(g.lt(x, g.literal(0)), g.literal(Number.NaN), g.literal(-Infinity));
  const finite = g.select(g.lt(x, g.literal(tiny)), below, value);
  return g.select(g.lt(x, g.literal(Infinity)), finite, x);
}

/** Natural logarithm of a positive normal number: as `log`, without looking at what else x may be. */
export function logOfNormal(g: Graph, x: Value): Value {
  const { m, k } = decompose(g, x);
  return sum(g, k, g.sub(m, g.literal(1)));
}

/** Natural logarithm to 0.85 ulp, tested; numbers below 2.3e-308 count as 0, whose logarithm is -Infinity. */
export function log(g: Graph, x: Value): Value {
  return domain(g, x, logOfNormal(g, x));
}

/** log(1 + x) to 1.3 ulp, tested; also for tiny x: what the sum 1 + x rounds away is added to the mantissa. */
export function log1p(g: Graph, x: Value): Value {
  const u = g.add(g.literal(1), x);
  const lost = g.sub(x, g.sub(u, g.literal(1)));
  const { m, k } = decompose(g, u);
  const f = g.add(g.sub(m, g.literal(1)), g.mul(lost, g.pow2(g.neg(g.min(k, g.literal(1000))))));
  return domain(g, u, sum(g, k, f));
}

/** Decimal logarithm to 0.75 ulp, tested; exact at powers of ten. log(m)/ln 10 is formed in two words. */
export function log10(g: Graph, x: Value): Value {
  const { m, k } = decompose(g, x);
  const f = g.sub(m, g.literal(1));
  const { half, tail } = logOf1p(g, f);
  const high = split(g, g.sub(f, half)).high;
  const low = g.add(g.sub(g.sub(f, high), half), tail);
  const product = g.mul(high, g.literal(log10eHigh));
  const correction = g.add(
    g.add(g.mul(low, g.literal(log10e)), g.mul(high, g.literal(log10eLow))),
    g.mul(k, g.literal(log10of2Low)),
  );
  const whole = g.mul(k, g.literal(log10of2High));
  const total = g.add(whole, product);
  const rest = g.add(g.sub(whole, total), product);
  return domain(g, x, g.add(total, g.add(rest, correction)));
}
