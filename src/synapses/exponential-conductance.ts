import type { SynapseModel } from "./synapse-model.ts";

export const exponentialConductance = {
  name: "exponential-conductance",
  title: "Exponential conductance",
  description:
    "Each spike adds w to a conductance that decays with the time constant tau. The current g (E - v) pulls the membrane potential towards the reversal potential E: it changes its sign there, and " +
    "an open inhibitory synapse shunts others.",
  definition: {
    receptor: "dg/dt = -g/tau : conductance\nI_syn = g*(E - v) : current",
    current: "I_syn",
    parameters: { tau: "5 ms", E: "0 mV" },
    onPre: "g += w",
  },
  meanings: {
    g: "conductance",
    tau: "time constant of its decay",
    I_syn: "synaptic current: positive depolarizes",
    E: "reversal potential, where the current changes its sign",
    w: "peak conductance of one spike",
  },
  references: [
    "Destexhe A, Mainen ZF, Sejnowski TJ (1998). Kinetic models of synaptic transmission. In: Methods in Neuronal Modeling, MIT Press, 1-25.",
  ],
} as const satisfies SynapseModel;
