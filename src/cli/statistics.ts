import { coefficientOfVariation, interspikeIntervals, meanInterspikeInterval } from "../index.ts";

/** What a list of spike times says about firing. Seconds and hertz; NaN where there are too few spikes. */
export interface FiringStatistics {
  readonly count: number;
  /** Spikes per second of the whole run. */
  readonly rate: number;
  readonly first: number;
  readonly meanInterval: number;
  /** Standard deviation of the interspike intervals over their mean: 0 for a clock, 1 for a Poisson process. */
  readonly variation: number;
}

/** @param times ascending, seconds; @param duration of the run, seconds */
export function firingStatistics(times: Float64Array, duration: number): FiringStatistics {
  const intervals = interspikeIntervals(times);
  return {
    count: times.length,
    rate: times.length / duration,
    first: times[0] ?? Number.NaN,
    meanInterval: meanInterspikeInterval(intervals),
    variation: coefficientOfVariation(intervals),
  };
}
