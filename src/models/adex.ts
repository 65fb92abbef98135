import type { GoldenNumber, NeuronModel } from "./neuron-model.ts";

const naud = "Naud et al. (2008), table 1";
const neuronalDynamics = "Neuronal Dynamics, table 6.1, with C = tau_m/R and g_L = 1/R for R = 500 MOhm";

export const adaptiveExponentialIntegrateAndFire = {
  name: "adex",
  title: "Adaptive exponential integrate-and-fire neuron",
  description:
    "A leaky integrator whose upstroke is an exponential, so that the threshold is part of the dynamics, with one " +
    "adaptation current. C dv/dt = -g_L (v - E_L) + g_L Delta_T exp((v - v_T)/Delta_T) - w + I and " +
    "tau_w dw/dt = a (v - E_L) - w; where v passes v_peak the neuron fires, v is set to v_reset and w grows by b. " +
    "With different parameters it fires tonically, adapts, bursts, fires late, or irregularly. The exponent is not let beyond " +
    "20, where the rest of the upstroke takes less than 1e-6 ms, so that no step overflows. Delta_T = 0 is a hard threshold v_T.",
  definition: {
    equations: `dv/dt = (g_L*(E_L - v_up) + g_L*Delta*exp(min((v - v_T)/Delta, 20)) - w + I)/C : volt
dw/dt = (a*(v_up - E_L) - w)/tau_w : amp
v_up = min(v, v_peak + 5*Delta) : volt
Delta = max(Delta_T, 1*uV) : volt
I : amp (input)`,
    parameters: {
      C: "281 pF",
      g_L: "30 nS",
      E_L: "-70.6 mV",
      v_T: "-50.4 mV",
      Delta_T: "2 mV",
      a: "4 nS",
      tau_w: "144 ms",
      b: "80.5 pA",
      v_reset: "-70.6 mV",
      v_peak: "0 mV",
    },
    threshold: "v > v_peak",
    reset: "v = v_reset; w += b",
    initial: { v: "E_L", w: "0 pA" },
  },
  meanings: {
    v: "membrane potential",
    w: "adaptation current, outward",
    v_up: "v, but at most v_peak + 5 Delta: a step that goes far beyond the peak does not carry w away",
    Delta: "Delta_T, but at least 1 uV",
    I: "input current",
    C: "membrane capacitance",
    g_L: "leak conductance",
    E_L: "reversal potential of the leak",
    v_T: "threshold of the exponential upstroke: the slope of the spike current equals the leak there",
    Delta_T: "slope factor: how sharply the upstroke sets in",
    a: "adaptation conductance: how much w follows v below threshold",
    tau_w: "time constant of the adaptation current",
    b: "what one spike adds to w",
    v_reset: "membrane potential after a spike",
    v_peak: "where the upstroke is cut and a spike is counted",
  },
  presets: {
    "brette-gerstner": {
      parameters: {},
      ...steady("1 nA", 200),
      source: "Brette & Gerstner (2005): a regular spiking pyramidal cell; the defaults. I = 1 nA",
    },
    "brette-gerstner-bursting": {
      parameters: { tau_w: "20 ms", b: "0.5 nA", v_reset: "-45.4 mV" },
      ...steady("1 nA", 200),
      source: "Brette & Gerstner (2005), bursting variant in Brian's form: reset 5 mV above v_T; I = 1 nA",
    },
    "brette-gerstner-fast-spiking": {
      parameters: { a: "3.902777777777778 nS", b: "0 nA" },
      ...steady("1 nA", 200),
      source: "Brette & Gerstner (2005), fast spiking variant in Brian's form: a = 2 C/tau_w; I = 1 nA",
    },
    "touboul-brette-chaos": {
      parameters: { tau_w: "40 ms", b: "80 pA", v_reset: "-48 mV", v_peak: "-40.4 mV" },
      ...steady("800 pA", 1000),
      source: "Touboul & Brette (2008): chaos, by period doubling as v_reset goes from -48.3 to -47.7 mV; I = 800 pA",
    },
    tonic: {
      parameters: values("200 pF", "10 nS", "-70 mV", "2 nS", "30 ms", "0 pA", "-58 mV"),
      ...steady("500 pA", 600),
      source: `${naud}, tonic spiking; I = 500 pA`,
    },
    adaptation: {
      parameters: values("200 pF", "12 nS", "-70 mV", "2 nS", "300 ms", "60 pA", "-58 mV"),
      ...steady("500 pA", 600),
      source: `${naud}, adaptation; I = 500 pA`,
    },
    "initial-burst": {
      parameters: values("130 pF", "18 nS", "-58 mV", "4 nS", "150 ms", "120 pA", "-50 mV"),
      ...steady("400 pA", 600),
      source: `${naud}, initial burst; I = 400 pA`,
    },
    "regular-bursting": {
      parameters: values("200 pF", "10 nS", "-58 mV", "2 nS", "120 ms", "100 pA", "-46 mV"),
      ...steady("210 pA", 600),
      source: `${naud}, regular bursting; I = 210 pA`,
    },
    "delayed-accelerating": {
      parameters: values("200 pF", "12 nS", "-70 mV", "-10 nS", "300 ms", "0 pA", "-58 mV"),
      ...steady("300 pA", 600),
      source: `${naud}, delayed accelerating; I = 300 pA`,
    },
    "delayed-regular-bursting": {
      parameters: values("100 pF", "10 nS", "-65 mV", "-10 nS", "90 ms", "30 pA", "-47 mV"),
      ...steady("110 pA", 600),
      source: `${naud}, delayed regular bursting; I = 110 pA`,
    },
    transient: {
      parameters: values("100 pF", "10 nS", "-65 mV", "10 nS", "90 ms", "100 pA", "-47 mV"),
      ...steady("180 pA", 600),
      source: `${naud}, transient spiking; I = 180 pA`,
    },
    irregular: {
      parameters: values("100 pF", "12 nS", "-60 mV", "-11 nS", "130 ms", "30 pA", "-48 mV"),
      ...steady("160 pA", 600),
      source: `${naud}, irregular spiking, chaotic; I = 160 pA`,
    },
    "nd-tonic": {
      parameters: row("40 pF", "0 nS", "30 ms", "60 pA", "-55 mV"),
      ...steady("65 pA", 500, 10),
      source: `${neuronalDynamics}: tonic, tau_m = 20 ms; I = 65 pA`,
    },
    "nd-adapting": {
      parameters: row("40 pF", "0 nS", "100 ms", "5 pA", "-55 mV"),
      ...steady("65 pA", 500, 10),
      source: `${neuronalDynamics}: adapting, tau_m = 20 ms; I = 65 pA`,
    },
    "nd-initial-burst": {
      parameters: row("10 pF", "0.5 nS", "100 ms", "7 pA", "-51 mV"),
      ...steady("65 pA", 500, 10),
      source: `${neuronalDynamics}: initial burst, tau_m = 5 ms; I = 65 pA`,
    },
    "nd-bursting": {
      parameters: row("10 pF", "-0.5 nS", "100 ms", "7 pA", "-46 mV"),
      ...steady("65 pA", 500, 10),
      source: `${neuronalDynamics}: bursting, tau_m = 5 ms; I = 65 pA`,
    },
    "nd-irregular": {
      parameters: row("19.8 pF", "-0.5 nS", "100 ms", "7 pA", "-46 mV"),
      ...steady("65 pA", 500, 10),
      source: `${neuronalDynamics}: irregular, tau_m = 9.9 ms; I = 65 pA`,
    },
    "nd-transient": {
      parameters: row("20 pF", "1 nS", "100 ms", "10 pA", "-60 mV"),
      ...steady("65 pA", 500, 10),
      source: `${neuronalDynamics}: transient, tau_m = 10 ms; I = 65 pA`,
    },
    "nd-delayed": {
      parameters: row("10 pF", "-1 nS", "100 ms", "10 pA", "-60 mV"),
      ...steady("25 pA", 500, 10),
      source: `${neuronalDynamics}: delayed, tau_m = 5 ms; I = 25 pA`,
    },
  },
  example: { input: [{ stimulus: "step", amplitude: "1 nA", start: "5 ms" }], duration: "300 ms" },
  golden: [
    spikesOf(
      "brette-gerstner",
      "Brette & Gerstner (2005)",
      [11.7916, 25.3761, 41.1962, 59.7757, 81.6441, 107.1463, 136.1744, 168.071],
      8,
    ),
    spikesOf("tonic", naud, [14.2229, 23.1518, 32.2421, 41.4576, 50.7686], 62, 596.3771),
    spikesOf(
      "adaptation",
      naud,
      [14.904, 26.1718, 40.5479, 60.158, 89.5806, 137.3246, 205.0301, 279.8272, 355.6193, 431.5164, 507.4242, 583.3331],
      12,
    ),
    spikesOf("initial-burst", naud, [5.4635, 8.8826, 16.2016, 70.9485, 135.0676, 199.0179], 12, 582.7302),
    spikesOf(
      "regular-bursting",
      naud,
      [16.158, 19.0756, 24.1984, 155.956, 161.3099, 294.5034, 299.8543, 433.0302, 438.3811, 571.5572, 576.9082],
      11,
    ),
    spikesOf("delayed-accelerating", naud, [33.5737, 54.1675, 73.247, 91.1826, 108.2159], 46, 597.8088),
    spikesOf("delayed-regular-bursting", naud, [57.1796, 60.3942, 64.7032, 72.1244, 128.9812, 132.2749], 32, 583.1747),
    spikesOf("transient", naud, [30.2899], 1),
    // Chaotic: the later ones depend on the last bit.
    spikesOf("irregular", naud, [15.6446, 19.0897, 23.5576, 30.2655, 48.9761, 67.6054, 86.4553, 104.7187]),
  ],
  references: [
    "Brette R, Gerstner W (2005). Adaptive exponential integrate-and-fire model as an effective description of neuronal activity. J Neurophysiol 94:3637-3642.",
    "Naud R, Marcille N, Clopath C, Gerstner W (2008). Firing patterns in the adaptive exponential integrate-and-fire model. Biol Cybern 99:335-347.",
    "Touboul J, Brette R (2008). Dynamics and bifurcations of the adaptive exponential integrate-and-fire model. Biol Cybern 99:319-334.",
    "Gerstner W, Kistler WM, Naud R, Paninski L (2014). Neuronal Dynamics. Cambridge University Press, section 6.1.",
  ],
} as const satisfies NeuronModel;

/** A constant current from `start` on, and how long the run is, in ms. */
function steady(amplitude: string, duration: number, start = 0) {
  return { input: [{ stimulus: "step", amplitude, start: `${start} ms` }], duration: `${duration} ms` };
}

/** A row of Naud et al. (2008), whose cells share the upstroke and the peak. */
function values(C: string, g_L: string, E_L: string, a: string, tau_w: string, b: string, v_reset: string) {
  return { C, g_L, E_L, v_T: "-50 mV", Delta_T: "2 mV", a, tau_w, b, v_reset, v_peak: "0 mV" };
}

/** A row of table 6.1, whose cells share the leak, the upstroke and the peak. */
function row(C: string, a: string, tau_w: string, b: string, v_reset: string) {
  return { ...values(C, "2 nS", "-70 mV", a, tau_w, b, v_reset), v_peak: "-30 mV" };
}

/** Converged spikes of a preset under its own current. */
function spikesOf(
  preset: string,
  paper: string,
  first: readonly number[],
  count?: number,
  last?: number,
): GoldenNumber {
  const whole = { ...(count === undefined ? {} : { count }), ...(last === undefined ? {} : { last }) };
  return {
    what: `spikes of ${preset}`,
    experiment: { preset },
    expected: { kind: "spikes", first, ...whole, within: 0.001 },
    source: `${paper}; solved with DOP853, relative error 1e-11`,
  };
}
