import { levelsOf, noiseOf, type Stretch } from "./levels-of-current.ts";
import { meanBetween } from "./sweep.ts";

/** What was injected, as it is recognised from its samples. Seconds from the first sample, amperes. */
export type CurrentCourse =
  | { readonly kind: "constant"; readonly holding: number }
  | { readonly kind: "steps"; readonly holding: number; readonly steps: readonly CurrentStep[] }
  | { readonly kind: "ramp"; readonly holding: number; readonly ramp: CurrentRamp }
  /** `deviation` is the standard deviation. */
  | { readonly kind: "noise"; readonly holding: number; readonly deviation: number }
  /** None of these: a sine, a train of pulses. */
  | { readonly kind: "other"; readonly holding: number; readonly deviation: number };

/** When a step is on. Seconds. */
export interface StepWindow {
  readonly start: number;
  readonly stop: number;
}

export interface CurrentStep extends StepWindow {
  /** Above the holding current. */
  readonly amplitude: number;
}

export interface CurrentRamp {
  readonly start: number;
  readonly stop: number;
  readonly from: number;
  readonly to: number;
}

/** Seconds over which samples are averaged before levels are sought: shorter than any step, longer than filters ring. */
const bin = 1e-3;
/** More levels than these are no steps. */
const most = 16;
/** Seconds of the longest blip that is no step. */
const blip = 10e-3;
/** Amperes: what hum and drift leave in a recorded current is less. */
const leastNoise = 10e-12;
/** Levels nearer than this part of the range between the levels, and of the holding current, are one. */
const same = 0.04;

/**
 * Recognises the course of an injected current, recorded with its noise or commanded: constant, steps from a holding current,
 * one ramp, noise, or something else. The holding current is the level that the sweep begins with; of noise, the mean.
 *
 * @throws RangeError where there are fewer than two samples or the rate is not positive
 */
export function recogniseCourse(current: Float64Array, rate: number): CurrentCourse {
  if (current.length < 2 || !(rate > 0))
    throw new RangeError(`a course needs two samples and a rate, but has ${current.length} and ${rate} Hz`);
  const width = Math.max(1, Math.min(Math.round(bin * rate), Math.floor(current.length / 64)));
  const bins = Float64Array.from({ length: Math.floor(current.length / width) }, (_, k) =>
    meanBetween(current, k * width, (k + 1) * width),
  );
  const levels = levelsOf(bins, 16, 64);
  const merged =
    levels && mergeNear(withoutBlips(mergeNear(levels, bins), bins, Math.ceil((blip * rate) / width)), bins);
  if (merged && merged.length <= most && !isSlope(merged, bins) && !isNoisy(merged, bins))
    return coursesOf(merged, current, width, rate);
  return rampIn(bins, rate / width) ?? varying(bins);
}

/**
 * Short stretches between long ones go to the one whose level is nearer: a bin that an edge divides, or the artefact of a spike
 * in a recorded current. A single pulse from a level and back to it stays, however short.
 */
function withoutBlips(levels: readonly Stretch[], bins: Float64Array, longest: number): Stretch[] {
  const isShort = ({ from, to }: Stretch): boolean => to - from <= Math.ceil(longest / 3);
  const values = levels.map(({ level }) => level);
  const range = Math.max(...values) - Math.min(...values);
  const kept: Stretch[] = [];
  for (let k = 0; k < levels.length; k++) {
    let end = k;
    while (end < levels.length && isShort(levels[end]!)) end++;
    const [before, after] = [kept.at(-1), levels[end]];
    const [from, to] = [levels[k]!.from, levels[Math.max(k, end - 1)]!.to];
    const returns = before && after && Math.abs(before.level - after.level) < same * range;
    const isPulse = returns && end - k === 1 && Math.abs(before.level - levels[0]!.level) < same * range;
    if (end === k || !before || !after || to - from > longest || isPulse) {
      kept.push(levels[k]!);
      continue;
    }
    const mean = meanBetween(bins, from, to);
    const isEarlier = Math.abs(mean - before.level) < Math.abs(mean - after.level);
    if (isEarlier || returns) kept[kept.length - 1] = { ...before, to };
    else kept.push({ ...after, from, to: after.to });
    k = isEarlier || returns ? end - 1 : end;
  }
  return kept;
}

/** Whether what is left of a course without its levels is itself injected: slow from one millisecond to the next, and not small. */
function isNoisy(levels: readonly Stretch[], bins: Float64Array): boolean {
  const rest = bins.slice();
  for (const { from, to, level } of levels) for (let k = from; k < to; k++) rest[k]! -= level;
  const values = levels.map(({ level }) => level);
  const range = Math.max(...values) - Math.min(...values);
  let [square, product] = [0, 0];
  for (let k = 0; k < rest.length; k++) {
    square += rest[k]! ** 2;
    if (k > 0) product += rest[k]! * rest[k - 1]!;
  }
  const deviation = Math.sqrt(square / rest.length);
  return product > 0.4 * square && deviation > Math.max(leastNoise, 0.25 * range);
}

/** Neighbours whose levels differ by less than a small part of the range become one stretch. */
function mergeNear(levels: readonly Stretch[], bins: Float64Array): Stretch[] {
  const merged = [...levels];
  const values = levels.map(({ level }) => level);
  const range = Math.max(...values) - Math.min(...values);
  for (;;) {
    const differences = merged.slice(1).map((own, k) => Math.abs(own.level - merged[k]!.level));
    const least = Math.min(...differences);
    if (differences.length === 0 || least >= same * range) return merged;
    const k = differences.indexOf(least);
    const [from, to] = [merged[k]!.from, merged[k + 1]!.to];
    merged.splice(k, 2, { from, to, level: meanBetween(bins, from, to) });
  }
}

/** Whether levels go only up, or only down, in more than three steps whose lengths and heights are alike: a ramp in disguise. */
function isSlope(levels: readonly Stretch[], bins: Float64Array): boolean {
  const rises = levels.slice(1).map((own, k) => Math.sign(own.level - levels[k]!.level));
  if (levels.length < 4 || rises.some((sign) => sign !== rises[0])) return false;
  // Within stairs the samples are level; on a slope they go with it.
  const noise = noiseOf(bins);
  const tilted = levels.slice(1, -1).filter(({ from, to }) => {
    const middle = (from + to) >> 1;
    const rise = (meanBetween(bins, middle, to) - meanBetween(bins, from, middle)) * rises[0]!;
    return rise > 4 * noise * Math.sqrt(4 / Math.max(1, to - from));
  });
  return 2 * tilted.length > levels.length - 2;
}

function coursesOf(levels: readonly Stretch[], current: Float64Array, width: number, rate: number): CurrentCourse {
  const edges = [
    0,
    ...levels.slice(1).map(({ from }, k) => sharpEdge(current, levels[k]!, levels[k + 1]!, from, width)),
    current.length,
  ];
  const values = levels.map((_, k) => {
    const [from, to] = [edges[k]!, edges[k + 1]!];
    // The samples at an edge may belong to both levels.
    const margin = Math.min(Math.round(2e-3 * rate), (to - from) >> 2);
    return meanBetween(current, from + (k > 0 ? margin : 0), to);
  });
  const holding = values[0]!;
  const range = Math.max(...values) - Math.min(...values);
  const steps = values.flatMap((level, k): CurrentStep[] =>
    Math.abs(level - holding) <= same * range || k === 0
      ? []
      : [{ start: edges[k]! / rate, stop: edges[k + 1]! / rate, amplitude: level - holding }],
  );
  return steps.length === 0 ? { kind: "constant", holding } : { kind: "steps", holding, steps };
}

/** The sample, near the edge of a bin, at which the course leaves one level for the other: best in the sense of least squares. */
function sharpEdge(current: Float64Array, before: Stretch, after: Stretch, cut: number, width: number): number {
  const from = Math.max(before.from * width, (cut - 2) * width);
  const to = Math.min(after.to * width, (cut + 2) * width);
  const half = (before.level + after.level) / 2;
  let [sum, best, at] = [0, 0, from];
  for (let k = from; k < to; k++) {
    sum += (current[k]! - half) * Math.sign(before.level - after.level);
    if (sum > best) [best, at] = [sum, k + 1];
  }
  return at;
}

/** One straight slope between two levels, or to the end; undefined where there is none. `rate` is that of the bins. */
function rampIn(bins: Float64Array, rate: number): CurrentCourse | undefined {
  const n = bins.length;
  const edge = Math.max(2, Math.round(0.01 * n));
  const [from, to] = [meanBetween(bins, 0, edge), meanBetween(bins, n - edge, n)];
  const noise = noiseOf(bins);
  const leaves = (level: number): ((value: number) => boolean) => {
    const room = 5 * noise + 0.02 * rangeTo(bins, level);
    return (value) => Math.abs(value - level) > room;
  };
  const first = bins.findIndex(leaves(from));
  const furthest = indexOfFurthest(bins, from);
  // Where it stays at what it has reached, noise alone decides which bin there is the furthest.
  const keeps = Math.abs(to - from) > 0.8 * Math.abs(bins[furthest]! - from);
  const peak = keeps ? bins.findLastIndex(leaves(to)) + 1 : furthest;
  if (first < 0 || peak - first < 8) return undefined;
  // The middle of the slope makes the line; it has to hold everywhere on it.
  const [a, b] = [first + Math.round(0.1 * (peak - first)), peak - Math.round(0.1 * (peak - first))];
  const { slope, offset } = lineThrough(bins, a, b);
  const worst = bins.subarray(first, peak).reduce((most, value, k) => {
    return Math.max(most, Math.abs(value - offset - slope * (first + k)));
  }, 0);
  const height = Math.abs(slope) * (peak - first);
  if (!(worst < 6 * noise + 0.05 * height && height > 20 * noise)) return undefined;
  const start = Math.max(0, (from - offset) / slope);
  // Bin k is the mean around k + 1/2.
  const seconds = (k: number): number => Math.min(n, k + 0.5) / rate;
  // What follows is a level: the one before, the one reached, or none.
  const after = bins.subarray(Math.min(n, peak + 5));
  if (after.length >= edge && after.some(leaves(to))) return undefined;
  const top = keeps && after.length >= edge ? (to - offset) / slope : peak + 0.5;
  const ramp = { start: seconds(start), stop: seconds(top), from, to: offset + slope * top };
  return { kind: "ramp", holding: from, ramp };
}

function rangeTo(values: Float64Array, level: number): number {
  return values.reduce((most, value) => Math.max(most, Math.abs(value - level)), 0);
}

function indexOfFurthest(values: Float64Array, level: number): number {
  let best = 0;
  for (let k = 0; k < values.length; k++)
    if (Math.abs(values[k]! - level) > Math.abs(values[best]! - level) * (1 + 1e-12)) best = k;
  return best;
}

function lineThrough(
  values: Float64Array,
  from: number,
  to: number,
): { readonly slope: number; readonly offset: number } {
  const n = to - from;
  const [mx, my] = [from + (n - 1) / 2, meanBetween(values, from, to)];
  let [xy, xx] = [0, 0];
  for (let k = from; k < to; k++) {
    xy += (k - mx) * (values[k]! - my);
    xx += (k - mx) ** 2;
  }
  const slope = xy / xx;
  return { slope, offset: my - slope * mx };
}

/** Noise is rough: from one millisecond to the next it changes by a large part of its deviation. */
function varying(bins: Float64Array): CurrentCourse {
  const holding = meanBetween(bins, 0, bins.length);
  const deviation = Math.sqrt(bins.reduce((sum, value) => sum + (value - holding) ** 2, 0) / bins.length);
  return { kind: noiseOf(bins) > 0.1 * deviation ? "noise" : "other", holding, deviation };
}
