import { activation, gates, hodgkinHuxleyPaper, steadyGates } from "./gates.ts";
import type { NeuronModel } from "./neuron-model.ts";

/** alpha_m = 0.1 (v+40)/(1 - exp(-(v+40)/10)) is 0/0 at -40 mV; 1/exprel(-(v+40)/10) is the same without the hole. */
export const hodgkinHuxley = {
  name: "hodgkin-huxley",
  title: "Hodgkin-Huxley neuron, squid giant axon",
  description:
    "The membrane of the squid giant axon at 6.3 degrees Celsius, per area, with the potential as measured today " +
    "(rest near -65 mV): C dv/dt = I - g_Na m^3 h (v - E_Na) - g_K n^4 (v - E_K) - g_L (v - E_L), and each gate follows " +
    "dx/dt = alpha_x (1 - x) - beta_x x. Nothing is reset: a spike is one upward crossing of v_spike. It fires " +
    "repetitively from about 6.26 uA/cm^2 on, at once with 50 Hz, and falls silent again under very strong currents.",
  definition: {
    equations: `dv/dt = (I - g_Na*m**3*h*(v - E_Na) - g_K*n**4*(v - E_K) - g_L*(v - E_L))/C : volt
dm/dt = alpha_m*(1 - m) - beta_m*m : 1
dh/dt = alpha_h*(1 - h) - beta_h*h : 1
dn/dt = alpha_n*(1 - n) - beta_n*n : 1
alpha_m = 1/exprel(-(v + 40*mV)/(10*mV))/ms : Hz
beta_m = 4*exp(-(v + 65*mV)/(18*mV))/ms : Hz
alpha_h = 0.07*exp(-(v + 65*mV)/(20*mV))/ms : Hz
beta_h = 1/(1 + exp(-(v + 35*mV)/(10*mV)))/ms : Hz
alpha_n = 0.1/exprel(-(v + 55*mV)/(10*mV))/ms : Hz
beta_n = 0.125*exp(-(v + 65*mV)/(80*mV))/ms : Hz
I : amp/meter**2 (input)`,
    parameters: {
      C: "1 uF/cm**2",
      g_Na: "120 mS/cm**2",
      g_K: "36 mS/cm**2",
      g_L: "0.3 mS/cm**2",
      E_Na: "50 mV",
      E_K: "-77 mV",
      E_L: "-54.387 mV",
      v_spike: "0 mV",
    },
    threshold: "v > v_spike",
    reset: "",
    refractory: "v > v_spike",
    initial: {
      v: "-65 mV",
      ...steadyGates,
    },
  },
  meanings: {
    v: "membrane potential",
    ...activation,
    ...gates,
    I: "input current per area",
    C: "membrane capacitance per area",
    g_Na: "greatest sodium conductance per area",
    g_K: "greatest potassium conductance per area",
    g_L: "leak conductance per area",
    E_Na: "reversal potential of sodium",
    E_K: "reversal potential of potassium",
    E_L: "reversal potential of the leak",
    v_spike: "a spike is counted where v rises through it",
  },
  presets: {
    default: {
      parameters: { E_L: "-54.387 mV" },
      source: "Dayan & Abbott (2001): rest at -64.996 mV",
    },
    rounded: {
      parameters: { E_L: "-54.4 mV" },
      source: "The 10.6 mV above rest of Hodgkin & Huxley (1952), as a potential: rest at -65.000 mV",
    },
    nest: {
      parameters: { E_L: "-54.402 mV" },
      source: "The leak of NEST's hh_psc_alpha: rest at -65.000 mV",
    },
    course: {
      parameters: { E_L: "-54.3 mV" },
      source: "A value found in lecture notes and tutorials: rest at -64.974 mV",
    },
  },
  example: { input: [{ stimulus: "step", amplitude: "10 uA/cm^2", start: "5 ms" }], duration: "100 ms" },
  golden: [
    {
      what: "spikes in 500 ms under 5 uA/cm^2",
      experiment: { input: [{ stimulus: "constant", amplitude: "5 uA/cm^2" }], duration: "500 ms" },
      expected: { kind: "spikes", first: [2.9882], count: 1, within: 0.0001 },
      source: "Hodgkin & Huxley's equations, solved with DOP853, relative error 1e-10",
    },
    {
      what: "spikes in 500 ms under 6.2 uA/cm^2",
      experiment: { input: [{ stimulus: "constant", amplitude: "6.2 uA/cm^2" }], duration: "500 ms" },
      expected: { kind: "spikes", first: [2.5736, 21.4947, 41.37], count: 3, within: 0.0001 },
      source: "Hodgkin & Huxley's equations, solved with DOP853, relative error 1e-10",
    },
    {
      what: "spikes in 500 ms under 6.3 uA/cm^2",
      experiment: { input: [{ stimulus: "constant", amplitude: "6.3 uA/cm^2" }], duration: "500 ms" },
      expected: { kind: "spikes", first: [2.5462, 21.1314, 40.0471], count: 27, within: 0.0001 },
      source: "Hodgkin & Huxley's equations, solved with DOP853, relative error 1e-10",
    },
    {
      what: "spikes in 500 ms under 10 uA/cm^2",
      experiment: { input: [{ stimulus: "constant", amplitude: "10 uA/cm^2" }], duration: "500 ms" },
      expected: { kind: "spikes", first: [1.901, 16.8226, 31.4718, 46.109], count: 35, within: 0.0001 },
      source: "Hodgkin & Huxley's equations, solved with DOP853, relative error 1e-10",
    },
    {
      what: "spikes in 500 ms under 50 uA/cm^2",
      experiment: { input: [{ stimulus: "constant", amplitude: "50 uA/cm^2" }], duration: "500 ms" },
      expected: { kind: "spikes", first: [0.7592, 10.2345, 18.9011], count: 59, within: 0.0001 },
      source: "Hodgkin & Huxley's equations, solved with DOP853, relative error 1e-10",
    },
    {
      what: "spikes in 500 ms under 100 uA/cm^2",
      experiment: { input: [{ stimulus: "constant", amplitude: "100 uA/cm^2" }], duration: "500 ms" },
      expected: { kind: "spikes", first: [0.502], count: 1, within: 0.0001 },
      source: "Hodgkin & Huxley's equations, solved with DOP853, relative error 1e-10",
    },
    {
      what: "steady rate under 10 uA/cm^2",
      experiment: { input: [{ stimulus: "constant", amplitude: "10 uA/cm^2" }], duration: "500 ms" },
      expected: { kind: "rate", after: 300, hertz: 68.324, within: 0.006 },
      source: "Hodgkin & Huxley's equations, solved with DOP853, relative error 1e-10",
    },
    {
      what: "steady rate under 30 uA/cm^2",
      experiment: { input: [{ stimulus: "constant", amplitude: "30 uA/cm^2" }], duration: "500 ms" },
      expected: { kind: "rate", after: 300, hertz: 98.745, within: 0.006 },
      source: "Hodgkin & Huxley's equations, solved with DOP853, relative error 1e-10",
    },
    {
      what: "rest, default",
      experiment: { preset: "default", duration: "501 ms", method: "exponential-euler" },
      expected: { kind: "value", variable: "v", at: "500 ms", is: "-64.996379 mV", within: "1e-6 mV" },
      source: "where the three currents cancel",
    },
    {
      what: "rest, rounded",
      experiment: { preset: "rounded", duration: "501 ms", method: "exponential-euler" },
      expected: { kind: "value", variable: "v", at: "500 ms", is: "-64.999722 mV", within: "1e-6 mV" },
      source: "where the three currents cancel",
    },
    {
      what: "rest, nest",
      experiment: { preset: "nest", duration: "501 ms", method: "exponential-euler" },
      expected: { kind: "value", variable: "v", at: "500 ms", is: "-65.000237 mV", within: "1e-6 mV" },
      source: "where the three currents cancel",
    },
    {
      what: "rest, course",
      experiment: { preset: "course", duration: "501 ms", method: "exponential-euler" },
      expected: { kind: "value", variable: "v", at: "500 ms", is: "-64.974052 mV", within: "1e-6 mV" },
      source: "where the three currents cancel",
    },
  ],
  references: [hodgkinHuxleyPaper, "Dayan P, Abbott LF (2001). Theoretical Neuroscience. MIT Press, section 5.6."],
} as const satisfies NeuronModel;
