import { ExperimentError } from "../errors.ts";
import type { ExperimentDocument } from "../experiment.ts";
import { settingAt } from "../experiment-axes.ts";
import type { Values } from "../experiment-types.ts";
import { dimensionless, dimensions, multiply } from "../quantity/dimension.ts";
import { type Column, column, type Measure, measure } from "../quantity/measure.ts";
import { formatQuantity } from "../quantity/quantity.ts";
import { spikesOf } from "../run/recording.ts";
import { lapicqueFit, weissFit } from "../theory/strength-duration.ts";
import { atValues, dimensionAt } from "./bracket.ts";
import { firstBrackets, narrowedBrackets, type Searches } from "./brackets.ts";
import { knownNeuron, thresholdTheory } from "./closed-form.ts";
import { fromRest, linearTheory } from "./linear-theory.ts";
import { observed, stimulusIndex } from "./observed.ts";
import { type Answer, type Course, protocol } from "./protocol.ts";
import type { Read, Settings } from "./setting.ts";
import { standing } from "./standing.ts";
import { needThreshold, type Subject, withPlace } from "./subject.ts";
import type { Varied } from "./varied.ts";
import { startOf } from "./window.ts";

export interface StrengthDuration extends Answer {
  readonly duration: Varied;
  /** The smallest amplitude of a pulse of each duration that makes the neuron fire. */
  readonly threshold: Column;
  /** Threshold times duration. */
  readonly charge: Column;
  /** The thresholds by theory, there where it knows the neuron. */
  readonly closedForm?: Column;
  readonly theory?: string;
  /** Of Lapicque's law I = rheobase/(1 - exp(-T/tau)), fitted: the chronaxie is tau ln 2, the least charge rheobase tau. */
  readonly lapicqueRheobase: Measure;
  readonly lapicqueChronaxie: Measure;
  readonly lapicqueTimeConstant: Measure;
  readonly lapicqueLeastCharge: Measure;
  /** Its largest relative error. */
  readonly lapicqueMisfit: Measure;
  /** Of Weiss's law I = rheobase (1 + chronaxie/T), fitted. */
  readonly weissRheobase: Measure;
  readonly weissChronaxie: Measure;
  readonly weissMisfit: Measure;
}

const settings = {
  durations: {
    kind: "values",
    default: ["1 ms", "2 ms", "5 ms", "10 ms", "20 ms", "50 ms", "100 ms", "200 ms"],
    meaning: "Of the pulses; at least two.",
  },
  wait: { kind: "time", default: "300 ms", meaning: "How long after the longest pulse a spike still counts." },
  direction: {
    kind: "choice",
    words: ["up", "down"],
    default: "up",
    meaning: "Whether positive or negative pulses are tried.",
  },
  tolerance: {
    kind: "number",
    default: 1e-9,
    atLeast: 0,
    meaning: "Width of each bracket, relative to the threshold.",
  },
} as const satisfies Settings;

/** The threshold of current pulses against their duration, with rheobase and chronaxie. */
export const strengthDuration = protocol({
  name: "strength-duration",
  title: "Strength-duration curve",
  description:
    "The smallest amplitude of a rectangular pulse that makes the neuron fire, for each of several durations; all of them are " +
    "narrowed down side by side. The pulse begins at rest. Long pulses need the rheobase, short ones a charge. Two laws are " +
    "fitted by relative least squares: Lapicque's, exact for a leaky integrator, and Weiss's; the chronaxie is the duration at " +
    "which the threshold is twice the rheobase.",
  settings,
  defaults: { input: [{ stimulus: "step", amplitude: 0 }], duration: "1000 ms" },
  figure: {
    form: "curve",
    x: "duration",
    scale: "log",
    panels: [
      {
        curves: [
          { y: "threshold", name: "simulation" },
          { y: "closedForm", look: "line" },
        ],
        scale: "log",
        levels: [{ at: "lapicqueRheobase", name: "rheobase (Lapicque)" }],
      },
    ],
    marks: [{ at: "lapicqueChronaxie", name: "chronaxie (Lapicque)" }],
  },
  *ask(subject: Subject, asked: Read<typeof settings>): Course<StrengthDuration> {
    needThreshold(subject);
    const index = stimulusIndex(subject, "step");
    const durations = durationsOf(asked.durations);
    const place = `input.${index}.amplitude`;
    const start = startOf(subject, index);
    const whole = Math.ceil((start + Math.max(...durations) + asked.wait) / subject.dt - 1e-9) * subject.dt;
    const theory = linearTheory(subject, index, observed(subject, undefined).name, {
      start: 0,
      stop: subject.duration,
    });
    const document = {
      ...fromRest(subject.document, theory),
      duration: formatQuantity(whole, dimensions.second),
      axes: "paired" as const,
    };
    const dimension = dimensionAt(subject, place);
    const pulse: Subject = { ...subject, document, duration: whole };
    const searches: Searches = {
      count: durations.length,
      place: "amplitude",
      dimension,
      document: (members, values) =>
        withStops(
          atValues(pulse, place, values, dimension),
          index,
          members.map((search) => start + durations[search]!),
        ),
      holds: (result, member) => spikesOf(result, member).some((time) => time >= start),
    };
    const first = yield* firstBrackets(searches, "direction", asked.direction === "up" ? 1 : -1);
    const brackets = yield* narrowedBrackets(searches, first, asked.tolerance);
    const thresholds = brackets.map(({ without, with: fires }) => (without + fires) / 2);
    const known = durations.map((own) => {
      const window = { start, stop: start + own };
      const stopped = withPlace(
        atValues(pulse, place, [0, 0], dimension),
        `input.${index}.stop`,
        formatQuantity(window.stop, dimensions.second),
      );
      const still = standing(stopped, window);
      const neuron = still && knownNeuron(still);
      return neuron && thresholdTheory(neuron, window, Number.POSITIVE_INFINITY);
    });
    const lapicque = lapicqueFit(durations, thresholds);
    const weiss = weissFit(durations, thresholds);
    const charge = multiply(dimension, dimensions.second);
    return {
      duration: { name: "duration", ...column(durations, dimensions.second) },
      threshold: column(thresholds, dimension),
      charge: column(
        thresholds.map((own, k) => own * durations[k]!),
        charge,
      ),
      ...(known[0] === undefined
        ? {}
        : {
            closedForm: column(
              known.map((own) => own?.value ?? Number.NaN),
              dimension,
            ),
            theory: known[0].sentence,
          }),
      lapicqueRheobase: measure(lapicque.rheobase, dimension),
      lapicqueChronaxie: measure(lapicque.chronaxie, dimensions.second),
      lapicqueTimeConstant: measure(lapicque.timeConstant, dimensions.second),
      lapicqueLeastCharge: measure(lapicque.rheobase * lapicque.timeConstant, charge),
      lapicqueMisfit: measure(lapicque.misfit, dimensionless),
      weissRheobase: measure(weiss.rheobase, dimension),
      weissChronaxie: measure(weiss.chronaxie, dimensions.second),
      weissMisfit: measure(weiss.misfit, dimensionless),
      notes: theory ? [] : ["The model does not come to rest by itself: the pulse begins at its initial values."],
    };
  },
});

function durationsOf(written: Values<string | number>): number[] {
  const setting = settingAt(written, "durations", dimensions.second);
  const durations = setting.kind === "axis" ? Array.from(setting.values) : [setting.value];
  if (new Set(durations).size < 2 || durations.some((own) => !(own > 0)))
    throw new ExperimentError(
      "must be at least two times above zero",
      "durations",
      'such as ["1 ms", "10 ms", "100 ms"]',
    );
  return durations;
}

/** Ends of the pulse, in seconds, for each member. */
function withStops(document: ExperimentDocument, index: number, stops: readonly number[]): ExperimentDocument {
  return withPlace(
    document,
    `input.${index}.stop`,
    stops.map((stop) => formatQuantity(stop, dimensions.second)),
  );
}
