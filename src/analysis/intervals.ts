import { type Divisor, mean, variance } from "./moments.ts";
import { requireTrain, requireTrains, type SpikeTrain } from "./train.ts";

/** Interspike intervals in seconds, one fewer than spikes; none for an empty train and for one spike. */
export function interspikeIntervals(train: SpikeTrain): Float64Array {
  requireTrain(train);
  return Float64Array.from({ length: Math.max(0, train.length - 1) }, (_, k) => train[k + 1]! - train[k]!);
}

/**
 * The intervals of several trains one behind the other. Their coefficient of variation mixes the irregularity of each
 * neuron with the difference between rates: a population of clocks of different rates has one above 0.
 */
export function pooledIntervals(trains: readonly SpikeTrain[]): Float64Array {
  requireTrains(trains);
  return Float64Array.from(trains.flatMap((train) => Array.from(interspikeIntervals(train))));
}

/** Mean interval in seconds; NaN where there is none. */
export function meanInterspikeInterval(intervals: Float64Array): number {
  requireIntervals(intervals);
  return mean(intervals);
}

/**
 * CV: standard deviation of the intervals over their mean, 0 for a clock and 1 for a Poisson process.
 * NaN for fewer than two intervals, and where all are 0.
 */
export function coefficientOfVariation(
  intervals: Float64Array,
  { divisor = "population" }: { readonly divisor?: Divisor } = {},
): number {
  requireIntervals(intervals);
  return intervals.length < 2 ? Number.NaN : Math.sqrt(variance(intervals, divisor)) / mean(intervals);
}

/**
 * CV2 = mean of 2|I_k+1 - I_k| / (I_k+1 + I_k): 0 for a clock, 1 for a Poisson process, and little changed by slow changes of
 * rate. Two intervals of 0 count as equal. NaN for fewer than two intervals. Holt et al. (1996), J Neurophysiol 75:1806.
 */
export function coefficientOfVariation2(intervals: Float64Array): number {
  return meanOverPairs(intervals, (sum, difference) => (2 * Math.abs(difference)) / sum);
}

/**
 * LV = 3/(n-1) Σ ((I_k - I_k+1) / (I_k + I_k+1))²: 0 for a clock, 1 for a Poisson process, little changed by slow changes of
 * rate. Two intervals of 0 count as equal. NaN for fewer than two intervals. Shinomoto et al. (2003), Neural Comput 15:2823.
 */
export function localVariation(intervals: Float64Array): number {
  return meanOverPairs(intervals, (sum, difference) => 3 * (difference / sum) ** 2);
}

/**
 * LvR = 3/(n-1) Σ (1 - 4 I_k I_k+1 / (I_k + I_k+1)²) (1 + 4R / (I_k + I_k+1)): LV with the refractory period R compensated.
 * Shinomoto et al. (2009), PLoS Comput Biol 5:e1000433. NaN for fewer than two intervals.
 * @param refractory R in seconds, 0 or more; 5 ms in the paper
 */
export function revisedLocalVariation(intervals: Float64Array, refractory: number): number {
  if (!(refractory >= 0 && refractory < Number.POSITIVE_INFINITY)) {
    throw new RangeError(`a refractory period is a finite number from 0 on, not ${refractory}`);
  }
  return meanOverPairs(intervals, (sum, difference) => 3 * (difference / sum) ** 2 * (1 + (4 * refractory) / sum));
}

/** The mean of a term over neighbouring intervals, given their sum and difference; equal intervals contribute 0. */
function meanOverPairs(intervals: Float64Array, term: (sum: number, difference: number) => number): number {
  requireIntervals(intervals);
  const pairs = intervals.length - 1;
  if (pairs < 1) return Number.NaN;
  let total = 0;
  for (let k = 0; k < pairs; k++) {
    const [before, after] = [intervals[k]!, intervals[k + 1]!];
    if (before !== after) total += term(before + after, after - before);
  }
  return total / pairs;
}

function requireIntervals(intervals: Float64Array): void {
  intervals.forEach((interval, k) => {
    if (!(interval >= 0 && interval < Number.POSITIVE_INFINITY)) {
      throw new RangeError(`intervals[${k}] is ${interval}; an interspike interval is a finite number from 0 on`);
    }
  });
}
