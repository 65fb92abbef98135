import { coincidenceFactor } from "../analysis/coincidence.ts";
import { SimulationError } from "../errors.ts";
import type { ExperimentDocument } from "../experiment.ts";
import type { StimulusDocument } from "../experiment-types.ts";
import { optimisers, Rounds } from "../optimise/index.ts";
import type { Dimension } from "../quantity/dimension.ts";
import { formatQuantity } from "../quantity/quantity.ts";
import type { Result } from "../result.ts";
import { spikesOf } from "../run/recording.ts";
import { type Criterion, firstBracket } from "./bracket.ts";
import type { Course } from "./protocol.ts";
import { inputNamed, type Subject, subjectOf } from "./subject.ts";
import { type Axis, driven, type Tuned, type TuningSpace, tuningSpace } from "./tuning-space.ts";

/** The spikes of the neuron that others are to be like, under the noise they are tuned to and under the one that judges. */
export interface Likened {
  readonly tuning: Float64Array;
  readonly judging: Float64Array;
  readonly noise: StimulusDocument;
  readonly judgingSeed: number;
}

export interface Judged {
  /** Γ and rate (Hz) under the noise that was not tuned to. */
  readonly coincidence: number;
  readonly rate: number;
  /** With what was tuned in its place, and the noise that judges. */
  readonly document: ExperimentDocument;
}

export interface Likeness extends Judged {
  readonly tuned: Tuned;
}

export interface LikenessSettings {
  /** Seconds: spikes this far apart or nearer coincide. */
  readonly precision: number;
  readonly generations: number;
  /** Neurons of a generation. */
  readonly candidates: number;
  readonly seed: number;
}

/** The part of a protocol that the tuning is, from 0 to 1. */
export interface Share {
  readonly from: number;
  readonly to: number;
}

/**
 * Tunes a neuron so that it fires like another: mean and size of its current, a constant delay of its spikes, and its free
 * parameters. One generation of the search is one ensemble. The score is Γ - |n - n'|/n', n and n' being the numbers of spikes.
 *
 * @param begin what is tried first, and where the search begins. Default: the model's own values.
 */
export function* tunedLikeness(
  name: string,
  like: Likened,
  { document: reference, duration }: Subject,
  settings: LikenessSettings,
  { from, to }: Share,
  begin?: Tuned,
): Course<Likeness> {
  const { dt, method } = reference;
  const bare = { model: name, duration: reference.duration, ...(dt ? { dt } : {}), ...(method ? { method } : {}) };
  const subject = subjectOf({ ...bare, input: [{ stimulus: "constant", amplitude: 0 }] }, {});
  const unit = yield* currentFor(subject, like.tuning.length);
  const space = tuningSpace(name, subject.model, inputNamed(subject).dimension, unit);
  const asked = (points: readonly ArrayLike<number>[], seed: unknown) =>
    documentOf(subject.document, like.noise, space, points, seed);
  const gamma = (spikes: Float64Array, target: Float64Array, point: ArrayLike<number>) =>
    coincidenceFactor(target, delayed(spikes, space.delay.at(point[2]!), duration), {
      stop: duration,
      precision: settings.precision,
    });
  const start = begin ? space.place(begin) : space.middle;
  const { candidates, seed, generations } = settings;
  const search = Rounds.begin({
    ...{ search: optimisers.cmaEs, start, candidates, seed, spread: begin ? near : far },
  });
  let best: ArrayLike<number> = start;
  let highest = Number.NEGATIVE_INFINITY;
  for (let tried = 0; tried < generations * candidates; ) {
    const drawn = search.ask();
    const points = tried === 0 ? [...drawn, start] : drawn;
    tried += drawn.length;
    const done = from + (to - from) * Math.min(1, tried / ((generations + 1) * candidates));
    const { result, failed } = yield* survived(points, start, (own) => asked(own, like.noise.seed ?? 1), done);
    const target = like.tuning;
    const scores = points.map((point, member) => {
      if (failed.has(member)) return Number.NEGATIVE_INFINITY;
      const spikes = spikesOf(result, member);
      const score = gamma(spikes, target, point) - Math.abs(spikes.length - target.length) / target.length;
      if (score > highest) [best, highest] = [point, score];
      return score;
    });
    search.tell(drawn.map((_, k) => ({ loss: -scores[k]! })));
  }
  const document = asked([best], like.judgingSeed);
  const judged = spikesOf(yield { document, done: to }, 0);
  return {
    coincidence: gamma(judged, like.judging, best),
    rate: judged.length / duration,
    document,
    tuned: space.tuned(best),
  };
}

/** A run of many points in which those that cannot be simulated are replaced by one that can. */
function* survived(
  points: readonly ArrayLike<number>[],
  sound: ArrayLike<number>,
  document: (points: readonly ArrayLike<number>[]) => ExperimentDocument,
  done: number,
): Course<{ readonly result: Result; readonly failed: ReadonlySet<number> }> {
  const failed = new Set<number>();
  for (;;) {
    try {
      const result = yield { document: document(points.map((own, k) => (failed.has(k) ? sound : own))), done };
      return { result, failed };
    } catch (error) {
      const neuron = error instanceof SimulationError ? error.neuron : undefined;
      if (neuron === undefined || failed.has(neuron) || points[neuron] === sound) throw error;
      failed.add(neuron);
    }
  }
}

/** How far around a search looks first, as part of the ranges: around the model's own values, and around a contained model's. */
const far = 0.15;
const near = 0.1;

/** The constant current at which a neuron makes as many spikes as asked, or more. */
function* currentFor(subject: Subject, spikes: number): Course<number> {
  const enough: Criterion = (result, k) => spikesOf(result, k).length >= spikes;
  const found = yield* firstBracket(subject, "input.0.amplitude", enough, "models");
  return found.with;
}

function documentOf(
  { parameters, ...rest }: ExperimentDocument,
  { to: _, ...course }: StimulusDocument,
  { mean, sigma, free, current }: TuningSpace,
  points: readonly ArrayLike<number>[],
  seed: unknown,
): ExperimentDocument {
  const each = (axis: Axis, coordinate: number, dimension: Dimension) =>
    points.map((point) => formatQuantity(axis.at(point[coordinate]!), dimension));
  const tuned = free.map(({ name, dimension, axis }, k) => [name, each(axis, k + driven, dimension)] as const);
  const drive = { mean: each(mean, 0, current), sigma: each(sigma, 1, current) };
  return {
    ...rest,
    parameters: { ...parameters, ...Object.fromEntries(tuned) },
    input: [{ ...course, stimulus: "frozen-noise", ...drive, seed }],
    axes: "paired",
  };
}

function delayed(spikes: Float64Array, delay: number, stop: number): Float64Array {
  return spikes.map((time) => time + delay).filter((time) => time >= 0 && time < stop);
}
