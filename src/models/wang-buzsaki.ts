import { gates, steadyGates } from "./gates.ts";
import type { NeuronModel } from "./neuron-model.ts";

/** alpha_m = 0.1 (v+35)/(1 - exp(-(v+35)/10)) is 0/0 at -35 mV; 1/exprel(-(v+35)/10) is the same without the hole. */
export const wangBuzsaki = {
  name: "wang-buzsaki",
  title: "Wang-Buzsaki interneuron",
  description:
    "A fast-spiking interneuron of the hippocampus, per area: Hodgkin-Huxley currents with instantaneous activation of " +
    "sodium, m_inf = alpha_m/(alpha_m + beta_m), and gates made phi times faster, so that spikes are brief and followed by a " +
    "shallow trough near -70 mV. Its firing begins with any rate (saddle-node on the limit cycle, at 0.160 uA/cm^2) and " +
    "rises to hundreds of spikes a second; it does not adapt.",
  definition: {
    equations: `dv/dt = (I - g_Na*m_inf**3*h*(v - E_Na) - g_K*n**4*(v - E_K) - g_L*(v - E_L))/C : volt
dh/dt = phi*(alpha_h*(1 - h) - beta_h*h) : 1
dn/dt = phi*(alpha_n*(1 - n) - beta_n*n) : 1
m_inf = alpha_m/(alpha_m + beta_m) : 1
alpha_m = 1/exprel(-(v + 35*mV)/(10*mV))/ms : Hz
beta_m = 4*exp(-(v + 60*mV)/(18*mV))/ms : Hz
alpha_h = 0.07*exp(-(v + 58*mV)/(20*mV))/ms : Hz
beta_h = 1/(1 + exp(-(v + 28*mV)/(10*mV)))/ms : Hz
alpha_n = 0.1/exprel(-(v + 34*mV)/(10*mV))/ms : Hz
beta_n = 0.125*exp(-(v + 44*mV)/(80*mV))/ms : Hz
I : amp/meter**2 (input)`,
    parameters: {
      C: "1 uF/cm**2",
      g_Na: "35 mS/cm**2",
      g_K: "9 mS/cm**2",
      g_L: "0.1 mS/cm**2",
      E_Na: "55 mV",
      E_K: "-90 mV",
      E_L: "-65 mV",
      phi: 5,
      v_spike: "0 mV",
    },
    threshold: "v > v_spike",
    reset: "",
    refractory: "v > v_spike",
    initial: { v: "-64.0175649 mV", h: steadyGates.h, n: steadyGates.n },
  },
  meanings: {
    v: "membrane potential",
    ...gates,
    m_inf: "activation of the sodium channels, instantaneous",
    I: "input current per area",
    alpha_m: "opening rate of the sodium activation",
    beta_m: "closing rate of the sodium activation",
    C: "membrane capacitance per area",
    g_Na: "greatest sodium conductance per area",
    g_K: "greatest potassium conductance per area",
    g_L: "leak conductance per area",
    E_Na: "reversal potential of sodium",
    E_K: "reversal potential of potassium",
    E_L: "reversal potential of the leak",
    phi: "how much faster the gates are than those of the squid",
    v_spike: "a spike is counted where v rises through it",
  },
  presets: {},
  example: { input: [{ stimulus: "step", amplitude: "2 uA/cm^2", start: "5 ms" }], duration: "100 ms" },
  golden: [
    {
      what: "spikes under 2 uA/cm^2",
      experiment: { input: [{ stimulus: "constant", amplitude: "2 uA/cm^2" }], duration: "200 ms" },
      expected: {
        kind: "spikes",
        first: [6.280503, 16.128689, 25.953862, 35.778439],
        count: 20,
        last: 192.97141857,
        within: 0.0001,
      },
      source: "its equations as the paper writes them, solved with DOP853, relative error 1e-12",
    },
  ],
  references: [
    "Wang XJ, Buzsaki G (1996). Gamma oscillation by synaptic inhibition in a hippocampal interneuronal network model. J Neurosci 16:6402-6413.",
  ],
} as const satisfies NeuronModel;
