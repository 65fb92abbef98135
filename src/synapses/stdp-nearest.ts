import { stdp } from "./stdp.ts";
import type { SynapseModel } from "./synapse-model.ts";

export const stdpNearest = {
  name: "stdp-nearest",
  title: "Spike-timing dependent plasticity of nearest neighbours",
  description:
    "As stdp, but each spike is paired only with the last one of the other neuron: a new spike replaces the trace of the one before " +
    "instead of adding to it.",
  definition: {
    ...stdp.definition,
    onPre: "g += w\npre = A_plus\nw = clip(w - post*w_max, 0, w_max)",
    onPost: "post = A_minus\nw = clip(w + pre*w_max, 0, w_max)",
  },
  meanings: stdp.meanings,
  references: [
    "Morrison A, Diesmann M, Gerstner W (2008). Phenomenological models of synaptic plasticity based on spike timing. Biol Cybern 98:459-478.",
  ],
} as const satisfies SynapseModel;
