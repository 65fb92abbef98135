import type { NeuronModel } from "./neuron-model.ts";

const rinzelErmentrout = "Rinzel & Ermentrout (1998), Ermentrout & Terman (2010), table 3.1";

export const morrisLecar = {
  name: "morris-lecar",
  title: "Morris-Lecar neuron",
  description:
    "Two conductances, of which one is slow: calcium channels that open at once, m_inf(v), and potassium channels n that " +
    "follow, dn/dt = phi cosh((v - v_3)/(2 v_4)) (n_inf(v) - n). The smallest model with the mechanism of spikes, so that its " +
    "phase plane can be drawn. The default is a barnacle's muscle fibre, which oscillates slowly; with the presets class-1 and " +
    "class-2 the neuron begins to fire at any rate (saddle-node on the limit cycle, at 39.96 uA/cm^2) or with a jump (Hopf, " +
    "at 93.86 uA/cm^2).",
  definition: {
    equations: `dv/dt = (I - g_Ca*m_inf*(v - E_Ca) - g_K*n*(v - E_K) - g_L*(v - E_L))/C : volt
dn/dt = phi*cosh((v - v_3)/(2*v_4))*(n_inf - n) : 1
m_inf = 0.5*(1 + tanh((v - v_1)/v_2)) : 1
n_inf = 0.5*(1 + tanh((v - v_3)/v_4)) : 1
I : amp/meter**2 (input)`,
    parameters: {
      C: "20 uF/cm**2",
      g_Ca: "4 mS/cm**2",
      g_K: "8 mS/cm**2",
      g_L: "2 mS/cm**2",
      E_Ca: "100 mV",
      E_K: "-70 mV",
      E_L: "-50 mV",
      v_1: "10 mV",
      v_2: "15 mV",
      v_3: "-1 mV",
      v_4: "14.5 mV",
      phi: "0.06666666666666667 1/ms",
      v_spike: "0 mV",
    },
    threshold: "v > v_spike",
    reset: "",
    refractory: "v > v_spike",
    initial: { v: "E_L", n: "n_inf" },
  },
  meanings: {
    v: "membrane potential",
    n: "activation of the potassium channels",
    m_inf: "activation of the calcium channels, instantaneous",
    n_inf: "where n settles at the present potential",
    I: "input current per area",
    C: "membrane capacitance per area",
    g_Ca: "greatest calcium conductance per area",
    g_K: "greatest potassium conductance per area",
    g_L: "leak conductance per area",
    E_Ca: "reversal potential of calcium",
    E_K: "reversal potential of potassium",
    E_L: "reversal potential of the leak",
    v_1: "potential at which half of the calcium channels are open",
    v_2: "slope of m_inf",
    v_3: "potential at which half of the potassium channels settle open",
    v_4: "slope of n_inf",
    phi: "rate of the potassium channels at v_3",
    v_spike: "a spike is counted where v rises through it",
  },
  presets: {
    barnacle: {
      parameters: {},
      source: "Morris & Lecar (1981), a barnacle's muscle fibre; I from 100 to 500 uA/cm^2. The defaults.",
    },
    "class-1": {
      parameters: values("4 mS/cm**2", "12 mV", "17.4 mV", "0.067 1/ms"),
      source: `${rinzelErmentrout}, saddle-node on the limit cycle`,
    },
    "class-2": {
      parameters: values("4.4 mS/cm**2", "2 mV", "30 mV", "0.04 1/ms"),
      source: `${rinzelErmentrout}, Hopf`,
    },
    homoclinic: {
      parameters: values("4 mS/cm**2", "12 mV", "17.4 mV", "0.23 1/ms"),
      source: `${rinzelErmentrout}, saddle homoclinic orbit: rest and firing coexist`,
    },
  },
  example: { input: [{ stimulus: "step", amplitude: "300 uA/cm^2", start: "5 ms" }], duration: "200 ms" },
  golden: [
    {
      what: "barnacle: spikes under 300 uA/cm^2",
      experiment: { input: [{ stimulus: "constant", amplitude: "300 uA/cm^2" }], duration: "1 s" },
      expected: {
        kind: "spikes",
        first: [3.833937, 32.646516, 60.916961],
        count: 36,
        last: 972.4719877,
        within: 0.0001,
      },
      source: "its equations as the paper writes them, solved with DOP853, relative error 1e-12",
    },
    {
      what: "class 1: rate under 45 uA/cm^2",
      experiment: { preset: "class-1", input: [{ stimulus: "constant", amplitude: "45 uA/cm^2" }], duration: "1 s" },
      expected: { kind: "rate", after: 500, hertz: 10.081449, within: 0.0001 },
      source: "its equations as the paper writes them, solved with DOP853, relative error 1e-12",
    },
    {
      what: "class 2: rate under 100 uA/cm^2",
      experiment: { preset: "class-2", input: [{ stimulus: "constant", amplitude: "100 uA/cm^2" }], duration: "1 s" },
      expected: { kind: "rate", after: 500, hertz: 11.724616, within: 0.0001 },
      source: "its equations as the paper writes them, solved with DOP853, relative error 1e-12",
    },
  ],
  references: [
    "Morris C, Lecar H (1981). Voltage oscillations in the barnacle giant muscle fiber. Biophys J 35:193-213.",
    "Rinzel J, Ermentrout GB (1998). Analysis of neural excitability and oscillations. In: Koch C, Segev I (eds) Methods in Neuronal Modeling, 2nd ed. MIT Press, 251-291.",
    "Ermentrout GB, Terman DH (2010). Mathematical Foundations of Neuroscience. Springer, section 3.1.",
  ],
} as const satisfies NeuronModel;

/** The regimes of Rinzel and Ermentrout, which share the reversal potentials and the calcium channels' course. */
function values(g_Ca: string, v_3: string, v_4: string, phi: string) {
  return { g_Ca, E_Ca: "120 mV", E_K: "-84 mV", E_L: "-60 mV", v_1: "-1.2 mV", v_2: "18 mV", v_3, v_4, phi };
}
