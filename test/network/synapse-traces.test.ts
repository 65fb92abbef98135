import { describe, expect, test } from "vitest";
import { type NetworkDocument, type SynapseRecordDocument, simulateNetwork } from "../../src/index.ts";
import { delayMs, document, rules, train, weightAfter } from "./learning.ts";

/** The document of a rule, with its synapses recorded. */
function recorded(
  synapse: string,
  record: SynapseRecordDocument,
  settings: Partial<NetworkDocument> = {},
): NetworkDocument {
  const own = document(synapse, settings);
  return { ...own, projections: [{ ...own.projections![0]!, record }] };
}

describe.each(["grid", "exact"] as const)(
  "weights over time follow the rule on the spikes as recorded, %s",
  (spikeTimes) => {
    test.each(rules)("$synapse", (rule) => {
      const record = { variables: ["w"], sources: [2, 7], targets: [4, 1], every: "12.5 ms" };
      const result = simulateNetwork(recorded(rule.synapse, record, { spikeTimes }));
      const { times, source, target, variables } = result.synapseTraces.get(0)!;
      expect([[...source], [...target]]).toEqual([
        [2, 2, 7, 7],
        [1, 4, 1, 4],
      ]);
      const [unit, delay] = spikeTimes === "grid" ? [result.dt, delayMs / 0.1] : [1, delayMs * 1e-3];
      source.forEach((from, m) => {
        const arrivals = train(result, "pre", from).map((time) => time + delay);
        const spikes = train(result, "post", target[m]!);
        times.forEach((time, k) => {
          const now = spikeTimes === "grid" ? Math.round(time / result.dt) : time;
          const [pre, post] = [arrivals, spikes].map((all) => all.filter((own) => own < now));
          const w = variables[0]!.values[m * times.length + k]! / 1e-9;
          expect(Math.abs(w - weightAfter(rule, pre!, post!, unit))).toBeLessThan(1e-12);
        });
      });
      expect(times.length).toBe(32);
      expect(new Set(variables[0]!.values).size).toBeGreaterThan(60);
    });
  },
);

describe.each(["grid", "exact"] as const)("a trace of the spikes of the source, %s", (spikeTimes) => {
  const text = {
    ...{ equations: "dtrace/dt = -trace/tau : 1", parameters: { tau: "20 ms" } },
    onPre: "trace += 1; v += w*trace",
  };
  const network = (record: object, delay: unknown = "3 ms"): NetworkDocument =>
    ({
      populations: { pre: { spikes: [["2.25 ms", "10.05 ms"], ["5.05 ms"]] }, post: { model: "lif", size: 1 } },
      projections: [{ from: "pre", to: "post", synapse: text, weight: "1 mV", delay, ...record }],
      duration: "20 ms",
      spikeTimes,
    }) as unknown as NetworkDocument;

  test("is a sum of exponentials from the arrivals on, whose synapses hear of spikes long before", () => {
    const result = simulateNetwork(network({ record: { variables: ["trace"], every: "1 ms" } }, ["3 ms", "6 ms"]));
    const { times, variables } = result.synapseTraces.get(0)!;
    const arrivals = spikeTimes === "grid" ? [[5.2, 13], [11]] : [[5.25, 13.05], [11.05]];
    arrivals.forEach((own, m) => {
      times.forEach((time, k) => {
        const t = 1000 * time;
        // what arrives with a sample, to rounding, comes after it
        const expected = own
          .filter((arrival) => arrival < t - 1e-9)
          .reduce((sum, arrival) => sum + Math.exp((arrival - t) / 20), 0);
        expect(Math.abs(variables[0]!.values[m * times.length + k]! - expected)).toBeLessThan(1e-13);
      });
    });
  });

  test("is recorded without a change of anything else", () => {
    const [without, watched] = [{}, { record: { variables: ["trace"] } }].map((own) => simulateNetwork(network(own)));
    expect(watched!.spikes).toEqual(without!.spikes);
    expect(watched!.synapseStates).toEqual(without!.synapseStates);
    expect(without!.synapseTraces.size).toBe(0);
  });
});

test("the document of results has a list for each synapse, in everyday units", () => {
  const record = { variables: ["w", "pre"], targets: [3], every: "100 ms" };
  const [traces] = simulateNetwork(recorded("stdp", record)).toJSON().synapseTraces;
  expect(traces).toMatchObject({ name: "0", target: new Array(12).fill(3) });
  expect(traces!.source).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
  expect(traces!.variables.time).toEqual({ unit: "ms", values: [0, 100, 200, 300] });
  expect(traces!.variables.w).toMatchObject({ unit: "nS" });
  expect((traces!.variables.w!.values as number[][]).map(([first]) => first)).toEqual(new Array(12).fill(1));
});

test.each([
  [{ variables: ["g"] }, 'projections[0].record.variables[0]: the synapses have no state "g"'],
  [{ variables: ["w"], sources: [12] }, "projections[0].record.sources[0]: there is no neuron 12"],
  [{ variables: ["w"], targets: [0, -1] }, "projections[0].record.targets[1]: there is no neuron -1"],
  [
    { variables: ["w"], every: "0.15 ms" },
    'projections[0].record.every: "0.15 ms" is not a whole number of time steps',
  ],
  [{ variables: [] }, "projections[0].record.variables: must have at least one name"],
  [{ variable: ["w"] }, 'projections[0].record.variable: there is no key "variable" (did you mean "variables"?)'],
])("the record %j is refused", (record, message) => {
  expect(() => simulateNetwork(recorded("stdp", record as never))).toThrow(message);
});

test("synapses that stay as they are have nothing to record", () => {
  const own = recorded("stdp", { variables: ["w"] });
  const projections = [{ ...own.projections![0]!, synapse: "exponential-conductance" }];
  expect(() => simulateNetwork({ ...own, projections })).toThrow(
    "projections[0].record: the synapses have no states: their weights stay as they are",
  );
});

test("more than the memory is refused before the run, with both numbers", () => {
  expect(() =>
    simulateNetwork(recorded("stdp", { variables: ["w"] }, { duration: "20 s" }), { memoryLimit: 2 ** 24 }),
  ).toThrow(/what is recorded of synapses would take .* GiB, more than the limit of/);
});
