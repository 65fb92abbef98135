import { countsInBins, wholeBins } from "./counts.ts";
import { mean } from "./moments.ts";
import { welchSpectrum } from "./spectrum.ts";
import { bounds, type Observation, requirePositive, requireSome, type SpikeTrain } from "./train.ts";

/** What a spectrum of a wanted resolution asks of a simulation. */
export interface SpectrumPlan {
  /** The highest frequency, half the sampling frequency, Hz. */
  readonly highestFrequency: number;
  /** Samples in a repetition. */
  readonly samples: number;
  /** Length of a repetition in seconds. */
  readonly repetition: number;
  /** Seconds to simulate: the settling time and all repetitions. */
  readonly duration: number;
}

export interface SpectrumPlanOptions {
  /** Seconds between samples. */
  readonly interval: number;
  /** Hz between frequencies. */
  readonly frequencyStep: number;
  /** Stretches of signal that are averaged. */
  readonly repetitions: number;
  /** Seconds that are cut off at the start; default 0. */
  readonly settling?: number;
}

/** N = 1/(Δf Δt) samples a repetition, f_max = 1/(2 Δt), T = settling + k N Δt. @throws RangeError where N is not whole */
export function planSpectrum(options: SpectrumPlanOptions): SpectrumPlan {
  const { interval, frequencyStep, repetitions, settling = 0 } = options;
  requirePositive(interval, "the sampling interval");
  requirePositive(frequencyStep, "the step of frequencies");
  if (!(Number.isSafeInteger(repetitions) && repetitions > 0)) {
    throw new RangeError(`the number of repetitions is whole and above 0, not ${repetitions}`);
  }
  if (!(settling >= 0 && settling < Number.POSITIVE_INFINITY)) {
    throw new RangeError(`a settling time is a finite number from 0 on, not ${settling}`);
  }
  const samples = wholeBins(interval, { stop: 1 / frequencyStep });
  return {
    highestFrequency: 1 / (2 * interval),
    samples,
    repetition: samples * interval,
    duration: settling + repetitions * samples * interval,
  };
}

/** |FFT|² Δt/N, averaged over segments side by side. */
const periodogram = { overlap: 0, window: "boxcar", sides: 2 } as const;

export interface PopulationSpectrum {
  /** Hz, below the highest. */
  readonly frequencies: Float64Array;
  /** Two-sided density: that of the activity of N independent Poisson neurons is their rate over N. */
  readonly density: Float64Array;
  /** Mean of the activity that entered. */
  readonly meanActivity: number;
}

/**
 * Power spectrum of a population activity, or of another signal, sampled from the start of a simulation: the settling time is
 * cut off, the rest cut into repetitions of N samples, and |FFT|² Δt/N averaged over them, for the first N/2 frequencies;
 * no window, no overlap. As in the exercises of Gerstner et al. (2014), Neuronal Dynamics, chapter 13.
 * @throws RangeError where the signal is shorter than planned
 */
export function populationSpectrum(
  activity: Float64Array,
  { subtractMean = false, ...options }: SpectrumPlanOptions & { readonly subtractMean?: boolean },
): PopulationSpectrum {
  const { samples, duration } = planSpectrum(options);
  const [first, wanted] = [Math.round((options.settling ?? 0) / options.interval), samples * options.repetitions];
  if (activity.length < first + wanted) {
    throw new RangeError(
      `the spectrum needs ${first + wanted} samples, that is ${duration} s, and there are ${activity.length}; simulate longer or take fewer repetitions`,
    );
  }
  const signal = activity.subarray(first, first + wanted);
  const meanActivity = mean(signal);
  const { frequencies, density } = welchSpectrum(
    subtractMean ? signal.map((value) => value - meanActivity) : signal,
    options.interval,
    { ...periodogram, segment: samples, subtractMean: false },
  );
  const half = Math.floor(samples / 2);
  return { frequencies: frequencies.subarray(0, half), density: density.subarray(0, half), meanActivity };
}

export interface SpikeTrainSpectrum {
  /** Hz, from 0 to half the sampling frequency in steps of 1 / duration. */
  readonly frequencies: Float64Array;
  /** Two-sided density, Hz: that of a Poisson process is its rate. */
  readonly density: Float64Array;
}

/**
 * Mean power spectrum |Σ e^(-2πi f t)|² / T of spike trains, each counted in bins of the interval (seconds) and divided by it; empty
 * trains have none. Without its mean, a train has no power at 0.
 * @throws RangeError where there is no train, and where the observation is not a whole number of intervals
 */
export function spikeTrainSpectrum(
  trains: readonly SpikeTrain[],
  interval: number,
  observation: Observation,
  { subtractMean = false }: { readonly subtractMean?: boolean } = {},
): SpikeTrainSpectrum {
  requireSome(trains);
  const bins = wholeBins(interval, observation);
  const width = bounds(observation).duration / bins;
  const density = new Float64Array(Math.floor(bins / 2) + 1);
  for (const train of trains) {
    const signal = countsInBins(train, bins, observation).map((count) => count / width);
    const spectrum = welchSpectrum(signal, width, { ...periodogram, segment: bins, subtractMean });
    for (let k = 0; k < density.length; k++) density[k]! += spectrum.density[k]! / trains.length;
  }
  return { frequencies: density.map((_, k) => k / (bins * width)), density };
}
