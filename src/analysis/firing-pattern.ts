import { mean, median } from "./moments.ts";
import { spikesBetween } from "./train.ts";

/** What a neuron did under a step of current. Seconds and, in the trace, any one unit of voltage. */
export interface StepResponse {
  /** Spike times, ascending; those outside the step are left out. */
  readonly spikes: Float64Array;
  readonly start: number;
  /** The end of the step, or of the recording where that comes first. */
  readonly stop: number;
  /** The voltage tells a delay from the time that charging takes. Without it, delays must be longer to be called so. */
  readonly trace?: { readonly time: Float64Array; readonly voltage: Float64Array };
}

/** How firing begins, in the terms of the Petilla convention (2008). */
export type Onset = "none" | "continuous" | "delayed" | "burst";

/** How firing goes on. `undetermined`: one or two spikes, which make no pattern, and firing has not ended. */
export type Steady = "silent" | "tonic" | "adapting" | "accelerating" | "bursting" | "irregular" | "undetermined";

export type PatternLabel =
  | "silent"
  | "one spike"
  | "two spikes"
  | "phasic spiking"
  | "phasic bursting"
  | "initial burst"
  | `${"" | "delayed "}${"tonic" | "adapting" | "accelerating" | "irregular" | "bursting"}`;

export interface StepPattern {
  readonly onset: Onset;
  readonly steady: Steady;
  /**
   * `"tonic"`, `"delayed accelerating"`, …; `"phasic spiking"` and `"phasic bursting"` where firing ends during the step, and
   * `"initial burst"` where a burst turns into single spikes (Izhikevich's mixed mode and intrinsic bursting).
   */
  readonly label: PatternLabel;
  /** The numbers that decided. */
  readonly evidence: PatternEvidence;
}

export interface PatternEvidence {
  readonly spikes: number;
  /** From the start of the step to the first spike, in seconds. */
  readonly latency?: number;
  /** From the last spike to the end of the step, over the longest interval (with one spike, over the latency). */
  readonly silenceRatio?: number;
  /** How long the first spike waits, over how long a later one does. */
  readonly delayRatio?: number;
  /** Intervals at the beginning that are shorter (negative: longer) than the settled one by more than a tenth. */
  readonly transientIntervals?: number;
  /** Median of the last half of the intervals, in seconds. */
  readonly settledInterval?: number;
  /** Up and down of the intervals beyond their trend, over their mean. */
  readonly irregularity?: number;
  /** Spikes of each burst. */
  readonly bursts?: readonly number[];
}

/**
 * The numbers of the rules. Those of Hippocampome are from Komendantov et al. (2019), Quantitative firing pattern phenotyping
 * of hippocampal neuron types, Sci Rep 9:17915.
 */
export const patternThresholds = {
  /** Firing has ended where the silence after it is this many times the longest interval. Hippocampome: SLN_FACTOR. */
  silence: 2,
  /** Phasic firing, which answers to the onset, ends in this part of the step. */
  phasic: 0.5,
  /** An interval is a jump where it is this many times the one before. Hippocampome: TSTUT_PRE_FACTOR. */
  jump: 2.5,
  /** Spikes of a burst follow each other faster than this, in Hz. Hippocampome: MIN_TSTUT_FREQ. */
  burstRate: 25,
  /** Single firing after a burst is settled where its first interval differs from the last half's by this at most. */
  settled: 0.25,
  /** An interval belongs to the beginning where it is this much off the settled one. */
  transient: 0.1,
  /** So many intervals of the beginning are adaptation; fewer are a fast start, as of a regular spiking cell. */
  adapting: 3,
  irregularity: 0.3,
  /** Without a trace, a delay is so many intervals. Hippocampome: DELAY_FACTOR. */
  delayInIntervals: 2,
  /** With one variable, the first spike waits no longer from the reset on than any other: a ratio of 1. A delay is above. */
  delay: 1.1,
  /** A burst that nothing preceded comes late where it waits for so much of the pause that follows a burst. */
  burstDelay: 0.5,
} as const;

const rule = patternThresholds;

/**
 * Names the firing pattern of a step response: silent, phasic, tonic, adapting, accelerating, bursting, initial burst or
 * irregular, and whether it is delayed. The rules stand in this order; each has its numbers in `patternThresholds`.
 *
 * 1. No spike: silent. 2. The last spike is in the first half of the step and followed by a long silence: phasic; bursting if the spikes are two or more, fast.
 * 3. Every interval is either short or a pause between jumps, and two bursts or more: bursting. 4. Two short intervals or more, a jump,
 * then settled firing: initial burst. 5. Intervals that go up and down: irregular. 6. Three intervals or more at the beginning
 * off the settled one: adapting if shorter, accelerating if longer. 7. Else tonic.
 *
 * Throws a RangeError where the step or the spike times are not in order.
 */
export function classifyStep(response: StepResponse): StepPattern {
  const { start, stop, trace } = response;
  if (trace && trace.time.length !== trace.voltage.length)
    throw new RangeError(`the trace has ${trace.time.length} times, but ${trace.voltage.length} voltages`);
  const spikes = Array.from(spikesBetween(response.spikes, { start, stop }));
  const first = spikes[0];
  if (first === undefined) return pattern("none", "silent", { spikes: 0 });
  const latency = first - start;
  const isis = spikes.slice(1).map((t, i) => t - spikes[i]!);
  const silenceRatio = (stop - spikes.at(-1)!) / (isis.length > 0 ? Math.max(...isis) : latency);
  const evidence = { spikes: spikes.length, latency, silenceRatio };
  if (silenceRatio > rule.silence && spikes.at(-1)! - start < rule.phasic * (stop - start))
    return pattern(isFast(isis) ? "burst" : "continuous", "silent", evidence);
  if (isis.length < 2) return pattern("continuous", "undetermined", evidence);

  const bursts = burstsOf(isis);
  if (bursts) {
    const delayRatio = waiting(response, spikes, bursts.pauses, rule.burstDelay, rule.burstDelay);
    return pattern(delayRatio.isDelayed ? "delayed" : "burst", "bursting", {
      ...evidence,
      delayRatio: delayRatio.ratio,
      bursts: bursts.sizes,
    });
  }
  const jump = initialBurst(isis);
  if (jump !== undefined) return pattern("burst", "tonic", { ...evidence, bursts: [jump + 1] });

  const settledInterval = median(isis.slice(isis.length >> 1));
  const transientIntervals = transient(isis, settledInterval);
  const irregularity = irregularityOf(isis);
  const all = isis.map((_, i) => i);
  const { isDelayed, ratio } = waiting(response, spikes, all, rule.delay, rule.delayInIntervals);
  const onset = isDelayed ? "delayed" : "continuous";
  const numbers = { ...evidence, delayRatio: ratio, transientIntervals, settledInterval, irregularity };
  if (irregularity > rule.irregularity) return pattern(onset, "irregular", numbers);
  if (Math.abs(transientIntervals) < rule.adapting) return pattern(onset, "tonic", numbers);
  return pattern(onset, transientIntervals > 0 ? "adapting" : "accelerating", numbers);
}

/** How often each label occurs, in the order of first occurrence: as many entries as distinct patterns. */
export function countPatterns(labels: Iterable<string>): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const label of labels) counts.set(label, (counts.get(label) ?? 0) + 1);
  return counts;
}

function pattern(onset: Onset, steady: Steady, evidence: PatternEvidence): StepPattern {
  return { onset, steady, label: labelOf(onset, steady, evidence.spikes), evidence };
}

function labelOf(onset: Onset, steady: Steady, spikes: number): PatternLabel {
  switch (steady) {
    case "silent":
      if (onset === "none") return "silent";
      return onset === "burst" ? "phasic bursting" : "phasic spiking";
    case "undetermined":
      return spikes === 1 ? "one spike" : "two spikes";
    case "bursting":
      return onset === "delayed" ? "delayed bursting" : "bursting";
    default:
      if (onset === "burst") return "initial burst";
      return onset === "delayed" ? `delayed ${steady}` : steady;
  }
}

function isFast(isis: readonly number[]): boolean {
  return isis.length > 0 && mean(isis) < 1 / rule.burstRate;
}

/** The pauses (numbers of intervals) and the spikes of each burst, where all intervals are one or inside the other. */
function burstsOf(isis: readonly number[]): { pauses: readonly number[]; sizes: readonly number[] } | undefined {
  const isPause = (i: number) =>
    [isis[i - 1], isis[i + 1]].every((neighbour) => neighbour === undefined || isis[i]! >= rule.jump * neighbour);
  const pauses = isis.map((_, i) => i).filter(isPause);
  const within = isis.filter((_, i) => !pauses.includes(i));
  if (pauses.length === 0 || !isFast(within)) return undefined;
  if (Math.min(...pauses.map((i) => isis[i]!)) < rule.jump * Math.max(...within)) return undefined;
  const sizes = [...pauses, isis.length].map((end, k) => end - (pauses[k - 1] ?? -1));
  // The end of the step may cut the last burst short.
  const whole = sizes.slice(0, -1);
  return sizes.filter((size) => size > 1).length >= 2 && whole.every((size) => size > 1)
    ? { pauses, sizes }
    : undefined;
}

/** The number of intervals of a burst that is followed by settled firing. */
function initialBurst(isis: readonly number[]): number | undefined {
  const jump = isis.findLastIndex((isi, i) => i > 0 && isi >= rule.jump * isis[i - 1]!);
  const [burst, rest] = [isis.slice(0, Math.max(jump, 0)), isis.slice(jump)];
  if (burst.length < 2 || rest.length < 2 || !isFast(burst)) return undefined;
  if (Math.min(...rest) < rule.jump * Math.max(...burst)) return undefined;
  const settled = median(rest.slice(rest.length >> 1));
  return Math.abs(settled / rest[0]! - 1) <= rule.settled ? jump : undefined;
}

/** How many intervals at the beginning are shorter than the settled one; negative if they are longer. */
function transient(isis: readonly number[], settled: number): number {
  const end = (isOff: (isi: number) => boolean) => {
    const back = isis.findIndex((isi) => !isOff(isi));
    return back < 0 ? isis.length : back;
  };
  const shorter = end((isi) => isi < (1 - rule.transient) * settled);
  return shorter > 0 ? shorter : -end((isi) => isi > (1 + rule.transient) * settled) || 0;
}

/** (sum of |differences| - |last - first|)/(their number times the mean): 0 where intervals only grow or only shrink. */
function irregularityOf(isis: readonly number[]): number {
  const steps = isis.slice(1).map((isi, i) => Math.abs(isi - isis[i]!));
  const beyond = steps.reduce((sum, step) => sum + step, 0) - Math.abs(isis.at(-1)! - isis[0]!);
  return beyond > 0 ? beyond / (steps.length * mean(isis)) : 0;
}

/**
 * How long the first spike waits against a later one. With a trace: from where the voltage first has the level of the trough
 * before the later spike, which takes out the charging from a rest below it; without: from the start of the step.
 */
function waiting(
  response: StepResponse,
  spikes: readonly number[],
  intervals: readonly number[],
  withTrace: number,
  without: number,
): { isDelayed: boolean; ratio: number } {
  const later = intervals.at(-1)!;
  const [before, after] = [spikes[later]!, spikes[later + 1]!];
  const latency = spikes[0]! - response.start;
  const trough = response.trace && lowest(response.trace, before, after);
  if (!response.trace || trough === undefined) {
    const ratio = latency / median(intervals.map((i) => spikes[i + 1]! - spikes[i]!).slice(intervals.length >> 1));
    return { isDelayed: ratio > without, ratio };
  }
  const { time, voltage } = response.trace;
  const level = voltage[trough]!;
  const reached = time.find((t, k) => t >= response.start && voltage[k]! >= level) ?? response.start;
  const ratio = Math.max(0, spikes[0]! - reached) / (after - time[trough]!);
  return { isDelayed: ratio > withTrace, ratio };
}

/** The lowest sample after one spike and before the next. */
function lowest(
  { time, voltage }: NonNullable<StepResponse["trace"]>,
  after: number,
  before: number,
): number | undefined {
  let best: number | undefined;
  for (let k = 0; k < time.length && time[k]! < before; k++)
    if (time[k]! > after && (best === undefined || voltage[k]! < voltage[best]!)) best = k;
  return best;
}
