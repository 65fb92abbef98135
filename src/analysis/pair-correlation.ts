import { countsInBins, wholeBins } from "./counts.ts";
import { mean } from "./moments.ts";
import { type Observation, requireTrains, type SpikeTrain } from "./train.ts";

/**
 * Correlation coefficients of the spike counts of all pairs of trains, in bins of the width (seconds): 0 on average for independent
 * trains, 1 for a pair whose counts rise and fall together. A train whose count is the same in all bins has none: its pairs are
 * left out. de la Rocha et al. (2007), Nature 448:802.
 * @throws RangeError where the observation is not a whole number of bins
 */
export function countCorrelations(
  trains: readonly SpikeTrain[],
  width: number,
  observation: Observation,
): Float64Array {
  requireTrains(trains);
  const bins = wholeBins(width, observation);
  const scores = trains.flatMap((train) => {
    const counts = countsInBins(train, bins, observation);
    const average = mean(counts);
    const deviations = Float64Array.from(counts, (count) => count - average);
    const length = Math.sqrt(deviations.reduce((sum, value) => sum + value * value, 0));
    return length > 0 ? [deviations.map((value) => value / length)] : [];
  });
  const coefficients = new Float64Array((scores.length * (scores.length - 1)) / 2);
  let pair = 0;
  for (const [i, a] of scores.entries())
    for (const b of scores.slice(i + 1)) coefficients[pair++] = a.reduce((sum, value, k) => sum + value * b[k]!, 0);
  return coefficients;
}
