import { realFourierTransform } from "./fourier.ts";
import { mean } from "./moments.ts";
import { type SpectralWindow, windowSamples } from "./spectral-window.ts";
import { requirePositive } from "./train.ts";

/** A power spectral density. */
export interface Spectrum {
  /** Hz, from 0 to half the sampling frequency in steps of 1 / (segment x interval). */
  readonly frequencies: Float64Array;
  /** The signal's unit squared, per Hz. */
  readonly density: Float64Array;
  /** Segments that were averaged. */
  readonly segments: number;
}

export interface SpectrumOptions {
  /** Samples in a segment. Default: the largest for which eight overlap by half, floor(N / 4.5). */
  readonly segment?: number;
  /** Samples that neighbouring segments share; default half a segment. */
  readonly overlap?: number;
  /** Default `"hann"`. */
  readonly window?: SpectralWindow;
  /** Whether each segment's mean is taken away first; default true. */
  readonly subtractMean?: boolean;
  /** 1: all power on frequencies from 0 on, the integral is the mean square. 2: half of it, as with negative ones. Default 1. */
  readonly sides?: 1 | 2;
}

/**
 * Power spectral density by Welch's method: periodograms of windowed, overlapping segments, averaged. With the boxcar its sum
 * times the step of frequencies is exactly the mean square of the segments (Parseval). Samples after the last whole segment do
 * not enter. Welch (1967), IEEE Trans Audio Electroacoust 15:70.
 * @param interval seconds between samples
 * @throws RangeError for an empty signal, samples that are not finite, and segments that do not fit
 */
export function welchSpectrum(signal: Float64Array, interval: number, options: SpectrumOptions = {}): Spectrum {
  const { frequencies, count, transform, scale } = segmentsOf(signal, interval, options);
  const density = new Float64Array(frequencies.length);
  for (let k = 0; k < count; k++) {
    const segment = transform(k);
    addProduct(density, segment, segment, scale);
  }
  return { frequencies, density, segments: count };
}

/** How much two signals have in common at each frequency. */
export interface Coherence {
  /** Hz. */
  readonly frequencies: Float64Array;
  /** From 0 to 1; NaN where one of the signals has no power. */
  readonly coherence: Float64Array;
  readonly segments: number;
}

/**
 * Magnitude-squared coherence |P_xy|² / (P_xx P_yy) of two signals, by Welch's method: 1 where one is the other, filtered. With a
 * single segment it is 1 everywhere, which is refused.
 * @throws RangeError as `welchSpectrum`, for signals of different lengths, and for fewer than two segments
 */
export function coherence(
  x: Float64Array,
  y: Float64Array,
  interval: number,
  options: SpectrumOptions = {},
): Coherence {
  if (x.length !== y.length)
    throw new RangeError(`the signals have ${x.length} and ${y.length} samples; they need equally many`);
  const [ofX, ofY] = [segmentsOf(x, interval, options), segmentsOf(y, interval, options)];
  const { frequencies, count, scale } = ofX;
  if (count < 2)
    throw new RangeError("the coherence of a single segment is 1 at all frequencies; take shorter segments");
  const [xx, yy] = [new Float64Array(frequencies.length), new Float64Array(frequencies.length)];
  const [real, imaginary] = [new Float64Array(frequencies.length), new Float64Array(frequencies.length)];
  for (let k = 0; k < count; k++) {
    const [a, b] = [ofX.transform(k), ofY.transform(k)];
    addProduct(xx, a, a, scale);
    addProduct(yy, b, b, scale);
    addProduct(real, a, b, scale);
    addProduct(imaginary, a, timesI(b), scale);
  }
  return {
    frequencies,
    coherence: xx.map((power, k) => (real[k]! ** 2 + imaginary[k]! ** 2) / (power * yy[k]!)),
    segments: count,
  };
}

/** A signal in windowed segments. */
interface Segments {
  readonly frequencies: Float64Array;
  readonly count: number;
  /** The transform of a segment. */
  readonly transform: (k: number) => Float64Array;
  /** Turns a product of transforms at a frequency into its part of the mean density. */
  readonly scale: (k: number) => number;
}

function segmentsOf(signal: Float64Array, interval: number, options: SpectrumOptions): Segments {
  requirePositive(interval, "the sampling interval");
  requireSignal(signal);
  const { segment = Math.max(1, Math.floor(signal.length / 4.5)), sides = 1, subtractMean = true } = options;
  const { overlap = Math.floor(segment / 2), window = "hann" } = options;
  if (!(Number.isSafeInteger(segment) && segment >= 1 && segment <= signal.length)) {
    throw new RangeError(`a segment has 1 to ${signal.length} samples, as many as the signal at most, not ${segment}`);
  }
  if (!(Number.isSafeInteger(overlap) && overlap >= 0 && overlap < segment)) {
    throw new RangeError(`segments of ${segment} samples overlap by 0 to ${segment - 1}, not by ${overlap}`);
  }
  const weights = windowSamples(window, segment);
  const fourier = realFourierTransform(segment);
  const count = Math.floor((signal.length - segment) / (segment - overlap)) + 1;
  const factor = interval / (weights.reduce((sum, weight) => sum + weight * weight, 0) * count);
  const isAlone = (k: number): boolean => k === 0 || 2 * k === segment;
  return {
    frequencies: Float64Array.from({ length: Math.floor(segment / 2) + 1 }, (_, k) => k / (segment * interval)),
    count,
    transform(k) {
      const samples = signal.subarray(k * (segment - overlap), k * (segment - overlap) + segment);
      const centre = subtractMean ? mean(samples) : 0;
      return fourier(samples.map((value, n) => (value - centre) * weights[n]!));
    },
    scale: (k) => (sides === 1 && !isAlone(k) ? 2 * factor : factor),
  };
}

/** Adds Re(a b*) of each frequency, scaled. */
function addProduct(sums: Float64Array, a: Float64Array, b: Float64Array, scale: (k: number) => number): void {
  for (let k = 0; k < sums.length; k++) {
    sums[k]! += scale(k) * (a[2 * k]! * b[2 * k]! + a[2 * k + 1]! * b[2 * k + 1]!);
  }
}

function timesI(transform: Float64Array): Float64Array {
  return transform.map((_, k) => (k % 2 === 0 ? -transform[k + 1]! : transform[k - 1]!));
}

function requireSignal(signal: Float64Array): void {
  if (signal.length === 0) throw new RangeError("a signal without samples has no spectrum");
  const bad = signal.findIndex((value) => !Number.isFinite(value));
  if (bad >= 0) throw new RangeError(`sample ${bad} of the signal is ${signal[bad]}; a spectrum needs finite samples`);
}
