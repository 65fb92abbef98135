import {
  countCorrelations,
  effectOf,
  everydayUnit,
  type NetworkDocument,
  type NetworkResult,
  populationSpectrum,
  summarizePopulation,
  timeHistogram,
  trainsOfPopulation,
} from "rheobase";
import type { NetworkObservation, ObservedPopulation, ObservedTraces, Theory } from "./contract.ts";

/** Seconds that are left out of the statistics of a run that is at least three times as long. */
const settling = 0.1;
/** Seconds of a bin of the rate, and of one in which spikes are counted for correlations. */
const rateBin = 1e-3;
const correlationBin = 5e-3;
/** Neurons of a population whose pairs are compared: 100 make 4,950 pairs. */
const compared = 100;
/** Bins of a stretch of the spectrum; their number bounds its resolution. */
const longestStretch = 500;

/** What the page shows of a run. */
export function observationOf(
  document: NetworkDocument,
  { result, threads }: { readonly result: NetworkResult; readonly threads: number },
  theory: Theory | undefined,
  took: number,
): NetworkObservation {
  const { duration } = result;
  const from = duration >= 3 * settling ? settling : 0;
  const bins = Math.max(1, Math.round(duration / rateBin));
  const width = duration / bins;
  const stretch = Math.min(longestStretch, Math.floor(bins / 4));
  const populations = [...result.spikes].map(([name, spikes]): ObservedPopulation => {
    const pooled = timeHistogram([spikes.times], width, { stop: duration }).rates;
    const rate = pooled.map((value) => value / Math.max(1, spikes.size));
    const trains = trainsOfPopulation(spikes);
    const { meanRate, meanCv } =
      spikes.size > 0
        ? summarizePopulation(trains, { start: from, stop: duration })
        : { meanRate: 0, meanCv: Number.NaN };
    return {
      ...{ name, size: spikes.size, effect: effectOf(document, name), neurons: spikes.neurons, rate, meanRate },
      times: spikes.times.map((time) => 1000 * time),
      cv: meanCv,
      synchrony: synchronyOf(trains, from, duration),
      spectrum: stretch < 20 ? new Float64Array(0) : spectrumOf(rate, width, stretch).density.subarray(1),
    };
  });
  const rateTimes = Float64Array.from({ length: bins }, (_, k) => 1000 * width * (k + 0.5));
  return {
    ...{ document, populations, rateTimes, theory, took, threads, traces: tracesOf(result) },
    frequencies:
      stretch < 20 ? new Float64Array(0) : spectrumOf(new Float64Array(bins), width, stretch).frequencies.subarray(1),
    duration: 1000 * duration,
    settled: 1000 * from,
    synapses: result.synapses.reduce((sum, count) => sum + count, 0),
    fingerprint: result.fingerprint,
  };
}

function spectrumOf(rate: Float64Array, interval: number, stretch: number) {
  const repetitions = Math.floor(rate.length / stretch);
  return populationSpectrum(rate, {
    interval,
    frequencyStep: 1 / (stretch * interval),
    repetitions,
    subtractMean: true,
  });
}

/** Mean correlation of spike counts over pairs of neurons, evenly chosen. */
function synchronyOf(trains: readonly Float64Array[], from: number, duration: number): number {
  const bins = Math.floor((duration - from) / correlationBin + 1e-6);
  if (bins < 2 || trains.length < 2) return Number.NaN;
  const count = Math.min(compared, trains.length);
  const chosen = Array.from({ length: count }, (_, k) => trains[Math.floor((k * trains.length) / count)]!);
  const pairs = countCorrelations(chosen, correlationBin, { start: from, stop: from + bins * correlationBin });
  return pairs.length === 0 ? Number.NaN : pairs.reduce((sum, value) => sum + value, 0) / pairs.length;
}

function tracesOf({ traces }: NetworkResult): ObservedTraces[] {
  return [...traces].flatMap(([population, { times, neurons, variables }]) =>
    variables.map(({ name, dimension, values }) => {
      const { symbol, factor } = everydayUnit(dimension);
      const course = (m: number): Float64Array =>
        values.subarray(m * times.length, (m + 1) * times.length).map((value) => value / factor);
      return {
        ...{ population, variable: name, unit: symbol, neurons },
        times: times.map((time) => 1000 * time),
        courses: Array.from(neurons, (_, m) => course(m)),
      };
    }),
  );
}
