import type { GoldenNumber, NeuronModel } from "./neuron-model.ts";

export const fitzHughNagumo = {
  name: "fitzhugh-nagumo",
  title: "FitzHugh-Nagumo neuron",
  description:
    "Two equations without units that keep the shape of the Hodgkin-Huxley equations and nothing else: " +
    "v' = v - v^3/q - w + I is fast and has a cubic nullcline, w' = epsilon (v + b (a - w)) is slow and has a straight one; " +
    "time is in milliseconds. Where the lines meet on the middle branch of the cubic, the point of rest is unstable and the " +
    "neuron fires repetitively, at once with a finite rate, over a window of currents; below and above it rests. Spikes are " +
    "not of equal height, so where one is counted is a choice. The default is the one of Neuronal Dynamics, " +
    "u (1 - u^2) - w + I and 0.1 (u - 0.5 w + 1), which fires for 1.2591 < I < 2.7409.",
  definition: {
    equations: `dv/dt = (v - v**3/q - w + I)/ms : 1
dw/dt = epsilon*(v + b*(a - w))/ms : 1
I : 1 (input)`,
    parameters: { epsilon: 0.1, a: 2, b: 0.5, q: 1, v_spike: 0.5 },
    threshold: "v > v_spike",
    reset: "",
    refractory: "v > v_spike",
    initial: { v: -1, w: "a + v/b" },
  },
  meanings: {
    v: "membrane potential, without a unit",
    w: "recovery variable",
    I: "input, without a unit",
    epsilon: "rate of the recovery variable, per millisecond: how much slower it is than v",
    a: "w at rest if v were 0",
    b: "how strongly w is drawn back",
    q: "size of the cubic: 1 or 3",
    v_spike: "a spike is counted where v rises through it",
  },
  presets: {
    "neuronal-dynamics": {
      parameters: {},
      source:
        "Neuronal Dynamics, chapter 4, and its exercise on the phase plane, which starts at v = w = 0; the defaults.",
    },
    textbook: {
      parameters: { epsilon: 0.08, a: 0.875, b: 0.8, q: 3 },
      initial: { v: -1.1994080352440348 },
      source:
        "v - v^3/3 - w + I and 0.08 (v + 0.7 - 0.8 w), as most textbooks have it; rest is unstable for 0.3313 < I < 1.4187.",
    },
    "fitzhugh-1961": {
      parameters: { epsilon: 0.1111111111111111, a: 0.875, b: 0.8, q: 3 },
      initial: { v: -1.1994080352440348 },
      source:
        "FitzHugh (1961), a = 0.7, b = 0.8, c = 3: epsilon = 1/c^2, time counted in 1/c of his, v = -x, w = y, I = -z.",
    },
  },
  example: { input: [{ stimulus: "step", amplitude: 2, start: "5 ms" }], duration: "100 ms" },
  golden: [sample(1.3, 5, 1.15956674572), sample(1.3, 50, 0.684114391272), sample(2, 20, 0.46370749108)],
  references: [
    "FitzHugh R (1961). Impulses and physiological states in theoretical models of nerve membrane. Biophys J 1:445-466.",
    "Nagumo J, Arimoto S, Yoshizawa S (1962). An active pulse transmission line simulating nerve axon. Proc IRE 50:2061-2070.",
    "Gerstner W, Kistler WM, Naud R, Paninski L (2014). Neuronal Dynamics. Cambridge University Press, section 4.3.",
  ],
} as const satisfies NeuronModel;

/** v under an input, from v = w = 0. */
function sample(amplitude: number, milliseconds: number, v: number): GoldenNumber {
  return {
    what: `v after ${milliseconds} ms under ${amplitude}, from v = w = 0`,
    experiment: { initial: { v: 0, w: 0 }, input: [{ stimulus: "constant", amplitude }], duration: "51 ms" },
    expected: { kind: "value", variable: "v", at: `${milliseconds} ms`, is: v, within: 1e-6 },
    source: "converged solution of the exercise of Neuronal Dynamics",
  };
}
