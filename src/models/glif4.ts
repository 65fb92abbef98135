import type { NeuronModel } from "./neuron-model.ts";

export const generalisedLeaky4 = {
  name: "glif4",
  title: "Generalised leaky integrate-and-fire neuron, level 4: reset rules and after-spike currents",
  description:
    "Levels 2 and 3 together: a threshold and a reset potential that depend on the spikes and on the potential, " +
    "and two after-spike currents. All of them but v run on during the dead time t_ref, after which they are as a " +
    "spike is meant to leave them. It is linear, and integrated exactly.",
  definition: {
    equations: `dv/dt = (I + I_1 + I_2 - g*(v - E_L))/C : volt (unless refractory)
dtheta_s/dt = -b_s*theta_s : volt
dI_1/dt = -k_1*I_1 : amp
dI_2/dt = -k_2*I_2 : amp
theta = theta_inf + theta_s : volt
I : amp (input)`,
    parameters: {
      C: "58.72 pF",
      g: "9.43 nS",
      E_L: "-78.85 mV",
      theta_inf: "-51.68 mV",
      f_v: 0.2,
      delta_v: "18.51 mV",
      delta_theta_s: "0.37 mV",
      b_s: "0.009 1/ms",
      r_1: 1,
      r_2: 1,
      delta_I_1: "-9.18 pA",
      delta_I_2: "-198.94 pA",
      k_1: "0.003 1/ms",
      k_2: "0.1 1/ms",
      t_ref: "3.75 ms",
    },
    threshold: "v > theta",
    reset: [
      "v = E_L + f_v*(v - E_L) + delta_v",
      "theta_s += delta_theta_s*exp(b_s*t_ref)",
      "I_1 = r_1*I_1 + delta_I_1*exp(k_1*t_ref)",
      "I_2 = r_2*I_2 + delta_I_2*exp(k_2*t_ref)",
    ].join("; "),
    refractory: "t_ref",
    initial: { v: "E_L", theta_s: "0 mV", I_1: "0 pA", I_2: "0 pA" },
  },
  meanings: {
    v: "membrane potential",
    theta_s: "part of the threshold that spikes lift",
    I_1: "slow after-spike current, inward",
    I_2: "fast after-spike current, inward",
    theta: "threshold: the neuron fires when v rises above it",
    I: "input current",
    C: "membrane capacitance",
    g: "leak conductance",
    E_L: "resting potential",
    theta_inf: "threshold of a neuron that has long been silent",
    f_v: "fraction of v - E_L at the spike that the reset keeps",
    delta_v: "what the reset adds to it",
    delta_theta_s: "what one spike leaves in theta_s after the dead time",
    b_s: "rate at which theta_s decays",
    r_1: "fraction of I_1 that a spike keeps",
    r_2: "fraction of I_2 that a spike keeps",
    delta_I_1: "what one spike leaves in I_1 after the dead time",
    delta_I_2: "what one spike leaves in I_2 after the dead time",
    k_1: "rate at which I_1 decays",
    k_2: "rate at which I_2 decays",
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
