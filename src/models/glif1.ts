import type { NeuronModel } from "./neuron-model.ts";

export const generalisedLeaky1 = {
  name: "glif1",
  title: "Generalised leaky integrate-and-fire neuron, level 1",
  description:
    "The first of five levels, each with one mechanism more, that were fitted to the neurons of the Allen Cell " +
    "Types Database: the leaky integrate-and-fire neuron. After a spike v stays at v_reset for the time t_ref, " +
    "the part of the recording that is cut out around a spike. It is linear, and integrated exactly.",
  definition: {
    equations: `dv/dt = (I - g*(v - E_L))/C : volt (unless refractory)
I : amp (input)`,
    parameters: {
      C: "58.72 pF",
      g: "9.43 nS",
      E_L: "-78.85 mV",
      theta_inf: "-51.68 mV",
      v_reset: "-78.85 mV",
      t_ref: "3.75 ms",
    },
    threshold: "v > theta_inf",
    reset: "v = v_reset",
    refractory: "t_ref",
    initial: { v: "E_L" },
  },
  meanings: {
    v: "membrane potential",
    I: "input current",
    C: "membrane capacitance",
    g: "leak conductance",
    E_L: "resting potential",
    theta_inf: "threshold: the neuron fires when v rises above it",
    v_reset: "membrane potential after a spike",
    t_ref: "dead time: how long v stands still after a spike",
  },
  presets: {
    "allen-490626718": {
      parameters: {},
      input: [{ stimulus: "step", amplitude: "300 pA", start: "100 ms", stop: "400 ms" }],
      duration: "500 ms",
      source:
        "Teeter et al. (2018), cell 490626718 of the Allen Cell Types Database, as in the defaults of NEST's glif_psc; the defaults.",
    },
  },
  references: [
    "Teeter C, Iyer R, Menon V, et al. (2018). Generalized leaky integrate-and-fire models classify multiple neuron types. Nat Commun 9:709.",
  ],
} as const satisfies NeuronModel;
