import { estimateLif, everydayUnit, hiddenNeuron, parseQuantity, recordedTraces } from "../../index.ts";
import { drawRecording } from "../../plot/index.ts";
import { digits, type Item } from "./item.ts";

const names = {
  E_L: ["resting potential", "-60"],
  v_reset: ["reset", "-64"],
  v_th: ["threshold", "-18"],
  R: ["resistance", "8.4"],
  tau_m: ["time constant", "28"],
  t_ref: ["refractory period", "2"],
} as const;

export const hiddenNeuronItem: Item = {
  name: "hidden-neuron",
  title: "Exercise 1.3: the parameters of an unknown neuron",
  text:
    "Steps of current into the neuron of seed 432. Rest, resistance and time constant follow from the voltage before the first " +
    "spikes, reset and refractory period from what follows them, the threshold from the voltage at the spikes.",
  make(canvas) {
    const neuron = hiddenNeuron(432);
    const result = neuron.probe({
      input: [{ stimulus: "step", amplitude: ["2 nA", "6 nA", "12 nA"], start: "5 ms", stop: "45 ms" }],
      dt: "0.02 ms",
    });
    const found = estimateLif(recordedTraces(result));
    const truth = neuron.reveal();
    return {
      figures: [drawRecording(result, { ...canvas, inputs: ["I"], title: "Answers of the hidden neuron" })],
      tables: [
        {
          headings: ["", "estimated", "the truth", "read off by eye in the notes"],
          rows: Object.entries(names).map(([name, [words, notes]]) => {
            const key = name as keyof typeof names;
            const { dimension } = parseQuantity(truth[key]);
            const { symbol, factor } = everydayUnit(dimension);
            return [words, `${digits(found[key] / factor)} ${symbol}`, truth[key], `${notes} ${symbol}`];
          }),
        },
      ],
    };
  },
};
