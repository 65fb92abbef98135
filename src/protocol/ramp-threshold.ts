import { ExperimentError } from "../errors.ts";
import type { ExperimentDocument } from "../experiment.ts";
import { quantityAt, settingAt } from "../experiment-axes.ts";
import { dimensions } from "../quantity/dimension.ts";
import { type Column, column, type Measure, measure } from "../quantity/measure.ts";
import { formatQuantity } from "../quantity/quantity.ts";
import { spikesOf, traceOf } from "../run/recording.ts";
import { dimensionAt, firstToFire } from "./bracket.ts";
import { narrowedBrackets, type Searches } from "./brackets.ts";
import { fromRest, linearTheory } from "./linear-theory.ts";
import { observed, stimulusIndex } from "./observed.ts";
import { type Answer, type Course, protocol } from "./protocol.ts";
import type { Read, Settings } from "./setting.ts";
import { atPlace, needOneNeuron, needThreshold, type Subject, withPlace } from "./subject.ts";
import type { Varied } from "./varied.ts";
import { startOf } from "./window.ts";

export interface RampThreshold extends Answer {
  /** Where the ramps end. */
  readonly amplitude: Measure;
  /** How long each ramp of the first run lasts, and how many spikes it makes. */
  readonly duration: Varied;
  readonly count: Column;
  /** ms: the shortest and the longest ramp with a spike; NaN where the shortest or the longest ramp tried has one. */
  readonly shortest: Measure;
  readonly longest: Measure;
  /** The observed variable at the end of those ramps, on the side without a spike. */
  readonly atShortest: Measure;
  readonly atLongest: Measure;
  /** ms: every duration at which the ramp begins or ceases to make the neuron fire. */
  readonly changes: Column;
}

const settings = {
  amplitude: {
    kind: "quantity",
    meaning:
      "Where the ramp ends. Default: the experiment's; where that is 0, twice the smallest at which a ramp of middle duration makes it fire.",
  },
  durations: {
    kind: "values",
    default: { from: "0.5 ms", to: "200 ms", count: 261, scale: "log" },
    meaning: "Of the ramps that are tried first: windows between two of them are missed.",
  },
  wait: { kind: "time", default: "50 ms", meaning: "How long after the longest ramp of a run a spike still counts." },
  variable: { kind: "name", meaning: "The variable reported at the end of the ramp. Default: the model's first." },
  tolerance: { kind: "number", default: 1e-9, atLeast: 0, meaning: "Width of each bracket, relative to the duration." },
} as const satisfies Settings;

/** How slow, and how fast, a ramp may be to make a neuron fire. */
export const rampThreshold = protocol({
  name: "ramp-threshold",
  title: "Ramp threshold",
  description:
    "Currents rise in straight lines to the same value, from rest, fast and slowly, and end there. Very fast ramps bring too " +
    "little charge; in a neuron that accommodates, very slow ones do not make it fire either, however high the potential " +
    "gets: its threshold is no fixed voltage. The shortest and the longest ramp with a spike are found.",
  settings,
  defaults: { input: [{ stimulus: "ramp", amplitude: 0 }], duration: "1000 ms" },
  figure: {
    form: "curve",
    x: "duration",
    scale: "log",
    panels: [{ curves: [{ y: "count" }], including: [0] }],
    marks: ["shortest", "longest"],
  },
  *ask(subject: Subject, asked: Read<typeof settings>): Course<RampThreshold> {
    needThreshold(subject);
    needOneNeuron(subject);
    const index = stimulusIndex(subject, "ramp");
    const { name, dimension } = observed(subject, asked.variable);
    const start = startOf(subject, index);
    const setting = settingAt(asked.durations, "durations", dimensions.second);
    const durations = setting.kind === "axis" ? [...setting.values].sort((a, b) => a - b) : [setting.value];
    const theory = linearTheory(subject, index, name, { start: 0, stop: subject.duration });
    const ramp = fromRest(subject.document, theory);
    const place = `input.${index}.amplitude`;
    const ending = (document: ExperimentDocument, lengths: readonly number[]): ExperimentDocument => {
      const whole = Math.ceil((start + Math.max(...lengths) + asked.wait) / subject.dt - 1e-9) * subject.dt;
      return withPlace(
        { ...document, duration: formatQuantity(whole, dimensions.second) },
        `input.${index}.stop`,
        lengths.map((own) => formatQuantity(start + own, dimensions.second)),
      );
    };
    const middle = Math.sqrt(durations[0]! * durations.at(-1)!);
    const middleRamp: Subject = {
      ...subject,
      document: withPlace(
        ending(ramp, [middle]),
        `input.${index}.stop`,
        formatQuantity(start + middle, dimensions.second),
      ),
    };
    const amplitude = asked.amplitude ?? (yield* unaskedAmplitude(middleRamp, place));
    const document = withPlace(ramp, place, amplitude);
    const stopped = (lengths: readonly number[]) => ending(document, lengths);
    const first = yield { document: stopped(durations), done: 0.2 };
    const counts = durations.map((_, member) => spikesOf(first, member).filter((time) => time >= start).length);
    const changes = counts.flatMap((count, k) => (k > 0 && count > 0 !== counts[k - 1]! > 0 ? [k] : []));
    requireChange(changes, counts, place);
    const searches: Searches = {
      count: changes.length,
      place: "duration",
      dimension: dimensions.second,
      document: (_, values) => stopped(values),
      holds: (result, member) => spikesOf(result, member).some((time) => time >= start),
    };
    const brackets = yield* narrowedBrackets(
      searches,
      changes.map((k) => {
        const [before, after] = [durations[k - 1]!, durations[k]!];
        return counts[k]! > 0 ? { without: before, with: after } : { without: after, with: before };
      }),
      asked.tolerance,
    );
    const ends = yield* valuesAtEnd(
      subject,
      stopped,
      brackets.map(({ without }) => without),
      start,
      name,
    );
    const rising = counts[changes[0]!]! > 0;
    const falling = counts.at(-1) === 0;
    const inputDimension = dimensionAt(subject, place);
    return {
      amplitude: measure(quantityAt(amplitude, place, inputDimension).value, inputDimension),
      duration: { name: "duration", ...column(durations, dimensions.second) },
      count: { unit: "1", values: counts },
      shortest: measure(rising ? brackets[0]!.with : Number.NaN, dimensions.second),
      longest: measure(falling ? brackets.at(-1)!.with : Number.NaN, dimensions.second),
      atShortest: measure(rising ? ends[0]! : Number.NaN, dimension),
      atLongest: measure(falling ? ends.at(-1)! : Number.NaN, dimension),
      changes: column(
        brackets.map((own) => own.with),
        dimensions.second,
      ),
      notes: theory ? [] : ["The model does not come to rest by itself: the ramp begins at its initial values."],
    };
  },
});

/** What the experiment says; twice what makes the neuron fire where that is nothing. */
function* unaskedAmplitude(subject: Subject, place: string): Course<string | number> {
  const written = atPlace(subject.document, place) as string | number;
  if (quantityAt(written, place).value !== 0) return written;
  const { with: fires, dimension } = yield* firstToFire(subject, place, "amplitude");
  return formatQuantity(2 * fires, dimension);
}

function requireChange(changes: readonly number[], counts: readonly number[], place: string): void {
  if (changes.length > 0) return;
  throw new ExperimentError(
    `${counts[0] === 0 ? "none" : "every one"} of the ramps makes the neuron fire`,
    place,
    counts[0] === 0 ? "take a larger amplitude, or other durations" : "take a smaller amplitude, or other durations",
  );
}

/** The variable at the end of a ramp of each length, in SI. */
function* valuesAtEnd(
  subject: Subject,
  stopped: (lengths: readonly number[]) => ExperimentDocument,
  lengths: readonly number[],
  start: number,
  variable: string,
): Course<number[]> {
  const dt = subject.dt / finer;
  const document = {
    ...stopped(lengths),
    dt: formatQuantity(dt, dimensions.second),
    record: { variables: [variable] },
  };
  const result = yield { document, done: 1 };
  return lengths.map((length, member) => extrapolated(traceOf(result, variable, member), (start + length) / dt));
}

const points = 5;
/** Samples in a time step of the experiment. */
const finer = 8;

/** At a place between two samples, or on one, the polynomial through the five samples before: the ramp's end is a kink. */
function extrapolated(samples: Float64Array, place: number): number {
  const last = Math.min(samples.length - 1, Math.floor(place + 1e-9));
  const first = Math.max(0, last - points + 1);
  let value = 0;
  for (let k = first; k <= last; k++) {
    let weight = 1;
    for (let j = first; j <= last; j++) if (j !== k) weight *= (place - j) / (k - j);
    value += weight * samples[k]!;
  }
  return value;
}
