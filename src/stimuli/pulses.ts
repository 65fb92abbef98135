import { type Formula, timeWindow } from "./stimulus.ts";

export const pulses = {
  kind: "formula",
  name: "pulses",
  title: "Pulses",
  description:
    "Rectangular pulses, one every `period` from `start` on, each of them the amplitude for `width` and zero until the next. " +
    "They end after `count` pulses or at `stop`, which cuts a pulse short. Edges may fall anywhere, also between two time " +
    "steps. Pulses as wide as the period are one step.",
  parameters: {
    amplitude: { dimension: "input", meaning: "the value during a pulse" },
    width: { dimension: "second", above: "zero", meaning: "how long a pulse lasts" },
    period: { dimension: "second", above: "zero", meaning: "from the beginning of one pulse to that of the next" },
    frequency: {
      dimension: "hertz",
      above: "zero",
      insteadOf: "period",
      meaning: "pulses per second, in the place of `period`",
    },
    count: { dimension: "1", default: 1e9, above: "zero", meaning: "how many pulses there are at most" },
    ...timeWindow,
  },
  expression: "amplitude*int(t >= start and t < stop and t < start + count*period)*int((t - start) % period < width)",
} as const satisfies Formula;
