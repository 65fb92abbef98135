import { describe, expect, test } from "vitest";
import { checkNetwork, effectOf, type NetworkDocument, setNetworkPlace } from "../../src/index.ts";

const document = {
  populations: {
    clock: { spikes: [["1 ms"], ["2 ms"]] },
    e: { model: "lif", size: 80, initial: { v: { distribution: "uniform", from: "-70 mV", to: "-55 mV" } } },
    i: { model: "lif", size: 20 },
  },
  projections: [
    { from: "clock", to: "e", synapse: "exponential", weight: "10 pA", delay: "1 ms" },
    {
      from: "e",
      to: "i",
      synapse: "exponential-conductance",
      connect: { rule: "in-degree", count: 7 },
      weight: "1 nS",
      delay: "1 ms",
    },
    {
      name: "inhibition",
      from: "i",
      to: "e",
      synapse: "exponential-conductance",
      parameters: { E: "-80 mV" },
      connect: { rule: "probability", p: 0.1 },
      weight: "1 nS",
      delay: "1 ms",
    },
    { from: { poisson: "8 Hz", sources: 100 }, to: "e", synapse: "exponential", weight: "10 pA" },
  ],
  duration: "100 ms",
} as const satisfies NetworkDocument;

test("a network is checked without a run: synapses that are expected, states of the receptors, methods", () => {
  const found = checkNetwork(document);
  expect(found.projections.map(({ synapses }) => synapses)).toEqual([160, 140, 160]);
  expect(found.projections.map(({ unit }) => unit)).toEqual(["nA", "nS", "nS"]);
  expect(found.sources).toEqual([{ name: "clock", size: 2, what: "fire at given times" }]);
  expect(found.poisson).toEqual([{ path: "projections[3]", to: "e", sources: 100 }]);
  const [e, i] = found.populations;
  expect(e!.states.map(({ name }) => name)).toEqual(["v", "I_syn_clock", "g_inhibition"]);
  expect(e!.parameters.some(({ name }) => name.includes("initial"))).toBe(false);
  expect(i!.states.map(({ name }) => name)).toEqual(["v", "g_e"]);
  expect([found.steps, found.bytes > 0]).toEqual([1000, true]);
});

test("a synapse of one weight and one delay takes four bytes", () => {
  const large = setNetworkPlace(document, "e.size", 80_000);
  expect(checkNetwork(large).projections[0]!.bytes).toBe(4 * 2 * 80_000);
});

test("a population excites or inhibits by the sign of its weights or its reversal potential", () => {
  expect(["clock", "e", "i"].map((name) => effectOf(document, name))).toEqual([
    "excitatory",
    "excitatory",
    "inhibitory",
  ]);
  const current = {
    from: "i",
    to: "e",
    synapse: "exponential",
    weight: { distribution: "normal", mean: "-5 pA", sd: "1 pA" },
  } as const;
  expect(effectOf({ ...document, projections: [current] }, "i")).toBe("inhibitory");
  expect(effectOf({ ...document, projections: [current] }, "e")).toBeUndefined();
  expect(effectOf({ ...document, projections: [current, { ...current, weight: "1 pA" }] }, "i")).toBeUndefined();
  const junction = { from: "i", to: "e", synapse: "gap-junction", weight: "1 nS" } as const;
  expect(effectOf({ ...document, projections: [junction] }, "i")).toBeUndefined();
});

describe("a place of a network", () => {
  test.each([
    ["e.size", 5, ["populations", "e", "size"]],
    ["populations.e.size", 5, ["populations", "e", "size"]],
    ["inhibition.weight", "2 nS", ["projections", "2", "weight"]],
    ["projections[1].connect.count", 3, ["projections", "1", "connect", "count"]],
    ["dt", "0.2 ms", ["dt"]],
  ])("%s is set to %j", (name, value, place) => {
    const at = place.reduce<unknown>(
      (node, key) => (node as Record<string, unknown>)[key],
      setNetworkPlace(document, name, value),
    );
    expect(at).toBe(value);
  });

  test("that there is not is refused, with the nearest one", () => {
    expect(() => setNetworkPlace(document, "inhibtion.weight", 1)).toThrow('did you mean "inhibition"?');
    expect(() => setNetworkPlace(document, "projections.9.weight", 1)).toThrow("there is no entry 9");
  });
});
