import type { SynapseModel } from "./synapse-model.ts";

export const gapJunction = {
  name: "gap-junction",
  title: "Gap junction",
  description:
    "An electrical synapse: the current w (v_pre - v) flows all the time, from the higher membrane potential to the lower. A projection goes one way; a gap " +
    "junction, which lets current through both ways, is a pair of them, or a projection of a population onto itself. The potentials of the others are held during a " +
    "step, so that the coupling is of first order in dt.",
  definition: {
    receptor: "V : current\nG : conductance\nI_gap = V - G*v : current",
    current: "I_gap",
    sum: "V = w*v_pre; G = w",
  },
  meanings: {
    V: "sum over the neighbours of conductance times membrane potential",
    G: "sum of the conductances",
    I_gap: "current from the neighbours: positive depolarizes",
    w: "conductance of one junction",
  },
  references: [
    "Lewis TJ, Rinzel J (2003). Dynamics of spiking neurons connected by both inhibitory and electrical coupling. J Comput Neurosci 14:283-309.",
  ],
} as const satisfies SynapseModel;
