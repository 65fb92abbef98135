import { type Formula, timeWindow } from "./stimulus.ts";

export const ramp = {
  kind: "formula",
  name: "ramp",
  title: "Ramp",
  description:
    "A straight line from the value `from` at `start` to `amplitude` at `stop`; zero before and after. To hold the last " +
    "value, add a step of the same amplitude that starts where the ramp stops.",
  parameters: {
    amplitude: { dimension: "input", meaning: "the value reached at `stop`" },
    from: { dimension: "input", default: 0, meaning: "the value at `start`" },
    ...timeWindow,
  },
  expression: "(from + (amplitude - from)*(t - start)/(stop - start))*int(t >= start and t < stop)",
} as const satisfies Formula;
