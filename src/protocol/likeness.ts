import { coincidenceFactor } from "../analysis/coincidence.ts";
import type { ExperimentDocument } from "../experiment.ts";
import type { StimulusDocument } from "../experiment-types.ts";
import type { Model, Parameter } from "../language/model.ts";
import { type Dimension, dimensionless, dimensions, sameDimension } from "../quantity/dimension.ts";
import { formatQuantity } from "../quantity/quantity.ts";
import type { Result } from "../result.ts";
import { spikesOf } from "../run/recording.ts";
import { firstBracket } from "./bracket.ts";
import type { Course } from "./protocol.ts";
import { inputNamed, type Subject, subjectOf } from "./subject.ts";
import { crossEntropySearch, type Knob, type SearchSettings } from "./tuning.ts";

/** The spikes of the neuron that others are to be like, under the noise they are tuned to and under the one that judges. */
export interface Likened {
  readonly tuning: Float64Array;
  readonly judging: Float64Array;
  readonly noise: StimulusDocument;
  readonly judgingSeed: number;
}

export interface Likeness {
  /** Γ and rate (Hz) under the noise that was not tuned to. */
  readonly coincidence: number;
  readonly rate: number;
  /** With what was tuned in its place, and the noise that judges. */
  readonly document: ExperimentDocument;
}

export interface LikenessSettings extends SearchSettings {
  /** Seconds: spikes this far apart or nearer coincide. */
  readonly precision: number;
}

/** The part of a protocol that the tuning is, from 0 to 1. */
export interface Share {
  readonly from: number;
  readonly to: number;
}

/** Dimensions of the parameters that are tuned beside the current: times, and what adaptation is made of. Potentials stay. */
const tuned: readonly Dimension[] = [dimensions.second, dimensions.amp, dimensions.siemens, dimensionless];
/** A factor stays within e^±1.5. */
const mostLogarithm = 1.5;
/** Volt. The potential that a reset sets moves so far down and up, which leaves it below any threshold. */
const resetRange = [-20e-3, 5e-3] as const;

/** A parameter that is tuned, and where its knob puts it. */
interface Free {
  readonly parameter: Parameter;
  readonly knob: Knob;
  at(turned: number): number;
}

function freeParameters({ parameters, reset }: Model): Free[] {
  const set = new Set(reset.flatMap(({ value }) => (value.kind === "name" ? [value.name] : [])));
  const between = (low: number, value: number, high: number) => Math.max(low, Math.min(high, value));
  return parameters.flatMap((parameter): Free[] => {
    const { shared, value, dimension, name } = parameter;
    if (shared || value === 0) return [];
    if (tuned.some((own) => sameDimension(own, dimension)))
      return [
        {
          parameter,
          knob: { middle: 0, spread: 0.3 },
          at: (logarithm) => value * Math.exp(between(-mostLogarithm, logarithm, mostLogarithm)),
        },
      ];
    if (!set.has(name) || !sameDimension(dimension, dimensions.volt)) return [];
    const [down, up] = resetRange;
    return [{ parameter, knob: { middle: 0, spread: 4e-3 }, at: (shift) => value + between(down, shift, up) }];
  });
}

/**
 * Tunes a neuron so that it fires like another: mean and size of its current, a constant delay of its spikes, and its
 * parameters of the dimensions above, each times a factor, and the potential it is reset to. One generation of the search is one ensemble. The score is
 * Γ - |n - n'|/n', n and n' being the numbers of spikes.
 */
export function* tunedLikeness(
  name: string,
  like: Likened,
  { document: reference, duration }: Subject,
  settings: LikenessSettings,
  { from, to }: Share,
): Course<Likeness> {
  const { dt, method } = reference;
  const bare = { model: name, duration: reference.duration, ...(dt ? { dt } : {}), ...(method ? { method } : {}) };
  const subject = subjectOf({ ...bare, input: [{ stimulus: "constant", amplitude: 0 }] }, {});
  const unit = yield* currentFor(subject, like.tuning.length);
  const free = freeParameters(subject.model);
  const knobs: Knob[] = [
    { middle: 0.5, spread: 0.4 }, // mean, in the current that makes as many spikes
    { middle: -0.7, spread: 0.7 }, // logarithm of the size of the noise, in the same
    { middle: 1e-3, spread: 1e-3 }, // delay, seconds
    ...free.map(({ knob }) => knob),
  ];
  const { dimension } = inputNamed(subject);
  const asked = (candidates: readonly (readonly number[])[], seed: unknown) =>
    documentOf(subject.document, like.noise, free, candidates, { unit, dimension, seed });
  const gamma = (spikes: Float64Array, target: Float64Array, delay: number) =>
    coincidenceFactor(target, delayed(spikes, delay, duration), { stop: duration, precision: settings.precision });
  const search = crossEntropySearch(knobs, settings);
  let step = search.next();
  for (let generation = 1; !step.done; generation++) {
    const candidates = step.value;
    const done = from + ((to - from) * generation) / (settings.generations + 1);
    const result: Result = yield { document: asked(candidates, like.noise.seed ?? 1), done };
    const scores = candidates.map((values, member) => {
      const spikes = spikesOf(result, member);
      const target = like.tuning;
      return gamma(spikes, target, values[2]!) - Math.abs(spikes.length - target.length) / target.length;
    });
    step = search.next(scores);
  }
  const document = asked([step.value.values], like.judgingSeed);
  const judged = spikesOf(yield { document, done: to }, 0);
  return {
    coincidence: gamma(judged, like.judging, step.value.values[2]!),
    rate: judged.length / duration,
    document,
  };
}

/** The constant current at which a neuron makes as many spikes as asked, or more. */
function* currentFor(subject: Subject, spikes: number): Course<number> {
  const found = yield* firstBracket(subject, "input.0.amplitude", (result, k) => spikesOf(result, k).length >= spikes);
  return found.with;
}

interface Scale {
  readonly unit: number;
  readonly dimension: Dimension;
  readonly seed: unknown;
}

function documentOf(
  { parameters, ...rest }: ExperimentDocument,
  noise: StimulusDocument,
  free: readonly Free[],
  candidates: readonly (readonly number[])[],
  { unit, dimension, seed }: Scale,
): ExperimentDocument {
  const each = (value: (values: readonly number[]) => number, own: Dimension) =>
    candidates.map((values) => formatQuantity(value(values), own));
  const scaled = free.map(
    ({ parameter, at }, k) => [parameter.name, each((values) => at(values[k + 3]!), parameter.dimension)] as const,
  );
  const { to: _, ...course } = noise;
  const mean = each((values) => unit * values[0]!, dimension);
  const sigma = each((values) => unit * Math.exp(values[1]!), dimension);
  return {
    ...rest,
    parameters: { ...parameters, ...Object.fromEntries(scaled) },
    input: [{ ...course, stimulus: "frozen-noise", mean, sigma, seed }],
    axes: "paired",
  };
}

function delayed(spikes: Float64Array, delay: number, stop: number): Float64Array {
  return spikes.map((time) => time + delay).filter((time) => time >= 0 && time < stop);
}
