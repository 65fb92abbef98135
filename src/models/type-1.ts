import type { NeuronModel } from "./neuron-model.ts";

export const typeOne = {
  name: "type-1",
  title: "Type I neuron of the exercises",
  description:
    "A Morris-Lecar neuron whose firing sets in through a saddle-node bifurcation on the limit cycle: from 0.373 pA on it " +
    "fires, and just above as slowly as you like. The instantaneous inward conductance m drives the upstroke, the slow " +
    "outward conductance w ends it. Under very strong currents (1.1 pA) it stays depolarised and falls silent. Conductances " +
    "are counted in units of 1/(100 GOhm). The start, v = -60 mV and w = 0, is not its resting point.",
  definition: {
    equations: `dv/dt = (-g_1*m*(v - E_1) - g_2*w*(v - E_2) - g_L*(v - E_L) + R*I)/tau : volt
dw/dt = phi*(w_inf - w)*cosh((v - v_3)/(2*v_4))/ms : 1
m = 0.5*(1 + tanh((v - v_1)/v_2)) : 1
w_inf = 0.5*(1 + tanh((v - v_3)/v_4)) : 1
I : amp (input)`,
    parameters: {
      tau: "20 ms",
      R: "100 GOhm",
      g_1: 4.4,
      g_2: 8,
      g_L: 2,
      E_1: "120 mV",
      E_2: "-84 mV",
      E_L: "-60 mV",
      v_1: "-1.2 mV",
      v_2: "18 mV",
      v_3: "12 mV",
      v_4: "17 mV",
      phi: 0.06666667,
      v_spike: "0 mV",
    },
    threshold: "v > v_spike",
    reset: "",
    refractory: "v > v_spike",
    initial: { v: "-60 mV", w: 0 },
  },
  meanings: {
    v: "membrane potential",
    w: "activation of the outward current",
    m: "activation of the inward current, instantaneous",
    w_inf: "where w settles at the present potential",
    I: "input current",
    tau: "time constant of the membrane for a conductance of 1",
    R: "resistance: 100 mV for each pA",
    g_1: "greatest inward conductance",
    g_2: "greatest outward conductance",
    g_L: "leak conductance",
    E_1: "reversal potential of the inward current",
    E_2: "reversal potential of the outward current",
    E_L: "reversal potential of the leak",
    v_1: "potential at which m is one half",
    v_2: "slope of m",
    v_3: "potential at which w settles at one half",
    v_4: "slope of w_inf",
    phi: "rate of w at v_3, per millisecond",
    v_spike: "a spike is counted where v rises through it",
  },
  presets: {},
  example: { input: [{ stimulus: "step", amplitude: "3 pA", start: "5 ms" }], duration: "100 ms" },
  golden: [
    {
      what: "spikes under 0.5 pA from 50 to 151 ms",
      experiment: {
        input: [{ stimulus: "step", amplitude: "0.5 pA", start: "50 ms", stop: "151 ms" }],
        duration: "200 ms",
      },
      expected: { kind: "spikes", first: [91.5337967706], count: 1, within: 0.02 },
      source: "Runge-Kutta steps of 0.01 ms of the exercise of Neuronal Dynamics",
    },
  ],
  references: [
    "Morris C, Lecar H (1981). Voltage oscillations in the barnacle giant muscle fiber. Biophys J 35:193-213.",
    "Gerstner W, Kistler WM, Naud R, Paninski L (2014). Neuronal Dynamics. Cambridge University Press, section 4.4 and its exercise.",
  ],
} as const satisfies NeuronModel;
