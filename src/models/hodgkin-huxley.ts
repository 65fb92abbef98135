import { activation, gates, hodgkinHuxleyPaper, steadyGates } from "./gates.ts";
import type { GoldenNumber, NeuronModel } from "./neuron-model.ts";

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
    ...fired(2, 0, []),
    ...fired(2.5, 1, [5.8681]),
    ...fired(5, 1, [2.9882]),
    ...fired(6.2, 3, [2.5736, 21.4947, 41.37]),
    ...fired(6.3, 27, [2.5462, 21.1314, 40.0471], 52.371),
    ...fired(7, 30, [2.3757, 19.641, 36.7882], 58.327),
    ...fired(10, 35, [1.901, 16.8226, 31.4718, 46.109], 68.324),
    ...fired(15, 40, [1.4971, 14.6139, 27.3516], 78.649),
    ...fired(20, 44, [1.2707, 13.3331, 24.9316], 86.47),
    ...fired(30, 50, [1.0123, 11.8, 21.9853], 98.745),
    ...fired(50, 59, [0.7592, 10.2345, 18.9011], 117.036),
    ...fired(100, 1, [0.502]),
    rest("default", -64.996379),
    rest("rounded", -64.999722),
    rest("nest", -65.000237),
    rest("course", -64.974052),
  ],
  references: [hodgkinHuxleyPaper, "Dayan P, Abbott LF (2001). Theoretical Neuroscience. MIT Press, section 5.6."],
} as const satisfies NeuronModel;

/** Under a step from -65 mV for 500 ms: how many spikes, the first of them in ms, and the rate in Hz once it is steady. */
function fired(current: number, count: number, first: readonly number[], hertz?: number): GoldenNumber[] {
  const experiment = {
    input: [{ stimulus: "constant", amplitude: `${current} uA/cm^2` }],
    duration: "500 ms",
  };
  const source = "the equations of 1952, solved with DOP853, relative error 1e-10";
  const under = `under ${current} uA/cm^2`;
  const spikes = { kind: "spikes", first, count, within: 1e-4 } as const;
  const rate = { kind: "rate", after: 300, hertz: hertz ?? 0, within: 0.006 } as const;
  return [
    { what: `spikes in 500 ms ${under}`, experiment, expected: spikes, source },
    ...(hertz === undefined ? [] : [{ what: `steady rate ${under}`, experiment, expected: rate, source }]),
  ];
}

function rest(preset: string, millivolts: number): GoldenNumber {
  return {
    what: `rest, ${preset}`,
    experiment: { preset, duration: "501 ms", method: "exponential-euler" },
    expected: { kind: "value", variable: "v", at: "500 ms", is: `${millivolts} mV`, within: "1e-6 mV" },
    source: "where the three currents cancel",
  };
}
