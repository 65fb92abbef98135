import { interspikeIntervals, runProtocol, simulate, spikesOf, traceOf } from "../../index.ts";
import { drawIntervalHistogram } from "../../plot/index.ts";
import { drawExperiment } from "./experiment.ts";
import { digits, half, type Item } from "./item.ts";

const parts: Item = {
  name: "ideal-neuron",
  title: "The parts of an ideal neuron, and what stands for them",
  text: "Every part of the sketch is a line of the document that is run.",
  make() {
    return {
      figures: [],
      tables: [
        {
          headings: ["part", "what it does", "in the equations"],
          rows: [
            ["dendrite", "collects input", "I : amp (input), the sum of the stimuli"],
            ["soma", "sums up, and fires at a threshold", "dv/dt = (E_L - v + R*I)/tau_m, threshold v > v_th"],
            ["axon", "carries the spike away", "the list of spike times"],
            ["synapse", "makes a current of a spike", 'the stimulus "spikes"'],
          ],
        },
      ],
    };
  },
};

const actionPotential: Item = {
  name: "action-potential",
  title: "An action potential: about 100 mV, one to two milliseconds",
  text: "The squid axon's own, from the four equations of Hodgkin and Huxley.",
  make(canvas) {
    const input = [{ stimulus: "step", amplitude: "10 uA/cm^2", start: "5 ms", stop: "6 ms" }] as const;
    const document = { model: "hodgkin-huxley", input, duration: "30 ms", dt: "0.02 ms" } as const;
    const result = simulate({ ...document, record: { variables: ["v"] } });
    const v = traceOf(result, "v", 0);
    const rest = v[0]!;
    const peak = v.indexOf(v.reduce((most, value) => Math.max(most, value)));
    const half = (rest + v[peak]!) / 2;
    const above = v.reduce((count, value) => count + Number(value > half), 0);
    return {
      figures: [drawExperiment(document, { ...canvas, title: "Action potential of the squid axon" })],
      tables: [
        {
          headings: ["height above rest (mV)", "width at half height (ms)"],
          rows: [[digits(1000 * (v[peak]! - rest), 4), digits(0.02 * above, 3)]],
        },
      ],
    };
  },
};

const refractoriness: Item = {
  name: "refractory-period",
  title: "No interval is shorter than the refractory period",
  text:
    "Under a strongly fluctuating current the intervals are of all lengths, but none is below t_ref, whatever the current " +
    "does meanwhile.",
  make(canvas) {
    const refractory = 5;
    const result = simulate({
      model: "lif",
      parameters: { t_ref: `${refractory} ms` },
      input: [{ stimulus: "ornstein-uhlenbeck", mean: "2.5 nA", sigma: "3 nA", tau: "2 ms" }],
      duration: "20 s",
    });
    const intervals = interspikeIntervals(spikesOf(result, 0));
    return {
      figures: [
        drawIntervalHistogram([spikesOf(result, 0)], {
          ...canvas,
          title: "Interspike intervals of a driven neuron, t_ref = 5 ms",
        }),
      ],
      tables: [
        {
          headings: ["intervals", "t_ref (ms)", "shortest interval (ms)"],
          rows: [[intervals.length, refractory, digits(1000 * Math.min(...intervals), 9)]],
        },
      ],
    };
  },
};

/** A current like that of an excitatory synapse. */
const epsc = { stimulus: "spikes", times: ["10 ms"], tau: "2 ms", shape: "alpha" } as const;

const epsp: Item = {
  name: "epsp",
  title: "One EPSP does not reach the threshold, several at once do",
  text:
    "A presynaptic spike makes a current that rises and decays, and that an excitatory postsynaptic potential. The threshold " +
    "search gives the current that just fires the neuron: so many EPSPs must come together.",
  make(canvas) {
    const one = 1;
    const search = runProtocol({
      protocol: "threshold",
      experiment: { model: "lif", input: [{ ...epsc, amplitude: `${one} nA` }], duration: "60 ms" },
    });
    const needed = Math.ceil(search.with.value / one);
    const single = simulate({
      model: "lif",
      input: [{ ...epsc, amplitude: `${one} nA` }],
      duration: "60 ms",
      record: { variables: ["v"] },
    });
    const height = traceOf(single, "v", 0).reduce((most, value) => Math.max(most, value)) + 0.07;
    const together = (count: number) =>
      drawExperiment(
        { model: "lif", input: [{ ...epsc, amplitude: `${count * one} nA` }], duration: "60 ms" },
        { ...half(canvas), title: count === 1 ? "One EPSP" : `${count} EPSPs at once` },
      );
    return {
      figures: [together(1), together(needed - 1), together(needed)],
      tables: [
        {
          headings: ["height of one EPSP (mV)", "threshold, in currents of one", "EPSPs needed"],
          rows: [[digits(1000 * height, 4), digits(search.threshold.value / one), needed]],
        },
      ],
    };
  },
};

const circuit: Item = {
  name: "rc-circuit",
  title: "The current divides between resistor and capacitor",
  text: "I = I_R + I_C: at first all of it charges the membrane, in the end all of it leaks. The two currents are recorded.",
  make(canvas) {
    const document = {
      model: {
        equations: `dv/dt = I_C/C : volt
I_C = I - I_R : amp
I_R = (v - E_L)/R : amp
I : amp (input)`,
        parameters: { C: "0.8 nF", R: "10 MOhm", E_L: "-70 mV" },
        initial: { v: "E_L" },
      },
      input: [{ stimulus: "step", amplitude: "1 nA", start: "10 ms", stop: "60 ms" }],
      duration: "100 ms",
      record: { variables: ["v", "I_R", "I_C", "I"] },
    } as const;
    const result = simulate(document);
    const [through, into, whole] = ["I_R", "I_C", "I"].map((name) => traceOf(result, name, 0)) as [
      Float64Array,
      Float64Array,
      Float64Array,
    ];
    const off = Math.max(...Array.from(whole, (value, k) => Math.abs(value - through[k]! - into[k]!)));
    return {
      figures: [drawExperiment(document, { ...canvas, title: "Currents of the membrane" })],
      tables: [{ headings: ["largest |I - I_R - I_C| (nA)"], rows: [[digits(1e9 * off, 2)]] }],
    };
  },
};

const reset: Item = {
  name: "spike-and-reset",
  title: "The spike is a pulse of no width, then the reset",
  text:
    "At the threshold the neuron fires and its membrane potential is set to v_reset. The stroke that a figure draws is a sign; " +
    "the equations have no upstroke.",
  make(canvas) {
    const input = [{ stimulus: "constant", amplitude: "3 nA" }] as const;
    const title = "Threshold, spike, reset";
    return {
      figures: [drawExperiment({ model: "lif", input, duration: "50 ms", dt: "0.05 ms" }, { ...canvas, title })],
      tables: [],
    };
  },
};

const demonstration: Item = {
  name: "lif-defaults",
  title: "The neuron of the exercises with its first two stimuli",
  text: "1.2 nA do not fire it: it comes to E_L + R I = -58 mV. 2 nA and a sine of 2.5 nA at 150 Hz on top fire it five times.",
  make(canvas) {
    const step = {
      model: "lif",
      input: [{ stimulus: "step", amplitude: "1.2 nA", start: "100 ms", stop: "200 ms" }],
      duration: "300 ms",
      record: { variables: ["v", "I"] },
    } as const;
    const sine = {
      ...step,
      input: [
        { stimulus: "sine", amplitude: "2.5 nA", frequency: "150 Hz", offset: "2 nA", start: "50 ms", stop: "150 ms" },
      ],
      duration: "200 ms",
    } as const;
    const [below, above] = [simulate(step), simulate(sine)];
    const highest = (result: typeof below) =>
      digits(1000 * traceOf(result, "v", 0).reduce((most, value) => Math.max(most, value)), 8);
    return {
      figures: [
        drawExperiment(step, { ...half(canvas), title: "A step of 1.2 nA" }),
        drawExperiment(sine, { ...half(canvas), title: "2 nA and a sine of 150 Hz" }),
      ],
      tables: [
        {
          headings: ["stimulus", "spikes", "highest v (mV)", "exact"],
          rows: [
            ["step of 1.2 nA", spikesOf(below, 0).length, highest(below), digits(-58 - 12 * Math.exp(-100 / 8), 8)],
            ["2 nA + sine", spikesOf(above, 0).length, "", "threshold, -50"],
          ],
        },
      ],
    };
  },
};

export const idealNeuronItems: readonly Item[] = [
  parts,
  actionPotential,
  refractoriness,
  epsp,
  circuit,
  reset,
  demonstration,
];
