import { coincidenceFactor, coincidenceReliability, spikesBetween } from "../../analysis/index.ts";
import type { FitSweep, Response } from "../fit-types.ts";

/** How well a model answers sweeps. NaN where the data do not say it. */
export interface Score {
  /** Mean coincidence factor over all repeats of all sweeps that have spikes in the data or the model. */
  readonly gamma: number;
  /** The same of the repeats among each other: what the cell says of itself. */
  readonly intrinsic: number;
  /** gamma/intrinsic, over the sweeps that have repeats. */
  readonly share: number;
  /** Root mean square of the differences of the rates during the stimuli, in units of that of the data's rates. */
  readonly rates: number;
  /** Root mean square of the relative differences of the first spikes' latencies, where both fire. */
  readonly latency: number;
  /** Spikes of the data (mean over repeats) and of the model, over all sweeps. */
  readonly spikes: { readonly data: number; readonly model: number };
}

/**
 * Scores the answers of a model to sweeps, each in its window. The share of the intrinsic reliability is what a deterministic model
 * could at best be asked for: a cell that repeats itself badly cannot be foretold well. Jolivet et al. (2008), J Neurosci Methods
 * 169:417.
 *
 * @param precision seconds: spikes this far apart or nearer coincide
 * @throws RangeError where there are not as many answers as sweeps
 */
export function scoreResponses(sweeps: readonly FitSweep[], responses: readonly Response[], precision: number): Score {
  if (sweeps.length !== responses.length)
    throw new RangeError(`there are ${sweeps.length} sweeps, but ${responses.length} answers`);
  const own = sweeps.map((sweep, k) => scoreSweep(sweep, responses[k]!, precision));
  const repeated = own.filter(({ intrinsic }) => intrinsic > 0);
  const rates = own.flatMap(({ rate }) => (rate ? [rate] : []));
  const size = Math.sqrt(mean(rates.map(({ data }) => data ** 2)));
  return {
    gamma: mean(own.flatMap(({ factors }) => factors)),
    intrinsic: mean(repeated.map(({ intrinsic }) => intrinsic)),
    share: mean(repeated.flatMap(({ factors }) => factors)) / mean(repeated.map(({ intrinsic }) => intrinsic)),
    rates: Math.sqrt(mean(rates.map(({ data, model }) => (model - data) ** 2))) / size,
    latency: Math.sqrt(mean(own.flatMap(({ lateness }) => (lateness === undefined ? [] : [lateness ** 2])))),
    spikes: {
      data: own.reduce((sum, { count }) => sum + count.data, 0),
      model: own.reduce((sum, { count }) => sum + count.model, 0),
    },
  };
}

function scoreSweep(
  { spikes = [], window, stimulus, current, voltage }: FitSweep,
  { spikes: own, others = [] }: Response,
  precision: number,
) {
  const samples = current ?? voltage;
  const stop = window?.stop ?? (samples ? samples.values.length / samples.rate : Number.NaN);
  const watched = { start: window?.start ?? 0, stop };
  const models = [own, ...others].map((train) => spikesBetween(train, watched));
  const data = spikes.map((train) => spikesBetween(train, watched));
  const isSilent = [...models, ...data].every((train) => train.length === 0);
  const course = stimulus ?? watched;
  const length = course.stop - course.start;
  const counted = (train: Float64Array): number => spikesBetween(train, course).length / length;
  const first = (train: Float64Array): number => (spikesBetween(train, course)[0] ?? Number.NaN) - course.start;
  const latencyOf = (trains: readonly Float64Array[]): number => mean(trains.map(first).filter((time) => time > 0));
  const latency = latencyOf(data);
  const lateness = (latencyOf(models) - latency) / latency;
  return {
    factors: isSilent
      ? []
      : data.flatMap((train) => models.map((model) => coincidenceFactor(train, model, { ...watched, precision }))),
    intrinsic: data.length > 1 ? coincidenceReliability(data, { ...watched, precision }) : Number.NaN,
    rate: data.length > 0 ? { data: mean(data.map(counted)), model: mean(models.map(counted)) } : undefined,
    lateness: Number.isFinite(lateness) ? lateness : undefined,
    count: { data: data.length === 0 ? 0 : meanLength(data), model: meanLength(models) },
  };
}

function meanLength(trains: readonly Float64Array[]): number {
  return mean(trains.map(({ length }) => length));
}

/** NaN of nothing. */
function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
