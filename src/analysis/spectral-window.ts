/** The windows by which a segment is multiplied before its transform. */
export type SpectralWindow = keyof typeof cosines;

/**
 * Windows as sums of cosines: w_n = c_0 - c_1 cos x + c_2 cos 2x - ..., x = 2π n/N.
 * Harris (1978), Proc IEEE 66:51; the flat top: D'Antona & Ferrero (2006), Digital Signal Processing for Measurement Systems.
 */
const cosines = {
  boxcar: [1],
  hann: [0.5, 0.5],
  hamming: [0.54, 0.46],
  blackman: [0.42, 0.5, 0.08],
  "blackman-harris": [0.35875, 0.48829, 0.14128, 0.01168],
  "flat-top": [0.21557895, 0.41663158, 0.277263158, 0.083578947, 0.006947368],
} as const;

/** The names of the windows. */
export const spectralWindows = Object.keys(cosines) as readonly SpectralWindow[];

/** A periodic window: sample N would be sample 0 again. */
export function windowSamples(window: SpectralWindow, length: number): Float64Array {
  if (!Object.hasOwn(cosines, window)) {
    throw new RangeError(`there is no window ${window}; there are ${spectralWindows.join(", ")}`);
  }
  return Float64Array.from({ length }, (_, n) =>
    cosines[window].reduce(
      (sum, factor, order) => sum + (order % 2 === 0 ? factor : -factor) * Math.cos((2 * Math.PI * order * n) / length),
      0,
    ),
  );
}
