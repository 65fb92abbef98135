import { countsInBins, wholeBins } from "./counts.ts";
import {
  bounds,
  firstFrom,
  type Observation,
  pooledSpikes,
  requirePositive,
  requireSome,
  type SpikeTrain,
  spikesBetween,
} from "./train.ts";

/** A firing rate over time. */
export interface RateCourse {
  /** Centres of the bins, or the times asked for, in seconds. */
  readonly times: Float64Array;
  /** Spikes per second and train. */
  readonly rates: Float64Array;
}

/** Spikes per second of observation; 0 for an empty train. */
export function meanFiringRate(train: SpikeTrain, observation: Observation): number {
  return spikesBetween(train, observation).length / bounds(observation).duration;
}

/**
 * Time histogram of the firing rate: of repeats (peri-stimulus time histogram), of neurons (population activity), or of one
 * train. Rate of a bin = its spikes / (trains x width).
 * @param width of a bin in seconds; a whole number of them fills the observation
 * @throws RangeError where there is no train
 */
export function timeHistogram(trains: readonly SpikeTrain[], width: number, observation: Observation): RateCourse {
  requireSome(trains);
  const { start } = bounds(observation);
  const rates = new Float64Array(wholeBins(width, observation));
  for (const train of trains) {
    const counts = countsInBins(train, rates.length, observation);
    for (let k = 0; k < rates.length; k++) rates[k]! += counts[k]! / (trains.length * width);
  }
  return { times: rates.map((_, k) => start + (k + 0.5) * width), rates };
}

/** Where the Gaussian is below the rounding of its peak: e^(-8.6²/2) < 2^-53. */
const widthsToZero = 8.6;

/**
 * Firing rate as a sum of Gaussians of the bandwidth (their standard deviation, seconds) around the spikes of all trains,
 * over the number of trains, at the given times. All spikes count; near the ends of a recording the estimate falls, because
 * nothing is known of the spikes outside.
 * @throws RangeError where there is no train
 */
export function kernelRate(trains: readonly SpikeTrain[], bandwidth: number, times: Float64Array): RateCourse {
  requireSome(trains);
  requirePositive(bandwidth, "the bandwidth");
  const spikes = pooledSpikes(trains);
  const peak = 1 / (Math.sqrt(2 * Math.PI) * bandwidth * trains.length);
  const reach = widthsToZero * bandwidth;
  const rates = times.map((time) => {
    if (!Number.isFinite(time)) throw new RangeError(`a rate is asked for at a finite time, not at ${time}`);
    const near = spikes.subarray(firstFrom(spikes, time - reach), firstFrom(spikes, time + reach));
    return peak * near.reduce((sum, spike) => sum + Math.exp(-0.5 * ((time - spike) / bandwidth) ** 2), 0);
  });
  return { times, rates };
}
