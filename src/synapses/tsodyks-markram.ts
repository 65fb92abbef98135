import type { SynapseModel } from "./synapse-model.ts";

export const tsodyksMarkram = {
  name: "tsodyks-markram",
  title: "Short-term plasticity",
  description:
    "Each spike uses a part u of the resources x that are left and adds the current w u x, which decays with the time constant tau. " +
    "Resources recover with tau_rec (depression); u is raised by every spike and falls back with tau_fac (facilitation; 0 s for " +
    "none), so that at spike n+1 it is U + u_n (1 - U) exp(-t/tau_fac) after a time t. The first spike of a rested synapse brings " +
    "U w. With the rates 1/tau_rec and 1/tau_fac these are also the equations of Stimberg et al. (2018).",
  definition: {
    receptor: "dI_syn/dt = -I_syn/tau : current",
    current: "I_syn",
    equations: "dx/dt = (1 - x)/tau_rec : 1\ndu/dt = -u/tau_fac : 1",
    parameters: { tau: "3 ms", U: "0.5", tau_rec: "800 ms", tau_fac: "0 ms" },
    initial: { x: "1" },
    onPre: "u += U*(1 - u)\nI_syn += w*u*x\nx -= u*x",
  },
  meanings: {
    I_syn: "synaptic current",
    tau: "time constant of its decay",
    x: "part of the resources that is left",
    u: "part of them that a spike uses",
    U: "u at the first spike of a rested synapse",
    tau_rec: "time constant of the recovery of resources",
    tau_fac: "time constant of facilitation",
    w: "peak of the current if one spike used all resources",
  },
  references: [
    "Tsodyks M, Pawelzik K, Markram H (1998). Neural networks with dynamic synapses. Neural Comput 10:821-835.",
    "Stimberg M, Goodman DFM, Brette R, De Pittà M (2019). Modeling neuron-glia interactions with the Brian 2 simulator. In: Computational Glioscience, Springer, 471-505.",
  ],
} as const satisfies SynapseModel;
