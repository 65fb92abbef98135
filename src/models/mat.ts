import type { GoldenNumber, NeuronModel } from "./neuron-model.ts";

const kobayashi = "Kobayashi et al. (2009), table 1";
const input = [{ stimulus: "step", amplitude: "0.6 nA", start: "100 ms", stop: "600 ms" }];

export const multiTimescaleAdaptiveThreshold = {
  name: "mat",
  title: "Multi-timescale adaptive threshold neuron",
  description:
    "A leaky integrator that is never reset, and a threshold that remembers its spikes: " +
    "theta = E_L + omega + theta_1 + theta_2. Each spike adds alpha_1 and alpha_2 to the two parts, which decay with tau_1 and " +
    "tau_2. A spike comes where v is at or above theta and none came within t_ref. The membrane is the same in all cells; " +
    "the threshold makes it fire regularly, in bursts (alpha_1 < 0 lowers it after a spike), or fast. Being linear, it is " +
    "integrated exactly.",
  definition: {
    equations: `dv/dt = (E_L - v + R*I)/tau_m : volt
dtheta_1/dt = -theta_1/tau_1 : volt
dtheta_2/dt = -theta_2/tau_2 : volt
theta = E_L + omega + theta_1 + theta_2 : volt
I : amp (input)`,
    parameters: {
      tau_m: "5 ms",
      R: "50 MOhm",
      E_L: "-65 mV",
      omega: "20 mV",
      alpha_1: "30 mV",
      alpha_2: "2 mV",
      tau_1: "10 ms",
      tau_2: "200 ms",
      t_ref: "2 ms",
    },
    threshold: "v >= theta",
    reset: "theta_1 += alpha_1; theta_2 += alpha_2",
    refractory: "t_ref",
    initial: { v: "E_L", theta_1: "0 mV", theta_2: "0 mV" },
  },
  meanings: {
    v: "membrane potential; spikes leave it as it is",
    theta_1: "fast part of the threshold",
    theta_2: "slow part of the threshold",
    theta: "threshold: the neuron fires where v is at or above it",
    I: "input current",
    tau_m: "membrane time constant",
    R: "membrane resistance",
    E_L: "resting potential",
    omega: "threshold of a neuron that has long been silent, above E_L",
    alpha_1: "what one spike adds to the fast part",
    alpha_2: "what one spike adds to the slow part",
    tau_1: "time constant of the fast part",
    tau_2: "time constant of the slow part",
    t_ref: "shortest time between two spikes",
  },
  presets: {
    RS: { ...cell("30 mV", "2 mV", "20 mV"), source: `${kobayashi}: regular spiking; the defaults` },
    IB: { ...cell("7.5 mV", "1.5 mV", "19 mV"), source: `${kobayashi}: intrinsically bursting` },
    FS: { ...cell("10 mV", "0.2 mV", "10 mV"), source: `${kobayashi}: fast spiking` },
    CH: { ...cell("-0.5 mV", "0.4 mV", "26 mV"), source: `${kobayashi}: chattering` },
    nest: {
      parameters: { R: "50 MOhm", E_L: "-70 mV", omega: "19 mV", alpha_1: "37 mV", alpha_2: "2 mV" },
      input: [{ stimulus: "constant", amplitude: "2.4 nA" }],
      duration: "20 ms",
      source: "Defaults of NEST's mat2_psc_exp, with R = tau_m/C for C = 100 pF; the current of its unit test.",
    },
  },
  example: { input: [{ stimulus: "step", amplitude: "0.6 nA", start: "5 ms" }], duration: "300 ms" },
  golden: [
    firedBy("RS", [105.5, 119.3, 136.9, 156.7, 179, 204.2, 232.4, 263.7], 16),
    firedBy("IB", [105, 109.3, 115.4, 123.2, 132.5, 143.3], 25),
    firedBy("FS", [102.1, 104.6, 107.7, 111.2, 115.1], 98),
    firedBy("CH", [110, 112.1, 114.2, 116.3], 38),
  ],
  references: [
    "Kobayashi R, Tsubo Y, Shinomoto S (2009). Made-to-order spiking neuron model equipped with a multi-timescale adaptive threshold. Front Comput Neurosci 3:9.",
  ],
} as const satisfies NeuronModel;

/** One of the four cells, with the current of the authors' program. */
function cell(alpha_1: string, alpha_2: string, omega: string) {
  return { parameters: { alpha_1, alpha_2, omega }, input, duration: "700 ms" } as const;
}

/** The authors stamp a spike with the end of its step, which is up to 0.1 ms late, and each spike makes the next ones later. */
function firedBy(preset: string, first: readonly number[], count: number): GoldenNumber {
  return {
    what: `spikes of ${preset} under 0.6 nA from 100 ms on`,
    experiment: { preset },
    expected: { kind: "spikes", first, count, within: 0.4 },
    source: "Kobayashi et al. (2009): the authors' program, in Euler steps of 0.1 ms",
  };
}
