import { type Noise, timeWindow } from "./stimulus.ts";

export const frozenNoise = {
  kind: "noise",
  name: "frozen-noise",
  title: "Frozen noise",
  description:
    "A fluctuating course that the seed alone determines: the same for every member of the ensemble, in every run, whatever " +
    "dt is. Gaussian numbers of mean `mean` and standard deviation `sigma`, one every `interval`, held or joined by straight " +
    "lines; with a correlation time `tau` they are samples of a stationary Ornstein-Uhlenbeck process, without one they are " +
    "independent of each other. Zero before `start` and after `stop`. A list of seeds gives several courses.",
  parameters: {
    mean: { dimension: "input", default: 0, meaning: "the value it fluctuates about" },
    sigma: { dimension: "input", meaning: "standard deviation of the values" },
    tau: {
      dimension: "second",
      default: "0 ms",
      atLeastZero: true,
      meaning: "correlation time; 0: each value is independent",
    },
    interval: { dimension: "second", default: "0.1 ms", above: "zero", meaning: "the time from one value to the next" },
    seed: { dimension: "1", default: 1, meaning: "a whole number: which course" },
    ...timeWindow,
  },
  choice: {
    key: "interpolation",
    words: ["held", "linear"],
    meaning: "between values: the last one, or a straight line",
  },
  expression: {
    held: `(mean + sigma*${valueAt("floor((t - start)/interval)")})*int(t >= start and t < stop)`,
    linear:
      `(mean + sigma*(${valueAt("floor((t - start)/interval)")}*(1 + floor((t - start)/interval) - (t - start)/interval)` +
      ` + ${valueAt("floor((t - start)/interval) + 1")}*((t - start)/interval - floor((t - start)/interval))))` +
      "*int(t >= start and t < stop)",
  },
} as const satisfies Noise;

/** A value of the course of this seed, correlation time and interval; the courses stand one behind the other. */
function valueAt(index: string): string {
  const course =
    "(((passed(seeds, seed) - 1)*tausCount + passed(taus, tau) - 1)*intervalsCount + passed(intervals, interval) - 1)";
  return `sample(values, ${course}*length + ${index})`;
}
