import { mean, variance } from "../moments.ts";
import type { TraceFeature } from "./feature.ts";
import { at, collect, type FeatureMeasurement, type TracePoint, type Value } from "./measurement.ts";
import { duringStimulus, once, type Response, tooFew } from "./response.ts";
import { peaks, peaksDuring } from "./spike-events.ts";

/** Features of the interspike intervals. Those of eFEL that pass over the first interval, which onset transients shorten, say so. */
export const intervalFeatures = {
  all_ISI_values: {
    unit: "s",
    meaning: "intervals between successive peaks",
    measure: (response) => collect(intervals(response), tooFew(response, 2)),
  },
  ISI_values: {
    unit: "s",
    meaning: "intervals between successive peaks without the first",
    measure: (response) => collect(intervals(response).slice(1), tooFew(response, 3)),
  },
  doublet_ISI: { unit: "s", meaning: "the first interval", measure: (response) => nth(response, 0, (isi) => isi) },
  inv_first_ISI: { unit: "Hz", meaning: "1/first interval", measure: (response) => nth(response, 0, inverse) },
  inv_second_ISI: { unit: "Hz", meaning: "1/second interval", measure: (response) => nth(response, 1, inverse) },
  inv_third_ISI: { unit: "Hz", meaning: "1/third interval", measure: (response) => nth(response, 2, inverse) },
  inv_fourth_ISI: { unit: "Hz", meaning: "1/fourth interval", measure: (response) => nth(response, 3, inverse) },
  inv_fifth_ISI: { unit: "Hz", meaning: "1/fifth interval", measure: (response) => nth(response, 4, inverse) },
  inv_last_ISI: {
    unit: "Hz",
    meaning: "1/last interval",
    measure: (response) => nth(response, Math.max(0, response.spikes.length - 2), inverse),
  },
  ISI_CV: {
    unit: "1",
    meaning: "standard deviation (of a sample: n - 1) over mean of the intervals without the first",
    measure: (response) => ofLater(response, 2, (isis) => Math.sqrt(variance(isis, "sample")) / mean(isis)),
  },
  irregularity_index: {
    unit: "s",
    meaning: "mean of |difference of successive intervals|, without the first interval",
    measure: (response) =>
      ofLater(response, 2, (isis) => mean(isis.slice(1).map((isi, i) => Math.abs(isi - isis[i]!)))),
  },
  ISI_semilog_slope: {
    unit: "1",
    meaning: "slope of ln(interval) against the interval's number, without the first interval",
    measure: (response) =>
      ofLater(response, 2, (isis) =>
        slope(
          isis.map((_, i) => i + 1),
          isis.map((isi) => Math.log(isi)),
        ),
      ),
  },
  ISI_log_slope: {
    unit: "1",
    meaning: "slope of ln(interval) against ln(the interval's number), without the first interval",
    measure: (response) =>
      ofLater(response, 2, (isis) =>
        slope(
          isis.map((_, i) => Math.log(i + 1)),
          isis.map((isi) => Math.log(isi)),
        ),
      ),
  },
  adaptation_index: {
    unit: "1",
    meaning:
      "mean of (ISI[i+1] - ISI[i])/(ISI[i+1] + ISI[i]) in the stimulus, after a tenth of the spikes (at most 2): 0 for steady firing, positive where it slows",
    measure: (response) => adaptation(response, (count) => Math.min(2, Math.floor(0.1 * count + 0.5)), 4),
  },
  adaptation_index2: {
    unit: "1",
    meaning: "as adaptation_index, after the first spike",
    measure: (response) => adaptation(response, () => 1, 3),
  },
} as const satisfies Record<string, TraceFeature>;

/** The intervals between successive peaks, each with its two peaks. */
export function intervals(response: Response): Value[] {
  const all = peaks(response);
  return all.slice(1).map((peak, i) => at(peak.time - all[i]!.time, all[i]!, peak));
}

/** Slope of the least-squares line. */
export function slope(x: readonly number[], y: readonly number[]): number {
  const [mx, my] = [mean(x), mean(y)];
  const covariance = x.reduce((sum, xi, i) => sum + (xi - mx) * (y[i]! - my), 0);
  const variance = x.reduce((sum, xi) => sum + (xi - mx) ** 2, 0);
  return covariance / variance;
}

function inverse(isi: number): number {
  return 1 / isi;
}

function nth(response: Response, n: number, of: (isi: number) => number): FeatureMeasurement {
  const interval = intervals(response)[n];
  return once(interval ? { ...interval, value: of(interval.value) } : tooFew(response, n + 2));
}

/** A number of the intervals without the first, of which there must be `least`. */
function ofLater(response: Response, least: number, number: (isis: readonly number[]) => number): FeatureMeasurement {
  const isis = intervals(response)
    .slice(1)
    .map(({ value }) => value);
  if (isis.length < least) return once(tooFew(response, least + 2));
  return once(at(number(isis), ...peaks(response).slice(1)));
}

/** eFEL's documentation has the quotient upside down; its program, and Druckmann et al. (2007), have it so. */
function adaptation(response: Response, skip: (count: number) => number, least: number): FeatureMeasurement {
  return duringStimulus(response, (stimulus) => {
    const inside: TracePoint[] = peaksDuring(response, stimulus);
    const used = inside.slice(skip(inside.length));
    if (used.length < least)
      return `${inside.length} spikes fall into the stimulus, of which ${used.length} count; this needs ${least}`;
    const isis = used.slice(1).map(({ time }, i) => time - used[i]!.time);
    const terms = isis.slice(1).map((isi, i) => (isi - isis[i]!) / (isi + isis[i]!));
    return at(mean(terms), ...used);
  });
}
