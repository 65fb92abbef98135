import type { NeuronModel } from "./neuron-model.ts";

export const generalisedLeaky2 = {
  name: "glif2",
  title: "Generalised leaky integrate-and-fire neuron, level 2: reset rules",
  description:
    "The leaky neuron with biologically defined reset rules: each spike lifts the threshold by a part theta_s " +
    "that decays, and v is set to E_L + f_v (v - E_L) + delta_v, which depends on the potential at the spike and " +
    "may be high. After the dead time t_ref the threshold has been lifted by delta_theta_s in all: theta_s runs " +
    "on during the dead time, so the spike adds delta_theta_s exp(b_s t_ref). It is linear, and integrated " +
    "exactly.",
  definition: {
    equations: `dv/dt = (I - g*(v - E_L))/C : volt (unless refractory)
dtheta_s/dt = -b_s*theta_s : volt
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
      t_ref: "3.75 ms",
    },
    threshold: "v > theta",
    reset: "v = E_L + f_v*(v - E_L) + delta_v; theta_s += delta_theta_s*exp(b_s*t_ref)",
    refractory: "t_ref",
    initial: { v: "E_L", theta_s: "0 mV" },
  },
  meanings: {
    v: "membrane potential",
    theta_s: "part of the threshold that spikes lift",
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
