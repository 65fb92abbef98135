import { type Formula, timeWindow } from "./stimulus.ts";

export const step = {
  kind: "formula",
  name: "step",
  title: "Step",
  description:
    "The amplitude from `start` up to, not including, `stop`; zero before and after. Both edges may fall anywhere, also " +
    "between two time steps.",
  parameters: { amplitude: { dimension: "input", meaning: "the value during the step" }, ...timeWindow },
  expression: "amplitude*int(t >= start and t < stop)",
} as const satisfies Formula;
