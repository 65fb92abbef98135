import type { SynapseModel } from "./synapse-model.ts";

export const alpha = {
  name: "alpha",
  title: "Alpha-shaped current",
  description:
    "Each spike adds a current w (t/tau) exp(1 - t/tau), which rises to its peak w at the time tau and decays with the same time " +
    "constant. Together with a linear neuron it is integrated exactly.",
  definition: {
    receptor: "dI_syn/dt = y - I_syn/tau : current\ndy/dt = -y/tau : current/second",
    current: "I_syn",
    parameters: { tau: "2 ms" },
    onPre: "y += e*w/tau",
  },
  meanings: {
    I_syn: "synaptic current",
    y: "what drives the rise of the current",
    tau: "time from the arrival of a spike to the peak",
    w: "peak of the current of one spike",
  },
  references: [
    "Rotter S, Diesmann M (1999). Exact digital simulation of time-invariant linear systems. Biol Cybern 81:381-402.",
  ],
} as const satisfies SynapseModel;
