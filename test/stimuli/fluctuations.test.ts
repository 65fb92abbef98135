import { expect, test } from "vitest";
import { simulate, traceOf } from "../../src/index.ts";

const neurons = 4000;

/** Membranes of tau = 8 ms and R = 10 MOhm that do not fire, all alike. */
const membranes = {
  model: "lif",
  parameters: { v_th: "1 kV", E_L: { from: "0 mV", to: "0 mV", count: neurons } },
  dt: "0.5 ms",
} as const;

/** Values of a variable in everyday units at these times in ms, over all members, for each time. */
function across(input: object, variable: string, times: readonly number[], settings: object = {}): Float64Array[] {
  const record = { variables: [variable], every: "0.5 ms" };
  const document = { ...membranes, input: [input], duration: `${times.at(-1)! + 0.5} ms`, record, ...settings };
  const result = simulate(document as unknown as Parameters<typeof simulate>[0]);
  const unit = variable === "v" ? 1e3 : 1e9;
  return times.map((t) =>
    Float64Array.from({ length: result.members }, (_, m) => traceOf(result, variable, m)[2 * t]! * unit),
  );
}

function mean(values: Float64Array): number {
  return values.reduce((a, b) => a + b, 0) / values.length;
}

function covariance(a: Float64Array, b: Float64Array): number {
  const [x, y] = [mean(a), mean(b)];
  return mean(a.map((value, k) => (value - x) * (b[k]! - y)));
}

/** Within four standard errors of a variance of Gaussian numbers. */
function expectVariance(values: Float64Array, variance: number): void {
  expect(Math.abs(covariance(values, values) / variance - 1)).toBeLessThan(4 * Math.sqrt(2 / values.length));
}

test("Ornstein-Uhlenbeck noise is stationary from the beginning, and forgets with its time constant", () => {
  const input = { stimulus: "ornstein-uhlenbeck", mean: "0.5 nA", sigma: "0.3 nA", tau: "5 ms" };
  const [start, later, end] = across(input, "I", [0, 5, 60]) as [Float64Array, Float64Array, Float64Array];
  for (const values of [start, later, end]) {
    expect(Math.abs(mean(values) - 0.5)).toBeLessThan((4 * 0.3) / Math.sqrt(neurons));
    expectVariance(values, 0.09);
  }
  expect(Math.abs(covariance(start, later) / 0.09 - Math.exp(-1))).toBeLessThan(4 / Math.sqrt(neurons));
  expect(Math.abs(covariance(start, end) / 0.09)).toBeLessThan(4 / Math.sqrt(neurons));
});

test.each(["auto", "heun"])("by %s a membrane filters Ornstein-Uhlenbeck noise as the closed form says", (method) => {
  const input = { stimulus: "ornstein-uhlenbeck", sigma: "1 nA", tau: "2 ms" };
  const [v] = across(input, "v", [60], { method, dt: "0.25 ms", record: { variables: ["v"], every: "0.5 ms" } });
  // Var v = R^2 sigma^2 tau/(tau + tau_m)
  expectVariance(v!, (100 * 2) / 10);
});

test("under white noise the variance of a membrane grows to R^2 sigma^2 tau/tau_m", () => {
  const input = { stimulus: "white-noise", mean: "1 nA", sigma: "1 nA", tau: "2 ms" };
  const [early, late] = across(input, "v", [4, 60]) as [Float64Array, Float64Array];
  expectVariance(early, 25 * (1 - Math.exp(-1)));
  expectVariance(late, 25);
  expect(Math.abs(mean(late) - 10)).toBeLessThan((4 * 5) / Math.sqrt(neurons) + 0.01);
});

test("noise is zero outside its time, and its edges may fall between the steps", () => {
  const window = { start: "10.1 ms", stop: "20.2 ms" };
  for (const stimulus of ["white-noise", "ornstein-uhlenbeck"]) {
    const input = { stimulus, sigma: "1 nA", tau: "2 ms", ...window };
    const [before, during, after] = across(input, "v", [10, 15, 45]) as [Float64Array, Float64Array, Float64Array];
    expect(new Set(before)).toEqual(new Set([0]));
    expect(covariance(during, during)).toBeGreaterThan(3);
    expect(covariance(after, after)).toBeLessThan(0.1);
  }
});

test("members have noise of their own, and two stimuli do not share theirs", () => {
  const input = { stimulus: "ornstein-uhlenbeck", sigma: "1 nA", tau: "2 ms" };
  const [values] = across(input, "I", [3]);
  expect(new Set(values).size).toBe(neurons);
  const two = simulate({
    ...membranes,
    model: {
      equations: "dv/dt = (a - b)/C : volt\na : amp (input)\nb : amp (input)",
      parameters: { C: "1 nF" },
    },
    parameters: {},
    input: [
      { ...input, to: "a" },
      { ...input, to: "b" },
    ],
    duration: "10 ms",
    record: { variables: ["a", "b"], every: "1 ms" },
  } as unknown as Parameters<typeof simulate>[0]);
  traceOf(two, "a", 0).forEach((a, k) => {
    expect(a).not.toBe(traceOf(two, "b", 0)[k]);
  });
});

test("the seed decides, and every target gives the same bits", () => {
  const document = {
    model: "adex",
    input: [
      { stimulus: "white-noise", sigma: "0.3 nA" },
      { stimulus: "ornstein-uhlenbeck", mean: "0.7 nA", sigma: "0.2 nA" },
    ],
    parameters: { b: ["80 pA", "90 pA", "100 pA"] },
    duration: "100 ms",
    record: { variables: ["v"], every: "1 ms" },
  };
  const prints = (["wasm-simd", "wasm", "interpreter"] as const).map(
    (target) => simulate(document, { target }).fingerprint,
  );
  expect(new Set(prints).size).toBe(1);
  expect(simulate({ ...document, seed: 2 }).fingerprint).not.toBe(prints[0]);
});

test("white noise cannot be recorded, nor drive what does not take it linearly", () => {
  const input = [{ stimulus: "white-noise", sigma: "1 nA" }] as const;
  expect(() => simulate({ model: "lif", input, duration: "10 ms", record: { variables: ["I"] } })).toThrow(
    'record.variables[0]: "I" holds white noise',
  );
  const model = { equations: "dv/dt = I**2/C : volt\nI : amp (input)", parameters: { C: "1 nF*amp" } };
  expect(() => simulate({ model, input, duration: "10 ms" })).toThrow();
});

test("in a voltage clamp noise has no say", () => {
  const result = simulate({
    model: "lif",
    input: [
      { stimulus: "ornstein-uhlenbeck", sigma: "1 nA" },
      { stimulus: "voltage-clamp", command: "-60 mV" },
    ],
    duration: "20 ms",
    record: { variables: ["v"], every: "1 ms" },
  });
  traceOf(result, "v", 0)
    .slice(2)
    .forEach((v) => {
      expect(v).toBeCloseTo(-0.06, 9);
    });
});
