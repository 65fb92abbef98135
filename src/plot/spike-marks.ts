import type { PotentialLines } from "../language/potential-lines.ts";
import { extentOf } from "./scale.ts";

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
  if (spikes.length === 0 || !extentOf([y]) || lines.variable === undefined) return { x, y, strokes: undefined };
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

/** Of the time from a tenth of the rise to its end, the part in the upper half: 5/9 of a straight line. */
const rushing = 0.4;
/** Spikes that are looked at. */
const mostLooked = 40;

/**
 * A trace shows its spikes where it goes far beyond the threshold (Hodgkin-Huxley), or rushes into it (AdEx, Izhikevich):
 * little of its rise is spent in the upper half. An integrator spends as much there as below, or more.
 */
function showsSpikes(
  x: Float64Array,
  y: Float64Array,
  spikes: Float64Array,
  before: Int32Array,
  tops: Float64Array,
  { isCut }: PotentialLines,
): boolean {
  if (!isCut) return passesBeyond(y, before, tops);
  const looked = Math.min(spikes.length, mostLooked);
  let count = 0;
  for (let s = 0; s < looked; s++) {
    const start = s === 0 ? 0 : before[s - 1]! + 1;
    let low = tops[s]!;
    for (let k = start; k <= before[s]!; k++) low = Math.min(low, y[k]!);
    const timeAbove = (part: number): number => {
      const level = low + part * (tops[s]! - low);
      let [k, time, value] = [before[s]!, spikes[s]!, tops[s]!];
      for (; k >= start && y[k]! > level; k--) [time, value] = [x[k]!, y[k]!];
      const passed = k < start ? time : x[k]! + ((level - y[k]!) / (value - y[k]!)) * (time - x[k]!);
      return spikes[s]! - passed;
    };
    if (timeAbove(0.5) < rushing * timeAbove(0.1)) count++;
  }
  return 2 * count > looked;
}

/** How far beyond the threshold a spike goes at least, as a part of all that the trace passes through. */
const beyond = 0.15;

/** After most spikes the trace goes on far above where it was, and comes back before the next one. */
function passesBeyond(y: Float64Array, before: Int32Array, tops: Float64Array): boolean {
  const [low, high] = extentOf([y])!;
  const looked = Math.min(before.length, mostLooked);
  let count = 0;
  for (let s = 0; s < looked; s++) {
    const end = before[s + 1] ?? y.length - 1;
    let [peak, k] = [tops[s]!, before[s]! + 1];
    for (; k <= end && (y[k]! >= tops[s]! || peak === tops[s]!); k++) peak = Math.max(peak, y[k]!);
    if (k <= end && peak - tops[s]! > beyond * (high - low)) count++;
  }
  return 2 * count > looked;
}

/** Strokes are about as long as the trace is high. */
function strokeTop(y: Float64Array, tops: Float64Array): number {
  const [low] = extentOf([y])!;
  const [, top] = extentOf([tops])!;
  return top + 0.9 * (top - low || 1);
}
