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
  const count = times.length;
  return { count, rate: count / duration, first: times[0] ?? Number.NaN, ...intervalStatistics(intervalsOf(times)) };
}

/** @param times ascending */
export function intervalsOf(times: Float64Array): Float64Array {
  return Float64Array.from({ length: Math.max(0, times.length - 1) }, (_, k) => times[k + 1]! - times[k]!);
}

/** Of the intervals of one neuron or of many together, in any unit of time. */
export function intervalStatistics(intervals: Float64Array): Pick<FiringStatistics, "meanInterval" | "variation"> {
  const count = intervals.length;
  const meanInterval = count > 0 ? intervals.reduce((sum, interval) => sum + interval, 0) / count : Number.NaN;
  const squares = intervals.reduce((sum, interval) => sum + (interval - meanInterval) ** 2, 0);
  return { meanInterval, variation: count > 1 ? Math.sqrt(squares / count) / meanInterval : Number.NaN };
}
