import { activation, gates, hodgkinHuxleyPaper } from "./gates.ts";
import type { NeuronModel } from "./neuron-model.ts";

/**
 * alpha_m = 0.1 (25-v)/(exp((25-v)/10) - 1) is 0/0 at 25 mV; 1/exprel((25-v)/10) is the same without the hole.
 * beta_m has 0.0556 where the paper has 1/18, as in the exercises of Neuronal Dynamics.
 */
export const hodgkinHuxley1952 = {
  name: "hodgkin-huxley-1952",
  title: "Hodgkin-Huxley neuron, potential counted from rest",
  description:
    "The squid giant axon as in the exercises of Neuronal Dynamics: the potential is counted from rest (v = 0) and the " +
    "membrane is one patch with absolute conductances and currents. The equations are those of the model hodgkin-huxley, " +
    "shifted by 65 mV. A spike is one upward crossing of 50 mV above rest. The initial values 0.05, 0.6 and 0.32 are " +
    "rounded, so an undisturbed membrane first moves by less than 0.1 mV.",
  definition: {
    equations: `dv/dt = (I + g_Na*m**3*h*(E_Na - v) + g_K*n**4*(E_K - v) + g_L*(E_L - v))/C : volt
dm/dt = alpha_m*(1 - m) - beta_m*m : 1
dh/dt = alpha_h*(1 - h) - beta_h*h : 1
dn/dt = alpha_n*(1 - n) - beta_n*n : 1
alpha_m = 1/exprel((25*mV - v)/(10*mV))/ms : Hz
beta_m = 4*exp(-0.0556*v/mV)/ms : Hz
alpha_h = 0.07*exp(-0.05*v/mV)/ms : Hz
beta_h = 1/(1 + exp(3 - 0.1*v/mV))/ms : Hz
alpha_n = 0.1/exprel((10*mV - v)/(10*mV))/ms : Hz
beta_n = 0.125*exp(-0.0125*v/mV)/ms : Hz
I : amp (input)`,
    parameters: {
      C: "1 uF",
      g_Na: "120 mS",
      g_K: "36 mS",
      g_L: "0.3 mS",
      E_Na: "115 mV",
      E_K: "-12 mV",
      E_L: "10.6 mV",
      v_spike: "50 mV",
    },
    threshold: "v > v_spike",
    reset: "",
    refractory: "v > v_spike",
    initial: { v: "0 mV", m: 0.05, h: 0.6, n: 0.32 },
  },
  meanings: {
    v: "membrane potential, from rest",
    ...activation,
    ...gates,
    I: "input current",
    C: "membrane capacitance",
    g_Na: "greatest sodium conductance",
    g_K: "greatest potassium conductance",
    g_L: "leak conductance",
    E_Na: "reversal potential of sodium, from rest",
    E_K: "reversal potential of potassium, from rest",
    E_L: "reversal potential of the leak, from rest",
    v_spike: "a spike is counted where v rises through it",
  },
  presets: {},
  example: { input: [{ stimulus: "step", amplitude: "10 uA", start: "5 ms" }], duration: "100 ms" },
  golden: [
    {
      what: "spikes under 7.2 uA from 10 to 46 ms",
      experiment: {
        input: [{ stimulus: "step", amplitude: "7.2 uA", start: "10 ms", stop: "46 ms" }],
        duration: "70 ms",
      },
      expected: { kind: "spikes", first: [12.2626027783, 29.2539685409, 46.115200475], count: 3, within: 0.001 },
      source: "converged solution of the exercise of Neuronal Dynamics",
    },
    {
      what: "rest",
      experiment: { duration: "401 ms", method: "exponential-euler" },
      expected: { kind: "value", variable: "v", at: "400 ms", is: "0.000277602939251 mV", within: "1e-6 mV" },
      source: "where the three currents cancel",
    },
  ],
  references: [
    hodgkinHuxleyPaper,
    "Gerstner W, Kistler WM, Naud R, Paninski L (2014). Neuronal Dynamics. Cambridge University Press, section 2.2.",
  ],
} as const satisfies NeuronModel;
