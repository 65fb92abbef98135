import { describe, expect, test } from "vitest";
import { type NetworkDocument, simulateNetwork } from "../../src/index.ts";

/** Neurons that fire every 10.03 ms, inside a step; g is the sum of what has arrived. */
const clock = {
  equations: "dv/dt = 1*volt/T : volt\ndg/dt = 0/second : 1",
  parameters: { T: "10.03 ms" },
  threshold: "v > 1*volt",
  reset: "v = 0*volt",
};

interface Setting {
  readonly onPre: string;
  readonly onPost?: string;
  readonly spike: string;
  readonly delay?: string;
  readonly document?: Partial<NetworkDocument>;
}

/** What one synapse with w = 1, x = 0 has added at 12 ms to a neuron that fires at 10.03 ms, and its states at the end. */
function outcome({ onPre, onPost, spike, delay = "1 ms", document = {} }: Setting) {
  const result = simulateNetwork({
    populations: {
      pre: { spikes: [[spike]] },
      post: { model: clock, size: 1, record: { variables: ["g"], every: "12 ms" } },
    },
    projections: [
      {
        ...{ from: "pre", to: "post", weight: 1, delay },
        synapse: { equations: "w : weight\ndx/dt = -x/(10*ms) : 1", onPre, ...(onPost ? { onPost } : {}) },
      },
    ],
    duration: "13 ms",
    dt: "0.1 ms",
    ...document,
  });
  const states = result.synapseStates.get(0)!.variables;
  const state = (name: string): number => states.find((own) => own.name === name)!.values[0]!;
  return { g: result.traces.get("post")!.variables[0]!.values[1]!, w: state("w"), x: state("x"), result };
}

describe("a spike of the target between the start of a step and an arrival in it", () => {
  test("before the arrival: the weight that arrives is the changed one", () => {
    const late = outcome({ onPre: "g += w", onPost: "w += 1", spike: "9.07 ms" });
    expect(late.g).toBe(2);
  });

  test("after the arrival: the weight that arrives is the old one", () => {
    const early = outcome({ onPre: "g += w", onPost: "w += 1", spike: "9.01 ms" });
    expect(early.g).toBe(1);
    expect(early.w).toBe(2);
  });

  test("that the arrival itself brings about: the arrival is first", () => {
    const driven = outcome({ onPre: "v_post += w*volt; g += w", onPost: "w += 1", spike: "4.55 ms" });
    expect(driven.g).toBe(1);
    expect(driven.w).toBe(2);
    expect(driven.result.spikes.get("post")!.times[0]).toBeCloseTo(5.55e-3, 12);
  });

  test("that a changed arrival in the same step brings about or not", () => {
    // at 10.03 ms w becomes -1: the arrival at 10.05 ms then holds the next spike back by 100 ms
    const held = outcome({ onPre: "v_post += w*10*volt", onPost: "w = -1", spike: "9.05 ms" });
    expect(held.result.spikes.get("post")!.times.length).toBe(1);
    const free = outcome({ onPre: "v_post += w*10*volt", spike: "9.05 ms" });
    expect(free.result.spikes.get("post")!.times.length).toBeGreaterThan(1);
  });
});

describe("states between events", () => {
  test.each(["exact", "grid"] as const)("decay with their time constant to the end of the run, %s", (spikeTimes) => {
    // the arrival is at 5 ms, the end at 13 ms
    const { x } = outcome({ onPre: "x += 1", spike: "4 ms", document: { spikeTimes } });
    expect(Math.abs(x - Math.exp(-0.8))).toBeLessThan(1e-15);
  });

  test("do not see a spike that would arrive after the end", () => {
    for (const spikeTimes of ["exact", "grid"] as const)
      expect(outcome({ onPre: "x += 1", spike: "12.5 ms", document: { spikeTimes } }).x).toBe(0);
  });

  test("assignments see those before them", () => {
    const { g, x } = outcome({ onPre: "x = 3; g += 2*x; x *= 2; g -= x", spike: "1 ms" });
    expect(g).toBe(0);
    expect(x).toBeCloseTo(6 * Math.exp(-1.1), 12);
  });
});

describe("on the grid", () => {
  const grid = { spikeTimes: "grid" } as const;

  test("of an arrival and a spike in one step the arrival is first", () => {
    const { result } = outcome({ onPre: "g += w", onPost: "w += 1", spike: "1 ms", document: grid });
    const fired = result.spikes.get("post")!.times[0]! * 1e3;
    const together = outcome({ onPre: "g += w", onPost: "w += 1", spike: `${fired - 1} ms`, document: grid });
    expect(together.g).toBe(1);
    const after = outcome({ onPre: "g += w", onPost: "w += 1", spike: `${fired - 0.9} ms`, document: grid });
    expect(after.g).toBe(2);
  });

  test("without a delay the synapse acts between the steps", () => {
    const { g, w } = outcome({
      onPre: "g += w; w += 1",
      onPost: "w += 10",
      spike: "1 ms",
      delay: "0 ms",
      document: grid,
    });
    expect([g, w]).toEqual([1, 12]);
  });
});

describe("delays of their own", () => {
  test.each(["exact", "grid"] as const)("each synapse hears the spike at its own time, %s", (spikeTimes) => {
    const { synapseStates } = simulateNetwork({
      populations: {
        pre: { spikes: [["1 ms"]] },
        post: { model: clock, size: 3 },
      },
      projections: [
        {
          ...{ from: "pre", to: "post", weight: [1, 2, 3], delay: ["1 ms", "4 ms", "2 ms"] },
          synapse: { equations: "w : weight\ndx/dt = -x/(10*ms) : 1", onPre: "x += w", onPost: "w += 1" },
        },
      ],
      duration: "8 ms",
      spikeTimes,
    });
    const { source, target, variables } = synapseStates.get(0)!;
    expect([...source]).toEqual([0, 0, 0]);
    expect([...target]).toEqual([0, 1, 2]);
    const expected = [Math.exp(-0.6), 2 * Math.exp(-0.3), 3 * Math.exp(-0.5)];
    variables[1]!.values.forEach((x, k) => {
      expect(x).toBeCloseTo(expected[k]!, 12);
    });
  });
});

test("coupled states come to rest over any time, and follow their closed form before", () => {
  const of = (end: string): readonly number[] => {
    const equations = "dx/dt = (y - x)/tau : 1\ndy/dt = -y/tau : 1";
    const { synapseStates } = simulateNetwork({
      populations: { pre: { spikes: [["1 ms"]] }, post: { model: clock, size: 1 } },
      projections: [
        {
          from: "pre",
          to: "post",
          weight: 1,
          synapse: { equations, parameters: { tau: "2 ms" }, onPre: "y += 1" },
          delay: "1 ms",
        },
      ],
      duration: end,
    });
    return synapseStates.get(0)!.variables.map(({ values }) => values[0]!);
  };
  const [x, y] = of("6 ms");
  expect(x).toBeCloseTo(2 * Math.exp(-2), 13);
  expect(y).toBeCloseTo(Math.exp(-2), 13);
  for (const value of of("2 s")) expect(Math.abs(value)).toBeLessThan(1e-12);
});
