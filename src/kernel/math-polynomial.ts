import { magic } from "./arithmetic.ts";
import type { Graph } from "./graph.ts";
import type { Value } from "./ir.ts";

/**
 * c0 + c1 x + c2 x^2 + ... in Estrin's form, (c0 + c1 x) + x^2 (c2 + c3 x) + x^4 ...: short chains, so that the units of a core
 * stay busy. Three terms go one after the other, which saves a square.
 */
export function polynomial(g: Graph, x: Value, coefficients: readonly number[]): Value {
  return estrin(
    g,
    x,
    coefficients.map((c) => g.literal(c)),
  );
}

function estrin(g: Graph, x: Value, terms: readonly Value[]): Value {
  const [a, b, c] = terms as [Value, Value, Value];
  if (terms.length === 1) return a;
  if (terms.length === 2) return g.add(a, g.mul(x, b));
  if (terms.length === 3) return g.add(a, g.mul(x, g.add(b, g.mul(x, c))));
  const pairs = Array.from({ length: Math.ceil(terms.length / 2) }, (_, i) => {
    const [low, high] = [terms[2 * i]!, terms[2 * i + 1]];
    return high === undefined ? low : g.add(low, g.mul(x, high));
  });
  return estrin(g, g.mul(x, x), pairs);
}

/** A two-word sum: high + low, low below half a unit of high's last place. */
export interface Pair {
  readonly high: Value;
  readonly low: Value;
}

/** x as two halves of at most 26 bits, so that products of halves are exact. |x| < 2^996. Veltkamp; Dekker (1971), Numer Math 18:224. */
export function split(g: Graph, x: Value): Pair {
  const scaled = g.mul(x, g.literal(134217729));
  const high = g.sub(scaled, g.sub(scaled, x));
  return { high, low: g.sub(x, high) };
}

/** x rounded to a multiple of `unit`, a power of two; |x| <= 2^51 unit. */
export function toMultiple(g: Graph, x: Value, unit: number): Value {
  const shift = g.literal(magic * unit);
  return g.sub(g.add(x, shift), shift);
}
