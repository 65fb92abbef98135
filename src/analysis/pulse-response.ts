import { classifyStep, type StepPattern } from "./firing-pattern.ts";
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

export interface CoursePattern {
  /** The first of the names; without one, the pattern under a step, `"evoked spikes"` or `"silent"`. */
  readonly label: string;
  /** All that the response shows, in the order of the table of rules. */
  readonly names: readonly ExcitabilityName[];
  /** Under one depolarising step that lasts to the end. */
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
  if (pieces.length === 1 && only!.shape === "step" && only!.amplitude > 0 && only!.stop >= end) {
    const step = classifyStep({ ...response, start: only!.start, stop: end });
    return { label: step.label, names: [], step };
  }
  const names = (Object.keys(rules) as ExcitabilityName[]).filter((name) => rules[name](course));
  return { label: names[0] ?? (spikes.length > 0 ? "evoked spikes" : "silent"), names };
}

interface Course extends CourseResponse {
  /** Depolarising steps that end. */
  readonly pulses: readonly CurrentPiece[];
  readonly inhibition: readonly CurrentPiece[];
  readonly ramps: readonly CurrentPiece[];
  /** Spikes in [from, to). */
  between(from: number, to: number): number[];
}

const rules: Record<ExcitabilityName, (course: Course) => boolean> = {
  /** One ramp, and firing that begins slow. */
  "class 1 excitability": (course) => onsetRate(course) < courseThresholds.class2Rate,
  /** One ramp, and firing that begins at once with a considerable rate. */
  "class 2 excitability": (course) => onsetRate(course) >= courseThresholds.class2Rate,
  /** Of two ramps, only the steeper one fires, although it does not go higher. */
  accommodation: ({ ramps, between, end }) => {
    if (ramps.length !== 2) return false;
    const [slow, steep] = [...ramps].sort((a, b) => steepness(a) - steepness(b)) as [CurrentPiece, CurrentPiece];
    const fires = ({ start }: CurrentPiece, other: CurrentPiece) =>
      between(start, start < other.start ? other.start : end).length > 0;
    return steep.amplitude <= slow.amplitude && fires(steep, slow) && !fires(slow, steep);
  },
  /** Spikes only from the onset of a hyperpolarisation on, single ones. */
  "inhibition-induced spiking": (course) => duringInhibition(course)?.steady === "tonic",
  "inhibition-induced bursting": (course) => duringInhibition(course)?.steady === "bursting",
  /** Only hyperpolarisation, and a spike after its end. */
  "rebound spike": (course) => afterInhibition(course).length === 1,
  "rebound burst": (course) => {
    const spikes = afterInhibition(course);
    return spikes.length > 1 && (spikes.length - 1) / (spikes.at(-1)! - spikes[0]!) > courseThresholds.burstRate;
  },
  /** Of two equal pulses the first does not fire; the second does, after a hyperpolarisation. */
  "threshold variability": ({ pulses, inhibition, between, end }) => {
    const [first, second] = pulses;
    if (pulses.length !== 2 || inhibition.length !== 1 || !areEqual(pulses)) return false;
    const isBetween = inhibition[0]!.start >= first!.stop && inhibition[0]!.stop <= second!.start;
    return isBetween && between(0, second!.start).length === 0 && between(second!.start, end).length > 0;
  },
  /** The first of two equal pulses starts firing that goes on by itself, the second ends it. */
  bistability: ({ pieces, pulses, between, end }) => {
    if (pulses.length !== 2 || pieces.length !== 2 || !areEqual(pulses)) return false;
    const [on, off] = pulses as [CurrentPiece, CurrentPiece];
    const spikes = between(on.start, off.start);
    const last = spikes.at(-1)!;
    const goesOn = spikes.length > 2 && off.start - last < 1.5 * (last - spikes.at(-2)!);
    return goesOn && between(0, on.start).length === 0 && between(off.stop, end).length === 0;
  },
  /** Of two pairs of equal pulses, only the one with the longer distance fires. */
  resonator: (course) => firingPair(course) === "distant",
  integrator: (course) => firingPair(course) === "near",
  /** One pulse, and a spike that comes later after its end than it was long. */
  "spike latency": ({ pieces, pulses, spikes }) =>
    pieces.length === 1 && pulses.length === 1 && spikes[0]! - pulses[0]!.stop > pulses[0]!.stop - pulses[0]!.start,
  "depolarising after-potential": (course) => hasHump(course),
  "subthreshold oscillations": (course) => oscillates(course),
};

function steepness({ start, stop, amplitude }: CurrentPiece): number {
  return amplitude / (stop - start);
}

function areEqual(pulses: readonly CurrentPiece[]): boolean {
  return pulses.every(({ amplitude }) => amplitude === pulses[0]!.amplitude);
}

/** The rate of the first interval under a single ramp, in Hz; NaN under any other stimulus. */
function onsetRate({ pieces, ramps, between, end }: Course): number {
  if (pieces.length !== 1 || ramps.length !== 1) return Number.NaN;
  const [first, second] = between(ramps[0]!.start, end);
  return second === undefined ? Number.NaN : 1 / (second - first!);
}

/** The pattern during a single hyperpolarisation, where nothing fires before it and firing ends with it. */
function duringInhibition({ pieces, inhibition, between, end, spikes }: Course): StepPattern | undefined {
  const [step] = inhibition;
  if (pieces.length !== 1 || !step || step.stop >= end || between(0, step.start).length > 0) return undefined;
  const inside = between(step.start, step.stop);
  const longest = Math.max(...inside.slice(1).map((t, i) => t - inside[i]!));
  const isOver = inside.length > 1 && spikes.at(-1)! < step.stop + longest;
  return isOver ? classifyStep({ spikes: Float64Array.from(inside), start: step.start, stop: step.stop }) : undefined;
}

/** The spikes after the end of hyperpolarisation, where there is nothing else and none comes before. */
function afterInhibition({ pieces, inhibition, between, end }: Course): number[] {
  if (inhibition.length === 0 || inhibition.length < pieces.length) return [];
  const release = Math.max(...inhibition.map(({ stop }) => stop));
  return between(0, release).length > 0 ? [] : between(release, end);
}

/** Which of two pairs of equal pulses fires, if it is only one: the spikes of a pair come before the next pair. */
function firingPair({ pieces, pulses, between, end }: Course): "near" | "distant" | undefined {
  if (pulses.length !== 4 || pieces.length !== 4 || !areEqual(pulses)) return undefined;
  const [a, b, c, d] = pulses.map(({ start }) => start) as [number, number, number, number];
  const [first, second] = [between(0, c).length > 0, between(c, end).length > 0];
  if (first === second || b - a === d - c) return undefined;
  return first === b - a < d - c ? "near" : "distant";
}

/** After one pulse's last spike the voltage goes through a hump that lies, trough and all, above where it comes to rest. */
function hasHump({ pieces, pulses, spikes, trace }: Course): boolean {
  if (!trace || pieces.length !== 1 || pulses.length !== 1 || spikes.length === 0) return false;
  const rest = trace.voltage[trace.voltage.length - 1]!;
  const [trough, hump] = turnings(trace, spikes.at(-1)!, Number.POSITIVE_INFINITY);
  return trough !== undefined && hump !== undefined && trough > rest && hump - trough >= courseThresholds.hump;
}

/** Somewhere between two spikes or edges of the current, the voltage swings to and fro. */
function oscillates({ pieces, spikes, trace, end }: Course): boolean {
  if (!trace) return false;
  const edges = [0, ...pieces.flatMap(({ start, stop }) => [start, stop]), ...spikes, end].filter((t) => t <= end);
  edges.sort((a, b) => a - b);
  return edges.slice(1).some((to, i) => {
    const extremes = turnings(trace, edges[i]!, to);
    const swings = extremes.slice(1).map((v, k) => Math.abs(v - extremes[k]!) >= courseThresholds.swing);
    const settled = swings.indexOf(false);
    return (settled < 0 ? swings.length : settled) >= courseThresholds.swings;
  });
}

/** The voltages of the minima and maxima inside a stretch of time, in turn, beginning with a minimum after a spike's fall. */
function turnings({ time, voltage }: NonNullable<Course["trace"]>, from: number, to: number): number[] {
  const found: number[] = [];
  const inside = Array.from(time.keys()).filter((k) => time[k]! > from && time[k]! < to);
  let direction = 0;
  for (const k of inside.slice(1)) {
    const next = Math.sign(voltage[k]! - voltage[k - 1]!);
    if (next === 0) continue;
    if (direction === 0 ? next > 0 : next !== direction) found.push(voltage[k - 1]!);
    direction = next;
  }
  return found;
}
