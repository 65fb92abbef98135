import { type AnswerOf, runProtocol } from "../../index.ts";
import { drawComparison } from "../../plot/index.ts";
import { digits, type Item } from "./item.ts";

/** Wall-clock milliseconds, for the time of a step. */
const clock = (): number => performance.now();

function compared(models: readonly string[]): AnswerOf<"compare"> {
  return runProtocol({ protocol: "compare", experiment: { model: "hodgkin-huxley" }, models }, { clock });
}

export const tradeOff: Item = {
  name: "trade-off",
  title: "From simple to complex: what a model costs, and what it can do",
  text:
    "The lesson gives stars for cost, accuracy and diversity. Here each is measured: the operations and the time of one step of " +
    "one neuron on this machine, the firing patterns that the presets of the catalogue show, and the coincidence factor with a " +
    "Hodgkin-Huxley neuron under the same fluctuating current, once the model is tuned to it.",
  make(canvas) {
    const found = compared(["if", "lif", "izhikevich", "hodgkin-huxley"]);
    return {
      figures: [
        drawComparison(
          {
            names: found.model,
            measures: [
              { title: "state variables", column: found.stateVariables },
              { title: "operations", column: found.operations },
              { title: "time (ns)", column: found.nanoseconds },
              { title: "patterns", column: found.patterns },
              { title: "coincidence", column: found.coincidence },
            ],
          },
          { ...canvas, title: "Four models" },
        ),
      ],
      tables: [
        {
          headings: ["model", "state variables", "the lesson's", "operations", "patterns", "coincidence factor"],
          rows: found.model.map((model, k) => [
            model,
            found.stateVariables.values[k],
            [1, 1, 2, 4][k],
            found.operations.values[k],
            found.patterns.values[k],
            digits(found.coincidence.values[k]!, 3),
          ]),
        },
      ],
      remarks: ["How many patterns the presets show is a lower bound of what a model can do."],
    };
  },
};

export const movingThreshold: Item = {
  name: "moving-threshold",
  title: "Spike times of a detailed neuron, predicted by a simple one",
  text:
    "A leaky neuron, and one whose threshold each spike lifts for a while, are tuned to a Hodgkin-Huxley neuron under fluctuating " +
    "current and judged under another course of it. The coincidence factor is 1 where every spike has its partner within 2 ms, " +
    "0 for spikes by chance.",
  make() {
    const found = compared(["lif", "glif2"]);
    const names = ["leaky", "leaky with a moving threshold"];
    return {
      figures: [],
      tables: [
        {
          headings: ["neuron", "coincidence factor", "rate (Hz)"],
          rows: names.map((name, k) => [name, digits(found.coincidence.values[k]!, 3), found.rate.values[k]]),
        },
      ],
    };
  },
};
