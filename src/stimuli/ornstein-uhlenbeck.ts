import { type Fluctuation, timeWindow } from "./stimulus.ts";

export const ornsteinUhlenbeck = {
  kind: "fluctuation",
  name: "ornstein-uhlenbeck",
  title: "Ornstein-Uhlenbeck noise",
  description:
    "Gaussian noise with a memory, its own for every neuron, as the many synapses of a neuron in the cortex make it: mean + " +
    "sigma x, where tau dx/dt = -x + sqrt(2 tau) xi. Its standard deviation is sigma, and its correlation over a time T is " +
    "exp(-T/tau). It is stationary from the beginning of the run; zero before `start` and after `stop`.",
  parameters: {
    mean: { dimension: "input", default: 0, meaning: "the value it fluctuates about" },
    sigma: { dimension: "input", meaning: "standard deviation" },
    tau: { dimension: "second", default: "5 ms", above: "zero", meaning: "correlation time" },
    ...timeWindow,
  },
  expression: "(mean + sigma*x)*int(t >= start and t < stop)",
  state: { local: "x", derivative: "-x/tau + sqrt(2/tau)*xi", initial: "randn()" },
} as const satisfies Fluctuation;
