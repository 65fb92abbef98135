import { realFourierTransform } from "../analysis/fourier.ts";
import { ExperimentError } from "../errors.ts";
import { dimensionless, dimensions, divide } from "../quantity/dimension.ts";
import { type Column, column, type Measure, measure } from "../quantity/measure.ts";
import { formatQuantity } from "../quantity/quantity.ts";
import { type Recording, traceOf } from "../run/recording.ts";
import { dimensionAt } from "./bracket.ts";
import { degreesColumn } from "./degrees.ts";
import { fromRest, linearTheory } from "./linear-theory.ts";
import { observed, stimulusIndex } from "./observed.ts";
import { type Answer, type Course, protocol } from "./protocol.ts";
import type { Read, Settings } from "./setting.ts";
import { modulus, smallAmplitude } from "./small-amplitude.ts";
import type { Subject } from "./subject.ts";
import type { Varied } from "./varied.ts";

export interface Impedance extends Answer {
  readonly frequency: Varied;
  /** |Z|: the transform of the response over that of the stimulus. */
  readonly impedance: Column;
  /** deg: negative where the response lags behind the stimulus. */
  readonly phase: Column;
  /** By the linear theory about rest. */
  readonly closedForm?: Column;
  readonly closedFormPhase?: Column;
  /** Hz: where |Z| is largest among the frequencies measured; |Z| there; and that over |Z| at the lowest of them, Q. */
  readonly resonance: Measure;
  readonly peak: Measure;
  readonly strength: Measure;
  /** Resonance and Q by theory: 0 Hz and 1 of a low-pass. */
  readonly closedFormResonance?: Measure;
  readonly closedFormStrength?: Measure;
  /** Of the stimulus. */
  readonly stimulus: Measure;
}

const settings = {
  upTo: { kind: "frequency", default: "100 Hz", meaning: "Where the sweep ends; it begins at 0." },
  length: { kind: "time", default: "10000 ms", meaning: "How long the sweep takes." },
  settle: {
    kind: "time",
    meaning:
      "Time after the sweep in which the response dies away. Default: 20 times the slowest time constant, or 500 ms.",
  },
  amplitude: {
    kind: "quantity",
    meaning:
      "Of the sweep. Default: the experiment's, or where that is 0 what moves the variable by a tenth of its everyday unit at most.",
  },
  variable: { kind: "name", meaning: "The variable that responds. Default: the model's first." },
  points: {
    kind: "number",
    default: 200,
    atLeast: 2,
    whole: true,
    meaning: "At how many frequencies Z is given at most.",
  },
} as const satisfies Settings;

/** Impedance by a sweep through all frequencies, and its resonance. */
export const impedance = protocol({
  name: "impedance",
  title: "Impedance (ZAP)",
  description:
    "A sine whose frequency rises from 0 drives the neuron from rest, below threshold, and a second time upside down; half the " +
    "difference of the two responses is recorded until it has died away. The Fourier transform of the response over that of the stimulus is the impedance Z: its size and phase at " +
    "every frequency at once. Where its size has a peak above 0 Hz the membrane resonates. Beside it stands the linear theory.",
  settings,
  defaults: { input: [{ stimulus: "chirp", amplitude: 0, stopFrequency: "100 Hz" }], duration: "1000 ms" },
  figure: {
    form: "curve",
    x: "frequency",
    panels: [
      {
        curves: [
          { y: "impedance", name: "simulation" },
          { y: "closedForm", look: "line" },
        ],
        including: [0],
      },
      {
        curves: [
          { y: "phase", name: "simulation" },
          { y: "closedFormPhase", name: "closed form", look: "line" },
        ],
        including: [0],
      },
    ],
    marks: ["resonance"],
  },
  *ask(subject: Subject, asked: Read<typeof settings>): Course<Impedance> {
    const index = stimulusIndex(subject, "chirp");
    const { name, dimension: output } = observed(subject, asked.variable);
    const { to = subject.model.inputs[0]!.name, offset } = subject.document.input![index]!;
    if (offset !== undefined)
      throw new ExperimentError(
        "an offset of the sweep would jump where it ends",
        `experiment.input[${index}].offset`,
        'leave it out, and add a stimulus "constant"',
      );
    const theory = linearTheory(subject, index, name, { start: 0, stop: subject.duration });
    const place = `input.${index}.amplitude`;
    const input = dimensionAt(subject, place);
    const resonance = theory?.resonance();
    const amplitude = smallAmplitude(subject, asked.amplitude, place, input, output, resonance?.gain);
    // a whole number of cycles, so that the stimulus does not jump at its end
    const cycles = Math.max(1, Math.ceil((asked.upTo * asked.length) / 2 - 1e-9));
    const length = (2 * cycles) / asked.upTo;
    const settle = asked.settle ?? (theory ? 20 * theory.slowest : 0.5);
    const steps = Math.ceil((length + settle) / subject.dt);
    const chirp = {
      stimulus: "chirp",
      to,
      amplitude: [formatQuantity(amplitude, input), formatQuantity(-amplitude, input)],
      stopFrequency: formatQuantity(asked.upTo, dimensions.hertz),
      stop: formatQuantity(length, dimensions.second),
    };
    const document = {
      ...fromRest(subject.document, theory),
      input: subject.document.input!.map((own, k) => (k === index ? chirp : own)),
      duration: formatQuantity(steps * subject.dt, dimensions.second),
      record: { variables: [name, to] },
    };
    const result = yield { document, done: 1 };
    refuseFiring(result.spikes.times, amplitude, (own) => formatQuantity(own, input));
    const transform = realFourierTransform(steps);
    const response = transform(halfDifference(result, name));
    const stimulus = transform(halfDifference(result, to));
    const last = Math.floor(asked.upTo * steps * subject.dt);
    const width = 1 / (steps * subject.dt);
    const all = Array.from({ length: last }, (_, k) => quotient(response, stimulus, k + 1));
    const top = peakOf(all.map(modulus));
    const stride = Math.max(1, Math.ceil(last / asked.points));
    const shown = all.map((_, k) => k).filter((k) => k % stride === 0);
    const z = shown.map((k) => all[k]!);
    const sizes = z.map(modulus);
    const frequencies = shown.map((k) => (k + 1) * width);
    const expected = theory && frequencies.map(theory.at);
    const unit = divide(output, input);
    return {
      frequency: { name: "frequency", ...column(frequencies, dimensions.hertz) },
      impedance: column(sizes, unit),
      phase: degreesColumn(z.map(({ re, im }) => Math.atan2(im, re))),
      ...(expected
        ? {
            closedForm: column(expected.map(modulus), unit),
            closedFormPhase: degreesColumn(expected.map(({ re, im }) => Math.atan2(im, re))),
          }
        : {}),
      resonance: measure(top.at === 0 ? 0 : (top.at + 1) * width, dimensions.hertz),
      peak: measure(top.value, unit),
      strength: measure(top.value / sizes[0]!, dimensionless),
      ...(resonance
        ? {
            closedFormResonance: measure(resonance.frequency, dimensions.hertz),
            closedFormStrength: measure(resonance.strength, dimensionless),
          }
        : {}),
      stimulus: measure(amplitude, input),
      notes: [],
    };
  },
});

function refuseFiring(spikes: Float64Array, amplitude: number, written: (si: number) => string): void {
  if (spikes.length === 0) return;
  throw new ExperimentError(
    `the neuron fires ${spikes.length} times during the sweep, so its response is no impedance`,
    "amplitude",
    `take less than ${written(amplitude)}, or raise the threshold`,
  );
}

/** Half the difference between the answers to a sweep and to its negative: what is quadratic in the amplitude cancels. */
function halfDifference(result: Recording, variable: string): Float64Array {
  const negative = traceOf(result, variable, 1);
  return traceOf(result, variable, 0).map((value, k) => (value - negative[k]!) / 2);
}

/** The largest of the values, with the parabola through its neighbours; the first and the last as they are. */
function peakOf(values: readonly number[]): { readonly at: number; readonly value: number } {
  const best = values.reduce((most, value, k) => (value > values[most]! ? k : most), 0);
  if (best === 0 || best === values.length - 1) return { at: best, value: values[best]! };
  const [before, top, after] = [values[best - 1]!, values[best]!, values[best + 1]!];
  const shift = (before - after) / (2 * (before - 2 * top + after));
  return { at: best + shift, value: top - ((before - after) * shift) / 4 };
}

function quotient(a: Float64Array, b: Float64Array, bin: number): { re: number; im: number } {
  const [ar, ai, br, bi] = [a[2 * bin]!, a[2 * bin + 1]!, b[2 * bin]!, b[2 * bin + 1]!];
  const size = br * br + bi * bi;
  return { re: (ar * br + ai * bi) / size, im: (ai * br - ar * bi) / size };
}
