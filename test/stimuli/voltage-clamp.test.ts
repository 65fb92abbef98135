import { expect, test } from "vitest";
import { type ExperimentDocument, simulate, traceOf } from "../../src/index.ts";

const clamp = (command: number | string, start: number, stop: number) => ({
  stimulus: "voltage-clamp",
  command: typeof command === "number" ? `${command} mV` : command,
  start: `${start} ms`,
  stop: `${stop} ms`,
});

/** Hodgkin and Huxley's rates per ms at a potential in mV, as published. */
const rates: Record<string, (v: number) => [alpha: number, beta: number]> = {
  m: (v) => [(0.1 * (v + 40)) / (1 - Math.exp(-(v + 40) / 10)), 4 * Math.exp(-(v + 65) / 18)],
  h: (v) => [0.07 * Math.exp(-(v + 65) / 20), 1 / (1 + Math.exp(-(v + 35) / 10))],
  n: (v) => [(0.01 * (v + 55)) / (1 - Math.exp(-(v + 55) / 10)), 0.125 * Math.exp(-(v + 65) / 80)],
};

test("in the clamp the gates of Hodgkin and Huxley relax exponentially, and the current is that of the channels", () => {
  const document = {
    model: "hodgkin-huxley",
    input: [clamp(-65, 0, 5), clamp(0, 5, 30)],
    duration: "30 ms",
    tolerance: 1e-11,
    record: { variables: ["v", "m", "h", "n", "I"], every: "0.1 ms" },
  };
  const result = simulate(document);
  const trace = (name: string) => traceOf(result, name, 0);
  // The time constant is 0.01 ms: one millisecond later the transient is over to 1e-43.
  const from = 60;
  trace("v").forEach((v, k) => {
    if (k >= from) expect(Math.abs(v)).toBeLessThan(1e-12);
  });
  const gates = Object.entries(rates).map(([name, rate]) => {
    const [alpha, beta] = rate(0);
    const settled = alpha / (alpha + beta);
    const values = trace(name);
    for (let k = from; k < values.length; k++) {
      const wanted = settled + (values[from]! - settled) * Math.exp(-(alpha + beta) * 0.1 * (k - from));
      expect(Math.abs(values[k]! - wanted)).toBeLessThan(1e-9);
    }
    return values;
  });
  const [m, h, n] = gates as [Float64Array, Float64Array, Float64Array];
  trace("I").forEach((I, k) => {
    if (k < from) return;
    // mS/cm^2 times mV is uA/cm^2, which is 0.01 A/m^2.
    const channels = 120 * m[k]! ** 3 * h[k]! * (0 - 50) + 36 * n[k]! ** 4 * (0 + 77) + 0.3 * (0 + 54.387);
    expect(Math.abs(I * 100 - channels)).toBeLessThan(1e-8);
  });
});

test("the potential comes to the command with the amplifier's time constant, from an edge between the steps", () => {
  const input = [
    { stimulus: "voltage-clamp", command: "-55 mV", start: "3.21987 ms", stop: "20 ms", tau: "0.5 ms" },
  ] as const;
  const result = simulate({ model: "lif", input, duration: "20 ms", record: { variables: ["v"] }, tolerance: 1e-12 });
  traceOf(result, "v", 0).forEach((v, k) => {
    const since = k / 10 - 3.21987;
    const wanted = since < 0 ? -70 : -55 - 15 * Math.exp(-since / 0.5);
    expect(Math.abs(v * 1000 - wanted)).toBeLessThan(1e-8);
  });
});

test("a leaky membrane in the clamp draws its leak, whatever else is injected, and is free afterwards", () => {
  const constant = { stimulus: "constant", amplitude: "1 nA" };
  const input = [constant, clamp(-60, 5, 20), constant];
  const document = { model: "lif", input, duration: "60 ms", record: { variables: ["v", "I"], every: "1 ms" } };
  const result = simulate(document);
  const [v, I] = [traceOf(result, "v", 0), traceOf(result, "I", 0)];
  expect(I[2]! * 1e9).toBeCloseTo(2, 12);
  // (-60 + 70) mV/10 MOhm
  expect(I[19]! * 1e9).toBeCloseTo(1, 9);
  expect(I[21]! * 1e9).toBeCloseTo(2, 12);
  const since = 59 - 20;
  expect(v[59]! * 1000).toBeCloseTo(-50 - 10 * Math.exp(-since / 8), 6);
});

test("commands make an axis, and a clamp may hold another variable of a model without units", () => {
  const document = {
    model: "fitzhugh-nagumo",
    input: [{ stimulus: "voltage-clamp", command: [-1, 0.5], variable: "v" }],
    duration: "100 ms",
    record: { variables: ["w"], every: "1 ms" },
  };
  const result = simulate(document);
  // At rest w = v/b + a.
  expect([0, 1].map((member) => traceOf(result, "w", member).at(-1)!)).toEqual([
    expect.closeTo(0, 6),
    expect.closeTo(3 - 3 * Math.exp(-0.05 * 99), 2),
  ]);
});

test.each([
  [{ variable: "w" }, 'a clamp cannot hold "w": dw/dt does not depend on "I"'],
  [{ variable: "x" }, 'input[0].variable: the model has no variable "x" to clamp'],
  [{ command: "3 nA" }, "input[0].command"],
  [{ tau: "0 ms" }, "input[0].tau: must be greater than zero"],
])("a clamp with %j is refused", (change, message) => {
  const input = [{ ...clamp(-60, 0, 5), ...change }];
  const w = { ...clamp(-60, 0, 5), command: "1 nA", ...change };
  const stimulus = "variable" in change && change.variable === "w" ? [w] : input;
  const document: ExperimentDocument = { model: "adex", input: stimulus, duration: "10 ms" };
  expect(() => simulate(document)).toThrow(message);
});
