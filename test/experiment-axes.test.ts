import { expect, test } from "vitest";
import { type Axis, memberCount, memberValue, settingAt } from "../src/experiment-axes.ts";
import { type Dimension, dimensionless, dimensions } from "../src/quantity/dimension.ts";

const { amp, hertz, volt } = dimensions;

function points(from: string | number, to: string | number, count: number, dimension: Dimension, scale?: "log") {
  const setting = settingAt({ from, to, count, ...(scale ? { scale } : {}) }, "amplitude", dimension);
  if (setting.kind !== "axis") throw new RangeError("a range is an axis");
  return setting.values;
}

function axis(parameter: string, values: readonly number[]): Axis {
  return { parameter, label: parameter, dimension: dimensionless, values: Float64Array.from(values) };
}

test("a linear range counts in the unit of its ends, so its points are clean decimals", () => {
  const values = points("0 nA", "10 nA", 101, amp);
  expect(values).toHaveLength(101);
  values.forEach((value, k) => {
    expect(value).toBe(Number(`${k / 10}e-9`));
  });
  expect([...points("-1 mV", "1 mV", 5, volt)]).toEqual([-1e-3, -0.5e-3, 0, 0.5e-3, 1e-3]);
});

test("both ends of a range are as written, in whatever units", () => {
  const values = points("500 pA", "0.0021 uA", 3, amp);
  expect([values[0], values[2]]).toEqual([0.5e-9, 2.1e-9]);
  expect(values[1]).toBeCloseTo(1.3e-9, 20);
  expect([...points(0, 3, 4, dimensionless)]).toEqual([0, 1, 2, 3]);
  expect([...points(2, 1, 3, dimensionless)]).toEqual([2, 1.5, 1]);
});

test("a logarithmic range has equal ratios and exact decades", () => {
  expect([...points("1 Hz", "1000 Hz", 4, hertz, "log")]).toEqual([1, 10, 100, 1000]);
  expect([...points("1 pA", "1000 nA", 7, amp, "log")]).toEqual([1e-12, 1e-11, 1e-10, 1e-9, 1e-8, 1e-7, 1e-6]);
  const values = points("0.37 Hz", "9123 Hz", 1001, hertz, "log");
  values.forEach((value, k) => {
    expect(Math.abs(value / (0.37 * (9123 / 0.37) ** (k / 1000)) - 1)).toBeLessThan(1e-12);
  });
  expect(points(-100, -1, 3, dimensionless, "log")[1]).toBe(-10);
});

test("a logarithmic range through zero is refused", () => {
  expect(() => points("0 nA", "1 nA", 3, amp, "log")).toThrow(
    'amplitude: a logarithmic range cannot go from "0 nA" to "1 nA" (both ends must be positive, or both negative',
  );
  expect(() => points(-1, 1, 3, dimensionless, "log")).toThrow("cannot go from -1 to 1");
});

test("each value names its own place when its unit is wrong", () => {
  expect(() => settingAt(["1 nA", "2 mV"], "input[0].amplitude", amp)).toThrow(
    'input[0].amplitude[1]: "2 mV" is in volt, but amp is wanted (give it in nA)',
  );
  expect(() => points("1 nA", "2 mV", 3, amp)).toThrow('amplitude.to: "2 mV" is in volt, but amp is wanted');
  expect(() => settingAt("8", "parameters.tau_m", dimensions.second)).toThrow('(write "8 ms")');
  expect(() => settingAt("8 sm", "parameters.tau_m", dimensions.second)).toThrow('parameters.tau_m: "sm"');
});

test("members count the outer product, the last axis fastest", () => {
  const axes = [axis("a", [1, 2]), axis("b", [10, 20, 30]), axis("c", [100, 200])];
  expect(memberCount(new Map(axes.map(({ label, values }) => [label, values.length])))).toBe(12);
  expect(memberCount(new Map())).toBe(1);
  const table = Array.from({ length: 12 }, (_, member) => axes.map((_, k) => memberValue(axes, k, member)));
  expect(table.slice(0, 4)).toEqual([
    [1, 10, 100],
    [1, 10, 200],
    [1, 20, 100],
    [1, 20, 200],
  ]);
  expect(table[11]).toEqual([2, 30, 200]);
  expect(new Set(table.map(String)).size).toBe(12);
});

test("paired axes go together value by value, and must be of one length", () => {
  const axes = [axis("a", [1, 2, 3]), axis("b", [10, 20, 30])];
  expect(memberCount(new Map(axes.map(({ label, values }) => [label, values.length])), "paired")).toBe(3);
  expect([0, 1, 2].map((member) => axes.map((_, k) => memberValue(axes, k, member, "paired")))).toEqual([
    [1, 10],
    [2, 20],
    [3, 30],
  ]);
  const unequal = new Map(Object.entries({ R: 2, "input[0].amplitude": 3 }));
  expect(() => memberCount(unequal, "paired")).toThrow("axes: R has 2 values but input[0].amplitude has 3");
});

test("more than 10^8 members are refused with the size of every axis", () => {
  const lengths = new Map(Object.entries({ R: 1001, "input[0].amplitude": 100000 }));
  expect(() => memberCount(lengths)).toThrow(
    "the axes make 100100000 members (R 1001 x input[0].amplitude 100000), but at most 10^8 are allowed",
  );
});
