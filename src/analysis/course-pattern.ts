import { classifyStep, type PatternLabel, type StepPattern } from "./firing-pattern.ts";
import { firstFrom, requireTrain } from "./train.ts";

/** A piece of a course of current, over the holding current. Seconds; the current in any one unit. */
export interface CurrentPiece {
  /** A ramp rises from 0 at `start` to `amplitude` at `stop`. */
  readonly shape: "step" | "ramp";
  readonly start: number;
  readonly stop: number;
  /** Negative: hyperpolarising. */
  readonly amplitude: number;
}

/** What a neuron did under a course of current. */
export interface CourseResponse {
  readonly pieces: readonly CurrentPiece[];
  /** Spike times in seconds, ascending. */
  readonly spikes: Float64Array;
  /** End of the observation, in seconds. */
  readonly end: number;
  /** Volts. Some answers show only there. */
  readonly trace?: { readonly time: Float64Array; readonly voltage: Float64Array };
}

/** Answers other than to a step, in the words of Izhikevich (2004), IEEE Trans Neural Netw 15:1063, figure 1. */
export type ExcitabilityName =
  | "class 1 excitability"
  | "class 2 excitability"
  | "accommodation"
  | "inhibition-induced spiking"
  | "inhibition-induced bursting"
  | "rebound spike"
  | "rebound burst"
  | "threshold variability"
  | "bistability"
  | "resonator"
  | "integrator"
  | "spike latency"
  | "depolarising after-potential"
  | "subthreshold oscillations";

/** What a response shows, and the numbers that decided: seconds, volts, Hz, or counts. */
export interface Shown {
  readonly name: ExcitabilityName;
  readonly evidence: Evidence;
}

type Evidence = Readonly<Record<string, number>>;

export interface CoursePattern {
  /** The first of the names; without one, the pattern under a step, `"evoked spikes"` or `"silent"`. */
  readonly label: ExcitabilityName | PatternLabel | "evoked spikes";
  /** All that the response shows, in the order of the table of rules, each with the numbers that decided. */
  readonly shown: readonly Shown[];
  /** Under one depolarising step that lasts longer than what follows it: a shorter one is a pulse. */
  readonly step?: StepPattern;
}

/** The numbers of the rules. */
export const courseThresholds = {
  /** Hz. Class 2 neurons do not fire slower: "say, 40 Hz" in Izhikevich (2004). */
  class2Rate: 40,
  /** Hz. Spikes of a rebound burst follow each other faster, as in `patternThresholds.burstRate`. */
  burstRate: 25,
  /** Volts. Swings of a subthreshold oscillation, and the hump of an after-potential, are larger. */
  swing: 0.2e-3,
  /** So many swings in a row are an oscillation: an overdamped return has one. */
  swings: 3,
  /** Volts. A hump after a spike is so much above the trough before it. */
  hump: 1e-3,
} as const;

/**
 * Names what a response to pulses, ramps or inhibition shows. A rule asks for a kind of stimulus and says what the spikes,
 * or the trace, do under it; nothing else about the neuron is known.
 *
 * Throws a RangeError where pieces or spike times are not in order.
 */
export function classifyCourse(response: CourseResponse): CoursePattern {
  const { pieces, spikes, end } = response;
  for (const { start, stop } of pieces)
    if (!(Number.isFinite(start) && start < stop))
      throw new RangeError(`a piece must stop after it starts, but starts at ${start} s and stops at ${stop} s`);
  requireTrain(spikes);
  const course: Course = {
    ...response,
    pulses: pieces.filter(({ shape, stop, amplitude }) => shape === "step" && amplitude > 0 && stop < end),
    inhibition: pieces.filter(({ shape, amplitude }) => shape === "step" && amplitude < 0),
    ramps: pieces.filter(({ shape }) => shape === "ramp"),
    between: (from, to) => Array.from(spikes.subarray(firstFrom(spikes, from), firstFrom(spikes, to))),
  };
  const [only] = pieces;
  if (
    pieces.length === 1 &&
    only!.shape === "step" &&
    only!.amplitude > 0 &&
    only!.stop - only!.start > end - only!.stop
  ) {
    const step = classifyStep({ ...response, start: only!.start, stop: Math.min(only!.stop, end) });
    return { label: step.label, shown: [], step };
  }
  const shown = (Object.keys(rules) as ExcitabilityName[]).flatMap((name) => {
    const evidence = rules[name](course);
    return evidence ? [{ name, evidence }] : [];
  });
  return { label: shown[0]?.name ?? (spikes.length > 0 ? "evoked spikes" : "silent"), shown };
}

interface Course extends CourseResponse {
  /** Depolarising steps that end. */
  readonly pulses: readonly CurrentPiece[];
  readonly inhibition: readonly CurrentPiece[];
  readonly ramps: readonly CurrentPiece[];
  /** Spikes in [from, to). */
  between(from: number, to: number): number[];
}

const rules: Record<ExcitabilityName, (course: Course) => Evidence | undefined> = {
  /** One ramp, and firing that begins slow. */
  "class 1 excitability": (course) => {
    const onsetRate = onsetRateOf(course);
    return onsetRate < courseThresholds.class2Rate ? { onsetRate } : undefined;
  },
  /** One ramp, and firing that begins at once with a considerable rate. */
  "class 2 excitability": (course) => {
    const onsetRate = onsetRateOf(course);
    return onsetRate >= courseThresholds.class2Rate ? { onsetRate } : undefined;
  },
  /** Of two ramps, only the steeper one fires, although it does not go higher. */
  accommodation: ({ ramps, between, end }) => {
    if (ramps.length !== 2) return undefined;
    const [slow, steep] = [...ramps].sort((a, b) => steepness(a) - steepness(b)) as [CurrentPiece, CurrentPiece];
    const spikesOf = ({ start }: CurrentPiece, other: CurrentPiece) =>
      between(start, start < other.start ? other.start : end).length;
    const [slowSpikes, steepSpikes] = [spikesOf(slow, steep), spikesOf(steep, slow)];
    return steep.amplitude <= slow.amplitude && steepSpikes > 0 && slowSpikes === 0
      ? { slowSpikes, steepSpikes, steepnessRatio: steepness(steep) / steepness(slow) }
      : undefined;
  },
  /** Spikes only from the onset of a hyperpolarisation on, single ones. */
  "inhibition-induced spiking": (course) => duringInhibition(course, "tonic"),
  "inhibition-induced bursting": (course) => duringInhibition(course, "bursting"),
  /** Only hyperpolarisation, and a spike after its end. */
  "rebound spike": (course) => {
    const rebound = afterInhibition(course);
    return rebound?.spikes === 1 ? rebound : undefined;
  },
  "rebound burst": (course) => {
    const rebound = afterInhibition(course);
    return rebound && rebound.spikes > 1 && rebound.rate > courseThresholds.burstRate ? rebound : undefined;
  },
  /** Of two equal pulses the first does not fire; the second does, after a hyperpolarisation. */
  "threshold variability": ({ pulses, inhibition, between, end }) => {
    const [first, second] = pulses;
    if (pulses.length !== 2 || inhibition.length !== 1 || !areEqual(pulses)) return undefined;
    const isBetween = inhibition[0]!.start >= first!.stop && inhibition[0]!.stop <= second!.start;
    const [without, after] = [between(0, second!.start).length, between(second!.start, end).length];
    return isBetween && without === 0 && after > 0 ? { without, after } : undefined;
  },
  /** The first of two equal pulses starts firing that goes on by itself, the second ends it. */
  bistability: ({ pieces, pulses, between, end }) => {
    if (pulses.length !== 2 || pieces.length !== 2 || !areEqual(pulses)) return undefined;
    const [on, off] = pulses as [CurrentPiece, CurrentPiece];
    const spikes = between(on.start, off.start);
    const last = spikes.at(-1)!;
    const goesOn = spikes.length > 2 && off.start - last < 1.5 * (last - spikes.at(-2)!);
    const [before, after] = [between(0, on.start).length, between(off.stop, end).length];
    return goesOn && before === 0 && after === 0 ? { before, between: spikes.length, after } : undefined;
  },
  /** Of two pairs of equal pulses, only the one with the longer distance fires. */
  resonator: (course) => firingPair(course, (fires, not) => fires > not),
  integrator: (course) => firingPair(course, (fires, not) => fires < not),
  /** One pulse, and a spike that comes later after its end than it was long. */
  "spike latency": ({ pieces, pulses: [pulse], spikes }) => {
    if (pieces.length !== 1 || !pulse || spikes.length === 0) return undefined;
    const [afterPulse, pulseLength] = [spikes[0]! - pulse.stop, pulse.stop - pulse.start];
    return afterPulse > pulseLength ? { afterPulse, pulseLength } : undefined;
  },
  /** After one pulse's last spike, a hump that lies, trough and all, above where the voltage comes to rest. */
  "depolarising after-potential": ({ pieces, pulses, spikes, trace }) => {
    if (!trace || pieces.length !== 1 || pulses.length !== 1 || spikes.length === 0) return undefined;
    const rest = trace.voltage[trace.voltage.length - 1]!;
    const [trough, hump] = turnings(trace, spikes.at(-1)!, Number.POSITIVE_INFINITY);
    if (trough === undefined || hump === undefined) return undefined;
    return trough > rest && hump - trough >= courseThresholds.hump ? { trough, hump, rest } : undefined;
  },
  /** Somewhere between two spikes or edges of the current, the voltage swings to and fro. */
  "subthreshold oscillations": ({ pieces, spikes, trace, end }) => {
    if (!trace) return undefined;
    const edges = [0, ...pieces.flatMap(({ start, stop }) => [start, stop]), ...spikes, end].filter((t) => t <= end);
    edges.sort((a, b) => a - b);
    const swings = Math.max(...edges.slice(1).map((to, i) => swingsOf(turnings(trace, edges[i]!, to))));
    return swings >= courseThresholds.swings ? { swings } : undefined;
  },
};

function steepness({ start, stop, amplitude }: CurrentPiece): number {
  return amplitude / (stop - start);
}

function areEqual(pulses: readonly CurrentPiece[]): boolean {
  return pulses.every(({ amplitude }) => amplitude === pulses[0]!.amplitude);
}

/** The rate of the first interval under a single ramp, in Hz; NaN under any other stimulus. */
function onsetRateOf({ pieces, ramps, between, end }: Course): number {
  if (pieces.length !== 1 || ramps.length !== 1) return Number.NaN;
  const [first, second] = between(ramps[0]!.start, end);
  return second === undefined ? Number.NaN : 1 / (second - first!);
}

/** Firing of a kind during a single hyperpolarisation, where nothing fires before it and firing ends with it. */
function duringInhibition(course: Course, steady: StepPattern["steady"]): Evidence | undefined {
  const { pieces, inhibition, between, end, spikes } = course;
  const [step] = inhibition;
  if (pieces.length !== 1 || !step || step.stop >= end || between(0, step.start).length > 0) return undefined;
  const inside = between(step.start, step.stop);
  if (inside.length < 2) return undefined;
  const longest = Math.max(...inside.slice(1).map((t, i) => t - inside[i]!));
  if (spikes.at(-1)! >= step.stop + longest) return undefined;
  const pattern = classifyStep({ spikes: Float64Array.from(inside), start: step.start, stop: step.stop });
  return pattern.steady === steady ? { during: inside.length, latency: inside[0]! - step.start } : undefined;
}

/** The spikes after the end of hyperpolarisation, where there is nothing else and none comes before. */
function afterInhibition({ pieces, inhibition, between, end }: Course) {
  if (inhibition.length === 0 || inhibition.length < pieces.length) return undefined;
  const release = Math.max(...inhibition.map(({ stop }) => stop));
  const after = between(release, end);
  if (after.length === 0 || between(0, release).length > 0) return undefined;
  const rate = after.length > 1 ? (after.length - 1) / (after.at(-1)! - after[0]!) : 0;
  return { spikes: after.length, latency: after[0]! - release, rate };
}

/** The distances within two pairs of equal pulses, of which only one fires, if they compare as asked. */
function firingPair(
  { pieces, pulses, between, end }: Course,
  compare: (fires: number, not: number) => boolean,
): Evidence | undefined {
  if (pulses.length !== 4 || pieces.length !== 4 || !areEqual(pulses)) return undefined;
  const [a, b, c, d] = pulses.map(({ start }) => start) as [number, number, number, number];
  const [first, second] = [between(0, c).length > 0, between(c, end).length > 0];
  if (first === second) return undefined;
  const [firingDistance, silentDistance] = first ? [b - a, d - c] : [d - c, b - a];
  return compare(firingDistance, silentDistance) ? { firingDistance, silentDistance } : undefined;
}

/** How many swings in a row from the first on are large enough. */
function swingsOf(extremes: readonly number[]): number {
  const swings = extremes.slice(1).map((v, k) => Math.abs(v - extremes[k]!) >= courseThresholds.swing);
  const settled = swings.indexOf(false);
  return settled < 0 ? swings.length : settled;
}

/** The voltages of the minima and maxima inside a stretch of time, in turn, beginning with a minimum after a spike's fall. */
function turnings({ time, voltage }: NonNullable<Course["trace"]>, from: number, to: number): number[] {
  const found: number[] = [];
  let direction = 0;
  let before = firstFrom(time, from);
  if (time[before] === from) before++;
  for (let k = before + 1; k < time.length && time[k]! < to; k++) {
    const next = Math.sign(voltage[k]! - voltage[k - 1]!);
    if (next === 0) continue;
    if (direction === 0 ? next > 0 : next !== direction) found.push(voltage[k - 1]!);
    direction = next;
  }
  return found;
}
