import type { SynapseModel } from "./synapse-model.ts";

export const saturatingNmda = {
  name: "saturating-nmda",
  title: "Saturating NMDA receptor",
  description:
    "The conductance is the sum of w s over the source neurons, whose gating variable s lies between 0 and 1 and so saturates. Since s is the same for all synapses of a " +
    "neuron, it is a state of the source neuron: its model says ds/dt = -s/tau_s + alpha*x*(1 - s) : 1 and dx/dt = -x/tau_x : 1, and a one-to-one projection of the population onto " +
    'itself, {"onPre": "x += w"}, opens it at each spike. Magnesium blocks the channel the more, the more negative the membrane potential is. The gating is held during a step, so that the ' +
    "coupling is of first order in dt.",
  definition: {
    receptor: "G : conductance\nI_syn = G*(E - v)/(1 + Mg/Mg_half*exp(-v*slope)) : current",
    current: "I_syn",
    parameters: { E: "0 mV", Mg: "1 mM", Mg_half: "3.57 mM", slope: "62 1/V" },
    sum: "G = w*s_pre",
  },
  meanings: {
    G: "conductance without the block",
    I_syn: "synaptic current: positive depolarizes",
    E: "reversal potential",
    Mg: "concentration of magnesium outside",
    Mg_half: "concentration that blocks half of the channels at 0 mV",
    slope: "how fast the block lifts with the membrane potential",
    s: "gating variable of the source neuron",
    w: "conductance of one synapse with s = 1 and no block",
  },
  references: [
    "Wang XJ (2002). Probabilistic decision making by slow reverberation in cortical circuits. Neuron 36:955-968.",
    "Jahr CE, Stevens CF (1990). Voltage dependence of NMDA-activated macroscopic conductances predicted by single-channel kinetics. J Neurosci 10:3178-3182.",
  ],
} as const satisfies SynapseModel;
