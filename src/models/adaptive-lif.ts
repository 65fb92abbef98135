import type { NeuronModel } from "./neuron-model.ts";

export const adaptiveLeakyIntegrateAndFire = {
  name: "adaptive-lif",
  title: "Leaky integrate-and-fire neuron with an adaptation current",
  description:
    "The leaky integrate-and-fire neuron with one outward current w that remembers: each spike adds b to it, the " +
    "depolarised membrane draws a (v - E_L), and it decays with the time constant tau_w. Under a constant current the " +
    "interspike intervals grow to a limit. It stays linear between spikes, so it is integrated exactly; with a = b = 0 " +
    "it is the leaky integrate-and-fire neuron. The adaptation current runs on during the refractory period.",
  definition: {
    equations: `dv/dt = (E_L - v + R*(I - w))/tau_m : volt (unless refractory)
dw/dt = (a*(v - E_L) - w)/tau_w : amp
I : amp (input)`,
    parameters: {
      tau_m: "8 ms",
      R: "10 MOhm",
      E_L: "-70 mV",
      v_th: "-50 mV",
      v_reset: "-65 mV",
      t_ref: "2 ms",
      tau_w: "100 ms",
      a: "10 nS",
      b: "0.2 nA",
    },
    threshold: "v > v_th",
    reset: "v = v_reset; w += b",
    refractory: "t_ref",
    initial: { v: "E_L", w: "0 nA" },
  },
  meanings: {
    v: "membrane potential",
    w: "adaptation current, outward",
    I: "input current",
    tau_m: "membrane time constant",
    R: "membrane resistance",
    E_L: "resting potential: the reversal potential of the leak",
    v_th: "threshold: the neuron fires when v rises above it",
    v_reset: "membrane potential after a spike",
    t_ref: "absolute refractory period: how long v stays at v_reset",
    tau_w: "time constant of the adaptation current",
    a: "adaptation conductance: how much w follows v below threshold",
    b: "what one spike adds to w",
  },
  presets: {
    "spike-triggered": {
      parameters: { a: "0 nS", b: "0.2 nA" },
      source: "Adaptation by spikes alone; the smallest current that makes it fire is the one of the plain neuron.",
    },
    subthreshold: {
      parameters: { a: "50 nS", b: "0 nA" },
      source: "Adaptation by depolarisation alone; for a tau_w > tau_m/R the membrane overshoots and may resonate.",
    },
    none: {
      parameters: { a: "0 nS", b: "0 nA" },
      source: "No adaptation: the model lif.",
    },
  },
  example: { input: [{ stimulus: "step", amplitude: "4 nA", start: "5 ms" }], duration: "300 ms" },
  golden: [
    {
      what: "potential under 1 nA in the end",
      experiment: { input: [{ stimulus: "constant", amplitude: "1 nA" }], duration: "3001 ms" },
      expected: { kind: "value", variable: "v", at: "3 s", is: "-60.90909090909091 mV", within: "1e-9 mV" },
      source: "E_L + R I/(1 + a R)",
    },
    {
      what: "first spike without adaptation, under 4 nA",
      experiment: { preset: "none", input: [{ stimulus: "constant", amplitude: "4 nA" }], duration: "10 ms" },
      expected: { kind: "spikes", first: [5.545177444479562], count: 1, within: 1e-9 },
      source: "the leaky neuron: tau_m ln 2",
    },
  ],
  references: [
    "Treves A (1993). Mean-field analysis of neuronal spike dynamics. Network 4:259-284.",
    "Gerstner W, Kistler WM, Naud R, Paninski L (2014). Neuronal Dynamics. Cambridge University Press, section 6.1.",
  ],
} as const satisfies NeuronModel;
