import type { GoldenNumber } from "./neuron-model.ts";

/**
 * Spikes of the programs of 2004 and 2003 replayed in double precision, each with the step of its program; stamps are their
 * own, the time of the step.
 */
const figures: readonly (readonly [
  preset: string,
  dt: string,
  spikes: readonly number[],
  count?: number,
  last?: number,
])[] = [
  ["RS", "0.25 ms", [18.25, 24.25, 54.5, 87.75, 121]],
  ["IB", "0.25 ms", [18.75, 21.25, 25, 58.25, 87.75, 117.5, 147]],
  ["CH", "0.25 ms", [19, 20.75, 22.75, 25], 15, 146.25],
  ["FS", "0.25 ms", [19, 24, 31.5, 40.25], 15, 141.25],
  ["LTS", "0.25 ms", [28, 31.5], 18, 240.5],
  ["TC", "0.25 ms", [39.5, 53.5, 83, 120.25]],
  ["TC-burst", "0.25 ms", [51, 56, 61.75, 69, 79.75]],
  ["RZ", "0.25 ms", [62.75, 67.5]],
  ["tonic-spiking", "0.25 ms", [13, 17, 31.5, 59.25, 86.75]],
  ["phasic-spiking", "0.25 ms", [43.75]],
  [
    "tonic-bursting",
    "0.25 ms",
    [25, 26.5, 28.25, 30, 32, 34, 36.25, 38.75, 41.75, 45.5, 80, 82.25, 84.75, 87.75, 91.5, 98.75, 132.75],
    28,
    204.5,
  ],
  ["phasic-bursting", "0.2 ms", [39, 42.8, 47, 51.8, 57.6, 67.2]],
  ["mixed-mode", "0.25 ms", [20, 22.75, 27.25, 67, 99.25, 131.5]],
  ["spike-frequency-adaptation", "0.25 ms", [10.25, 12.25, 15, 19.75, 42.5, 71.5]],
  ["class-1", "0.25 ms", [84.5, 125, 155.75, 181, 203.5, 223.75, 242, 259.25, 275.5, 290.5]],
  ["class-2", "0.25 ms", [105.75, 126.5, 145.25, 162.25, 178, 192.75, 206.75], 14, 293],
  ["spike-latency", "0.2 ms", [26.6]],
  ["subthreshold-oscillations", "0.25 ms", [26.5]],
  ["resonator", "0.25 ms", [338]],
  ["integrator", "0.25 ms", [20]],
  ["rebound-spike", "0.2 ms", [68]],
  ["rebound-burst", "0.2 ms", [68, 71, 74.2, 77.8, 81.8, 86.4, 92.2]],
  ["threshold-variability", "0.25 ms", [93.25]],
  ["bistability", "0.25 ms", [45.25, 86, 126.5, 167.25, 208]],
  ["depolarising-after-potential", "0.1 ms", [11.3]],
  ["inhibition-induced-spiking", "0.5 ms", [94.5, 166, 236]],
  ["inhibition-induced-bursting", "0.5 ms", [86.5, 89, 92, 171], 12, 263.5],
];

/** The published arithmetic: v first, then u with the new v, on the grid of the figure. */
export const publishedFigures: readonly GoldenNumber[] = figures.map(
  ([preset, dt, first, count = first.length, last]) => ({
    what: `${preset}, to the digit`,
    experiment: { preset, dt, method: "sequential-euler", spikeTimes: "grid" },
    expected: { kind: "spikes", first, count, within: 1e-9, ...(last === undefined ? {} : { last }) },
    source: `program of Izhikevich (${/^[A-Z]/.test(preset) ? 2003 : 2004}), replayed in double precision`,
  }),
);
