import type { SynapseModel } from "./synapse-model.ts";

export const exponential = {
  name: "exponential",
  title: "Exponential current",
  description:
    "Each spike adds w to a current that decays with the time constant tau: I_syn = w exp(-t/tau). It is the same whatever the " +
    "membrane potential, so inhibition may push the neuron below any reversal potential. Together with a linear neuron it is " +
    "integrated exactly.",
  definition: {
    receptor: "dI_syn/dt = -I_syn/tau : current",
    current: "I_syn",
    parameters: { tau: "5 ms" },
    onPre: "I_syn += w",
  },
  meanings: { I_syn: "synaptic current", tau: "time constant of its decay", w: "peak of the current of one spike" },
  references: [
    "Rotter S, Diesmann M (1999). Exact digital simulation of time-invariant linear systems. Biol Cybern 81:381-402.",
  ],
} as const satisfies SynapseModel;
