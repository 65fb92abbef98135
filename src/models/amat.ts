import type { GoldenNumber, NeuronModel } from "./neuron-model.ts";

const yamauchi = "Yamauchi, Kim & Shinomoto (2011), table 1";
const stronger = "with beta = -1/ms, since the table's -0.3/ms, one of its known errors, does not reach the threshold";
const input = [{ stimulus: "constant", amplitude: "0.08 nA" }] as const;

/** theta_v = beta ∫ s e^{-s/tau_v} v'(t-s) ds is beta y with dy/dt = x - y/tau_v, dx/dt = v' - x/tau_v. */
export const augmentedAdaptiveThreshold = {
  name: "amat",
  title: "Augmented multi-timescale adaptive threshold neuron",
  description:
    "The neuron mat, whose threshold also follows the membrane potential: it grows by beta times the slope of v, " +
    "smoothed with the kernel s exp(-s/tau_v). So a fast depolarisation meets another threshold than a slow one, and the " +
    "neuron can fire once at the onset of a current, accommodate, rebound or resonate. v is never reset. Being linear, it " +
    "is integrated exactly.",
  definition: {
    equations: `dv/dt = slope : volt
dtheta_1/dt = -theta_1/tau_1 : volt
dtheta_2/dt = -theta_2/tau_2 : volt
dx/dt = slope - x/tau_v : volt
dy/dt = x - y/tau_v : volt*second
slope = (E_L - v + R*I)/tau_m : volt/second
theta = E_L + omega + theta_1 + theta_2 + beta*y : volt
I : amp (input)`,
    parameters: {
      tau_m: "10 ms",
      R: "50 MOhm",
      E_L: "-70 mV",
      omega: "5 mV",
      alpha_1: "10 mV",
      alpha_2: "0 mV",
      tau_1: "10 ms",
      tau_2: "200 ms",
      beta: "0 1/ms",
      tau_v: "5 ms",
      t_ref: "2 ms",
    },
    threshold: "v >= theta",
    reset: "theta_1 += alpha_1; theta_2 += alpha_2",
    refractory: "t_ref",
    initial: { v: "E_L", theta_1: "0 mV", theta_2: "0 mV", x: 0, y: 0 },
  },
  meanings: {
    v: "membrane potential; spikes leave it as it is",
    theta_1: "fast part of the threshold",
    theta_2: "slow part of the threshold",
    x: "change of v, forgotten with tau_v",
    y: "slope of v smoothed with s exp(-s/tau_v), times a time squared",
    slope: "slope of v",
    theta: "threshold: the neuron fires where v is at or above it",
    I: "input current",
    tau_m: "membrane time constant",
    R: "membrane resistance",
    E_L: "resting potential",
    omega: "threshold of a neuron that has long been silent and at rest, above E_L",
    alpha_1: "what one spike adds to the fast part",
    alpha_2: "what one spike adds to the slow part",
    tau_1: "time constant of the fast part",
    tau_2: "time constant of the slow part",
    beta: "how much the threshold follows the slope of v; negative: a fast depolarisation lowers it",
    tau_v: "time constant of the smoothing",
    t_ref: "shortest time between two spikes",
  },
  presets: {
    "phasic-spiking": {
      parameters: { alpha_1: "10 mV", alpha_2: "0 mV", beta: "-1 1/ms", omega: "5 mV" },
      input,
      duration: "500 ms",
      source: `${yamauchi}, phasic spiking: fires at the onset of a current only; ${stronger}`,
    },
    "phasic-bursting": {
      parameters: { alpha_1: "-0.5 mV", alpha_2: "0.35 mV", beta: "-1 1/ms", omega: "5 mV" },
      input,
      duration: "500 ms",
      source: `${yamauchi}, phasic bursting: a burst at the onset of a current only; ${stronger}`,
    },
  },
  example: { input: [{ stimulus: "step", amplitude: "0.3 nA", start: "5 ms" }], duration: "200 ms" },
  golden: [
    sample("v", "2 ms", -1.54683),
    sample("v", "10 ms", -0.419699),
    sample("theta", "2 ms", 2.71733),
    sample("theta", "10 ms", 6.86044),
  ],
  references: [
    "Yamauchi S, Kim H, Shinomoto S (2011). Elemental spiking neuron model for reproducing diverse firing patterns and predicting precise firing times. Front Comput Neurosci 5:42.",
    "Heiberg T, Kriener B, Tetzlaff T, Einevoll GT, Plesser HE (2018). Firing-rate models for neurons with a broad repertoire of spiking behaviors. J Comput Neurosci 45:103-132.",
  ],
} as const satisfies NeuronModel;

/** Below threshold, in mV. */
function sample(variable: "v" | "theta", at: string, millivolts: number): GoldenNumber {
  return {
    what: `${variable} after ${at}, below threshold`,
    experiment: {
      parameters: { E_L: "0 mV", omega: "2 mV", beta: "2 1/ms" },
      initial: { v: "-2 mV" },
      input: [{ stimulus: "constant", amplitude: "10 pA" }],
      duration: "11 ms",
    },
    expected: { kind: "value", variable, at, is: `${millivolts} mV`, within: "1e-5 mV" },
    source: "unit test of NEST's amat2_psc_exp",
  };
}
