import { dimensionless, dimensions, divide } from "../quantity/dimension.ts";
import { type Column, column, type Measure, measure } from "../quantity/measure.ts";
import { formatQuantity } from "../quantity/quantity.ts";
import type { Axis, Result } from "../result.ts";
import { spikesOf, traceOf } from "../run/recording.ts";
import { firstToFire } from "./bracket.ts";
import { observed } from "./observed.ts";
import { type Answer, type Course, protocol } from "./protocol.ts";
import { firingIn } from "./rates.ts";
import type { Read, Settings } from "./setting.ts";
import { needInput, needThreshold, type Subject, withPlace } from "./subject.ts";
import { axisOf, type Varied, variedOf, varying } from "./varied.ts";
import { stimulusWindow, type Window, within } from "./window.ts";

export interface Steps extends Answer {
  readonly varied: Varied;
  /** Spikes while the step lasts; Hz over its length, and 1 over the mean interval in its second half; ms to the first. */
  readonly count: Column;
  readonly meanRate: Column;
  readonly rate: Column;
  readonly latency: Column;
  /** The recorded variable before the step and, averaged, at its end; its extremes while the step lasts. */
  readonly before: Column;
  readonly steady: Column;
  readonly lowest: Column;
  readonly highest: Column;
  /** The V-I relation: the steps without a spike, by their size, and where they lead to. */
  readonly subthreshold: Column;
  readonly subthresholdSteady: Column;
  /** Slope and, at no current, height of the straight line through them (least squares). NaN for fewer than two. */
  readonly inputResistance: Measure;
  readonly restingPotential: Measure;
  readonly recording: StepRecording;
}

/** The whole run of each step, in the order of the steps. */
export interface StepRecording {
  readonly variable: string;
  readonly time: Column;
  readonly traces: readonly Column[];
  readonly spikes: readonly Column[];
}

const settings = {
  vary: { kind: "name", default: "amplitude", meaning: "The place in the experiment that differs between the steps." },
  values: {
    kind: "values",
    meaning: "Its values. Default: those in the experiment, or 13 from minus to twice the smallest that fires.",
  },
  variable: { kind: "name", meaning: "The variable to record. Default: the model's first." },
  steady: {
    kind: "time",
    meaning: "How long before the end of the step the steady value is averaged. Default: a tenth of the step.",
  },
} as const satisfies Settings;

/** A family of current steps. */
export const steps = protocol({
  name: "steps",
  title: "Current steps",
  description:
    "The same step of current at many sizes, recorded. Of each: the spikes, their rate and the latency of the first, and " +
    "where the membrane potential settles. The steps that make no spike give the V-I relation and, by its slope, the input " +
    "resistance.",
  settings,
  defaults: { input: [{ stimulus: "step", amplitude: 0, start: "50 ms", stop: "250 ms" }], duration: "300 ms" },
  figure: { form: "family", varied: "varied", recording: "recording" },
  *ask(subject: Subject, { vary, values, variable, steady }: Read<typeof settings>): Course<Steps> {
    needInput(subject);
    const recorded = observed(subject, variable).name;
    const document =
      varying(subject, vary, values) ?? withPlace(subject.document, vary, yield* rangeFor(subject, vary));
    const record = { ...document.record, variables: [recorded] };
    const result = yield { document: { ...document, record }, done: 1 };
    const window = stimulusWindow(subject, vary);
    return readSteps(result, axisOf(result), window, steady ?? (window.stop - window.start) / 10);
  },
});

/** Thirteen values from minus to twice the smallest that makes the neuron fire. */
function* rangeFor(subject: Subject, vary: string): Course<{ from: string; to: string; count: number }> {
  needThreshold(subject);
  const { with: fires, dimension } = yield* firstToFire(subject, vary, "values");
  return { from: formatQuantity(-fires, dimension), to: formatQuantity(2 * fires, dimension), count: 13 };
}

function readSteps(result: Result, axis: Axis, window: Window, steady: number): Steps {
  const [{ name, dimension }] = result.traces.variables as [(typeof result.traces.variables)[number]];
  const { times } = result.traces;
  const members = Array.from(axis.values, (_, member) => {
    const spikes = spikesOf(result, member);
    const trace = traceOf(result, name, member);
    const during = samplesIn(times, trace, window);
    return {
      spikes,
      trace,
      firing: firingIn(spikes, window, (window.start + window.stop) / 2),
      before: lastBefore(times, trace, window.start),
      steady: mean(samplesIn(times, trace, { start: window.stop - steady, stop: window.stop })),
      lowest: during.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY),
      highest: during.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY),
    };
  });
  const silent = members.flatMap((member, k) => (within(member.spikes, window).length === 0 ? [k] : []));
  const sizes = silent.map((k) => axis.values[k]!);
  const levels = silent.map((k) => members[k]!.steady);
  const line = straightLine(sizes, levels);
  type Member = (typeof members)[number];
  const of = (value: (member: Member) => number, unit = dimension) => column(members.map(value), unit);
  return {
    varied: variedOf(axis),
    count: of(({ firing }) => firing.count, dimensionless),
    meanRate: of(({ firing }) => firing.meanRate, dimensions.hertz),
    rate: of(({ firing }) => firing.steadyRate, dimensions.hertz),
    latency: of(({ firing }) => firing.latency, dimensions.second),
    before: of(({ before }) => before),
    steady: of((member) => member.steady),
    lowest: of(({ lowest }) => lowest),
    highest: of(({ highest }) => highest),
    subthreshold: column(sizes, axis.dimension),
    subthresholdSteady: column(levels, dimension),
    inputResistance: measure(line.slope, divide(dimension, axis.dimension)),
    restingPotential: measure(line.height, dimension),
    recording: {
      variable: name,
      time: column(times, dimensions.second),
      traces: members.map(({ trace }) => column(trace, dimension)),
      spikes: members.map(({ spikes }) => column(spikes, dimensions.second)),
    },
    notes: silent.length < 2 ? ["Fewer than two steps make no spike: there is no V-I relation."] : [],
  };
}

/** The samples with start <= t < stop. */
function samplesIn(times: Float64Array, trace: Float64Array, { start, stop }: Window): Float64Array {
  return trace.filter((_, k) => isFrom(times[k]!, start) && !isFrom(times[k]!, stop));
}

/** NaN where the step begins with the run. */
function lastBefore(times: Float64Array, trace: Float64Array, start: number): number {
  const after = times.findIndex((time) => isFrom(time, start));
  return trace[(after < 0 ? times.length : after) - 1] ?? Number.NaN;
}

/** A time that falls on an edge but for rounding is on it: 3 * 0.0001 s is 0.30000000000000004 ms. */
function isFrom(time: number, edge: number): boolean {
  return time >= edge - 1e-12 * Math.max(1, Math.abs(edge));
}

function mean(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Least squares; NaN for fewer than two different x. */
function straightLine(x: readonly number[], y: readonly number[]): { slope: number; height: number } {
  const n = x.length;
  const middle = x.reduce((sum, value) => sum + value, 0) / n;
  const level = y.reduce((sum, value) => sum + value, 0) / n;
  const spread = x.reduce((sum, value) => sum + (value - middle) ** 2, 0);
  const slope = x.reduce((sum, value, k) => sum + (value - middle) * (y[k]! - level), 0) / spread;
  return { slope, height: level - slope * middle };
}
