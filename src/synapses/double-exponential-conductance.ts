import type { SynapseModel } from "./synapse-model.ts";

export const doubleExponentialConductance = {
  name: "double-exponential-conductance",
  title: "Conductance with rise and decay",
  description:
    "Each spike adds a conductance that is the difference of two exponentials, scaled so that its peak is w; tau_rise and tau_decay must differ. The current g (E - v) pulls the membrane potential towards the reversal potential E: it changes its sign there, and " +
    "an open inhibitory synapse shunts others.",
  definition: {
    receptor:
      "dg/dt = y - g/tau_decay : conductance\ndy/dt = -y/tau_rise : conductance/second\nI_syn = g*(E - v) : current",
    current: "I_syn",
    parameters: { tau_rise: "0.5 ms", tau_decay: "5 ms", E: "0 mV" },
    onPre: "y += w/tau_rise*(tau_decay/tau_rise)**(tau_rise/(tau_decay - tau_rise))",
  },
  meanings: {
    g: "conductance",
    y: "what drives its rise",
    tau_rise: "time constant of the rise",
    tau_decay: "time constant of the decay",
    I_syn: "synaptic current: positive depolarizes",
    E: "reversal potential, where the current changes its sign",
    w: "peak conductance of one spike",
  },
  references: [
    "Destexhe A, Mainen ZF, Sejnowski TJ (1998). Kinetic models of synaptic transmission. In: Methods in Neuronal Modeling, MIT Press, 1-25.",
  ],
} as const satisfies SynapseModel;
