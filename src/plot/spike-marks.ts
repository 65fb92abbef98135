import type { PotentialLines } from "./potential-lines.ts";

/** A trace with its spikes put in: the same numbers, and corners at the exact times. */
export interface SpikingTrace {
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** The strokes that stand for spikes that the trace itself does not show, from `low[k]` to `high`; none where it does. */
  readonly strokes: { readonly x: Float64Array; readonly low: Float64Array; readonly high: number } | undefined;
}

/**
 * The trace of a variable that spikes cut off: it reaches the threshold at the exact time of each spike and goes on from the
 * reset, however coarse the samples are. Where the trace of a model does not show spikes, they get a stroke upwards.
 *
 * @param x times of the samples, ascending
 * @param y the samples, in any unit
 * @param spikes times of the spikes, ascending, in the unit of x
 * @param lines levels in the unit of y
 */
export function withSpikes(
  x: Float64Array,
  y: Float64Array,
  spikes: Float64Array,
  lines: PotentialLines,
): SpikingTrace {
  if (spikes.length === 0 || x.length === 0 || lines.variable === undefined) return { x, y, strokes: undefined };
  const before = beforeSpikes(x, spikes);
  const peak = typeof lines.threshold === "number" ? lines.threshold : undefined;
  const tops = Float64Array.from(before, (k) => peak ?? y[Math.max(0, k)]!);
  const drawn = lines.isCut && peak !== undefined ? cut(x, y, spikes, before, peak, lines.reset) : { x, y };
  if (showsSpikes(x, y, spikes, before, tops, lines)) return { ...drawn, strokes: undefined };
  return { ...drawn, strokes: { x: spikes, low: tops, high: strokeTop(y, tops) } };
}

/** The last sample before each spike; -1 where there is none. */
function beforeSpikes(x: Float64Array, spikes: Float64Array): Int32Array {
  let k = -1;
  return Int32Array.from(spikes, (time) => {
    while (k + 1 < x.length && x[k + 1]! < time) k++;
    return k;
  });
}

/** The samples with a corner at the threshold, and one at the reset, for each spike. */
function cut(
  x: Float64Array,
  y: Float64Array,
  spikes: Float64Array,
  before: Int32Array,
  peak: number,
  reset: number | undefined,
): { readonly x: Float64Array; readonly y: Float64Array } {
  const own = reset === undefined ? 1 : 2;
  const [xs, ys] = [new Float64Array(x.length + own * spikes.length), new Float64Array(x.length + own * spikes.length)];
  let length = 0;
  const put = (time: number, value: number): void => {
    xs[length] = time;
    ys[length++] = value;
  };
  let next = 0;
  spikes.forEach((time, s) => {
    while (next <= before[s]!) put(x[next]!, y[next++]!);
    put(time, peak);
    if (reset !== undefined) put(time, reset);
  });
  while (next < x.length) put(x[next]!, y[next++]!);
  return { x: xs, y: ys };
}

/**
 * A trace shows its spikes where it goes far beyond the threshold (Hodgkin-Huxley), or rushes into it (AdEx, Izhikevich): the
 * upper half of the rise takes less than a third of the time of the lower half. An integrator's upper half takes longer.
 */
function showsSpikes(
  x: Float64Array,
  y: Float64Array,
  spikes: Float64Array,
  before: Int32Array,
  tops: Float64Array,
  { isCut }: PotentialLines,
): boolean {
  if (!isCut) return passesBeyond(y, tops);
  const looked = Math.min(spikes.length, 40);
  let rushing = 0;
  for (let s = 0; s < looked; s++) {
    const start = s === 0 ? 0 : before[s - 1]! + 1;
    let low = Infinity;
    for (let k = start; k <= before[s]!; k++) low = Math.min(low, y[k]!);
    const [quarter, half] = [low + 0.1 * (tops[s]! - low), low + 0.5 * (tops[s]! - low)];
    let k = before[s]!;
    while (k > start && y[k]! > half) k--;
    const middle = x[Math.max(k, start)]!;
    while (k > start && y[k]! > quarter) k--;
    const bottom = x[Math.max(k, start)]!;
    if (spikes[s]! - middle < 0.25 * (spikes[s]! - bottom)) rushing++;
  }
  return 2 * rushing > looked;
}

/** The highest sample lies further above the threshold than the threshold above the lowest sample. */
function passesBeyond(y: Float64Array, tops: Float64Array): boolean {
  let [low, high] = [Infinity, -Infinity];
  for (const value of y) {
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  const top = tops.reduce((least, value) => Math.min(least, value), Infinity);
  return high - top > 0.2 * (high - low);
}

/** Strokes are about as long as the trace is high. */
function strokeTop(y: Float64Array, tops: Float64Array): number {
  const low = y.reduce((least, value) => (value < least ? value : least), Infinity);
  const top = tops.reduce((most, value) => Math.max(most, value), -Infinity);
  return top + 0.9 * (top - low || 1);
}
