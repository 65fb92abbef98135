import { type Formula, timeWindow } from "./stimulus.ts";

export const sine = {
  kind: "formula",
  name: "sine",
  title: "Sine",
  description:
    "offset + amplitude sin(2 pi frequency (t - start) + phase) from `start` up to, not including, `stop`; zero before and " +
    "after. The phase counts from `start`, so with phase 0 the wave begins at the offset, rising.",
  parameters: {
    amplitude: { dimension: "input", meaning: "half the way from the lowest value to the highest" },
    frequency: { dimension: "hertz", meaning: "cycles per second" },
    phase: { dimension: "1", default: 0, meaning: "phase at `start`, in radians" },
    offset: { dimension: "input", default: 0, meaning: "the value it oscillates about" },
    ...timeWindow,
  },
  // 6.283185307179586 is 2 pi.
  expression: "(offset + amplitude*sin(6.283185307179586*frequency*(t - start) + phase))*int(t >= start and t < stop)",
} as const satisfies Formula;
