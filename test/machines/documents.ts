import { readFileSync } from "node:fs";
import type { CableDocument, ExperimentDocument, NetworkDocument } from "../../src/index.ts";

const current = readFileSync(new URL("../../examples/in-vivo-current.csv", import.meta.url), "utf8");

/** Documents that together use every operation: each must give the same bits everywhere. */
export const documents: Readonly<Record<string, ExperimentDocument>> = {
  "lif, exact, 7 currents": {
    model: "lif",
    input: [{ stimulus: "step", amplitude: { from: "0 nA", to: "6 nA", count: 7 }, start: "5.05 ms" }],
    duration: "200 ms",
    record: { variables: ["v"], every: "0.5 ms" },
  },
  "lif, grid, sine": {
    model: "lif",
    input: [{ stimulus: "sine", amplitude: "2.5 nA", offset: "1 nA", frequency: ["10 Hz", "150 Hz"] }],
    duration: "150 ms",
    spikeTimes: "grid",
    record: { variables: ["v", "I"] },
  },
  "adaptive lif, recorded current": {
    model: "adaptive-lif",
    input: [
      { stimulus: "samples", csv: current, interpolation: "linear" },
      { stimulus: "constant", amplitude: "3 nA" },
    ],
    duration: "500 ms",
    record: { variables: ["v", "w"] },
  },
  "adex, dormand-prince": {
    model: "adex",
    input: [{ stimulus: "step", amplitude: ["0.7 nA", "1 nA", "1.3 nA"] }],
    duration: "200 ms",
    record: { variables: ["v", "w"] },
  },
  "izhikevich, rk4": {
    model: "izhikevich",
    input: [{ stimulus: "ramp", amplitude: 20, stop: "200 ms" }],
    duration: "200 ms",
    method: "rk4",
    record: { variables: ["v", "u"] },
  },
  "hodgkin-huxley, exponential euler": {
    model: "hodgkin-huxley",
    input: [{ stimulus: "constant", amplitude: "10 uA/cm^2" }],
    duration: "100 ms",
    dt: "0.025 ms",
    method: "exponential-euler",
    record: { variables: ["v", "m", "h", "n"] },
  },
  "own equations, every function": {
    model: {
      equations: `dx/dt = (sin(2*pi*20*Hz*t) + cos(x) - tanh(x) - x)/tau : 1
        dy/dt = (exprel(-x) + log(2 + x) + log10(3 + y**2) - sinh(x/9)*cosh(x/7) + sqrt(abs(y)) - y)/tau : 1
        dz/dt = (clip(x + y, 0, 1)**1.7 - z + tan(x/9) + sign(x) + expm1(-abs(x)) + log1p(abs(x)))/tau : 1`,
      parameters: { tau: "7 ms" },
      threshold: "y > 1.5 and z > 0.1",
      reset: "y -= 1",
      refractory: "1.23 ms",
    },
    duration: "100 ms",
    record: { variables: ["x", "y", "z"] },
  },
  "noise through a current, random start and reset": {
    model: {
      equations: `dv/dt = (E - v + R*J)/tau + sigma*sqrt(2/tau)*xi : volt (unless refractory)
        dJ/dt = (I0 - J)/slow + eta*sqrt(2/slow)*xi_J : amp`,
      parameters: {
        E: "-70 mV",
        R: "100 MOhm",
        tau: "10 ms",
        slow: "5 ms",
        I0: "0.2 nA",
        sigma: "2 mV",
        eta: "0.1 nA",
      },
      threshold: "v > -50*mV",
      reset: "v = -65*mV + 2*mV*randn()",
      refractory: "1.7 ms",
      initial: { v: "E + 10*mV*rand()" },
    },
    parameters: { eta: ["0 nA", "0.1 nA", "0.2 nA"] },
    duration: "200 ms",
    seed: 2024,
    record: { variables: ["v", "J"] },
  },
  "escape noise under noisy stimuli": {
    model: "gif",
    input: [
      { stimulus: "ornstein-uhlenbeck", mean: "0.3 nA", sigma: ["0.1 nA", "0.3 nA"], tau: "5 ms" },
      { stimulus: "white-noise", sigma: "0.2 nA", tau: "1 ms", start: "20 ms" },
      { stimulus: "frozen-noise", mean: "0.1 nA", sigma: "0.2 nA", tau: "3 ms", seed: 7, interpolation: "linear" },
    ],
    duration: "200 ms",
    seed: 3,
    record: { variables: ["v", "w", "theta"] },
  },
  "a Poisson neuron, 9 rates": {
    model: "poisson",
    input: [
      { stimulus: "sine", amplitude: "50 Hz", offset: { from: "50 Hz", to: "450 Hz", count: 9 }, frequency: "8 Hz" },
    ],
    duration: "500 ms",
  },
  ...Object.fromEntries(
    ["dormand-prince", "milstein", "heun"].map((method): [string, ExperimentDocument] => [
      `multiplicative noise and chance spikes, ${method}`,
      {
        model: {
          equations: `dv/dt = (1 - v)/tau + s*v*sqrt(2/tau)*xi_v : 1
            dw/dt = -w/slow + 0.1*xi_w/sqrt(slow) : 1
            n : 1`,
          parameters: { tau: "10 ms", slow: "30 ms", s: 0.4 },
          threshold: "rand() < exp((v - w - 1.5)/0.2)*dt/(10*ms)",
          reset: "v = 0.2*rand(); w += 0.3; n += poisson(40*v) + poisson(2)",
          refractory: "0.35 ms",
        },
        parameters: { tau: ["5 ms", "10 ms"] },
        duration: "300 ms",
        seed: 9007199254740991,
        method,
        record: { variables: ["v", "w", "n"] },
      },
    ]),
  ),
};

const dendrite = { length: "500 um", diameter: "2 um", R_m: "1.25 ohm*m^2", R_i: "0.5 ohm*m", C_m: "0.8 uF/cm^2" };
const twig = { length: "200 um", diameter: { from: "2 um", to: "1 um" }, compartments: 20, end: "infinite" } as const;
const electrodes = [
  { at: "123 um", stimulus: "sine", amplitude: "0.2 nA", frequency: "300 Hz" },
  { at: "50 um", branch: "twig", stimulus: "step", amplitude: "0.1 nA", start: "0.333 ms" },
];

/** Cables: by their modes, and in steps on their tree. */
export const cables: Readonly<Record<string, CableDocument>> = Object.fromEntries(
  ["exact", "tr-bdf2", "crank-nicolson", "backward-euler"].map((method) => [
    `cable, ${method}`,
    { cable: { ...dendrite, compartments: 60, branches: { twig } }, electrodes, duration: "5 ms", method },
  ]),
);

const membrane = {
  equations: "dv/dt = (E_L - v)/tau_m + I/C : volt (unless refractory)\nI : amp (input)",
  parameters: { tau_m: "20 ms", C: "200 pF", E_L: "-60 mV", v_th: "-50 mV" },
  threshold: "v > v_th",
  reset: "v = E_L",
  refractory: "3 ms",
  initial: { v: "E_L + 9*mV*rand()" },
};
const wired = { connect: { rule: "probability", p: 0.2 } } as const;
const excitation = { synapse: "exponential-conductance", weight: "1 nS", ...wired } as const;
const inhibition = {
  synapse: "exponential-conductance",
  parameters: { E: "-80 mV", tau: "10 ms" },
  weight: "5 nS",
  ...wired,
} as const;
const delays = { distribution: "uniform", from: "0.7 ms", to: "2.3 ms" } as const;

/** Networks whose synapses change: by spikes of both neurons with delays of one length and of many, and by those of the source only. */
const plasticNetworks: Readonly<Record<string, NetworkDocument>> = Object.fromEntries(
  (["exact", "grid"] as const).map((spikeTimes) => [
    `plastic network, ${spikeTimes}`,
    {
      populations: {
        e: { model: membrane, size: 50, input: [{ stimulus: "constant", amplitude: "110 pA" }] },
        i: { model: membrane, size: 20, input: [{ stimulus: "constant", amplitude: "110 pA" }] },
      },
      projections: [
        {
          ...{ from: "e", to: "e", synapse: "stdp-triplet", weight: "3 nS", delay: delays, ...wired },
          record: { variables: ["w"], every: "2 ms" },
        },
        {
          ...{ from: "e", to: "i", synapse: "tsodyks-markram", weight: "80 pA", delay: delays, ...wired },
          record: { variables: ["x", "u"], sources: [3, 40], targets: [1, 5, 19] },
        },
        { from: "i", to: "e", synapse: "vogels-sprekeler", weight: "2 nS", delay: "1.3 ms", ...wired },
        { from: "i", to: "i", synapse: "exponential-conductance", weight: "1 nS", delay: "1 ms", ...wired },
      ],
      duration: "60 ms",
      spikeTimes,
      seed: 4,
    } as unknown as NetworkDocument,
  ]),
);

/** Networks whose neurons hear of each other's voltage all the time, and of spikes too. */
const coupledNetworks: Readonly<Record<string, NetworkDocument>> = Object.fromEntries(
  (["exact", "grid"] as const).map((spikeTimes) => [
    `coupled network, ${spikeTimes}`,
    {
      populations: {
        e: {
          model: membrane,
          size: 40,
          input: [{ stimulus: "white-noise", mean: "110 pA", sigma: "60 pA", tau: "1 ms" }],
          record: { variables: ["v"], neurons: [3], every: "0.7 ms" },
        },
      },
      projections: [
        { from: "e", to: "e", synapse: "gap-junction", weight: "0.2 nS", ...wired },
        { from: "e", to: "e", delay: "1.2 ms", ...excitation },
      ],
      duration: "60 ms",
      spikeTimes,
      seed: 5,
    } as unknown as NetworkDocument,
  ]),
);

/** Synapses that read states of their targets, with delays of one length, of many and of none. */
const reading = {
  populations: {
    e: { model: membrane, size: 50, input: [{ stimulus: "constant", amplitude: "110 pA" }] },
    i: { model: membrane, size: 20, input: [{ stimulus: "constant", amplitude: "110 pA" }] },
  },
  projections: [["e", "e", "1.3 ms"] as const, ["e", "i", delays] as const, ["i", "e", "0 ms"] as const].map(
    ([from, to, delay]) => ({
      ...{ from, to, delay, weight: 0.05, ...wired },
      synapse: {
        equations: "w : 1\ndx/dt = -x/(20*ms) : 1",
        onPre: "v += w*(E - v_post); x += 1; w = clip(w + 0.1*(v_post + 55*mV)/volt, 0, 0.1)",
        onPost: "w = clip(w + 0.001*x, 0, 0.1)",
        parameters: { E: from === "e" ? "0 mV" : "-80 mV" },
      },
    }),
  ),
  duration: "60 ms",
  spikeTimes: "grid",
  seed: 5,
} as unknown as NetworkDocument;

/** Networks: with delays of one length and of many, with and without exact times; sources of all kinds, varied neurons. */
export const networks: Readonly<Record<string, NetworkDocument>> = Object.fromEntries([
  ...Object.entries(plasticNetworks),
  ...Object.entries(coupledNetworks),
  ["reading network, grid", reading],
  ...(["exact", "grid"] as const).map((spikeTimes) => [
    `network, ${spikeTimes}`,
    {
      populations: {
        e: {
          model: membrane,
          size: 83,
          parameters: { v_th: { distribution: "normal", mean: "-50 mV", sd: "1 mV", max: "-47 mV" } },
          record: { variables: ["v", "g_e"], neurons: [80, 2], every: "0.3 ms" },
        },
        i: { model: membrane, size: 21 },
        given: { spikes: [["3 ms", "3.33 ms"], { from: "5 ms", to: "40 ms", count: 20 }] },
        regular: { source: "gamma", size: 9, rate: { distribution: "uniform", from: "50 Hz", to: "200 Hz" }, order: 7 },
        together: { source: "correlated", size: 12, rate: "100 Hz", correlation: 0.3 },
        moving: {
          source: "poisson",
          size: 10,
          rate: { expression: "r*exp(sin(2*pi*(t/(20*ms) - i/10)))", parameters: { r: "60 Hz" } },
        },
      },
      projections: [
        {
          from: "e",
          to: "e",
          delay: delays,
          ...excitation,
          weight: { distribution: "lognormal", mean: "1 nS", sd: "0.5 nS" },
        },
        { from: "e", to: "i", delay: "1.5 ms", ...excitation },
        { from: "i", to: "e", delay: "0.8 ms", ...inhibition },
        { from: "given", to: "i", delay: "1 ms", ...excitation, connect: "all-to-all", weight: "3 nS" },
        { from: "regular", to: "e", delay: "1 ms", ...excitation },
        { from: "together", to: "i", delay: delays, ...excitation },
        { from: "moving", to: "e", delay: "1 ms", ...excitation },
        {
          from: { poisson: { expression: "50*Hz*(1 + cos(t/ms/7 + i))" } },
          to: "e",
          synapse: "delta",
          weight: "0.1 mV",
        },
        { from: { poisson: "9 Hz", sources: 200 }, to: "e", ...excitation, connect: undefined, weight: "2 nS" },
        { from: { poisson: "9 Hz", sources: 200, start: "10 ms" }, to: "i", synapse: "delta", weight: "0.5 mV" },
      ].map((projection) => Object.fromEntries(Object.entries(projection).filter(([, value]) => value !== undefined))),
      duration: "60 ms",
      spikeTimes,
      method: "rk4",
      seed: 3,
    } as unknown as NetworkDocument,
  ]),
]);
