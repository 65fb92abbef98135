import type { SynapseModel } from "./synapse-model.ts";

export const stdp = {
  name: "stdp",
  title: "Spike-timing dependent plasticity",
  description:
    "A conductance whose peak w learns from pairs of spikes: a source that fires t before its target strengthens the synapse by " +
    "A_plus w_max exp(-t/tau_plus), one that fires t after it weakens it by A_minus w_max exp(-t/tau_minus). All pairs count and add " +
    "up, and w stays between 0 and w_max, whatever it is. A spike of the source counts from its arrival on, and adds the weight as " +
    "it was before the spike's own pairs.",
  definition: {
    receptor: "dg/dt = -g/tau : conductance\nI_syn = g*(E - v) : current",
    current: "I_syn",
    equations: "w : weight\ndpre/dt = -pre/tau_plus : 1\ndpost/dt = -post/tau_minus : 1",
    parameters: {
      ...{ tau: "5 ms", E: "0 mV", tau_plus: "20 ms", tau_minus: "20 ms" },
      ...{ A_plus: "0.01", A_minus: "0.0105", w_max: "10 nS" },
    },
    onPre: "g += w\npre += A_plus\nw = clip(w - post*w_max, 0, w_max)",
    onPost: "post += A_minus\nw = clip(w + pre*w_max, 0, w_max)",
  },
  meanings: {
    g: "conductance",
    tau: "time constant of its decay",
    I_syn: "synaptic current: positive depolarizes",
    E: "reversal potential, where the current changes its sign",
    w: "peak conductance of one spike",
    w_max: "largest weight, and the unit of its changes",
    pre: "trace of the spikes of the source",
    post: "trace of the spikes of the target",
    tau_plus: "how long a spike of the source is remembered",
    tau_minus: "how long a spike of the target is remembered",
    A_plus: "gain of a pair without delay, source first",
    A_minus: "loss of a pair without delay, target first",
  },
  references: [
    "Song S, Miller KD, Abbott LF (2000). Competitive Hebbian learning through spike-timing-dependent synaptic plasticity. Nat Neurosci 3:919-926.",
  ],
} as const satisfies SynapseModel;
