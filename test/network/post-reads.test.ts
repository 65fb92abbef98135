import { describe, expect, test } from "vitest";
import { type NetworkDocument, type NetworkResult, simulateNetwork } from "../../src/index.ts";
import type { SynapseDefinition } from "../../src/synapses/index.ts";
import { spikeTrains } from "./spike-trains.ts";

const dt = 0.1;

/** A state of the synapses of the first projection at the end. */
function stateOf({ synapseStates }: NetworkResult, name: string): Float64Array {
  return synapseStates.get(0)!.variables.find((own) => own.name === name)!.values;
}

describe("a membrane potential that decays", () => {
  const passive = { equations: "dv/dt = -v/(10*ms) : volt", initial: { v: "20*mV" } };
  const network = (synapse: SynapseDefinition, delay: string | string[], record = {}): NetworkDocument => ({
    populations: { pre: { spikes: [["3 ms"], ["5 ms"]] }, post: { model: passive, size: 1, record } },
    projections: [{ from: "pre", to: "post", synapse, weight: 0.25, delay }],
    duration: "10 ms",
    spikeTimes: "grid",
  });
  const valueAt = (ms: number): number => 20e-3 * Math.exp(-ms / 10);

  test.each<readonly [string, string | string[], readonly [number, number]]>([
    ["of one length", "1.5 ms", [4.5, 6.5]],
    ["of their own", ["1.5 ms", "0.7 ms"], [4.5, 5.7]],
    ["of no step", "0 ms", [3, 5]],
  ])("is read at the end of the step of the arrival, with delays %s", (_, delay, arrivals) => {
    const result = simulateNetwork(network({ equations: "seen : volt", onPre: "seen = v_post" }, delay));
    stateOf(result, "seen").forEach((seen, k) => {
      expect(seen / valueAt(arrivals[k]! + dt)).toBeCloseTo(1, 12);
    });
  });

  test("is drawn towards a reversal potential by a part of the distance", () => {
    const onPre = "v += w*(E - v_post)";
    const { traces } = simulateNetwork(network({ parameters: { E: "-10 mV" }, onPre }, "1.5 ms", { variables: ["v"] }));
    const { values } = traces.get("post")!.variables[0]!;
    const first = valueAt(4.6) + 0.25 * (-10e-3 - valueAt(4.6));
    expect(values[46]! / first).toBeCloseTo(1, 12);
    const decayed = first * Math.exp(-0.2);
    expect(values[66]! / (decayed + 0.25 * (-10e-3 - decayed))).toBeCloseTo(1, 12);
  });
});

/** A neuron with a slow copy of its potential, and weights that follow it: Clopath et al. (2010), Nat Neurosci 13:344, by events. */
const slow = {
  equations: "dv/dt = (E_L - v + R*I)/(20*ms) : volt\ndu/dt = (v - u)/(10*ms) : volt\nI : amp (input)",
  parameters: { E_L: "-70 mV", R: "100 Mohm" },
  threshold: "v > -50*mV",
  reset: "v = -60*mV",
  initial: { v: "E_L", u: "E_L" },
};
const rule = {
  equations: "w : weight\ndx/dt = -x/(15*ms) : 1",
  onPre: "v += w; w -= 0.01*clip(u_post - theta, 0*mV, 100*mV); x += 1",
  onPost: "w += 0.02*x*clip(u_post - theta, 0*mV, 100*mV)",
  parameters: { theta: "-62 mV" },
};
const learning: NetworkDocument = {
  populations: {
    pre: { spikes: spikeTrains(6, 300, 40) },
    post: {
      ...{ model: slow, size: 5, record: { variables: ["u"] } },
      input: [{ stimulus: "constant", amplitude: ["150 pA", "190 pA", "210 pA", "230 pA", "250 pA"] }],
    },
  },
  projections: [{ from: "pre", to: "post", synapse: rule, weight: "1 mV", delay: "1.2 ms" }],
  duration: "300 ms",
  spikeTimes: "grid",
};

test("weights that follow a slow potential of the target are those of a loop over spikes and traces as recorded", () => {
  const result = simulateNetwork(learning);
  const { source, target } = result.synapseStates.get(0)!;
  const { times, variables } = result.traces.get("post")!;
  const stepsOf = (name: string, neuron: number): number[] => {
    const spikes = result.spikes.get(name)!;
    return [...spikes.times].filter((_, k) => spikes.neurons[k] === neuron).map((time) => Math.round(time / 1e-4));
  };
  stateOf(result, "w").forEach((found, k) => {
    const above = (step: number): number =>
      // the end of a step is the beginning of the next
      Math.max(0, variables[0]!.values[target[k]! * times.length + step + 1]! + 62e-3);
    const arrivals = stepsOf("pre", source[k]!).map((step) => ({ step: step + 12, isPost: false }));
    const spikes = stepsOf("post", target[k]!).map((step) => ({ step, isPost: true }));
    const events = [...arrivals, ...spikes]
      .filter(({ step }) => step + 1 < times.length)
      .sort((a, b) => a.step - b.step || Number(a.isPost) - Number(b.isPost));
    let [w, x, last] = [1e-3, 0, 0];
    for (const { step, isPost } of events) {
      x *= Math.exp(((last - step) * dt) / 15);
      last = step;
      w += isPost ? 0.02 * x * above(step) : -0.01 * above(step);
      if (!isPost) x += 1;
    }
    expect(Math.abs(found - w)).toBeLessThan(1e-15);
  });
  expect(result.spikes.get("post")!.times.length).toBeGreaterThan(30);
  expect(new Set(stateOf(result, "w")).size).toBe(30);
});

describe("what has no one value is refused", () => {
  const change = (synapse: object, settings: object = {}) => ({
    ...learning,
    projections: [{ ...learning.projections![0]!, synapse: { ...rule, ...synapse } }],
    ...settings,
  });

  test.each([
    ["with exact spike times", change({}, { spikeTimes: "exact" }), /reads "u_post", which with exact spike times/],
    ["what the reset sets, at a spike", change({ onPost: "w += 0.1*v_post" }), /"v_post" has two values[\s\S]*u_post/],
    ["the source", change({ onPre: "w += 0.1*v_pre" }), /"v_pre" is a variable of a neuron, which a synapse cannot/],
    ["the target without its ending", change({ onPre: "w += 0.1*u" }), /write "u_post" to read it/],
    ["another unit", change({ onPre: "x += u_post" }), /"x" is in 1, but "\+=" gives it a value in volt/],
  ])("%s", (_, document, message) => {
    expect(() => simulateNetwork(document as NetworkDocument)).toThrow(message);
  });
});
