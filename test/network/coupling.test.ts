import { describe, expect, test } from "vitest";
import {
  type NetworkDocument,
  simulate,
  simulateNetwork,
  simulateNetworkInThreads,
  type Thread,
} from "../../src/index.ts";
import { serveShare } from "../../src/network/serve-share.ts";

/** States that hold their initial values, so that sums over them are known. */
const still = { equations: "ds/dt = 0/second : 1\nv = 0*mV : volt\nI : amp (input)" };
const listening = {
  equations: "dv/dt = I/(1*nF) : volt\nI : amp (input)",
};

/** The receptor S of neurons that listen to states that stand still, at the beginning and after a step. */
function sums(from: string[] | number[], projection: object, targets = 2): number[][] {
  const document = {
    populations: {
      source: { model: still, size: from.length, initial: { s: from } },
      target: { model: listening, size: targets, record: { variables: ["S_x"] } },
    },
    projections: [{ from: "source", to: "target", receptor: "x", ...projection }],
    duration: "0.2 ms",
    dt: "0.1 ms",
  };
  const { neurons, times, variables } = simulateNetwork(document as never).traces.get("target")!;
  return Array.from(neurons, (_, k) =>
    Array.from(variables[0]!.values.subarray(k * times.length, (k + 1) * times.length)),
  );
}

const sumOf = (sum: string) => ({ receptor: "S : 1\nI_syn = S*pA : amp", current: "I_syn", sum });
const pairs = [
  [0, 0],
  [2, 0],
  [1, 1],
  [2, 1],
  [2, 1],
];

describe("a variable that is a sum holds, from the beginning on,", () => {
  test("the weighted sum over all source neurons", () => {
    expect(sums([1, 2, 4], { synapse: sumOf("S = w*s_pre"), weight: 0.5 })).toEqual([
      [3.5, 3.5],
      [3.5, 3.5],
    ]);
  });

  test("over the synapses of each neuron, of which a pair may have several", () => {
    const synapse = { synapse: sumOf("S = s_pre*w"), weight: 0.5, connect: { rule: "list", pairs } };
    expect(sums([1, 2, 4], synapse).map(([first]) => first)).toEqual([0.5 * (1 + 4), 0.5 * (2 + 4 + 4)]);
  });

  test("the plain sum, and the sum of the weights", () => {
    const list = { weight: 0.25, connect: { rule: "list", pairs } };
    expect(sums([1, 2, 4], { ...list, synapse: sumOf("S = s_pre") }).map(([first]) => first)).toEqual([5, 10]);
    expect(sums([1, 2, 4], { ...list, synapse: sumOf("S = w") }).map(([first]) => first)).toEqual([0.5, 0.75]);
  });

  test("the product with a matrix of weights", () => {
    const weight = [1, 10, 100, 2, 20, 200, 3, 30, 300, 4, 40, 400, 5, 50, 500];
    const expected = [1, 10, 100].map((w) => w * (1 + 2 * 2 + 4 * 3 + 8 * 4 + 16 * 5));
    const found = sums([1, 2, 4, 8, 16], { synapse: sumOf("S = w*s_pre"), weight }, 3);
    expect(found.map(([first]) => first)).toEqual(expected);
  });
});

test("projections that share a receptor add up in its variable", () => {
  const shared = { receptor: "x", synapse: sumOf("S = w*s_pre"), to: "target" };
  const document = {
    populations: {
      a: { model: still, size: 2, initial: { s: [1, 2] } },
      b: { model: still, size: 1, initial: { s: 10 } },
      target: { model: listening, size: 1, record: { variables: ["S_x"] } },
    },
    projections: [
      { ...shared, from: "a", weight: 2 },
      { ...shared, from: "b", weight: 3 },
    ],
    duration: "0.1 ms",
    dt: "0.1 ms",
  };
  expect(simulateNetwork(document).traces.get("target")!.variables[0]!.values[0]).toBe(2 * 3 + 3 * 10);
});

/** Two leaky cells and the current from one to the other; the first is driven. */
function coupledPotentials(dt: string): number[] {
  const model = {
    equations: "dv/dt = (-v + R*I)/tau : volt\nI : amp (input)",
    parameters: { tau: "10 ms", R: "100 Mohm" },
  };
  const document: NetworkDocument = {
    populations: {
      cells: {
        ...{ model, size: 2 },
        input: [{ stimulus: "step", amplitude: ["0.2 nA", "0 nA"], start: "5 ms" }],
        record: { variables: ["v"], every: "1 ms" },
      },
    },
    projections: [{ from: "cells", to: "cells", synapse: "gap-junction", weight: "5 nS" }],
    duration: "30 ms",
    dt,
  };
  const { times, variables } = simulateNetwork(document).traces.get("cells")!;
  return [1, 2].map((k) => variables[0]!.values[k * times.length - 1]!);
}

test("gap junctions approach the two cells written as one model, with the first order of dt", () => {
  const both = simulate({
    model: {
      equations: "dv/dt = (-v + R*(I + g*(u - v)))/tau : volt\ndu/dt = (-u + R*g*(v - u))/tau : volt\nI : amp (input)",
      parameters: { tau: "10 ms", R: "100 Mohm", g: "5 nS" },
    },
    input: [{ stimulus: "step", amplitude: "0.2 nA", start: "5 ms" }],
    ...{ duration: "30 ms", dt: "1 ms", method: "dormand-prince", tolerance: 1e-10 },
    record: { variables: ["v", "u"] },
  });
  const expected = both.traces!.variables.map(({ values }) => values[values.length - 1]!);
  const errors = ["0.1 ms", "0.05 ms", "0.025 ms"].map((dt) =>
    coupledPotentials(dt).map((v, k) => Math.abs(v - expected[k]!)),
  );
  for (const k of [0, 1]) {
    expect(errors[2]![k]).toBeLessThan(5e-6);
    expect(errors[0]![k]! / errors[1]![k]!).toBeCloseTo(2, 1);
    expect(errors[1]![k]! / errors[2]![k]!).toBeCloseTo(2, 1);
  }
});

// on the second ring distances are exact, so that each row of weights is the one before, turned by one place
test.each([
  [13, "1 mm", "0.2 mm"],
  [16, 360, 40],
])("every target gives the same bits, on a ring of %i neurons over %s", (size, length, lambda) => {
  const cells = {
    ...{ model: "lif", size, positions: { on: "ring", length } },
    parameters: { E_L: { distribution: "uniform", from: "-70 mV", to: "-40 mV" } },
  };
  const weight = { expression: "0.1*nS*exp(-d/lambda)", parameters: { lambda } };
  const document = {
    populations: { cells },
    projections: [{ from: "cells", to: "cells", synapse: "gap-junction", weight }],
    duration: "50 ms",
  };
  const results = (["wasm-simd", "wasm", "interpreter"] as const).map((target) =>
    simulateNetwork(document as never, { target }),
  );
  expect(results[0]!.spikes.get("cells")!.times.length).toBeGreaterThan(10);
  expect(new Set(results.map(({ fingerprint }) => fingerprint)).size).toBe(1);
});

test("a network with sums runs on one thread, however many are asked for", async () => {
  const document = {
    populations: {
      cells: { model: "lif", size: 8, initial: { v: { distribution: "uniform", from: "-70 mV", to: "-51 mV" } } },
    },
    projections: [{ from: "cells", to: "cells", synapse: "gap-junction", weight: "1 nS" }],
    duration: "5 ms",
  } as never;
  let spawned = 0;
  const spawn = (): Thread => {
    spawned++;
    let hear: Parameters<Thread["onMessage"]>[0] = () => {};
    return {
      post: (message) => queueMicrotask(() => hear(serveShare(message, hear))),
      onMessage: (own) => {
        hear = own;
      },
      onEnd: () => {},
      terminate: () => {},
    };
  };
  const result = await simulateNetworkInThreads(document, { threads: 4, spawn });
  expect([spawned, result.fingerprint]).toEqual([1, simulateNetwork(document).fingerprint]);
});

describe("what cannot be summed up is refused", () => {
  const refused = (projection: object) => expect(() => sums([1, 2], { weight: 1, ...projection }));

  test("another form of sum", () => {
    refused({ synapse: sumOf("S = w*s_pre**2") }).toThrow('write "S = w*s_pre", "S = s_pre" or "S = w"');
    refused({ synapse: sumOf("S += w*s_pre") }).toThrow("form that is not known");
    refused({ synapse: sumOf("S = ") }).toThrow("projections[0].synapse.sum");
  });

  test("a state that the source has not", () => {
    refused({ synapse: sumOf("S = w*q_pre") }).toThrow('the neurons of "source" have no state "q"');
    refused({ synapse: sumOf("S = w*s_pre"), from: { poisson: "5 Hz" } }).toThrow("given as spikes alone");
  });

  test("a variable that has an equation, or is not there", () => {
    refused({ synapse: { ...sumOf("S = w*s_pre"), receptor: "dS/dt = -S/ms : 1\nI_syn = S*pA : amp" } }).toThrow(
      'as in "S : 1"',
    );
    refused({ synapse: sumOf("T = w*s_pre") }).toThrow('the receptor has no variable "T"');
    refused({ synapse: sumOf("S = w; S = w") }).toThrow("is a sum twice");
  });

  test("terms in another unit, and a delay", () => {
    refused({ synapse: sumOf("S = w*s_pre"), weight: "1 nS" }).toThrow('"S" is in 1, but the terms of its sum are in');
    refused({ synapse: sumOf("S = w*s_pre"), delay: "1 ms" }).toThrow("has no delay");
  });
});
