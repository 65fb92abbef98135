import { expect, test } from "vitest";
import { type NetworkDocument, simulateNetwork } from "../../src/index.ts";

const megabyte = 1e6;

/** A thousand neurons, all of them onto all. */
function network(projection: object, record: object, duration = "0.1 ms"): NetworkDocument {
  return {
    populations: { cells: { model: "lif", size: 1000, record } },
    projections: [{ from: "cells", to: "cells", synapse: "exponential-conductance", delay: "0.1 ms", ...projection }],
    duration,
  } as unknown as NetworkDocument;
}

const oneWeight = { weight: "1 nS" };
const ownWeights = { weight: { distribution: "uniform", from: "1 nS", to: "2 nS" } };
/** 3,000 samples of 8 bytes of each neuron: 24 MB. */
const traces = [{ variables: ["v"], every: "0.1 ms" }, "300 ms"] as const;

test("states of synapses count: a million of STDP, with three numbers or more each, are more than 24 MB", () => {
  const refused = () => simulateNetwork(network({ ...oneWeight, synapse: "stdp" }, {}), { memoryLimit: 24 * megabyte });
  expect(refused).toThrow("the synapses, about 1.00e+6 of them, would take");
  const { synapses } = simulateNetwork(network(oneWeight, {}), { memoryLimit: 24 * megabyte });
  expect(synapses).toEqual([1e6]);
});

test("synapses and recordings that would fit alone are refused together", () => {
  const memoryLimit = 40 * megabyte;
  // a million of targets and of weights, the latter twice
  expect(simulateNetwork(network(ownWeights, {}), { memoryLimit }).synapses).toEqual([1e6]);
  const refused = () => simulateNetwork(network(ownWeights, ...traces), { memoryLimit });
  expect(refused).toThrow("the synapses, the neurons and what is recorded of them would take");
});

test("samples that wait for the end of a chunk count", () => {
  const alone = { ...network(oneWeight, ...traces), projections: [] };
  // without delays a chunk is as long as the run: the samples are there twice
  expect(() => simulateNetwork(alone, { memoryLimit: 40 * megabyte })).toThrow("would take");
  expect(simulateNetwork(alone, { memoryLimit: 40 * megabyte, chunk: 10 }).traces.get("cells")!.times.length).toBe(
    3000,
  );
});
