import { check } from "../check.ts";
import { ExperimentError } from "../errors.ts";
import type { ExperimentDocument } from "../experiment.ts";
import type { StimulusDocument } from "../experiment-types.ts";
import { dimensionless, dimensions } from "../quantity/dimension.ts";
import { type Column, column } from "../quantity/measure.ts";
import { formatQuantity } from "../quantity/quantity.ts";
import { spikesOf } from "../run/recording.ts";
import { firstToFire } from "./bracket.ts";
import { type Judged, type Likened, type Likeness, type Share, tunedLikeness } from "./likeness.ts";
import { patternsOf } from "./patterns.ts";
import { type Answer, type Course, protocol } from "./protocol.ts";
import type { Read, Settings } from "./setting.ts";
import { needOneNeuron, needThreshold, type Subject } from "./subject.ts";
import { asContained, containedIn } from "./tuning-space.ts";

export interface Comparison extends Answer {
  /** The rows of the columns. */
  readonly model: readonly string[];
  /** What integrates each: the experiment's method, or the one that suits the equations. */
  readonly method: readonly string[];
  readonly stateVariables: Column;
  /** Operations of one step of one neuron outside its spikes. */
  readonly operations: Column;
  /** Nanoseconds for one step of one neuron among 256 on one core of this machine. NaN without a clock. */
  readonly nanoseconds: Column;
  /** How many distinct firing patterns the presets of the model show. */
  readonly patterns: Column;
  /** Γ with the reference's spikes after tuning, under noise that was not tuned to; 1: each spike has its partner. */
  readonly coincidence: Column;
  readonly rate: Column;
}

const settings = {
  models: {
    kind: "names",
    default: ["if", "lif", "adaptive-lif", "eif", "adex", "izhikevich", "hodgkin-huxley"],
    meaning: "The models of the catalogue that are compared.",
  },
  precision: { kind: "time", default: "2 ms", meaning: "Spikes this far apart or nearer coincide." },
  generations: { kind: "number", default: 40, atLeast: 1, whole: true, meaning: "Rounds of tuning." },
  candidates: { kind: "number", default: 64, atLeast: 8, whole: true, meaning: "Neurons in each of them." },
  seed: { kind: "number", default: 1, atLeast: 0, whole: true, meaning: "Seed of the search." },
} as const satisfies Settings;

/** What several models cost, and what they can do. */
export const compare = protocol({
  name: "compare",
  title: "Models compared",
  description:
    "Models side by side: how many variables they have, what a step of them costs, how many firing patterns their presets " +
    "show, and how well they predict the spikes of the experiment's own neuron (a Hodgkin-Huxley neuron, unless it says " +
    "otherwise) under fluctuating current. Each is tuned first: mean and size of its current, a constant delay, its time " +
    "constants, conductances, adaptation and potentials, by covariance matrix adaptation (CMA-ES) for the highest coincidence factor at the " +
    "same rate; a model that contains a simpler one begins where that one ended. It is judged under another course of the noise. " +
    "A noise of sigma 0 is given 1.6 times the smallest steady current that makes the neuron fire.",
  settings,
  defaults: {
    input: [{ stimulus: "frozen-noise", mean: 0, sigma: 0, tau: "3 ms" }],
    duration: "1000 ms",
  },
  figure: {
    form: "comparison",
    names: "model",
    columns: ["stateVariables", "operations", "nanoseconds", "patterns", "coincidence"],
  },
  *ask(subject: Subject, asked: Read<typeof settings>): Course<Comparison> {
    needThreshold(subject);
    needOneNeuron(subject);
    const like = yield* likened(subject);
    const rows: Row[] = [];
    const known = new Map<string, Likeness>();
    const { length } = asked.models;
    for (const [k, name] of asked.models.entries())
      rows.push(yield* rowOf(name, like, known, subject, asked, { from: k / length, to: (k + 1) / length }));
    const numbers = (of: (row: Row) => number) => column(rows.map(of), dimensionless);
    return {
      model: asked.models,
      method: rows.map(({ method }) => method),
      stateVariables: numbers(({ states }) => states),
      operations: numbers(({ operations }) => operations),
      nanoseconds: numbers(({ nanoseconds }) => nanoseconds),
      patterns: numbers(({ patterns }) => patterns),
      coincidence: numbers(({ likeness }) => likeness.coincidence),
      rate: column(
        rows.map(({ likeness }) => likeness.rate),
        dimensions.hertz,
      ),
      notes: [`The neuron to be predicted fires with ${(like.judging.length / subject.duration).toFixed(1)} Hz.`],
    };
  },
});

/** The spikes of the neuron itself under its noise, and under the noise of the next seed. */
function* likened(subject: Subject): Course<Likened> {
  const { document } = subject;
  const [given, ...others] = document.input ?? [];
  if (given?.stimulus !== "frozen-noise" || others.length > 0)
    throw new ExperimentError(
      "the models are compared under one course of fluctuating current",
      "experiment.input",
      'give one stimulus "frozen-noise"',
    );
  const noise = given.sigma === 0 ? yield* ofSomeSize(given, subject) : given;
  const first = Number(noise.seed ?? 1);
  const input: StimulusDocument[] = [{ ...noise, seed: [first, first + 1] }];
  const result = yield { document: { ...document, record: {}, input }, done: 0 };
  const [tuning, judging] = [spikesOf(result, 0), spikesOf(result, 1)];
  if (tuning.length === 0 || judging.length === 0)
    throw new ExperimentError("the neuron makes no spikes", "experiment.input", "take a larger mean or sigma");
  return { tuning, judging, noise, judgingSeed: first + 1 };
}

/** With a sigma of so many times the smallest steady current that fires the neuron: it then fires, now and then. */
const sigmaPerRheobase = 1.6;

function* ofSomeSize(noise: StimulusDocument, subject: Subject): Course<StimulusDocument> {
  const quiet = { ...subject, document: { ...subject.document, record: {}, input: [{ ...noise, mean: 0 }] } };
  const { with: fires, dimension } = yield* firstToFire(quiet, "input.0.mean", "stimuli");
  return { ...noise, sigma: formatQuantity(Number((sigmaPerRheobase * fires).toPrecision(1)), dimension) };
}

interface Row {
  readonly method: string;
  readonly states: number;
  readonly operations: number;
  readonly nanoseconds: number;
  readonly patterns: number;
  readonly likeness: Judged;
}

function* rowOf(
  name: string,
  like: Likened,
  known: Map<string, Likeness>,
  subject: Subject,
  asked: Read<typeof settings>,
  share: Share,
): Course<Row> {
  const done = share.to;
  const likeness =
    name === subject.document.model
      ? itself(like, subject)
      : yield* likenessOf(name, like, known, subject, asked, share);
  const { states, operations, method } = check(likeness.document);
  const steps = Math.min(timedSteps, Math.round(subject.duration / subject.dt));
  const nanoseconds = yield* timeOfStep(crowd(likeness.document, steps * subject.dt), steps, done);
  const presets = yield* patternsOf(subject, name, done, done);
  return {
    method,
    states: states.length,
    operations: operations.neuronStep,
    nanoseconds,
    patterns: new Set(presets.map(({ pattern }) => pattern)).size,
    likeness,
  };
}

/** Of the fastest of three runs, or of one that takes long by itself. NaN without a clock. */
function* timeOfStep(document: ExperimentDocument, steps: number, done: number): Course<number> {
  let fastest = Number.POSITIVE_INFINITY;
  for (let run = 0; run < 3 && fastest > 0; run++) {
    const { timing, members } = yield { document, done };
    fastest = Math.min(fastest, (timing.run * 1e6) / (members * steps));
    if (timing.run > longRun) break;
  }
  return fastest > 0 ? fastest : Number.NaN;
}

/** Milliseconds. */
const longRun = 200;

/** Tunes each model once, and the simpler one that it contains before it. */
function* likenessOf(
  name: string,
  like: Likened,
  known: Map<string, Likeness>,
  subject: Subject,
  asked: Read<typeof settings>,
  share: Share,
): Course<Likeness> {
  const before = known.get(name);
  if (before) return before;
  const inner = containedIn[name];
  const simpler = inner && (yield* likenessOf(inner.model, like, known, subject, asked, share)).tuned;
  const found = yield* tunedLikeness(name, like, subject, asked, share, simpler && asContained(inner, simpler));
  known.set(name, found);
  return found;
}

function itself({ judging, noise, judgingSeed }: Likened, { document, duration }: Subject): Judged {
  const input = [{ ...noise, seed: judgingSeed }];
  return { coincidence: 1, rate: judging.length / duration, document: { ...document, input, record: {} } };
}

const crowdSize = 256;
const timedSteps = 1000;

/** The same neuron so many times, for so many seconds: its noise has the mean that it has, again and again. */
function crowd(document: ExperimentDocument, seconds: number): ExperimentDocument {
  const [noise] = document.input as [StimulusDocument];
  const one = (value: unknown) => (Array.isArray(value) ? value[0] : (value ?? 0));
  const parameters = Object.fromEntries(Object.entries(document.parameters ?? {}).map(([k, v]) => [k, one(v)]));
  const mean = new Array(crowdSize).fill(one(noise.mean));
  const duration = formatQuantity(seconds, dimensions.second);
  return { ...document, duration, parameters, input: [{ ...noise, mean, sigma: one(noise.sigma) }], axes: "paired" };
}
