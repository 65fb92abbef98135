import type { NeuronModel } from "./neuron-model.ts";

export const integrateAndFire = {
  name: "if",
  title: "Integrate-and-fire neuron",
  description:
    "The simplest spiking neuron: a capacitor that sums its input current. Each time the membrane potential reaches the " +
    "threshold it fires and is set back. Nothing leaks, so it has no resting potential and no rheobase: any positive " +
    "current makes it fire, at the rate I/(C (v_th - v_reset)), a straight line through the origin.",
  definition: {
    equations: `dv/dt = I/C : volt
I : amp (input)`,
    parameters: { C: "1 nF", v_th: "-55 mV", v_reset: "-70 mV" },
    threshold: "v >= v_th",
    reset: "v = v_reset",
    initial: { v: "-65 mV" },
  },
  meanings: {
    v: "membrane potential",
    I: "input current",
    C: "membrane capacitance",
    v_th: "threshold: the neuron fires when v reaches it",
    v_reset: "membrane potential after a spike",
  },
  presets: {},
  example: { input: [{ stimulus: "step", amplitude: "2 nA", start: "5 ms" }], duration: "100 ms" },
  golden: [
    {
      what: "spikes under 10 nA",
      experiment: { input: [{ stimulus: "constant", amplitude: "10 nA" }], duration: "5 ms" },
      expected: { kind: "spikes", first: [1, 2.5, 4], count: 3, within: 1e-9 },
      source: "C (v_th - v)/I: 10 mV, then 15 mV, at 10 V/s",
    },
  ],
  references: [
    "Lapicque L (1907). Recherches quantitatives sur l'excitation électrique des nerfs traitée comme une polarisation. J Physiol Pathol Gen 9:620-635.",
    "Gerstner W, Kistler WM, Naud R, Paninski L (2014). Neuronal Dynamics. Cambridge University Press, section 1.3.",
  ],
} as const satisfies NeuronModel;
