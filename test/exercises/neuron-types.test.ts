import { expect, test } from "vitest";
import { runProtocol } from "../../src/index.ts";

/** Neuronal Dynamics, exercises of chapter 4.4: which of two neurons is of type I and which of type II. */
const firing = { protocol: "threshold", from: "2000 ms", spikes: 2, tolerance: 1e-5 } as const;
const f = {
  protocol: "fi-curve",
  values: ["0.4 pA", "0.5 pA", "0.6 pA", "0.7 pA", "0.8 pA", "0.9 pA", "1 pA"],
} as const;

test("N1: repetitive firing begins at 0.3730 pA (type I) and 0.3242 pA (type II)", () => {
  const one = runProtocol({
    ...firing,
    experiment: { model: "type-1", duration: "10000 ms" },
    low: "0.3 pA",
    high: "0.5 pA",
  });
  const two = runProtocol({
    ...firing,
    experiment: { model: "type-2", duration: "4000 ms" },
    low: "0.3 pA",
    high: "0.5 pA",
  });
  expect(one.threshold.value * 1000).toBeCloseTo(0.373, 3);
  expect(two.threshold.value * 1000).toBeCloseTo(0.3242, 3);
});

test("N3: the f-I curves are those of Runge-Kutta runs", () => {
  const one = runProtocol({ ...f, experiment: { model: "type-1", duration: "4000 ms" } }).rate.values;
  const two = runProtocol({ ...f, experiment: { model: "type-2", duration: "4000 ms" } }).rate.values;
  [7.636, 14.357, 17.62, 19.75, 21.23, 22.26, 23.45].forEach((rate, k) => {
    expect(Math.abs(one[k]! / rate - 1)).toBeLessThan(0.005);
  });
  [23.57, 25.34, 26.4, 27.05, 27.38, 27.45, 27.24].forEach((rate, k) => {
    expect(Math.abs(two[k]! / rate - 1)).toBeLessThan(0.005);
  });
});

test("N3: at 1.1 pA type I falls silent after two spikes: a block, not a rate", () => {
  const experiment = { model: "type-1", duration: "2000 ms" } as const;
  const { rate, count } = runProtocol({ protocol: "fi-curve", experiment, values: ["1 pA", "1.1 pA"] });
  expect(rate.values[1]).toBe(0);
  expect(count.values[1]).toBe(2);
});

test("N4: near its threshold type I fires at any low rate; type II does not fire below 15 Hz", () => {
  const one = runProtocol({
    protocol: "fi-curve",
    experiment: { model: "type-1", duration: "20000 ms" },
    values: ["0.373 pA", "0.3732 pA"],
  });
  expect(one.rate.values[0]).toBeLessThan(2);
  expect(one.rate.values[0]).toBeGreaterThan(0);
  const two = runProtocol({
    protocol: "fi-curve",
    experiment: { model: "type-2", duration: "4000 ms" },
    values: ["0.3243 pA", "0.33 pA"],
  });
  expect(two.rate.values[0]).toBeGreaterThan(15);
});
