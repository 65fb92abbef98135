import { activation, gates, steadyGates } from "./gates.ts";
import type { NeuronModel } from "./neuron-model.ts";

/** alpha_m = 0.32 (13-u)/(exp((13-u)/4) - 1), u = v - v_T, is 0/0 at 13 mV; 1.28/exprel((13-u)/4) is the same without the hole. */
export const traubMiles = {
  name: "traub-miles",
  title: "Traub-Miles neuron",
  description:
    "A pyramidal cell of the cortex or hippocampus as one compartment, with the sodium and potassium channels of Traub and " +
    "Miles in the form used in large networks: Hodgkin-Huxley gates whose rates are counted from v_T, which moves the " +
    "threshold of spikes and nothing else. Conductances and currents are those of one cell of 20,000 um^2, as in the " +
    "benchmark of conductance-based networks (COBAHH), here without synapses. With their leak at -60 mV the cell has no " +
    "stable rest: it fires by itself at 14 Hz, and falls silent where E_L or the input is a little lower. A spike is one " +
    "upward crossing of v_spike.",
  definition: {
    equations: `dv/dt = (I - g_Na*m**3*h*(v - E_Na) - g_K*n**4*(v - E_K) - g_L*(v - E_L))/C : volt
dm/dt = alpha_m*(1 - m) - beta_m*m : 1
dh/dt = alpha_h*(1 - h) - beta_h*h : 1
dn/dt = alpha_n*(1 - n) - beta_n*n : 1
u = (v - v_T)/mV : 1
alpha_m = 1.28/exprel((13 - u)/4)/ms : Hz
beta_m = 1.4/exprel((u - 40)/5)/ms : Hz
alpha_h = 0.128*exp((17 - u)/18)/ms : Hz
beta_h = 4/(1 + exp((40 - u)/5))/ms : Hz
alpha_n = 0.16/exprel((15 - u)/5)/ms : Hz
beta_n = 0.5*exp((10 - u)/40)/ms : Hz
I : amp (input)`,
    parameters: {
      C: "200 pF",
      g_Na: "20 uS",
      g_K: "6 uS",
      g_L: "10 nS",
      E_Na: "50 mV",
      E_K: "-90 mV",
      E_L: "-60 mV",
      v_T: "-63 mV",
      v_spike: "-20 mV",
    },
    threshold: "v > v_spike",
    reset: "",
    refractory: "v > v_spike",
    initial: {
      v: "E_L",
      ...steadyGates,
    },
  },
  meanings: {
    v: "membrane potential",
    ...activation,
    ...gates,
    I: "input current",
    u: "membrane potential above v_T, in millivolts",
    C: "membrane capacitance",
    g_Na: "greatest sodium conductance",
    g_K: "greatest potassium conductance",
    g_L: "leak conductance",
    E_Na: "reversal potential of sodium",
    E_K: "reversal potential of potassium",
    E_L: "reversal potential of the leak",
    v_T: "from where the rates count: moves the threshold",
    v_spike: "a spike is counted where v rises through it",
  },
  presets: {
    cobahh: {
      parameters: {},
      source: "Brette et al. (2007), benchmark 3: 1 uF/cm^2, 100, 30 and 0.05 mS/cm^2 on 20,000 um^2; the defaults.",
    },
  },
  example: { input: [{ stimulus: "step", amplitude: "0.5 nA", start: "5 ms" }], duration: "100 ms" },
  golden: [
    {
      what: "spikes without input",
      experiment: { input: [], duration: "500 ms" },
      expected: {
        kind: "spikes",
        first: [10.972096, 83.14892, 155.325864],
        count: 7,
        last: 444.03364026,
        within: 0.0001,
      },
      source: "its equations as the paper writes them, solved with DOP853, relative error 1e-12",
    },
    {
      what: "spikes under 0.5 nA",
      experiment: { input: [{ stimulus: "constant", amplitude: "0.5 nA" }], duration: "200 ms" },
      expected: {
        kind: "spikes",
        first: [2.446976, 14.529872, 26.610213],
        count: 17,
        last: 195.73486592,
        within: 0.0001,
      },
      source: "its equations as the paper writes them, solved with DOP853, relative error 1e-12",
    },
  ],
  references: [
    "Traub RD, Miles R (1991). Neuronal Networks of the Hippocampus. Cambridge University Press.",
    "Brette R et al. (2007). Simulation of networks of spiking neurons: a review of tools and strategies. J Comput Neurosci 23:349-398.",
  ],
} as const satisfies NeuronModel;
