/** One sweep of current clamp, sampled at equal intervals: sample k is at k/rate. SI throughout. */
export interface ClampSweep {
  /** Samples a second. */
  readonly rate: number;
  /** Volts. */
  readonly voltage: Float64Array;
  /** Amperes, one for each sample. */
  readonly current: Float64Array;
}

/** @throws RangeError where the lengths differ, a rate is not positive, or a sample is not finite */
export function checkSweep({ rate, voltage, current }: ClampSweep): void {
  if (!(rate > 0 && Number.isFinite(rate)))
    throw new RangeError(`the rate of a sweep must be positive, but is ${rate}`);
  if (voltage.length !== current.length)
    throw new RangeError(`a sweep has ${voltage.length} samples of voltage, but ${current.length} of current`);
  for (const [name, values] of Object.entries({ voltage, current })) {
    const bad = values.findIndex((value) => !Number.isFinite(value));
    if (bad >= 0) throw new RangeError(`${name}[${bad}] is ${values[bad]}; cut the sweep there`);
  }
}

/** The mean of values[from] to values[to - 1]; NaN where there are none. */
export function meanBetween(values: Float64Array, from: number, to: number): number {
  const [start, end] = [Math.max(0, from), Math.min(values.length, to)];
  let sum = 0;
  for (let k = start; k < end; k++) sum += values[k]!;
  return end > start ? sum / (end - start) : Number.NaN;
}

/** The middle of the sorted values; NaN where there are none. */
export function medianOf(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const half = sorted.length >> 1;
  if (sorted.length === 0) return Number.NaN;
  return sorted.length % 2 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2;
}
