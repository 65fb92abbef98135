import { type Fluctuation, timeWindow } from "./stimulus.ts";

export const whiteNoise = {
  kind: "fluctuation",
  name: "white-noise",
  title: "White noise",
  description:
    "Gaussian white noise, its own for every neuron: mean + sigma sqrt(2 tau) xi. It has no value at an instant, so it " +
    "cannot be recorded, and the input must enter the equations linearly; its integral over a time T has the standard deviation " +
    "sigma sqrt(2 tau T). That is what Ornstein-Uhlenbeck noise with this sigma and a short correlation time tau comes to. A " +
    "leaky membrane of time constant tau_m and resistance R fluctuates by R sigma sqrt(tau/tau_m). Zero before `start` and " +
    "after `stop`.",
  parameters: {
    mean: { dimension: "input", default: 0, meaning: "the value it fluctuates about" },
    sigma: { dimension: "input", meaning: "its size, for the time `tau`" },
    tau: { dimension: "second", default: "1 ms", above: "zero", meaning: "the time that `sigma` refers to" },
    ...timeWindow,
  },
  expression: "(mean + sigma*sqrt(2*tau)*xi)*int(t >= start and t < stop)",
} as const satisfies Fluctuation;
