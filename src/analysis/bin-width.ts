import { countsInBins } from "./counts.ts";
import { mean, variance } from "./moments.ts";
import { bounds, type Observation, requireSome, requireTrains, type SpikeTrain } from "./train.ts";

/** The bins with which a histogram comes nearest to the rate behind the spikes. */
export interface BinWidth {
  /** Seconds. */
  readonly width: number;
  readonly bins: number;
  /** Estimated mean squared error of the rate plus a constant, Hz². */
  readonly cost: number;
}

/**
 * The width of bins that minimises the estimated mean squared error of a time histogram of n trains,
 * C(Δ) = (2 k̄ - v) / (n Δ)², k̄ and v being mean and variance of the counts of all trains together in bins of Δ.
 * Tried are all whole numbers of bins from `fewest` (default 1) to `most` (default 500). Without spikes, and where no
 * structure is found, the fewest bins win.
 * Shimazaki & Shinomoto (2007), Neural Comput 19:1503.
 */
export function optimalBinWidth(
  trains: readonly SpikeTrain[],
  observation: Observation,
  { fewest = 1, most = 500 }: { readonly fewest?: number; readonly most?: number } = {},
): BinWidth {
  requireSome(trains);
  requireTrains(trains);
  if (!(Number.isSafeInteger(fewest) && Number.isSafeInteger(most) && fewest >= 1 && most >= fewest)) {
    throw new RangeError(`numbers of bins are whole and ascend from 1 on, not from ${fewest} to ${most}`);
  }
  const { duration } = bounds(observation);
  let best: BinWidth = { width: duration / fewest, bins: fewest, cost: Number.POSITIVE_INFINITY };
  for (let bins = fewest; bins <= most; bins++) {
    const counts = new Float64Array(bins);
    for (const train of trains)
      countsInBins(train, bins, observation).forEach((count, k) => {
        counts[k]! += count;
      });
    const width = duration / bins;
    const cost = (2 * mean(counts) - variance(counts)) / (trains.length * width) ** 2;
    if (cost < best.cost) best = { width, bins, cost };
  }
  return best;
}
