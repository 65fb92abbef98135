import { expect, test } from "vitest";
import { simulate, spikesOf, traceOf } from "../../src/index.ts";

const noise = { stimulus: "frozen-noise", mean: "0.5 nA", sigma: "0.2 nA", seed: 7 };

/** The noise in nA at every multiple of `every` ms of 100 seconds, for each member. */
function course(input: object, every = 1, settings: object = {}): Float64Array[] {
  const document = {
    model: { equations: "dv/dt = I/C : volt\nI : amp (input)", parameters: { C: "1 nF" } },
    input: [input],
    duration: "100000 ms",
    dt: "1 ms",
    record: { variables: ["I"], every: `${every} ms` },
    ...settings,
  };
  const result = simulate(document as unknown as Parameters<typeof simulate>[0]);
  return Array.from({ length: result.members }, (_, member) => traceOf(result, "I", member).map((I) => I * 1e9));
}

function mean(values: Float64Array): number {
  return values.reduce((a, b) => a + b, 0) / values.length;
}

/** Correlation of values with those `lag` later. */
function correlation(values: Float64Array, lag: number): number {
  const average = mean(values);
  const product = (shift: number) =>
    mean(values.slice(0, -lag).map((v, k) => (v - average) * (values[k + shift]! - average)));
  return product(lag) / product(0);
}

test("white: mean and standard deviation are those asked for, and values do not depend on each other", () => {
  const [values] = course({ ...noise, interval: "1 ms" });
  const n = values!.length;
  expect(Math.abs(mean(values!) - 0.5)).toBeLessThan((4 * 0.2) / Math.sqrt(n));
  const variance = mean(values!.map((v) => (v - 0.5) ** 2));
  expect(Math.abs(variance / 0.04 - 1)).toBeLessThan(4 * Math.sqrt(2 / n));
  for (const lag of [1, 2, 10]) expect(Math.abs(correlation(values!, lag))).toBeLessThan(4 / Math.sqrt(n));
  const within = values!.filter((v) => Math.abs(v - 0.5) < 0.2).length / n;
  expect(Math.abs(within - 0.6826895)).toBeLessThan(4 * Math.sqrt((0.68 * 0.32) / n));
});

test("with a correlation time the correlation decays exponentially, and the variance is the same", () => {
  const [values] = course({ ...noise, interval: "1 ms", tau: "5 ms" });
  // Of 100 s some 10,000 values are independent.
  expect(Math.abs(mean(values!.map((v) => (v - 0.5) ** 2)) / 0.04 - 1)).toBeLessThan(0.06);
  for (const lag of [1, 5, 15]) expect(Math.abs(correlation(values!, lag) - Math.exp(-lag / 5))).toBeLessThan(0.06);
});

test("a value is held for its interval, or joined to the next by a straight line", () => {
  const settings = { duration: "100 ms", dt: "0.25 ms" };
  const input = { ...noise, interval: "2 ms", start: "10 ms", stop: "90 ms" };
  const [held] = course(input, 0.25, settings);
  const [linear] = course({ ...input, interpolation: "linear" }, 0.25, settings);
  expect([held![39], held![40] === 0, held![359] === 0, held![360]]).toEqual([0, false, false, 0]);
  for (let k = 40; k < 350; k += 8) {
    for (let j = 0; j < 8; j++) {
      expect(held![k + j]).toBe(held![k]);
      expect(linear![k + j]).toBeCloseTo(held![k]! + ((held![k + 8]! - held![k]!) * j) / 8, 12);
    }
  }
});

test("the course depends on the seed alone: not on dt, the amplitude, or other members", () => {
  const settings = { duration: "200 ms" };
  const input = { ...noise, interval: "1 ms" };
  const [one] = course(input, 1, settings);
  const [finer] = course(input, 1, { ...settings, dt: "0.1 ms" });
  expect(finer).toEqual(one);
  const [first, second] = course({ ...input, sigma: ["0.2 nA", "0.4 nA"] }, 1, settings);
  expect(first).toEqual(one);
  second!.forEach((value, k) => {
    expect(value - 0.5).toBeCloseTo(2 * (one![k]! - 0.5), 12);
  });
});

test("seeds, correlation times and intervals make axes, each member with the course of its own", () => {
  const settings = { duration: "50 ms" };
  const all = course({ ...noise, seed: [9, 7], tau: ["3 ms", "0 ms"], interval: ["2 ms", "1 ms"] }, 1, settings);
  let member = 0;
  // Axes stand in the order of the stimulus' own parameters.
  for (const tau of ["3 ms", "0 ms"])
    for (const interval of ["2 ms", "1 ms"])
      for (const seed of [9, 7])
        expect(all[member++]).toEqual(course({ ...noise, seed, tau, interval }, 1, settings)[0]);
  expect(new Set(all.map((values) => values[7])).size).toBe(8);
});

test("frozen noise makes every member of an ensemble of like neurons fire alike, on every target", () => {
  const document = {
    model: "lif",
    parameters: { tau_m: ["8 ms", "8 ms", "8 ms"] },
    input: [{ stimulus: "frozen-noise", mean: "2 nA", sigma: "2 nA", tau: "2 ms" }],
    duration: "300 ms",
  };
  const results = (["wasm-simd", "wasm", "interpreter"] as const).map((target) => simulate(document, { target }));
  expect(new Set(results.map(({ fingerprint }) => fingerprint)).size).toBe(1);
  const trains = [0, 1, 2].map((member) => [...spikesOf(results[0]!, member)]);
  expect(trains[0]!.length).toBeGreaterThan(3);
  expect([trains[1], trains[2]]).toEqual([trains[0], trains[0]]);
});

test.each([
  [{ seed: -1 }, "input[0].seed: must be a whole number from 0 on, but is -1"],
  [{ seed: 1.5 }, "input[0].seed: must be a whole number"],
  [{ tau: "-1 ms" }, "input[0].tau: must not be less than zero"],
  [{ interval: "0 ms" }, "input[0].interval: must be greater than zero"],
  [{ interval: "1 ns" }, "input[0].interval: the noise has 100000000002 values"],
])("noise with %j is refused", (change, message) => {
  expect(() => course({ ...noise, ...change })).toThrow(message);
});
