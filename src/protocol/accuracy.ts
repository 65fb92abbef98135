import type { ExperimentDocument } from "../experiment.ts";
import { type Dimension, dimensionless, dimensions } from "../quantity/dimension.ts";
import { type Column, column } from "../quantity/measure.ts";
import { formatQuantity } from "../quantity/quantity.ts";
import { spikesOf } from "../run/recording.ts";
import { needNoChance } from "./chance.ts";
import { pairedSpikes } from "./pairing.ts";
import { type Answer, type Course, protocol } from "./protocol.ts";
import type { Read, Settings } from "./setting.ts";
import { needOneNeuron, needThreshold, type Subject } from "./subject.ts";

export interface Accuracy extends Answer {
  /** What ran, and what it is compared with. */
  readonly method: string;
  readonly spikeTimes: "exact" | "grid";
  readonly reference: string;
  /** The steps tried: dt, dt/2, dt/4, … */
  readonly dt: Column;
  readonly count: Column;
  /** Spikes of the reference that have no partner, and spikes that have none in the reference. */
  readonly missing: Column;
  readonly extra: Column;
  /** Of the errors of the spikes at each step: the largest without its sign, the mean without sign, and that of the last spike. */
  readonly largestError: Column;
  readonly meanError: Column;
  readonly lastError: Column;
  /** log2 of the largest error of the step before over this one: the observed order. NaN for the first. */
  readonly order: Column;
  /** ms: the spikes of the reference. */
  readonly spikes: Column;
  /** Of each of them, its error at each step, positive where it comes late. NaN where it is missing. */
  readonly errors: readonly Column[];
}

const settings = {
  halvings: { kind: "number", default: 4, atLeast: 0, whole: true, meaning: "How often dt is halved." },
} as const satisfies Settings;

/** Error of an adaptive reference in a step: what is left of a spike time is some 1e-9 ms. */
const referenceTolerance = 1e-13;
/** Below a picosecond a difference is rounding, and no order is to be seen in it. */
const rounding = 1e-12;

/** How late each spike is at a step of dt, dt/2, dt/4, … */
export const accuracy = protocol({
  name: "accuracy",
  title: "Step-halving error of the spike times",
  description:
    "The experiment with its own method at dt, dt/2, dt/4, ..., against a reference: the exact propagator where the " +
    "equations are linear, otherwise Dormand-Prince at a tolerance of 1e-13 and exact spike times. Spikes are paired in order " +
    "so that the sum of their distances is the least; the answer is how late each is, which are missing or extra, and " +
    "the order with which the error falls.",
  settings,
  defaults: { input: [{ stimulus: "constant", amplitude: 0 }], duration: "200 ms" },
  figure: {
    form: "curve",
    x: "dt",
    scale: "log",
    panels: [
      {
        label: "error of the spike times",
        curves: [
          { y: "largestError", look: "points and line" },
          { y: "meanError", look: "points and line" },
        ],
        scale: "log",
      },
    ],
  },
  *ask(subject: Subject, { halvings }: Read<typeof settings>): Course<Accuracy> {
    needThreshold(subject);
    needOneNeuron(subject);
    needNoChance(subject, "the error is measured from a course that does not depend on dt");
    const steps = Array.from({ length: halvings + 1 }, (_, k) => subject.dt / 2 ** k);
    const work = 2 ** (halvings + 2);
    const exact = yield { document: referenceOf(subject.document, steps.at(-1)!), done: 2 ** halvings / work };
    const reference = spikesOf(exact, 0);
    const rows: Row[] = [];
    let method = "";
    for (const [k, dt] of steps.entries()) {
      const result = yield { document: withStep(subject.document, dt), done: (2 ** halvings + 2 ** (k + 1)) / work };
      method = result.method;
      rows.push(compared(reference, spikesOf(result, 0)));
    }
    return {
      method,
      spikeTimes: subject.document.spikeTimes ?? "exact",
      reference: exact.method,
      ...columnsOf(steps, rows),
      spikes: column(reference, dimensions.second),
      errors: rows.map(({ errors }) => column(errors, dimensions.second)),
      notes: rows.every(({ count, missing }) => count + missing === 0)
        ? ["The neuron makes no spike, so there is nothing to compare: drive it with a current that makes it fire."]
        : [...rows.entries()].map(([k, row]) => sentence(row, steps[k]!)),
    };
  },
});

function withStep(document: ExperimentDocument, dt: number): ExperimentDocument {
  const { record: _, ...rest } = document;
  return { ...rest, dt: formatQuantity(dt, dimensions.second) };
}

function referenceOf(document: ExperimentDocument, dt: number): ExperimentDocument {
  return { ...withStep(document, dt), method: "auto", tolerance: referenceTolerance, spikeTimes: "exact" };
}

interface Row {
  readonly count: number;
  readonly missing: number;
  readonly extra: number;
  /** Seconds, one for each spike of the reference. */
  readonly errors: Float64Array;
}

function compared(reference: Float64Array, spikes: Float64Array): Row {
  const partners = pairedSpikes(reference, spikes);
  const errors = Float64Array.from(partners, (partner, k) => (spikes[partner] ?? Number.NaN) - reference[k]!);
  const paired = partners.filter((partner) => partner >= 0).length;
  return { count: spikes.length, missing: reference.length - paired, extra: spikes.length - paired, errors };
}

function columnsOf(steps: readonly number[], rows: readonly Row[]) {
  const sizes = rows.map(({ errors }) => errors.filter((error) => !Number.isNaN(error)).map(Math.abs));
  const largest = sizes.map((all) => all.reduce((a, b) => Math.max(a, b), all.length > 0 ? 0 : Number.NaN));
  const order = largest.map((error, k) =>
    error > rounding && largest[k - 1]! > rounding ? Math.log2(largest[k - 1]! / error) : Number.NaN,
  );
  const seconds = (values: readonly number[]) => column(values, dimensions.second);
  const numbers = (of: (row: Row) => number) => column(rows.map(of), dimensionless as Dimension);
  return {
    dt: seconds(steps),
    count: numbers(({ count }) => count),
    missing: numbers(({ missing }) => missing),
    extra: numbers(({ extra }) => extra),
    largestError: seconds(largest),
    meanError: seconds(sizes.map((all) => all.reduce((a, b) => a + b, 0) / all.length)),
    lastError: seconds(rows.map(({ errors }) => errors.at(-1) ?? Number.NaN)),
    order: column(order, dimensionless),
  };
}

/** `At dt 0.1 ms spike 7 is late by 0.4 ms.` */
function sentence({ errors, missing, extra }: Row, dt: number): string {
  const worst = errors.reduce(
    (best, error, k) => (Math.abs(error) > Math.abs(errors[best] ?? 0) ? k : best),
    errors.length,
  );
  const lost = [...(missing > 0 ? [`${missing} missing`] : []), ...(extra > 0 ? [`${extra} extra`] : [])].join(", ");
  const error = errors[worst] ?? 0;
  const size = formatQuantity(Number(Math.abs(error).toPrecision(3)), dimensions.second);
  const said =
    Math.abs(error) > rounding
      ? `spike ${worst + 1} is ${error > 0 ? "late" : "early"} by ${size}, the most of all`
      : "every spike is where it should be";
  return `At dt ${formatQuantity(dt, dimensions.second)} ${said}${lost ? `; ${lost}` : ""}.`;
}
