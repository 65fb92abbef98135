import type { NeuronModel } from "./neuron-model.ts";

export const typeTwo = {
  name: "type-2",
  title: "Type II neuron of the exercises",
  description:
    "A FitzHugh-Nagumo neuron in millivolts: tau_v dv/dt = v - v^3/(3 mV^2) - w + R I and " +
    "tau_w dw/dt = a (v + v_0) - w. Firing sets in through a Hopf bifurcation: from 0.324 pA on it fires, at once with " +
    "20 Hz; below, the onset of a step gives one spike. v moves by some 2 mV about 0, so these are not the millivolts of a " +
    "membrane. The start, v = w = 0, is not its resting point.",
  definition: {
    equations: `dv/dt = (v - v**3/(3*mV**2) - w + R*I)/tau_v : volt
dw/dt = (a*(v + v_0) - w)/tau_w : volt
I : amp (input)`,
    parameters: {
      tau_v: "1 ms",
      tau_w: "15.6 ms",
      R: "1 GOhm",
      a: 1.25,
      v_0: "0.7 mV",
      v_spike: "0.5 mV",
    },
    threshold: "v > v_spike",
    reset: "",
    refractory: "v > v_spike",
    initial: { v: "0 mV", w: "0 mV" },
  },
  meanings: {
    v: "membrane potential",
    w: "recovery variable",
    I: "input current",
    tau_v: "time constant of v",
    tau_w: "time constant of the recovery variable",
    R: "resistance: 1 mV for each pA",
    a: "slope of the straight nullcline",
    v_0: "where the straight nullcline crosses w = 0, with its sign turned",
    v_spike: "a spike is counted where v rises through it",
  },
  presets: {},
  example: { input: [{ stimulus: "step", amplitude: "1 pA", start: "5 ms" }], duration: "150 ms" },
  golden: [
    {
      what: "spikes under 0.5 pA from 50 to 151 ms",
      experiment: {
        input: [{ stimulus: "step", amplitude: "0.5 pA", start: "50 ms", stop: "151 ms" }],
        duration: "200 ms",
      },
      expected: { kind: "spikes", first: [52.4284976772, 93.3919267882, 132.819221173], count: 3, within: 0.02 },
      source: "Runge-Kutta steps of 0.01 ms of the exercise of Neuronal Dynamics",
    },
  ],
  references: [
    "FitzHugh R (1961). Impulses and physiological states in theoretical models of nerve membrane. Biophys J 1:445-466.",
    "Gerstner W, Kistler WM, Naud R, Paninski L (2014). Neuronal Dynamics. Cambridge University Press, section 4.4 and its exercise.",
  ],
} as const satisfies NeuronModel;
