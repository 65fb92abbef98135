import { type Divisor, mean, variance } from "./moments.ts";
import { bounds, type Observation, requirePositive, requireTrain, type SpikeTrain, slack } from "./train.ts";

/**
 * Spikes in each of the bins of a width in seconds that fill the observation. A bin holds its start and not its end; a
 * spike on an edge but for rounding is on it. An empty train gives zeros.
 * @throws RangeError where the observation is not a whole number of bins
 */
export function spikeCounts(train: SpikeTrain, width: number, observation: Observation): Float64Array {
  return countsInBins(train, wholeBins(width, observation), observation);
}

/** How many bins of a width fill an observation. @throws RangeError where that is not a whole number */
export function wholeBins(width: number, observation: Observation): number {
  requirePositive(width, "the width of a bin");
  const { duration } = bounds(observation);
  const bins = Math.round(duration / width);
  if (bins < 1 || Math.abs(duration / width - bins) > slack) {
    throw new RangeError(
      `an observation of ${duration} s is ${duration / width} bins of ${width} s; take a width that divides it, such as ${duration / Math.max(1, bins)} s`,
    );
  }
  return bins;
}

/** Spikes in each of so many equal bins. */
export function countsInBins(train: SpikeTrain, bins: number, observation: Observation): Float64Array {
  requireTrain(train);
  const { start, stop, duration } = bounds(observation);
  const counts = new Float64Array(bins);
  for (const time of train) {
    if (time < start || time >= stop) continue;
    const bin = Math.floor(((time - start) / duration) * bins + slack);
    if (bin < bins) counts[bin]! += 1;
  }
  return counts;
}

/**
 * Fano factor: variance of spike counts over their mean, in repeats or in bins; 1 for a Poisson process. NaN for no counts,
 * and where all are 0.
 */
export function fanoFactor(
  counts: ArrayLike<number>,
  { divisor = "population" }: { readonly divisor?: Divisor } = {},
): number {
  for (let k = 0; k < counts.length; k++) {
    if (!(counts[k]! >= 0 && counts[k]! < Number.POSITIVE_INFINITY)) {
      throw new RangeError(`counts[${k}] is ${counts[k]}; a count is a finite number from 0 on`);
    }
  }
  return variance(counts, divisor) / mean(counts);
}
