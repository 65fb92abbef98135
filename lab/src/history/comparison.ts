/** How the spikes of a run lie against those of another, in ms. */
export interface SpikeComparison {
  /** Spikes that both have: the n-th of one against the n-th of the other. */
  readonly common: number;
  readonly differences: Float64Array;
}

/** Positive where `now` fires later. */
export function compareSpikes(before: Float64Array, now: Float64Array): SpikeComparison {
  const common = Math.min(before.length, now.length);
  return { common, differences: Float64Array.from({ length: common }, (_, k) => now[k]! - before[k]!) };
}
