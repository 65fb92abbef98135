import type { Formula } from "./stimulus.ts";

export const constant = {
  kind: "formula",
  name: "constant",
  title: "Constant",
  description: "The same value from the beginning of the run to its end.",
  parameters: { amplitude: { dimension: "input", meaning: "the value" } },
  expression: "amplitude",
} as const satisfies Formula;
