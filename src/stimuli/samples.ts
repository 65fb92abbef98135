import { type Sampled, timeWindow } from "./stimulus.ts";

export const samples = {
  kind: "sampled",
  name: "samples",
  title: "Samples",
  description:
    "A recorded or computed course of values at equal intervals: sample k belongs to the time start + k interval. Held: " +
    "each value lasts until the next sample, the last one for one more interval. Linear: straight lines from sample to " +
    "sample, up to the time of the last. Zero before the first and after the end.",
  parameters: {
    start: { ...timeWindow.start, meaning: "the time of the first sample" },
    interval: { dimension: "second", above: "zero", meaning: "the time from one sample to the next" },
  },
  choice: {
    key: "interpolation",
    words: ["held", "linear"],
    meaning: "between samples: the last one, or a straight line",
  },
  expression: {
    held: "sample(values, floor((t - start)/interval))*int(t >= start and t < start + count*interval)",
    linear:
      "(sample(values, floor((t - start)/interval))" +
      " + sample(differences, floor((t - start)/interval))*((t - start)/interval - floor((t - start)/interval)))" +
      "*int(t >= start and t < start + (count - 1)*interval)",
  },
} as const satisfies Sampled;

/** values[k + 1] - values[k]; 0 behind the last. */
export function differences(values: Float64Array): Float64Array {
  return values.map((value, k) => (k + 1 < values.length ? values[k + 1]! - value : 0));
}
