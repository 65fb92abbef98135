import type { SynapseModel } from "./synapse-model.ts";

export const alphaConductance = {
  name: "alpha-conductance",
  title: "Alpha-shaped conductance",
  description:
    "Each spike adds a conductance w (t/tau) exp(1 - t/tau), with the peak w at the time tau. The current g (E - v) pulls the membrane potential towards the reversal potential E: it changes its sign there, and " +
    "an open inhibitory synapse shunts others.",
  definition: {
    receptor: "dg/dt = y - g/tau : conductance\ndy/dt = -y/tau : conductance/second\nI_syn = g*(E - v) : current",
    current: "I_syn",
    parameters: { tau: "2 ms", E: "0 mV" },
    onPre: "y += e*w/tau",
  },
  meanings: {
    g: "conductance",
    y: "what drives its rise",
    tau: "time from the arrival of a spike to the peak",
    I_syn: "synaptic current: positive depolarizes",
    E: "reversal potential, where the current changes its sign",
    w: "peak conductance of one spike",
  },
  references: [
    "Destexhe A, Mainen ZF, Sejnowski TJ (1998). Kinetic models of synaptic transmission. In: Methods in Neuronal Modeling, MIT Press, 1-25.",
  ],
} as const satisfies SynapseModel;
