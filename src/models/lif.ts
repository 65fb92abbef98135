import type { NeuronModel } from "./neuron-model.ts";

export const leakyIntegrateAndFire = {
  name: "lif",
  title: "Leaky integrate-and-fire neuron",
  description:
    "A capacitor with a leak: the membrane potential relaxes to E_L + R I with the time constant tau_m. At the threshold " +
    "the neuron fires, is set to v_reset, and stays there for the refractory period t_ref. It fires only where " +
    "I > (v_th - E_L)/R, its rheobase, and then at the rate 1/(t_ref + tau_m ln((R I + E_L - v_reset)/(R I + E_L - v_th))). " +
    "It keeps no memory of earlier spikes, so it neither adapts nor bursts. Being linear, it is integrated exactly.",
  definition: {
    equations: `dv/dt = (E_L - v + R*I)/tau_m : volt (unless refractory)
I : amp (input)`,
    parameters: {
      tau_m: "8 ms",
      R: "10 MOhm",
      E_L: "-70 mV",
      v_th: "-50 mV",
      v_reset: "-65 mV",
      t_ref: "2 ms",
    },
    threshold: "v > v_th",
    reset: "v = v_reset",
    refractory: "t_ref",
    initial: { v: "E_L" },
  },
  meanings: {
    v: "membrane potential",
    I: "input current",
    tau_m: "membrane time constant",
    R: "membrane resistance",
    E_L: "resting potential: the reversal potential of the leak",
    v_th: "threshold: the neuron fires when v rises above it",
    v_reset: "membrane potential after a spike",
    t_ref: "absolute refractory period: how long v stays at v_reset",
  },
  presets: {
    lesson: {
      parameters: { tau_m: "20 ms", R: "10 MOhm", E_L: "-70 mV", v_th: "-55 mV", v_reset: "-70 mV", t_ref: "2 ms" },
      source: "A first lesson on simplified neuron models: rheobase 1.5 nA, at most 500 spikes a second.",
    },
    nest: {
      parameters: { tau_m: "10 ms", R: "40 MOhm", E_L: "-70 mV", v_th: "-55 mV", v_reset: "-70 mV", t_ref: "2 ms" },
      source: "Defaults of NEST's iaf_psc models, with R = tau_m/C for C = 250 pF.",
    },
    neuromatch: {
      parameters: { tau_m: "10 ms", R: "100 MOhm", E_L: "-75 mV", v_th: "-55 mV", v_reset: "-75 mV", t_ref: "2 ms" },
      source: "Neuromatch Academy, tutorial on the leaky integrate-and-fire neuron, with R = 1/g_L for g_L = 10 nS.",
    },
    hidden: {
      parameters: { tau_m: "24 ms", R: "9 MOhm", E_L: "-60 mV", v_th: "-16 mV", v_reset: "-68 mV", t_ref: "2 ms" },
      source: "The neuron to be identified in an exercise of Neuronal Dynamics, chapter 1 (seed 432).",
    },
  },
  example: { input: [{ stimulus: "step", amplitude: "3 nA", start: "5 ms" }], duration: "100 ms" },
  golden: [
    {
      what: "first spikes under 3 nA",
      experiment: { preset: "lesson", input: [{ stimulus: "constant", amplitude: "3 nA" }], duration: "40 ms" },
      expected: { kind: "spikes", first: [13.862943611198906, 29.725887222397812], count: 2, within: 1e-9 },
      source: "tau_m ln 2, and again after t_ref",
    },
    {
      what: "rate under 0.4 nA, R I = 16 mV",
      experiment: { preset: "nest", input: [{ stimulus: "constant", amplitude: "0.4 nA" }], duration: "1 s" },
      expected: { kind: "rate", after: 0, hertz: 33.64071163018212, within: 1e-6 },
      source: "1/(t_ref + tau_m ln(R I/(R I - 15 mV)))",
    },
    {
      what: "rate under 1.5 nA, R I = 60 mV",
      experiment: { preset: "nest", input: [{ stimulus: "constant", amplitude: "1.5 nA" }], duration: "1 s" },
      expected: { kind: "rate", after: 0, hertz: 205.0516220480658, within: 1e-6 },
      source: "1/(t_ref + tau_m ln(R I/(R I - 15 mV)))",
    },
  ],
  references: [
    "Stein RB (1965). A theoretical analysis of neuronal variability. Biophys J 5:173-194.",
    "Gerstner W, Kistler WM, Naud R, Paninski L (2014). Neuronal Dynamics. Cambridge University Press, chapter 1.",
    "Rotter S, Diesmann M (1999). Exact digital simulation of time-invariant linear systems. Biol Cybern 81:381-402.",
  ],
} as const satisfies NeuronModel;
