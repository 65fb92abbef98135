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
  const meanInterval = count > 1 ? (times[count - 1]! - times[0]!) / (count - 1) : Number.NaN;
  let squares = 0;
  for (let k = 1; k < count; k++) squares += (times[k]! - times[k - 1]! - meanInterval) ** 2;
  return {
    count,
    rate: count / duration,
    first: times[0] ?? Number.NaN,
    meanInterval,
    variation: count > 2 ? Math.sqrt(squares / (count - 1)) / meanInterval : Number.NaN,
  };
}
