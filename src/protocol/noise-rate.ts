import { mean, variance } from "../analysis/moments.ts";
import { ExperimentError } from "../errors.ts";
import { settingAt } from "../experiment-axes.ts";
import type { Values } from "../experiment-types.ts";
import { type Dimension, dimensionless, dimensions } from "../quantity/dimension.ts";
import { type Column, column, columnOf, type Measure, measure } from "../quantity/measure.ts";
import { spikesOf } from "../run/recording.ts";
import { asSimulated, type NoisyFiring, noisyLeakyNeuron, siegert } from "../theory/siegert.ts";
import { atValues, dimensionAt } from "./bracket.ts";
import { knownNeuron, siegertSentence } from "./closed-form.ts";
import { type Answer, type Course, protocol } from "./protocol.ts";
import type { Read, Settings } from "./setting.ts";
import { type Standing, standing } from "./standing.ts";
import { atPlace, needThreshold, type Subject, withPlace } from "./subject.ts";
import type { Varied } from "./varied.ts";
import { within } from "./window.ts";

export interface NoiseRate extends Answer {
  readonly varied: Varied;
  /** Hz: spikes over time, of all trials. */
  readonly rate: Column;
  /** Hz: the standard error of the rate, from the differences between trials. */
  readonly error: Column;
  /** Coefficient of variation of the intervals of all trials. */
  readonly cv: Column;
  /** Rate and CV of the equations by theory, there where it knows the neuron. */
  readonly closedForm?: Column;
  readonly closedFormCv?: Column;
  /** Hz: what theory expects of a run with this dt, which sees the threshold at the grid only. */
  readonly closedFormOnGrid?: Column;
  readonly theory?: string;
  readonly trials: Measure;
}

const settings = {
  vary: { kind: "name", default: "mean", meaning: "The place in the experiment that runs through the values." },
  values: { kind: "values", meaning: "Its values. Default: that in the experiment." },
  sigma: { kind: "quantity", meaning: "The size of the noise. Default: the experiment's." },
  trials: {
    kind: "number",
    default: 20,
    atLeast: 2,
    whole: true,
    meaning: "Neurons with a noise of their own, for each value.",
  },
  settle: { kind: "time", default: "100 ms", meaning: "Spikes count from here on." },
} as const satisfies Settings;

/** Rate and irregularity of a neuron in noise. */
export const noiseRate = protocol({
  name: "noise-rate",
  title: "Rate in noise",
  description:
    "Many copies of a neuron, each in a noise of its own, side by side: their rate, and how irregular their intervals are, " +
    "against the mean current or any other parameter. Noise makes a neuron fire below its rheobase too. A leaky " +
    "integrate-and-fire neuron in white noise has a theory, Siegert's, which stands beside the simulation. A simulated path " +
    "is known on its grid and straight between: it misses excursions above the threshold within a step, so its rate is too low, by an " +
    "amount that goes with the square root of dt; the theory allows for that too.",
  settings,
  defaults: { input: [{ stimulus: "white-noise", mean: 0, sigma: 0 }], duration: "2000 ms" },
  figure: {
    form: "curve",
    x: "varied",
    panels: [
      {
        curves: [
          { y: "rate", name: "simulation" },
          { y: "closedForm", look: "line" },
          { y: "closedFormOnGrid", name: "the same on the grid", look: "dashed" },
        ],
        including: [0],
      },
      {
        label: "CV of the intervals",
        curves: [
          { y: "cv", name: "simulation" },
          { y: "closedFormCv", name: "closed form", look: "line" },
        ],
        including: [0],
      },
    ],
  },
  *ask(subject: Subject, asked: Read<typeof settings>): Course<NoiseRate> {
    needThreshold(subject);
    const noisy: Subject =
      asked.sigma === undefined ? subject : { ...subject, document: withPlace(subject.document, "sigma", asked.sigma) };
    const { vary, trials } = asked;
    const dimension = dimensionAt(noisy, vary);
    const values = valuesOf(noisy, vary, asked.values, dimension);
    const window = { start: Math.min(asked.settle, subject.duration / 2), stop: subject.duration };
    const repeated = values.flatMap((value) => Array.from({ length: trials }, () => value));
    const result = yield { document: atValues(noisy, vary, repeated, dimension), done: 1 };
    const firing = values.map((_, k) =>
      firingOf(
        Array.from({ length: trials }, (_, trial) => within(spikesOf(result, k * trials + trial), window)),
        window.stop - window.start,
      ),
    );
    const still = standing(atValues(noisy, vary, [values[0]!, ...values], dimension), window);
    const theory = still && noisyTheory(still, values, subject.dt);
    return {
      varied: { name: vary, ...column(values, dimension) },
      rate: columnOf(firing, "rate", dimensions.hertz),
      error: columnOf(firing, "error", dimensions.hertz),
      cv: columnOf(firing, "cv", dimensionless),
      ...(theory
        ? {
            closedForm: column(
              theory.map(({ exact }) => exact.rate),
              dimensions.hertz,
            ),
            closedFormCv: column(
              theory.map(({ exact }) => exact.cv),
              dimensionless,
            ),
            closedFormOnGrid: column(
              theory.map(({ grid }) => grid.rate),
              dimensions.hertz,
            ),
            theory: siegertSentence,
          }
        : {}),
      trials: measure(trials, dimensionless),
      notes: firing.every(({ alike }) => alike)
        ? ["All trials are alike: there is no noise in this experiment. Give sigma."]
        : [],
    };
  },
});

function valuesOf(
  { document }: Subject,
  place: string,
  asked: Values<string | number> | undefined,
  dimension: Dimension,
): number[] {
  const written = asked ?? (atPlace(document, place) as Values<string | number> | undefined);
  if (written === undefined)
    throw new ExperimentError("is missing", "values", `the experiment does not say what ${place} is: give it values`);
  const setting = settingAt(written, asked === undefined ? place : "values", dimension);
  return setting.kind === "axis" ? Array.from(setting.values) : [setting.value];
}

interface TrialFiring {
  readonly rate: number;
  readonly error: number;
  readonly cv: number;
  /** The trials do not differ. */
  readonly alike: boolean;
}

function firingOf(trials: readonly Float64Array[], length: number): TrialFiring {
  const rates = trials.map((spikes) => spikes.length / length);
  const intervals = trials.flatMap((spikes) => Array.from(spikes.subarray(1), (time, k) => time - spikes[k]!));
  return {
    rate: mean(rates),
    error: Math.sqrt(variance(rates, "sample") / rates.length),
    cv: Math.sqrt(variance(intervals)) / mean(intervals),
    alike: trials.every((spikes) => spikes.every((time, k) => time === trials[0]![k])),
  };
}

function noisyTheory(
  still: Standing,
  values: readonly number[],
  dt: number,
): readonly { readonly exact: NoisyFiring; readonly grid: NoisyFiring }[] | undefined {
  const known = knownNeuron(still);
  if (!known) return undefined;
  const { neuron } = known;
  const found = values.map((value) => neuron.field.at(known.axis.parameter, value, () => noisyLeakyNeuron(neuron)));
  if (found.some((own) => own === undefined)) return undefined;
  return found.map((own) => ({ exact: siegert(own!), grid: siegert(asSimulated(own!, dt)) }));
}
