import type { NetworkDocument, NetworkResult } from "../../src/index.ts";
import { spikeTrains } from "./spike-trains.ts";

export const [sources, targets, delayMs] = [12, 5, 1.5];

/** Leaky neurons near threshold, whose spikes depend on what the synapses bring. */
const neuron = {
  equations: "dv/dt = (E_L - v + R*I)/tau_m : volt\nI : amp (input)",
  parameters: { E_L: "-70 mV", R: "100 Mohm", tau_m: "20 ms" },
  threshold: "v > -50*mV",
  reset: "v = -60*mV",
};

/** Drive in pA and weight in nS, so that weights and rates stay between their bounds. */
const starts: Readonly<Record<string, readonly [number, number]>> = {
  stdp: [195, 1],
  "stdp-nearest": [195, 1],
  "stdp-triplet": [195, 3],
  "vogels-sprekeler": [400, 1],
};

/** Sources that fire at given times, and neurons whose spikes depend on the synapses that learn. */
export function document(synapse: string, settings: Partial<NetworkDocument> = {}): NetworkDocument {
  const [drive, weight] = starts[synapse]!;
  return {
    populations: {
      pre: { spikes: spikeTrains(sources, 400, 25) },
      post: {
        ...{ model: neuron, size: targets, initial: { v: "-70 mV" } },
        input: [{ stimulus: "constant", amplitude: [0, 10, 20, 30, 40].map((more) => `${drive + more} pA`) }],
      },
    },
    projections: [
      {
        ...{ from: "pre", to: "post", synapse, weight: `${weight} nS`, delay: `${delayMs} ms` },
        ...(synapse === "stdp-triplet" ? { parameters: { A2_plus: 2e-4, A2_minus: 7e-4, A3_plus: 6e-4 } } : {}),
      },
    ],
    duration: "400 ms",
    dt: "0.1 ms",
    ...settings,
  };
}

/** Spikes of a neuron of a population: steps on the grid, else seconds. */
export function train({ spikes, spikeTimes, dt }: NetworkResult, population: string, neuron: number): number[] {
  const { times, neurons } = spikes.get(population)!;
  const own = [...times].filter((_, k) => neurons[k] === neuron);
  return spikeTimes === "grid" ? own.map((time) => Math.round(time / dt)) : own;
}

/** What a rule does to a weight, in nS, at an event: sums over spikes before it, of exp(-age/tau), tau in seconds. */
export interface Rule {
  readonly synapse: string;
  onPre(w: number, pre: Trace, post: Trace): number;
  onPost(w: number, pre: Trace, post: Trace): number;
}
/** Sum over all earlier spikes, or of the last one only. */
interface Trace {
  all(tau: number): number;
  last(tau: number): number;
}

const wMax = 10;
const within = (w: number): number => Math.min(wMax, Math.max(0, w));

export const rules: readonly Rule[] = [
  {
    synapse: "stdp",
    onPre: (w, _, post) => within(w - 0.0105 * post.all(20e-3) * wMax),
    onPost: (w, pre) => within(w + 0.01 * pre.all(20e-3) * wMax),
  },
  {
    synapse: "stdp-nearest",
    onPre: (w, _, post) => within(w - 0.0105 * post.last(20e-3) * wMax),
    onPost: (w, pre) => within(w + 0.01 * pre.last(20e-3) * wMax),
  },
  {
    synapse: "stdp-triplet",
    onPre: (w, _, post) => within(w - 7e-4 * post.all(33.7e-3) * wMax),
    onPost: (w, pre, post) => within(w + pre.all(16.8e-3) * (2e-4 + 6e-4 * post.all(114e-3)) * wMax),
  },
  {
    synapse: "vogels-sprekeler",
    onPre: (w, _, post) => Math.max(0, w + 0.01 * (post.all(20e-3) - 2 * 3 * 20e-3)),
    onPost: (w, pre) => Math.max(0, w + 0.01 * pre.all(20e-3)),
  },
];

/** The weight in nS after the spikes of both neurons: pairs of them, in the order of time, arrivals before spikes. */
export function weightAfter(rule: Rule, pre: readonly number[], post: readonly number[], unit: number): number {
  const trace = (times: readonly number[], now: number): Trace => {
    const kernel = (time: number, tau: number) => Math.exp((-(now - time) * unit) / tau);
    return {
      all: (tau) => times.reduce((sum, time) => sum + kernel(time, tau), 0),
      last: (tau) => (times.length > 0 ? kernel(times.at(-1)!, tau) : 0),
    };
  };
  const events = [...pre.map((at) => ({ at, isPost: false })), ...post.map((at) => ({ at, isPost: true }))].sort(
    (a, b) => a.at - b.at || Number(a.isPost) - Number(b.isPost),
  );
  return events.reduce((w, { at, isPost }) => {
    const earlier = trace(isPost ? pre.filter((time) => time <= at) : pre.filter((time) => time < at), at);
    const before = trace(
      post.filter((time) => time < at),
      at,
    );
    return isPost ? rule.onPost(w, earlier, before) : rule.onPre(w, earlier, before);
  }, starts[rule.synapse]![1]);
}
