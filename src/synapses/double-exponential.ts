import type { SynapseModel } from "./synapse-model.ts";

export const doubleExponential = {
  name: "double-exponential",
  title: "Current with rise and decay",
  description:
    "Each spike adds a current that is the difference of two exponentials, with the time constants tau_rise and tau_decay, scaled " +
    "so that its peak is w; the peak comes tau_rise tau_decay/(tau_decay - tau_rise) ln(tau_decay/tau_rise) after the spike. The " +
    "two time constants must differ: where they are equal the synapse is alpha.",
  definition: {
    receptor: "dI_syn/dt = y - I_syn/tau_decay : current\ndy/dt = -y/tau_rise : current/second",
    current: "I_syn",
    parameters: { tau_rise: "0.5 ms", tau_decay: "5 ms" },
    onPre: "y += w/tau_rise*(tau_decay/tau_rise)**(tau_rise/(tau_decay - tau_rise))",
  },
  meanings: {
    I_syn: "synaptic current",
    y: "what drives the rise of the current",
    tau_rise: "time constant of the rise",
    tau_decay: "time constant of the decay",
    w: "peak of the current of one spike",
  },
  references: [
    "Roth A, van Rossum MCW (2009). Modeling synapses. In: Computational Modeling Methods for Neuroscientists, MIT Press, 139-160.",
  ],
} as const satisfies SynapseModel;
