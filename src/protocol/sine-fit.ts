import { solveLinear } from "../dynamics/newton.ts";

/** A sum of sines fitted to samples: mean + amplitude sin(2 pi f t + phase) + harmonics. */
export interface SineFit {
  readonly mean: number;
  readonly amplitude: number;
  /** Radians, from -pi to pi. */
  readonly phase: number;
  /** The root of the harmonics' summed squares over the amplitude: total harmonic distortion. */
  readonly distortion: number;
}

/**
 * Linear least squares of 1, sin(k x) and cos(k x), k = 1 ... harmonics, on samples of any number of periods.
 *
 * @param phases x = 2 pi f t + phase of the stimulus at each sample, radians.
 */
export function fitSine(phases: Float64Array, values: Float64Array, harmonics: number): SineFit {
  const size = 2 * harmonics + 1;
  const [matrix, right, row] = [new Float64Array(size * size), new Float64Array(size), new Float64Array(size)];
  const middle = values.reduce((total, value) => total + value, 0) / values.length;
  for (let n = 0; n < values.length; n++) {
    row[0] = 1;
    for (let k = 1; k <= harmonics; k++) {
      row[2 * k - 1] = Math.sin(k * phases[n]!);
      row[2 * k] = Math.cos(k * phases[n]!);
    }
    for (let i = 0; i < size; i++) {
      right[i]! += row[i]! * (values[n]! - middle);
      for (let j = 0; j < size; j++) matrix[i * size + j]! += row[i]! * row[j]!;
    }
  }
  const solved = solveLinear(matrix, right) ?? new Float64Array(size).fill(Number.NaN);
  const amplitudes = Array.from({ length: harmonics }, (_, k) => Math.hypot(solved[2 * k + 1]!, solved[2 * k + 2]!));
  const [amplitude, ...others] = amplitudes;
  return {
    mean: middle + solved[0]!,
    amplitude: amplitude!,
    phase: Math.atan2(solved[2]!, solved[1]!),
    distortion: Math.hypot(...others) / amplitude!,
  };
}
