import type { NeuronModel } from "./neuron-model.ts";

export const quadraticIntegrateAndFire = {
  name: "qif",
  title: "Quadratic integrate-and-fire neuron",
  description:
    "The normal form of a neuron near the saddle-node bifurcation at which repetitive firing sets in: " +
    "tau_m dv/dt = (v - E_L) (v - v_c)/(v_c - E_L) + R I. Near E_L it is a leaky neuron with the time constant tau_m; above " +
    "v_c it takes off by itself, reaches any potential in finite time, and is cut at v_peak. It fires where I exceeds " +
    "(v_c - E_L)/(4 R), from the lowest rates on, with the square root of the distance. Peak and reset at infinity would " +
    "make it the theta neuron.",
  definition: {
    equations: `dv/dt = ((v - E_L)*(v - v_c)/(v_c - E_L) + R*I)/tau_m : volt
I : amp (input)`,
    parameters: {
      tau_m: "10 ms",
      R: "10 MOhm",
      E_L: "-65 mV",
      v_c: "-50 mV",
      v_peak: "30 mV",
      v_reset: "-65 mV",
    },
    threshold: "v > v_peak",
    reset: "v = v_reset",
    initial: { v: "E_L" },
  },
  meanings: {
    v: "membrane potential",
    I: "input current",
    tau_m: "membrane time constant at rest",
    R: "membrane resistance at rest",
    E_L: "resting potential",
    v_c: "critical potential: without input, v falls back below it and takes off above it",
    v_peak: "where the upstroke is cut and a spike is counted",
    v_reset: "membrane potential after a spike",
  },
  presets: {
    theta: {
      parameters: { v_peak: "10 V", v_reset: "-10 V" },
      input: [{ stimulus: "constant", amplitude: "0.5 nA" }],
      duration: "200 ms",
      source:
        "Ermentrout & Kopell (1986): peak and reset nearly at infinity, so the rate is sqrt(R I/D - 1/4)/(pi tau_m), D = v_c - E_L.",
    },
  },
  example: { input: [{ stimulus: "step", amplitude: "3 nA", start: "5 ms" }], duration: "100 ms" },
  golden: [
    {
      what: "spikes under 1 nA",
      experiment: { input: [{ stimulus: "constant", amplitude: "1 nA" }], duration: "100 ms" },
      expected: {
        kind: "spikes",
        first: [32.83741565209724, 65.67483130419448, 98.51224695629173],
        count: 3,
        within: 1e-5,
      },
      source: "closed form: a difference of arc tangents of v",
    },
  ],
  references: [
    "Ermentrout GB, Kopell N (1986). Parabolic bursting in an excitable system coupled with a slow oscillation. SIAM J Appl Math 46:233-253.",
    "Latham PE, Richmond BJ, Nelson PG, Nirenberg S (2000). Intrinsic dynamics in neuronal networks. I. Theory. J Neurophysiol 83:808-827.",
    "Gerstner W, Kistler WM, Naud R, Paninski L (2014). Neuronal Dynamics. Cambridge University Press, section 5.3.",
  ],
} as const satisfies NeuronModel;
