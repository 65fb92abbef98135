import { ExperimentError } from "../errors.ts";
import type { ExperimentDocument } from "../experiment.ts";
import { quantityAt } from "../experiment-axes.ts";
import { type Dimension, dimensionless, dimensions } from "../quantity/dimension.ts";
import { formatQuantity } from "../quantity/quantity.ts";
import { spikesOf, traceOf } from "../run/recording.ts";
import { dimensionAt } from "./bracket.ts";
import { fromRest, type LinearTheory, linearTheory } from "./linear-theory.ts";
import { observed, stimulusIndex } from "./observed.ts";
import type { Course } from "./protocol.ts";
import type { Setting } from "./setting.ts";
import { fitSine, type SineFit } from "./sine-fit.ts";
import { modulus, smallAmplitude } from "./small-amplitude.ts";
import { type Subject, withPlace } from "./subject.ts";
import { startOf } from "./window.ts";

/** What the protocols that drive a neuron with sines let their documents say alike. */
export const sineSettings = {
  variable: { kind: "name", meaning: "The variable that responds. Default: the model's first." },
  amplitude: {
    kind: "quantity",
    meaning:
      "Of the sine. Default: the experiment's, or where that is 0 what moves the variable by a tenth of its everyday unit at most.",
  },
  settle: {
    kind: "time",
    meaning: "Time before the response is measured. Default: 20 times the slowest time constant about rest, or 500 ms.",
  },
  periods: { kind: "number", default: 5, atLeast: 1, whole: true, meaning: "Periods measured at least." },
} as const satisfies Readonly<Record<string, Setting>>;

export interface SineAsked {
  readonly variable: string | undefined;
  readonly amplitude: string | number | undefined;
  readonly settle: number | undefined;
  readonly periods: number;
}

/** Responses to sines, SI. */
export interface SineRun {
  readonly fits: readonly SineFit[];
  /** Of the stimulus. */
  readonly amplitude: number;
  readonly input: Dimension;
  readonly output: Dimension;
  readonly theory: LinearTheory | undefined;
  /** Seconds. */
  readonly settle: number;
  readonly notes: readonly string[];
}

const harmonics = 5;
const defaultSettle = 0.5;

/** Drives the neuron with sines of several frequencies, in Hz, side by side, and fits the response to each. */
export function* sineRun(subject: Subject, asked: SineAsked, frequencies: readonly number[]): Course<SineRun> {
  const index = stimulusIndex(subject, "sine");
  const { name, dimension: output } = observed(subject, asked.variable);
  const place = (key: string): string => `input.${index}.${key}`;
  const theory = linearTheory(subject, index, name, { start: 0, stop: subject.duration });
  const settle = asked.settle ?? (theory ? 20 * theory.slowest : defaultSettle);
  const input = dimensionAt(subject, place("amplitude"));
  const gain = theory && Math.max(...frequencies.map((own) => modulus(theory.at(own))));
  const amplitude = smallAmplitude(subject, asked.amplitude, place("amplitude"), input, output, gain);
  const [slowest, fastest] = [Math.min(...frequencies), Math.max(...frequencies)];
  requireSamples(fastest, subject.dt);
  const steps = Math.ceil((settle + asked.periods / slowest) / subject.dt);
  let document: ExperimentDocument = {
    ...subject.document,
    duration: formatQuantity(steps * subject.dt, dimensions.second),
    record: { variables: [name] },
  };
  document = withPlace(document, place("amplitude"), formatQuantity(amplitude, input));
  document = withPlace(
    document,
    place("frequency"),
    frequencies.map((own) => formatQuantity(own, dimensions.hertz)),
  );
  const result = yield { document: fromRest(document, theory), done: 1 };
  const start = startOf(subject, index);
  const phase = quantityAt(
    (subject.document.input![index]!.phase as number | undefined) ?? 0,
    place("phase"),
    dimensionless,
  ).value;
  const fits = frequencies.map((frequency, member) => {
    const samples = samplesFor(frequency, subject.dt, steps, steps - settle / subject.dt, asked.periods);
    const trace = traceOf(result, name, member);
    const phases = samples.map((k) => 2 * Math.PI * frequency * (result.traces.times[k]! - start) + phase);
    const usable = Math.min(harmonics, Math.max(1, Math.ceil(0.5 / (frequency * subject.dt)) - 1));
    return fitSine(
      phases,
      samples.map((k) => trace[k]!),
      usable,
    );
  });
  const firing = frequencies.filter((_, member) => spikesOf(result, member).length > 0);
  return {
    fits: fits.map((fit, member) => (firing.includes(frequencies[member]!) ? silent : fit)),
    amplitude,
    input,
    output,
    theory,
    settle,
    notes: notesOf(firing, theory, asked.settle === undefined),
  };
}

const enough = 2000;

/** About 2000 samples, evenly over the last whole number of periods that are asked for, or over more where these have fewer. */
function samplesFor(frequency: number, dt: number, end: number, settled: number, periods: number): Float64Array {
  const period = 1 / (frequency * dt);
  const whole = Math.max(1, Math.floor(settled / period + 1e-9));
  const length = Math.min(whole, Math.max(periods, Math.ceil(enough / period))) * period;
  const stride = Math.max(1, Math.floor(Math.min(length / enough, period / (4 * harmonics))));
  const count = Math.floor(length / stride + 1e-9);
  return Float64Array.from({ length: count }, (_, k) => end - (count - k) * stride);
}

/** A neuron that fires has no sub-threshold response. */
const silent: SineFit = { mean: Number.NaN, amplitude: Number.NaN, phase: Number.NaN, distortion: Number.NaN };

function notesOf(firing: readonly number[], theory: LinearTheory | undefined, chosen: boolean): string[] {
  const notes: string[] = [];
  if (firing.length > 0)
    notes.push(
      `The neuron fires at ${firing.map((own) => formatQuantity(own, dimensions.hertz)).join(", ")}: there it has no sub-threshold response. Take a smaller amplitude, or raise its threshold.`,
    );
  if (!theory && chosen)
    notes.push(
      "The model does not come to rest by itself, so there is no linear theory; the response is measured after 500 ms.",
    );
  return notes;
}

function requireSamples(frequency: number, dt: number): void {
  if (frequency * dt <= 0.2) return;
  throw new ExperimentError(
    `a sine of ${formatQuantity(frequency, dimensions.hertz)} has fewer than five samples of ${formatQuantity(dt, dimensions.second)} in a period`,
    "experiment.dt",
    `take ${formatQuantity(Number((0.1 / frequency).toPrecision(1)), dimensions.second)}`,
  );
}
