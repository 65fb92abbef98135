import { type CoincidenceOptions, coincidenceFactor } from "./coincidence.ts";
import { firstFrom, requirePositive, requireTrains, type SpikeTrain } from "./train.ts";

/**
 * Reliability of repeats: the mean over pairs of the correlation s_i·s_j / (|s_i| |s_j|) of the trains filtered with a
 * Gaussian of standard deviation σ, from 0 to 1. The products are exact: s_i·s_j is Σ e^(-d²/4σ²) over differences d of
 * their spikes, up to a factor. A pair with an empty train counts as 0; NaN for fewer than two repeats.
 * Schreiber et al. (2003), Neurocomputing 52-54:925.
 * @param sigma seconds
 */
export function correlationReliability(trains: readonly SpikeTrain[], sigma: number): number {
  requireTrains(trains);
  requirePositive(sigma, "the width of the filter");
  const squares = trains.map((train) => filteredProduct(train, train, sigma));
  return meanOverPairs(trains.length, (i, j) => {
    const product = filteredProduct(trains[i]!, trains[j]!, sigma);
    return product === 0 ? 0 : product / Math.sqrt(squares[i]! * squares[j]!);
  });
}

/**
 * Intrinsic reliability of repeats: the mean coincidence factor over pairs, each repeat taking the model's place in turn. What a
 * model's own mean factor is measured against. NaN for fewer than two repeats, and where a factor is.
 * Jolivet et al. (2008), J Neurosci Methods 169:417.
 */
export function coincidenceReliability(trains: readonly SpikeTrain[], options: CoincidenceOptions): number {
  requireTrains(trains);
  return meanOverPairs(
    trains.length,
    (i, j) =>
      (coincidenceFactor(trains[i]!, trains[j]!, options) + coincidenceFactor(trains[j]!, trains[i]!, options)) / 2,
  );
}

/** Beyond so many σ, e^(-d²/4σ²) is below the rounding of 1. */
const reach = 12.2;

function filteredProduct(a: SpikeTrain, b: SpikeTrain, sigma: number): number {
  let sum = 0;
  for (const time of a) {
    for (let k = firstFrom(b, time - reach * sigma); k < b.length && b[k]! <= time + reach * sigma; k++) {
      sum += Math.exp(-0.25 * ((time - b[k]!) / sigma) ** 2);
    }
  }
  return sum;
}

function meanOverPairs(n: number, value: (i: number, j: number) => number): number {
  let sum = 0;
  for (let i = 0; i < n; i++) for (let j = i + 1; j < n; j++) sum += value(i, j);
  return sum / ((n * (n - 1)) / 2);
}
