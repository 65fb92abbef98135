import { expect, test } from "vitest";
import { type NetworkDocument, simulateNetwork } from "../../src/index.ts";

const passive = { equations: "dv/dt = -v/(10*ms) : volt", threshold: "v > 1*volt", reset: "" };

/** One spike at 1 ms to two neurons, by a jump of 1 mV. */
function document(projection: object, settings: Partial<NetworkDocument> = {}): NetworkDocument {
  return {
    populations: {
      pre: { spikes: [["1 ms"]] },
      post: { model: passive, size: 2, record: { variables: ["v"] } },
    },
    projections: [{ from: "pre", to: "post", weight: "1 mV", ...projection } as never],
    duration: "5 ms",
    ...settings,
  };
}

/** The first sample of each neuron that is not at rest, in steps. */
function arrivals(network: NetworkDocument): number[] {
  const { times, variables } = simulateNetwork(network).traces.get("post")!;
  const { values } = variables[0]!;
  return [0, 1].map((m) => values.subarray(m * times.length, (m + 1) * times.length).findIndex((v) => v !== 0));
}

test("the delays of a list of synapses are those of the run, without a delay of the projection", () => {
  const csv = "source,target,weight (mV),delay (ms)\n0,0,1,0.5\n0,1,1,2.5";
  // a spike of the step from 1 ms on arrives at the end of the step that is its delay later
  expect(arrivals(document({ connect: { rule: "list", csv } }, { spikeTimes: "grid" }))).toEqual([16, 36]);
  expect(arrivals(document({ connect: { rule: "list", csv } }))).toEqual([16, 36]);
});

test("a delay of more steps than a synapse can hold is refused, whatever the times of spikes", () => {
  for (const spikeTimes of ["exact", "grid"] as const)
    expect(() => simulateNetwork(document({ delay: "7 s" }, { spikeTimes }))).toThrow(
      "projections[0].delay: the longest delay is 7.000e+4 time steps, but at most 65535 are allowed (take a longer dt",
    );
});

test("a recording of more than the limit is refused with its size and a way out, before the run", () => {
  const long = document({}, { duration: "100000 s", dt: "0.1 ms", spikeTimes: "grid" });
  const populations = { ...long.populations, post: { ...long.populations.post!, size: 100_000 } };
  expect(() => simulateNetwork({ ...long, populations } as never)).toThrow(
    "neurons and what is recorded of them would take",
  );
});
