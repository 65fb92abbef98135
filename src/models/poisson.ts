import type { NeuronModel } from "./neuron-model.ts";

export const poisson = {
  name: "poisson",
  title: "Poisson neuron",
  description:
    "Spikes without memory: in every time step the neuron fires with the probability rate dt, whatever it did before. Its " +
    "intervals are exponentially distributed, with a coefficient of variation of 1, and the number of spikes in any time is " +
    "Poisson distributed, as far as dt is short against the intervals: a step holds one spike at most. The rate may change " +
    "with time: that at the end of a step decides, and below zero it counts as zero. A spike bears the end of its step, or " +
    "with grid spike times the start. After each spike it may be silent for a time t_ref; its mean rate is then " +
    "rate/(1 + rate t_ref).",
  definition: {
    equations: "rate : Hz (input)",
    parameters: { t_ref: "0 ms" },
    threshold: "rand() < rate*dt",
    reset: "",
    refractory: "t_ref",
    initial: {},
  },
  meanings: {
    rate: "expected number of spikes per second, while not refractory",
    t_ref: "absolute refractory period, or dead time",
  },
  presets: {},
  example: { input: [{ stimulus: "step", amplitude: "500 Hz", start: "5 ms" }], duration: "100 ms" },
  golden: [
    {
      what: "mean rate of 100 s under 50 Hz, within four standard errors",
      experiment: { input: [{ stimulus: "constant", amplitude: "50 Hz" }], duration: "100 s" },
      expected: { kind: "rate", after: 0, hertz: 50, within: 2.83 },
      source: "a Poisson process: the count has mean and variance 5000",
    },
  ],
  references: [
    "Dayan P, Abbott LF (2001). Theoretical Neuroscience. MIT Press, section 1.4.",
    "Gerstner W, Kistler WM, Naud R, Paninski L (2014). Neuronal Dynamics. Cambridge University Press, section 7.2.",
  ],
} as const satisfies NeuronModel;
