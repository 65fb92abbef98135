import { interspikeIntervals, simulate, spikesOf, traceOf } from "../../index.ts";
import { drawCurve } from "../../plot/index.ts";
import { drawExperiment } from "./experiment.ts";
import { digits, half, type Item } from "./item.ts";

const memory: Item = {
  name: "no-memory",
  title: "The leaky neuron has no memory of its spikes; an adapting one does",
  text:
    "The same step into both. The intervals of the leaky neuron are all alike; those of the adaptive exponential one grow. " +
    "The adaptation index is the mean of (ISI_k+1 - ISI_k)/(ISI_k+1 + ISI_k).",
  make(canvas) {
    const leaky = {
      model: "lif",
      input: [{ stimulus: "constant", amplitude: "2.2 nA" }],
      duration: "400 ms",
    } as const;
    const adapting = { model: "adex", preset: "nd-adapting", duration: "400 ms" } as const;
    const row = (name: string, document: typeof leaky | typeof adapting) => {
      const intervals = interspikeIntervals(spikesOf(simulate(document), 0));
      const steps = Array.from(intervals.subarray(1), (own, k) => (own - intervals[k]!) / (own + intervals[k]!));
      const index = steps.reduce((sum, step) => sum + step, 0) / steps.length;
      return [
        name,
        intervals.length,
        digits(1000 * intervals[0]!, 5),
        digits(1000 * intervals.at(-1)!, 5),
        index.toFixed(6),
      ];
    };
    return {
      figures: [
        drawExperiment(leaky, { ...half(canvas), title: "Leaky integrate-and-fire" }),
        drawExperiment(adapting, { ...half(canvas), title: "Adaptive exponential integrate-and-fire" }),
      ],
      tables: [
        {
          headings: ["", "intervals", "first (ms)", "last (ms)", "adaptation index"],
          rows: [row("leaky", leaky), row("adaptive exponential", adapting)],
        },
      ],
    };
  },
};

/** A synapse of conductance g that opens at 20 ms, on a membrane held by a current at different potentials. */
const conductance = {
  equations: `dv/dt = (g_L*(E_L - v) + I_syn + I)/C : volt
I_syn = g*(E_syn - v) : amp
g : siemens (input)
I : amp`,
  parameters: { C: "0.2 nF", g_L: "10 nS", E_L: "-70 mV", E_syn: "-75 mV", I: "0 nA" },
  initial: { v: "E_L + I/g_L" },
} as const;

const reversal: Item = {
  name: "reversal-potential",
  title: "A postsynaptic current changes its sign at the reversal potential",
  text:
    "An inhibitory synapse with E_syn = -75 mV, on a membrane held by a constant current at one of several potentials. The " +
    "current g (E_syn - v) at the peak of g goes through zero at E_syn: above, the synapse hyperpolarises, below it depolarises.",
  make(canvas) {
    const held = [-90, -85, -80, -75, -70, -65, -60];
    const result = simulate({
      model: conductance,
      parameters: { I: held.map((v) => `${0.01 * (v + 70)} nA`) },
      input: [{ stimulus: "spikes", times: ["20 ms"], amplitude: "0.1 nS", tau: "3 ms", shape: "alpha", to: "g" }],
      duration: "80 ms",
      record: { variables: ["I_syn", "v"] },
    });
    const atPeak = result.traces.times.findIndex((t) => t >= 23e-3 - 1e-9);
    const currents = held.map((_, k) => 1e12 * traceOf(result, "I_syn", k)[atPeak]!);
    return {
      figures: [
        drawCurve(
          {
            x: { unit: "mV", values: held },
            label: "membrane potential",
            guides: [{ at: -75, text: "E_syn" }],
            panels: [
              {
                label: "peak current",
                guides: [{ at: 0, text: "" }],
                curves: [
                  { name: "measured", y: { unit: "pA", values: currents } },
                  { name: "g (E_syn - v)", y: { unit: "pA", values: held.map((v) => 0.1 * (-75 - v)) }, look: "line" },
                ],
              },
            ],
          },
          { ...canvas, title: "Reversal of an inhibitory current" },
        ),
      ],
      tables: [],
    };
  },
};

/** An excitatory conductance, and an inhibitory one whose reversal potential is the resting potential. */
const shunted = {
  equations: `dv/dt = (g_L*(E_L - v) + g_e*(E_e - v) + g_i*(E_i - v))/C : volt
g_e : siemens (input)
g_i : siemens (input)`,
  parameters: { C: "0.2 nF", g_L: "10 nS", E_L: "-70 mV", E_e: "0 mV", E_i: "-70 mV" },
  initial: { v: "E_L" },
} as const;

const shunting: Item = {
  name: "shunting-inhibition",
  title: "Shunting inhibition: silent by itself, it divides what excitation does",
  text:
    "A synapse that reverses at the resting potential changes nothing alone. Opened together with an excitatory one, it lets " +
    "the current out: the EPSP is smaller and shorter. No model whose synapses are currents can do that.",
  make(canvas) {
    const result = simulate({
      model: shunted,
      input: [
        {
          stimulus: "spikes",
          times: ["20 ms"],
          amplitude: ["2 nS", "0 nS", "2 nS"],
          tau: "3 ms",
          shape: "alpha",
          to: "g_e",
        },
        { stimulus: "step", amplitude: ["0 nS", "40 nS", "40 nS"], start: "10 ms", stop: "60 ms", to: "g_i" },
      ],
      axes: "paired",
      duration: "80 ms",
      record: { variables: ["v"] },
    });
    const heights = [0, 1, 2].map(
      (k) => 1000 * (traceOf(result, "v", k).reduce((most, v) => Math.max(most, v)) + 70e-3),
    );
    const time = { unit: "ms", values: Array.from(result.traces.times, (t) => 1000 * t) };
    const names = ["excitation", "inhibition", "both"];
    return {
      figures: [
        drawCurve(
          {
            x: time,
            label: "time",
            panels: [
              {
                label: "membrane potential",
                curves: names.map((name, k) => ({
                  name,
                  look: "line",
                  y: { unit: "mV", values: Array.from(traceOf(result, "v", k), (v) => 1000 * v) },
                })),
              },
            ],
          },
          { ...canvas, title: "Shunting" },
        ),
      ],
      tables: [
        {
          headings: ["", ...names],
          rows: [["height (mV)", ...heights.map((height) => digits(height, 3))]],
        },
      ],
    };
  },
};

/** A neuron whose every spike opens a potassium conductance. */
const leakyAfterSpikes = {
  equations: `dv/dt = (g_L*(E_L - v) + g_K*(E_K - v) + I)/C : volt (unless refractory)
dg_K/dt = -g_K/tau_K : siemens
I : amp (input)`,
  parameters: {
    C: "0.2 nF",
    g_L: "10 nS",
    E_L: "-70 mV",
    E_K: "-80 mV",
    tau_K: "30 ms",
    dg_K: "20 nS",
    v_th: "-50 mV",
    v_reset: "-70 mV",
  },
  threshold: "v > v_th",
  reset: "v = v_reset; g_K += dg_K",
  refractory: "2 ms",
  initial: { v: "E_L", g_K: "0 nS" },
} as const;

const afterSpike: Item = {
  name: "conductance-after-a-spike",
  title: "After a spike the membrane leaks more, and an EPSP is smaller",
  text:
    "A spike opens a potassium conductance of 20 nS that closes with 30 ms. The same EPSC gives a smaller EPSP the sooner it " +
    "comes after the spike.",
  make(canvas) {
    const delays = [10, 20, 40, 80, 160];
    const spike = { stimulus: "step", amplitude: "2 nA", start: "10 ms", stop: "13 ms" } as const;
    const result = simulate({
      model: leakyAfterSpikes,
      input: [
        { ...spike, amplitude: [...delays.map(() => "2 nA" as const), ...delays.map(() => "2 nA" as const), "0 nA"] },
        {
          stimulus: "spikes",
          times: ["0 ms"],
          delay: [...delays, ...delays, 160].map((delay) => `${13 + delay} ms` as const),
          amplitude: [...delays.map(() => "0.1 nA" as const), ...delays.map(() => "0 nA" as const), "0.1 nA"],
          tau: "2 ms",
          shape: "alpha",
        },
      ],
      axes: "paired",
      duration: "250 ms",
      record: { variables: ["v"] },
    });
    const height = (k: number, without: (sample: number) => number) =>
      traceOf(result, "v", k).reduce((most, v, sample) => Math.max(most, 1000 * (v - without(sample))), 0);
    const heights = delays.map((_, k) => height(k, (sample) => traceOf(result, "v", delays.length + k)[sample]!));
    const alone = height(2 * delays.length, () => -70e-3);
    return {
      figures: [
        drawCurve(
          {
            x: { unit: "ms", values: delays },
            label: "time after the spike",
            panels: [
              {
                label: "height of the EPSP",
                including: [0],
                guides: [{ at: digits(alone, 4), text: "without a spike" }],
                curves: [{ y: { unit: "mV", values: heights }, look: "points and line" }],
              },
            ],
          },
          { ...canvas, title: "An EPSP after a spike" },
        ),
      ],
      tables: [],
    };
  },
};

/** Two compartments: an EPSC into the dendrite is seen at the soma through the conductance g_c between them. */
const compartments = {
  equations: `dv/dt = (g_L*(E_L - v) + g_c*(v_d - v))/C : volt
dv_d/dt = (g_L*(E_L - v_d) + g_c*(v - v_d) + I)/C : volt
I : amp (input)`,
  parameters: { C: "0.1 nF", g_L: "5 nS", g_c: "5 nS", E_L: "-70 mV" },
  initial: { v: "E_L", v_d: "E_L" },
} as const;

const space: Item = {
  name: "spatial-structure",
  title: "A dendrite: what arrives at the soma is smaller, later and longer",
  text:
    "A point neuron has one potential. With two, the EPSP that a synapse makes in the dendrite arrives at the soma weakened and " +
    "delayed.",
  make(canvas) {
    const document = {
      model: compartments,
      input: [{ stimulus: "spikes", times: ["10 ms"], amplitude: "0.2 nA", tau: "2 ms", shape: "alpha" }],
      duration: "100 ms",
      record: { variables: ["v_d", "v"] },
    } as const;
    const result = simulate(document);
    const peak = (name: string) => {
      const values = traceOf(result, name, 0);
      const at = values.indexOf(values.reduce((most, v) => Math.max(most, v)));
      return [digits(1000 * values[at]! + 70, 4), digits(1000 * result.traces.times[at]!, 4)];
    };
    return {
      figures: [drawExperiment(document, { ...canvas, title: "Dendrite and soma" })],
      tables: [
        {
          headings: ["", "height (mV)", "peak at (ms)"],
          rows: [
            ["dendrite", ...peak("v_d")],
            ["soma", ...peak("v")],
          ],
        },
      ],
    };
  },
};

export const limitItems: readonly Item[] = [memory, reversal, shunting, afterSpike, space];
