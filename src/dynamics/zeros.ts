import { add, contains, type Interval, mul, sub } from "./interval.ts";
import { rootBetween } from "./root.ts";

/** A function of one number, on numbers and on intervals, with its derivative. */
export interface ScalarFunction {
  at(x: number): number;
  slopeAt(x: number): number;
  /** All its values on an interval, rounding included. */
  over(x: Interval): Interval;
  /** All its slopes on an interval; the whole line where it may jump. */
  slopeOver(x: Interval): Interval;
}

export interface Zeros {
  /** Ascending. */
  readonly at: readonly { readonly x: number; readonly multiple: boolean }[];
  /** Where the function is 0 to rounding along a whole stretch. */
  readonly stretches: readonly Interval[];
}

/**
 * All zeros between two numbers. A part of the line is given up where interval arithmetic proves that there is none, has one
 * or none where it proves that the slope keeps its sign, and is halved otherwise; what can be told apart no more is a zero of
 * higher order or a whole stretch of zeros. So none is missed, and none counts twice.
 */
export function zerosBetween(f: ScalarFunction, low: number, high: number): Zeros {
  const range = high - low;
  const open: Interval[] = [];
  const found: { x: number; multiple: boolean }[] = [];
  const waiting: Interval[] = [[low, high]];
  for (let part = waiting.pop(); part; part = waiting.pop()) {
    const [a, b] = part;
    if (!contains(f.over(part), 0)) continue;
    const slopes = f.slopeOver(part);
    const middle = a + (b - a) / 2;
    if (!contains(add(f.over([middle, middle]), mul(slopes, sub(part, [middle, middle]))), 0)) continue;
    if (!contains(slopes, 0)) {
      const [fa, fb] = [f.at(a), f.at(b)];
      // an end where two parts meet belongs to the right one
      if (fa === 0) found.push({ x: a, multiple: false });
      else if (fb === 0 ? b === high : fa < 0 !== fb < 0)
        found.push({ x: rootBetween(f.at, a, b, fa, fb), multiple: false });
    } else if (b - a <= 1e-10 * range || middle <= a || middle >= b || (b - a < range / 512 && vanishes(f, part)))
      open.push(part);
    else waiting.push([middle, b], [a, middle]);
  }
  const stretches: Interval[] = [];
  for (const cluster of merged(open)) {
    if (cluster[1] - cluster[0] > 1e-4 * range && vanishes(f, cluster)) stretches.push(cluster);
    else found.push(...within(f, cluster));
  }
  return { at: found.sort((p, q) => p.x - q.x), stretches };
}

/** Whether 0 cannot be told from the function's value at several places that no period shares. */
function vanishes(f: ScalarFunction, [a, b]: Interval): boolean {
  return [0, 0.236, 0.5, 0.719, 1].every((part) => {
    const x = a + part * (b - a);
    return contains(f.over([x, x]), 0);
  });
}

function merged(parts: readonly Interval[]): Interval[] {
  const result: [number, number][] = [];
  for (const [a, b] of [...parts].sort((p, q) => p[0] - q[0])) {
    const last = result.at(-1);
    if (last && a <= last[1]) last[1] = Math.max(last[1], b);
    else result.push([a, b]);
  }
  return result;
}

/** The zeros of a short part in which the slope may vanish. */
function within(f: ScalarFunction, [a, b]: Interval): { x: number; multiple: boolean }[] {
  const [fa, fb] = [f.at(a), f.at(b)];
  if (fa < 0 !== fb < 0) {
    const x = rootBetween(f.at, a, b, fa, fb);
    // a jump changes sign without becoming 0
    return contains(f.over([x, x]), 0) || Math.abs(f.at(x)) < 1e-9 * (Math.abs(fa) + Math.abs(fb))
      ? [{ x, multiple: true }]
      : [];
  }
  const [sa, sb] = [f.slopeAt(a), f.slopeAt(b)];
  const extreme = sa < 0 !== sb < 0 ? rootBetween(f.slopeAt, a, b, sa, sb) : a + (b - a) / 2;
  const value = f.at(extreme);
  if (contains(f.over([extreme, extreme]), 0)) return [{ x: extreme, multiple: true }];
  if (value < 0 === fa < 0) return [];
  return [
    { x: rootBetween(f.at, a, extreme, fa, value), multiple: false },
    { x: rootBetween(f.at, extreme, b, value, fb), multiple: false },
  ];
}
