import type { SynapseModel } from "./synapse-model.ts";

export const vogelsSprekeler = {
  name: "vogels-sprekeler",
  title: "Plastic inhibition",
  description:
    "An inhibitory conductance whose peak w learns until the target fires at the rate rho: spikes of both neurons near to each other, " +
    "in either order, strengthen the synapse, and each spike of the source alone weakens it by eta 2 rho tau_stdp. A spike adds the " +
    "weight as its own arrival has changed it. w stays between 0 and w_max.",
  definition: {
    receptor: "dg/dt = -g/tau : conductance\nI_syn = g*(E - v) : current",
    current: "I_syn",
    equations: "w : weight\ndpre/dt = -pre/tau_stdp : 1\ndpost/dt = -post/tau_stdp : 1",
    parameters: { tau: "10 ms", E: "-80 mV", tau_stdp: "20 ms", rho: "3 Hz", eta: "0.01 nS", w_max: "100 nS" },
    onPre: "pre += 1\nw = clip(w + eta*(post - 2*rho*tau_stdp), 0, w_max)\ng += w",
    onPost: "post += 1\nw = clip(w + eta*pre, 0, w_max)",
  },
  meanings: {
    g: "conductance",
    tau: "time constant of its decay",
    I_syn: "synaptic current: negative hyperpolarizes",
    E: "reversal potential, where the current changes its sign",
    w: "peak conductance of one spike",
    w_max: "largest weight",
    pre: "trace of the spikes of the source",
    post: "trace of the spikes of the target",
    tau_stdp: "how long a spike is remembered",
    rho: "rate that the target is led to",
    eta: "gain of a pair without delay",
  },
  references: [
    "Vogels TP, Sprekeler H, Zenke F, Clopath C, Gerstner W (2011). Inhibitory plasticity balances excitation and inhibition in sensory pathways and memory networks. Science 334:1569-1573.",
  ],
} as const satisfies SynapseModel;
