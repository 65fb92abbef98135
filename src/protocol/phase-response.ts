import { ExperimentError } from "../errors.ts";
import type { ExperimentDocument } from "../experiment.ts";
import { quantityAt } from "../experiment-axes.ts";
import type { StimulusDocument } from "../experiment-types.ts";
import { dimensionless, dimensions } from "../quantity/dimension.ts";
import { type Column, column, type Measure, measure } from "../quantity/measure.ts";
import { formatQuantity } from "../quantity/quantity.ts";
import { spikesOf } from "../run/recording.ts";
import { needNoChance } from "./chance.ts";
import { type Answer, type Course, protocol } from "./protocol.ts";
import type { Read, Settings } from "./setting.ts";
import { inputNamed, needOneNeuron, needThreshold, type Subject } from "./subject.ts";
import { within } from "./window.ts";

export interface PhaseResponse extends Answer {
  /** ms: the interval that the pulse falls into, without it. */
  readonly period: Measure;
  readonly frequency: Measure;
  readonly height: Measure;
  readonly length: Measure;
  /** Where in the interval the pulse begins, from 0 (a spike) to 1 (the next). */
  readonly phase: Column;
  /** (T0 - T1)/T0: by which part of the period the pulse shortens the interval it falls into; positive is an advance. */
  readonly firstOrder: Column;
  /** The same of the interval after. */
  readonly secondOrder: Column;
  /**
   * I: an excitatory pulse nowhere delays the next spike by more than 1 % of the largest shift. II: it does at some phases.
   * `none`: the pulse shifts nothing.
   */
  readonly type: "I" | "II" | "none";
  readonly largestAdvance: Measure;
  readonly largestDelay: Measure;
  /** The phase at which the pulse shifts the next spike most. */
  readonly mostSensitive: Measure;
}

const settings = {
  height: { kind: "quantity", meaning: "Height of the pulse, added to the input; negative for an inhibitory one." },
  length: { kind: "time", default: "0.1 ms", meaning: "Length of the pulse." },
  phases: { kind: "number", default: 50, atLeast: 1, whole: true, meaning: "How many phases, evenly spread." },
  settle: { kind: "time", meaning: "The neuron is left alone up to here. Default: half of the run." },
  to: { kind: "name", meaning: "The input that the pulse drives. Default: the model's only one." },
} as const satisfies Settings;

/** By how much a brief pulse advances or delays the next spikes of a neuron that fires regularly, at each phase. */
export const phaseResponse = protocol({
  name: "phase-response",
  title: "Phase-response curve",
  description:
    "A brief pulse at each of many phases between two spikes of a neuron that fires regularly: by which part of the period it " +
    "advances the next spike (first order) and changes the interval after (second order). All phases are one " +
    "ensemble. A neuron that excitation only advances is of type I; one that early excitation delays is of type II.",
  settings,
  defaults: { input: [{ stimulus: "constant", amplitude: 0 }], duration: "1000 ms" },
  figure: {
    form: "curve",
    x: "phase",
    panels: [
      {
        label: "advance of the next spike, in periods",
        curves: [
          { y: "firstOrder", name: "the interval of the pulse", look: "points and line" },
          { y: "secondOrder", name: "the interval after", look: "points and line" },
        ],
        including: [0],
      },
    ],
  },
  *ask(subject: Subject, asked: Read<typeof settings>): Course<PhaseResponse> {
    needThreshold(subject);
    needOneNeuron(subject);
    needNoChance(subject, "a phase is a place in an interval that returns the same");
    const input = inputNamed(subject, asked.to);
    if (asked.height === undefined)
      throw new ExperimentError("is missing", "height", 'give that of the pulse, such as "0.1 nA"');
    const height = quantityAt(asked.height, "height", input.dimension).value;
    const alone = yield { document: silentRecord(subject.document), done: 0.1 };
    const before = cycleOf(spikesOf(alone, 0), asked.settle ?? subject.duration / 2, subject.duration);
    const phase = Array.from({ length: asked.phases }, (_, k) => (k + 0.5) / asked.phases);
    const starts = phase.map((part) => before.start + part * before.first);
    const pulse = pulseAt(starts, height, asked.length, input);
    const shaken = yield { document: withPulse(subject.document, pulse), done: 1 };
    const after = phase.map((_, member) => intervalsFrom(spikesOf(shaken, member), before));
    const firstOrder = after.map(({ first }) => (before.first - first) / before.first);
    const secondOrder = after.map(({ second }) => (before.second - second) / before.first);
    return {
      period: measure(before.first, dimensions.second),
      frequency: measure(1 / before.first, dimensions.hertz),
      height: measure(height, input.dimension),
      length: measure(asked.length, dimensions.second),
      phase: column(phase, dimensionless),
      firstOrder: column(firstOrder, dimensionless),
      secondOrder: column(secondOrder, dimensionless),
      ...described(phase, firstOrder, height),
      notes: notesOf(firstOrder, asked.length, before.first),
    };
  },
});

/** Three spikes of the neuron left alone: when the first is, which in the train, and the two intervals behind it. */
interface Cycle {
  readonly index: number;
  readonly start: number;
  readonly first: number;
  readonly second: number;
}

const irregular = 1e-3;

function cycleOf(train: Float64Array, settled: number, stop: number): Cycle {
  const [a, b, c] = within(train, { start: settled, stop });
  if (a === undefined || b === undefined || c === undefined)
    throw new ExperimentError(
      `the neuron fires ${train.length} spikes, and fewer than three after ${formatQuantity(settled, dimensions.second)}`,
      "experiment.input",
      "give it a current at which it fires regularly, or a longer duration",
    );
  if (Math.abs(c - b - (b - a)) > irregular * (b - a)) {
    const inTime = (time: number) => formatQuantity(Number(time.toPrecision(6)), dimensions.second);
    throw new ExperimentError(
      `the neuron does not fire regularly: an interval of ${inTime(b - a)} is followed by one of ${inTime(c - b)}`,
      "settle",
      "let it settle longer, or take a current at which it fires regularly",
    );
  }
  return { index: train.indexOf(a), start: a, first: b - a, second: c - b };
}

/** The same two intervals of a member. NaN where the neuron fell silent. */
function intervalsFrom(train: Float64Array, { index }: Cycle): { first: number; second: number } {
  const [a = Number.NaN, b = Number.NaN, c = Number.NaN] = train.subarray(index, index + 3);
  return { first: b - a, second: c - b };
}

function pulseAt(
  starts: readonly number[],
  height: number,
  length: number,
  { name, dimension }: Subject["model"]["inputs"][number],
): StimulusDocument {
  const inTime = (time: number) => formatQuantity(time, dimensions.second);
  return {
    stimulus: "step",
    to: name,
    amplitude: formatQuantity(height, dimension),
    start: starts.map(inTime),
    stop: starts.map((start) => inTime(start + length)),
  };
}

function withPulse(document: ExperimentDocument, pulse: StimulusDocument): ExperimentDocument {
  return { ...silentRecord(document), input: [...(document.input ?? []), pulse], axes: "paired" };
}

function silentRecord({ record: _, ...document }: ExperimentDocument): ExperimentDocument {
  return document;
}

function described(phase: readonly number[], shift: readonly number[], height: number) {
  const known = shift.filter((value) => !Number.isNaN(value));
  const advance = Math.max(0, ...known);
  const delay = Math.max(0, ...known.map((value) => -value));
  const largest = Math.max(advance, delay);
  const against = height > 0 ? delay : advance;
  const most = phase[shift.findIndex((value) => Math.abs(value) === largest)] ?? Number.NaN;
  return {
    type: largest < smallestShift ? ("none" as const) : against > 0.01 * largest ? ("II" as const) : ("I" as const),
    largestAdvance: measure(advance, dimensionless),
    largestDelay: measure(delay, dimensionless),
    mostSensitive: measure(most, dimensionless),
  };
}

/** A shift below it is rounding. */
const smallestShift = 1e-12;

function notesOf(shift: readonly number[], length: number, period: number): string[] {
  const silenced = shift.filter(Number.isNaN).length;
  return [
    ...(silenced > 0 ? [`At ${silenced} phases the neuron made no further spike before the end of the run.`] : []),
    ...(length > period / 10 ? ["The pulse is longer than a tenth of the period: it has no single phase."] : []),
  ];
}
