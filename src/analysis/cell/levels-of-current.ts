import { meanBetween } from "./sweep.ts";

/** A stretch of a course that keeps one level: samples `from` to `to - 1`. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly level: number;
}

/**
 * The stretches of constant level of a noisy course: binary segmentation. A stretch is divided where the squared difference
 * of the two means, weighted by their lengths, is largest, as long as that exceeds `penalty` ln(n) variances of the noise
 * (Vostrikova 1981, Soviet Math Dokl 24:55; Yao's criterion has a penalty of 2). Undefined for more than `most` stretches.
 */
export function levelsOf(values: Float64Array, penalty: number, most: number): Stretch[] | undefined {
  const n = values.length;
  const sums = new Float64Array(n + 1);
  // From the first value: sums of a large constant would lose the small steps on it.
  for (let k = 0; k < n; k++) sums[k + 1] = sums[k]! + (values[k]! - values[0]!);
  const least = Math.max(penalty * Math.log(Math.max(2, n)) * noiseOf(values) ** 2, 1e-9 * rangeOf(values) ** 2);
  const cuts = [0, n];
  const open: [number, number][] = [[0, n]];
  for (let next = open.pop(); next; next = open.pop()) {
    const [from, to] = next;
    const cut = bestCut(sums, from, to);
    if (!(cut.gain > least)) continue;
    cuts.push(cut.at);
    if (cuts.length > most + 1) return undefined;
    open.push([from, cut.at], [cut.at, to]);
  }
  cuts.sort((a, b) => a - b);
  return cuts.slice(1).map((to, k) => ({ from: cuts[k]!, to, level: meanBetween(values, cuts[k]!, to) }));
}

function bestCut(sums: Float64Array, from: number, to: number): { readonly at: number; readonly gain: number } {
  const [length, total] = [to - from, sums[to]! - sums[from]!];
  let [at, gain] = [from, 0];
  for (let k = from + 1; k < to; k++) {
    const left = k - from;
    const difference = (sums[k]! - sums[from]!) / left - (total - (sums[k]! - sums[from]!)) / (length - left);
    const own = ((difference * difference * left) / length) * (length - left);
    if (own > gain) [at, gain] = [k, own];
  }
  return { at, gain };
}

/**
 * The standard deviation of white noise on a course of steps and ramps, from the second differences, whose variance is six
 * times that of the noise; the largest hundredth, where the steps are, is left out.
 */
export function noiseOf(values: Float64Array): number {
  const squares = new Float64Array(Math.max(0, values.length - 2));
  for (let k = 0; k < squares.length; k++) squares[k] = (values[k]! - 2 * values[k + 1]! + values[k + 2]!) ** 2;
  squares.sort();
  return Math.sqrt(Math.max(0, meanBetween(squares, 0, Math.ceil(0.99 * squares.length)) || 0) / 6);
}

function rangeOf(values: Float64Array): number {
  let [low, high] = [Infinity, -Infinity];
  for (const value of values) {
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  return high - low;
}
