import { dimensionless, dimensions } from "../quantity/dimension.ts";
import { type Column, column, columnOf, type Measure, measure } from "../quantity/measure.ts";
import { formatQuantity } from "../quantity/quantity.ts";
import { spikesOf } from "../run/recording.ts";
import { firstToFire } from "./bracket.ts";
import { knownNeuron, type RestEnd, rateTheory, restEnd } from "./closed-form.ts";
import { type Answer, type Course, protocol } from "./protocol.ts";
import { firingIn } from "./rates.ts";
import type { Read, Settings } from "./setting.ts";
import { standing } from "./standing.ts";
import { needThreshold, type Subject, withPlace } from "./subject.ts";
import { axisOf, type Varied, variedOf, varying } from "./varied.ts";
import { stimulusWindow } from "./window.ts";

export interface FiCurve extends Answer, RestEnd {
  readonly varied: Varied;
  /** Hz: 1 over the mean interval after settling; 0 where the neuron does not keep firing. */
  readonly rate: Column;
  /** Hz: 1 over the first interval. */
  readonly firstRate: Column;
  /** Hz: spikes over the length of the stimulus. */
  readonly meanRate: Column;
  readonly count: Column;
  /** ms from the beginning of the stimulus to the first spike. */
  readonly latency: Column;
  /** The largest value without and the smallest with repetitive firing above it. */
  readonly silentUpTo: Measure;
  readonly firesFrom: Measure;
  /** Hz: the largest rate of the curve. */
  readonly highestRate: Measure;
  /** Values at which the neuron spiked but fell silent: single spikes, depolarisation block. */
  readonly fellSilent: Column;
  /** Hz: what theory says, there where it knows the neuron. NaN at values where it does not say. */
  readonly closedForm?: Column;
  /** The smallest value that makes the neuron fire in unlimited time, by theory. */
  readonly rheobase?: Measure;
  /** Which theory. */
  readonly theory?: string;
}

const settings = {
  vary: { kind: "name", default: "amplitude", meaning: "The place in the experiment that runs through the values." },
  values: {
    kind: "values",
    meaning: "Its values. Default: those in the experiment, or from 0 to about four times the smallest that fires.",
  },
  points: {
    kind: "number",
    default: 51,
    atLeast: 2,
    whole: true,
    meaning: "How many values, where neither these settings nor the experiment names them.",
  },
  settle: {
    kind: "time",
    meaning: "Time from the beginning of the stimulus after which intervals count. Default: half of it.",
  },
} as const satisfies Settings;

/** The firing rate of a neuron at each of many currents: one ensemble. */
export const fiCurve = protocol({
  name: "fi-curve",
  title: "f-I curve",
  description:
    "The firing rate against the current, or against any other parameter. The rate is 1 over the mean interval between spikes " +
    "once the neuron has settled, so it does not depend on the length of the run; beside it stand the rate of the first " +
    "interval, the number of spikes, and the latency of the first. Neurons of one variable have a theory: their closed form " +
    "and their rheobase stand beside the simulation.",
  settings,
  defaults: { input: [{ stimulus: "constant", amplitude: 0 }], duration: "1000 ms" },
  figure: {
    form: "curve",
    x: "varied",
    panels: [
      {
        curves: [
          { y: "rate", name: "simulation" },
          { y: "closedForm", look: "line" },
        ],
        including: [0],
      },
    ],
    marks: ["firesFrom"],
  },
  *ask(subject: Subject, { vary, values, points, settle }: Read<typeof settings>): Course<FiCurve> {
    needThreshold(subject);
    const document =
      varying(subject, vary, values) ?? withPlace(subject.document, vary, yield* rangeFor(subject, vary, points));
    const result = yield { document, done: 1 };
    const axis = axisOf(result);
    const window = stimulusWindow(subject, vary);
    const settled = window.start + (settle ?? (window.stop - window.start) / 2);
    const firing = Array.from(axis.values, (_, member) => firingIn(spikesOf(result, member), window, settled));
    const rates = firing.map(({ steadyRate }) => steadyRate);
    const onset = onsetOf(axis.values, rates);
    const still = standing(document, window);
    const known = still && knownNeuron(still);
    const theory = known && rateTheory(known, window);
    return {
      varied: variedOf(axis),
      rate: column(rates, dimensions.hertz),
      firstRate: columnOf(firing, "firstRate", dimensions.hertz),
      meanRate: columnOf(firing, "meanRate", dimensions.hertz),
      count: columnOf(firing, "count", dimensionless),
      latency: columnOf(firing, "latency", dimensions.second),
      silentUpTo: measure(onset.silent, axis.dimension),
      firesFrom: measure(onset.fires, axis.dimension),
      highestRate: measure(Math.max(0, ...rates), dimensions.hertz),
      fellSilent: column(
        axis.values.filter((_, k) => firing[k]!.count > 0 && rates[k] === 0),
        axis.dimension,
      ),
      ...(theory ? { closedForm: column(theory.rates, dimensions.hertz), theory: theory.sentence } : {}),
      ...(theory?.rheobase === undefined ? {} : { rheobase: measure(theory.rheobase, axis.dimension) }),
      ...(still ? restEnd(still, Math.min(...axis.values)) : {}),
      notes: [],
    };
  },
});

/** Values from none to about four times the smallest that makes the neuron fire. */
function* rangeFor(
  subject: Subject,
  vary: string,
  count: number,
): Course<{ from: string | number; to: string; count: number }> {
  const { with: fires, dimension } = yield* firstToFire(subject, vary, "values");
  return { from: 0, to: formatQuantity(Number((4 * fires).toPrecision(1)), dimension), count };
}

/** Where, in ascending order of the values, firing begins and goes on from there. */
function onsetOf(values: Float64Array, rates: readonly number[]): { silent: number; fires: number } {
  const ascending = [...values.keys()].sort((a, b) => values[a]! - values[b]!);
  const first = ascending.findIndex((k) => rates[k]! > 0);
  return {
    silent: first > 0 ? values[ascending[first - 1]!]! : first < 0 ? values[ascending.at(-1)!]! : Number.NaN,
    fires: first < 0 ? Number.NaN : values[ascending[first]!]!,
  };
}
