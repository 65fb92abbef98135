/** Which variance: over n, of the numbers as they are, or over n - 1, the unbiased estimate of what they are a sample of. */
export type Divisor = "population" | "sample";

/** The arithmetic mean; NaN of nothing. */
export function mean(values: ArrayLike<number>): number {
  let sum = 0;
  for (let k = 0; k < values.length; k++) sum += values[k]!;
  return sum / values.length;
}

/** The mean squared deviation from the mean; NaN of nothing, and for a sample of one. */
export function variance(values: ArrayLike<number>, divisor: Divisor = "population"): number {
  const centre = mean(values);
  let squares = 0;
  for (let k = 0; k < values.length; k++) squares += (values[k]! - centre) ** 2;
  return squares / (divisor === "sample" ? values.length - 1 : values.length);
}

/** The value in the middle, or the mean of the two there; NaN of nothing. */
export function median(values: ArrayLike<number>): number {
  const sorted = Float64Array.from(values).sort();
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
