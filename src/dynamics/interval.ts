/** All numbers from `low` to `high`; either may be infinite. Results of operations are rounded outwards. */
export type Interval = readonly [low: number, high: number];

export const whole: Interval = [-Infinity, Infinity];

/** Both ends moved outwards by at least `ulps` units in the last place; no number where an end is none. */
export function outwards(low: number, high: number, ulps = 1): Interval {
  const part = ulps * 2 ** -52;
  const down = low - Math.abs(low) * part - Number.MIN_VALUE;
  const up = high + Math.abs(high) * part + Number.MIN_VALUE;
  return [Number.isNaN(down) ? -Infinity : down, Number.isNaN(up) ? Infinity : up];
}

export function contains([low, high]: Interval, x: number): boolean {
  return low <= x && x <= high;
}

export function add(a: Interval, b: Interval): Interval {
  return outwards(a[0] + b[0], a[1] + b[1]);
}

export function sub(a: Interval, b: Interval): Interval {
  return outwards(a[0] - b[1], a[1] - b[0]);
}

export function negate([low, high]: Interval): Interval {
  return [-high, -low];
}

export function mul(a: Interval, b: Interval): Interval {
  const [p, q, r, s] = [product(a[0], b[0]), product(a[0], b[1]), product(a[1], b[0]), product(a[1], b[1])];
  if (a[0] === 0 && a[1] === 0) return [0, 0];
  if (b[0] === 0 && b[1] === 0) return [0, 0];
  return outwards(Math.min(p, q, r, s), Math.max(p, q, r, s));
}

/** An end 0 times an infinite end: the numbers inside are finite. */
function product(a: number, b: number): number {
  return a === 0 || b === 0 ? 0 : a * b;
}

export function div(a: Interval, b: Interval): Interval {
  if (contains(b, 0)) return whole;
  const ends = [a[0] / b[0], a[0] / b[1], a[1] / b[0], a[1] / b[1]];
  return ends.some(Number.isNaN) ? whole : outwards(Math.min(...ends), Math.max(...ends));
}

export function min(a: Interval, b: Interval): Interval {
  return [Math.min(a[0], b[0]), Math.min(a[1], b[1])];
}

export function max(a: Interval, b: Interval): Interval {
  return [Math.max(a[0], b[0]), Math.max(a[1], b[1])];
}

export function abs(a: Interval): Interval {
  if (a[0] >= 0) return a;
  return a[1] <= 0 ? negate(a) : [0, Math.max(-a[0], a[1])];
}

/** The part in both; undefined where there is none. */
export function intersection(a: Interval, b: Interval): Interval | undefined {
  const low = Math.max(a[0], b[0]);
  const high = Math.min(a[1], b[1]);
  return low <= high ? [low, high] : undefined;
}

/** A rising function, correct to `ulps` units in the last place. */
export function rising(f: (x: number) => number, [low, high]: Interval, ulps: number): Interval {
  return outwards(f(low), f(high), ulps);
}

/** A whole number as the exponent, at least 0 in size at most some hundreds: the square of [-1, 2] is [0, 4]. */
export function integerPower(a: Interval, n: number): Interval {
  if (n < 0) return div([1, 1], integerPower(a, -n));
  if (n % 2 === 1) return n === 1 ? a : mul(integerPower(a, n - 1), a);
  if (n === 0) return [1, 1];
  const half = abs(integerPower(a, n / 2));
  const [low, high] = outwards(half[0] * half[0], half[1] * half[1]);
  return [Math.max(0, low), high];
}
