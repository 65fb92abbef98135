import { type Formula, timeWindow } from "./stimulus.ts";

export const staircase = {
  kind: "formula",
  name: "staircase",
  title: "Staircase",
  description:
    "Steps up or down: the amplitude from `start` on, and every `interval` one `increment` more, up to `stop`; zero before " +
    "and after. A slow staircase finds the current at which a neuron begins to fire, and, going down, at which it stops.",
  parameters: {
    amplitude: { dimension: "input", default: 0, meaning: "the value of the first step" },
    increment: { dimension: "input", meaning: "what each step adds; negative to go down" },
    interval: { dimension: "second", above: "zero", meaning: "how long each step lasts" },
    ...timeWindow,
  },
  expression: "(amplitude + increment*floor((t - start)/interval))*int(t >= start and t < stop)",
} as const satisfies Formula;
