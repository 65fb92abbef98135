import { describe, expect, test } from "vitest";
import { type NetworkDocument, simulateNetwork } from "../../src/index.ts";

const neuron = {
  equations: "dv/dt = -v/(10*ms) : volt\ndg/dt = -g/(5*ms) : 1",
  threshold: "v > 1*volt",
  reset: "v = 0*volt",
};
const equations = "w : weight\ndx/dt = -x/(10*ms) : 1\ny = 2*x : 1";

function run(synapse: object, projection: object = {}): () => unknown {
  const document = {
    populations: { pre: { spikes: [["1 ms"]] }, post: { model: neuron, size: 1 } },
    projections: [{ from: "pre", to: "post", weight: 1, synapse, ...projection }],
    duration: "3 ms",
  };
  return () => simulateNetwork(document as NetworkDocument);
}

describe("a mistake in a synapse's text is shown where it is, with a way out", () => {
  test.each([
    ["an unknown name", { equations, onPre: "x += xx" }, /unknown name "xx"[\s\S]*did you mean "x"/],
    [
      "an unknown state",
      { equations, onPre: "z += 1" },
      /neither the synapse nor the target neuron[\s\S]*there are w, x, v, g/,
    ],
    ["a wrong unit", { equations, onPre: "x += 1*volt" }, /"x" is in 1, but "\+=" gives it a value in volt/],
    ["a wrong unit of the target", { equations, onPre: "v += x" }, /"v" is in volt, but "\+=" gives it a value in 1/],
    [
      "a weight without a state",
      { onPre: "g += w", onPost: "w += 1" },
      /no state of the synapse[\s\S]*write "w : weight"/,
    ],
    ["an assigned subexpression", { equations, onPre: "y = 1" }, /"y" is assigned, but it is given by its equation/],
    [
      "a weight in another unit",
      { equations: "w : volt", onPre: "w += 1*volt" },
      /"w" is in volt, but the weight[\s\S]*in 1/,
    ],
    ["an unknown initial state", { equations, onPre: "x += 1", initial: { z: 1 } }, /there is no state "z"/],
    ["a parameter without a value", { equations: "dx/dt = -x/tau : 1", onPre: "x += 1" }, /unknown name "tau"/],
  ])("%s", (_, synapse, message) => {
    expect(run(synapse)).toThrow(message);
  });
});

describe("what synapses cannot do is refused", () => {
  test.each([
    ["setting a variable of the target", { equations, onPre: "g = x" }, /add to it with "\+=" or "-="/],
    ["changing the target at its own spikes", { equations, onPost: "g += 1" }, /changes states of the synapse only/],
    [
      "reading the target with exact times",
      { equations, onPre: "x += v_post/volt" },
      /reads "v_post", which with exact/,
    ],
    ["reading the source", { equations, onPre: "x += v_pre/volt" }, /"v_pre" is a variable of a neuron/],
    ["random numbers at an event", { equations, onPre: "x += rand()" }, /draws no random numbers/],
    ["random numbers at the start", { equations, initial: { x: "rand()" } }, /the initial value of "x" draws/],
    ["an initial weight", { equations, initial: { w: 2 } }, /begins at the weight of the projection/],
    ["equations that are not linear", { equations: "dx/dt = -x*x/ms : 1", onPre: "x += 1" }, /not linear in x/],
    ["equations with noise", { equations: "dx/dt = xi/second**0.5 : 1", onPre: "x += 1" }, /dx\/dt has noise/],
    ["equations with time", { equations: "dx/dt = sin(t/ms)/ms : 1", onPre: "x += 1" }, /dx\/dt changes with t/],
    ["inputs", { equations: "I : 1 (input)\nx = I : 1", onPre: "g += x" }, /a synapse has no input/],
  ])("%s", (_, synapse, message) => {
    expect(run(synapse)).toThrow(message);
  });

  test("Poisson sources that are one of all their spikes", () => {
    expect(run({ equations, onPre: "g += x" }, { from: { poisson: "9 Hz" } })).toThrow(/no synapses of their own/);
  });
});
