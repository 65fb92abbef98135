import type { NeuronModel } from "./neuron-model.ts";

export const generalisedIntegrateAndFire = {
  name: "gif",
  title: "Spike response model with escape noise (generalised integrate-and-fire, GIF)",
  description:
    "A leaky integrator without a sharp threshold: the nearer the membrane potential comes to theta, the likelier a spike. It " +
    "fires at the rate lambda = lambda_0 exp((v - theta)/Delta_v), in a step with the probability 1 - exp(-lambda dt), so two " +
    "runs with another seed differ as two recordings of one cell do. After each spike an outward current w and a raised " +
    "threshold decay exponentially; eta and gamma are their sizes when the refractory period ends (NEST counts them from the " +
    "spike: exp(-t_ref/tau) smaller). A spike bears the end of its step, or with grid spike times the start.",
  definition: {
    equations: `dv/dt = (g_L*(E_L - v) - w + I)/C : volt (unless refractory)
dw/dt = -w/tau_w : amp
dtheta/dt = (v_T - theta)/tau_theta : volt
lambda = lambda_0*exp((v - theta)/Delta_v) : Hz
I : amp (input)`,
    parameters: {
      C: "0.2 nF",
      g_L: "10 nS",
      E_L: "-65 mV",
      v_T: "-48 mV",
      Delta_v: "0.5 mV",
      lambda_0: "1 Hz",
      v_reset: "-50 mV",
      t_ref: "4 ms",
      eta: "0.2 nA",
      tau_w: "100 ms",
      gamma: "10 mV",
      tau_theta: "100 ms",
    },
    threshold: "rand() < -expm1(-lambda*dt)",
    reset: "v = v_reset; w += eta*exp(t_ref/tau_w); theta += gamma*exp(t_ref/tau_theta)",
    refractory: "t_ref",
    initial: { v: "E_L", w: "0 nA", theta: "v_T" },
  },
  meanings: {
    v: "membrane potential",
    w: "after-spike current, outward",
    theta: "threshold",
    lambda: "momentary firing rate",
    I: "input current",
    C: "membrane capacitance",
    g_L: "leak conductance",
    E_L: "reversal potential of the leak",
    v_T: "threshold long after the last spike",
    Delta_v: "how sharp the threshold is",
    lambda_0: "firing rate at the threshold",
    v_reset: "membrane potential after a spike",
    t_ref: "absolute refractory period",
    eta: "what one spike adds to w, at the end of the refractory period",
    tau_w: "time constant of the after-spike current",
    gamma: "what one spike adds to theta, at the end of the refractory period",
    tau_theta: "time constant of the threshold",
  },
  presets: {
    toolbox: {
      parameters: {},
      source: "The defaults of the GIF toolbox of Pozzorini et al. (2015); the defaults here.",
    },
    nest: {
      parameters: {
        C: "80 pF",
        g_L: "4 nS",
        E_L: "-70 mV",
        v_T: "-35 mV",
        v_reset: "-55 mV",
        eta: "0 nA",
        gamma: "0 mV",
      },
      source: "Defaults of NEST's gif models, which have neither after-spike current nor moving threshold.",
    },
  },
  example: { input: [{ stimulus: "step", amplitude: "1 nA", start: "5 ms" }], duration: "300 ms" },
  golden: [
    {
      what: "potential after 20 ms under 0.1 nA, too low for spikes",
      experiment: { input: [{ stimulus: "constant", amplitude: "0.1 nA" }], duration: "21 ms" },
      expected: { kind: "value", variable: "v", at: "20 ms", is: "-58.67879441171442 mV", within: "1e-9 mV" },
      source: "E_L + I/g_L (1 - exp(-t/tau)), tau = C/g_L",
    },
  ],
  references: [
    "Mensi S et al. (2012). Parameter extraction and classification of three cortical neuron types reveals two distinct adaptation mechanisms. J Neurophysiol 107:1756-1775.",
    "Pozzorini C et al. (2015). Automated high-throughput characterization of single neurons by means of simplified spiking models. PLoS Comput Biol 11:e1004275.",
    "Gerstner W, Kistler WM, Naud R, Paninski L (2014). Neuronal Dynamics. Cambridge University Press, chapters 6 and 9.",
  ],
} as const satisfies NeuronModel;
