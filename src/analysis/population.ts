import { coefficientOfVariation, interspikeIntervals } from "./intervals.ts";
import { mean } from "./moments.ts";
import { bounds, type Observation, requireSome, type SpikeTrain, spikesBetween } from "./train.ts";

/** The spikes of a population in the order of time. */
export interface PopulationSpikes {
  /** Seconds, ascending. */
  readonly times: Float64Array;
  /** The neuron that fired at `times[k]`, counted from 0. */
  readonly neurons: ArrayLike<number>;
  /** How many neurons there are. */
  readonly size: number;
}

/**
 * The spike train of each neuron of a population.
 * @throws RangeError for a neuron that there is not
 */
export function trainsOfPopulation({ times, neurons, size }: PopulationSpikes): Float64Array[] {
  const counts = new Uint32Array(size);
  for (let k = 0; k < times.length; k++) {
    const neuron = neurons[k]!;
    if (!(neuron >= 0 && neuron < size)) throw new RangeError(`there is no neuron ${neuron} among ${size}`);
    counts[neuron]!++;
  }
  const trains = Array.from(counts, (count) => new Float64Array(count));
  counts.fill(0);
  for (let k = 0; k < times.length; k++) trains[neurons[k]!]![counts[neurons[k]!]!++] = times[k]!;
  return trains;
}

/** What the trains of a population say together. */
export interface PopulationSummary {
  readonly spikes: number;
  /** Spikes per second and neuron, Hz. */
  readonly meanRate: number;
  /** Mean of the coefficients of variation of the neurons' intervals; NaN where no neuron has enough spikes. */
  readonly meanCv: number;
  /** How many neurons have enough spikes for it. */
  readonly neuronsWithCv: number;
  /** The part of the neurons that did not fire. */
  readonly silent: number;
}

/**
 * Firing of a population during the observation. The coefficient of variation is the mean over neurons with at least
 * `leastSpikes` spikes, 10 by default: that of few intervals is too small on average.
 * @throws RangeError where there is no train
 */
export function summarizePopulation(
  trains: readonly SpikeTrain[],
  observation: Observation,
  { leastSpikes = 10 }: { readonly leastSpikes?: number } = {},
): PopulationSummary {
  requireSome(trains);
  const seen = trains.map((train) => spikesBetween(train, observation));
  const spikes = seen.reduce((sum, { length }) => sum + length, 0);
  const cvs = cvsOf(seen, leastSpikes);
  return {
    spikes,
    meanRate: spikes / trains.length / bounds(observation).duration,
    meanCv: mean(cvs),
    neuronsWithCv: cvs.length,
    silent: seen.filter(({ length }) => length === 0).length / trains.length,
  };
}

/** The coefficient of variation of the intervals of each train with at least `leastSpikes` spikes. */
export function cvsOf(trains: readonly SpikeTrain[], leastSpikes: number): Float64Array {
  const enough = trains.filter(({ length }) => length >= leastSpikes);
  return Float64Array.from(enough, (train) => coefficientOfVariation(interspikeIntervals(train)));
}
