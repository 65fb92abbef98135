import { type AnswerOf, simulate, spikesBetween, spikesOf } from "../../index.ts";
import { drawCurve } from "../../plot/index.ts";
import { exactly, nanoamps, range, withLeak, withoutLeak } from "./curves.ts";
import { drawExperiment } from "./experiment.ts";
import { digits, type Item } from "./item.ts";

/** 1 over the last interval, Hz: what the neuron fires at when the count is forgotten. */
function lastRate(times: Float64Array): number {
  return times.length < 2 ? 0 : 1 / (times[times.length - 1]! - times[times.length - 2]!);
}

const ifTraces: Item = {
  name: "if-traces",
  title: "An integrator without leak at 10, 15 and 20 nA",
  text:
    "The membrane potential rises in a straight line, I/C, from -65 mV to the threshold of -55 mV, and from -70 mV after " +
    "each spike: the first spike comes after 10/I ms, every further one 15/I ms later, so the rate is 1000 I/15 Hz.",
  make(canvas) {
    const currents = [10, 15, 20];
    const counts = [66, 100, 125];
    const printed = [660, 1000, 1250];
    const document = {
      model: "if",
      input: [{ stimulus: "constant", amplitude: nanoamps(currents) }],
      duration: "100 ms",
    } as const;
    const result = simulate(document);
    const shown = { ...document, duration: "10 ms", dt: "0.01 ms" };
    return {
      figures: [drawExperiment(shown, { ...canvas, title: "Integrate-and-fire, the first 10 ms" })],
      tables: [
        {
          headings: ["current (nA)", "spikes", "the lesson's", "rate (Hz)", "the lesson's", "1000 I/15"],
          rows: currents.map((current, k) => {
            const times = spikesBetween(spikesOf(result, k), { stop: 0.1 });
            const rate = digits(lastRate(times), 8);
            return [current, times.length, counts[k], rate, printed[k], digits((1000 * current) / 15, 8)];
          }),
        },
      ],
      remarks: [
        "At 20 nA the lesson counts 1250 Hz, 6 % too few: what a step carries above the threshold is thrown away at the reset, " +
          "and a spike waits for the end of its step.",
      ],
    };
  },
};

const printedCurve = [
  332, 416, 500, 588, 666, 768, 832, 908, 1000, 1110, 1110, 1250, 1250, 1428, 1428, 1428, 1666, 1666, 1666, 2000,
];

const ifCurve: Item = {
  name: "if-fi-curve",
  title: "The f-I curve of the integrator is a straight line",
  text:
    "Twenty currents from 5 to 30 nA, 500 ms each, in one run. The rate is proportional to the current, I/(C (v_th - " +
    "v_reset)), and any positive current makes the neuron fire.",
  make(canvas) {
    const currents = range(5, 30, 20);
    const curve = withoutLeak(currents);
    const printed = { unit: "Hz", values: printedCurve };
    return {
      figures: [
        drawCurve(
          {
            x: curve.varied,
            label: "current",
            panels: [
              {
                label: "rate",
                including: [0],
                curves: [
                  { name: "rheobase", y: curve.rate },
                  { name: "1000 I/15", y: exactly(currents, (I) => (1000 * I) / 15), look: "line" },
                  { name: "the lesson's steps of 0.1 ms", y: printed, look: "dashed" },
                ],
              },
            ],
          },
          { ...canvas, title: "f-I curve without leak" },
        ),
      ],
      tables: [],
      remarks: [
        "The lesson's curve is a staircase: its intervals are whole steps of 0.1 ms, so that from 15 to 30 nA they can only be " +
          "1.0, 0.9, 0.8, 0.7, 0.6 or 0.5 ms.",
      ],
    };
  },
};

const properties: Item = {
  name: "if-and-lif",
  title: "What the leak adds",
  text: "The lesson's table of properties, each measured on the two neurons.",
  make() {
    const currents = range(2, 30, 15);
    const [integrator, leaky] = [withoutLeak(currents), withLeak(currents)];
    const rest = simulate({
      model: "lif",
      preset: "lesson",
      initial: { v: ["-80 mV", "-60 mV"] },
      duration: "400 ms",
      record: { variables: ["v"] },
    }).traces.variables[0]!.values;
    const samples = rest.length / 2;
    return {
      figures: [],
      tables: [
        {
          headings: ["", "integrate-and-fire", "leaky integrate-and-fire"],
          rows: [
            ["differential equations", 1, 1],
            [
              "resting potential",
              "none: it keeps any",
              `${digits(1000 * rest[samples - 1]!)} mV, from below and above`,
            ],
            ["time constant", "none", "20 ms"],
            ["smallest current that fires", "none: any does", "1.5 nA"],
            ["highest rate", "none", "500 Hz, 1/t_ref"],
            ["f-I curve, largest distance from a line through 0", bend(integrator), bend(leaky)],
          ],
        },
      ],
    };
  },
};

/** How far the rates are from the best line through the origin, in per cent of the highest. */
function bend({ varied, rate }: AnswerOf<"fi-curve">): string {
  const x = varied.values;
  const slope =
    rate.values.reduce((sum, y, k) => sum + y * x[k]!, 0) / x.reduce((sum, value) => sum + value * value, 0);
  const worst = Math.max(...rate.values.map((y, k) => Math.abs(y - slope * x[k]!)));
  return `${digits((100 * worst) / Math.max(...rate.values), 2)} %`;
}

export const integrateAndFireItems: readonly Item[] = [ifTraces, ifCurve, properties];
