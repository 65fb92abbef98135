import erfcx from "@stdlib/math-base-special-erfcx";
import { expect, test } from "vitest";
import { computed } from "../../src/kernel/compute.ts";
import { uniformOfBits } from "../../src/kernel/philox.ts";
import { normalQuantile } from "../../src/kernel/random.ts";
import {
  type DistributionDocument,
  distributionAt,
  distributionSchema,
  drawForSynapses,
  drawMany,
} from "../../src/network/distribution.ts";
import { dimensions } from "../../src/quantity/dimension.ts";
import { kolmogorov, made } from "./connected.ts";

const draws = { seed: 1, object: 2, draw: 0 };
const sampled = (document: DistributionDocument, count: number, more: object = {}) =>
  drawMany(distributionAt(distributionSchema.parse(document), "weight", dimensions.volt), count, { ...draws, ...more });

/** P(Z < z) of a standard normal number. */
const phi = (z: number): number => (z > 0 ? 1 - phi(-z) : (Math.exp((-z * z) / 2) * erfcx(-z / Math.SQRT2)) / 2);
const normal = (mean: number, sd: number) => (x: number) => phi((x - mean) / sd);
/** The law of what is left between two bounds. */
const between = (law: (x: number) => number, min: number, max: number) => (x: number) =>
  (law(Math.min(Math.max(x, min), max)) - law(min)) / (law(max) - law(min));

// sigma^2 = ln(1 + sd^2/mean^2) = ln 2 for sd = mean = 2 mV
const sigma = Math.sqrt(Math.LN2);
const laws: readonly [DistributionDocument, (millivolts: number) => number, mean: number, sd: number][] = [
  [{ distribution: "uniform", from: "-60 mV", to: "-50 mV" }, (x) => (x + 60) / 10, -55, 10 / Math.sqrt(12)],
  [{ distribution: "normal", mean: "-58 mV", sd: "10 mV" }, normal(-58, 10), -58, 10],
  [{ distribution: "lognormal", mean: "2 mV", sd: "2 mV" }, (x) => phi((Math.log(x / 2) + Math.LN2 / 2) / sigma), 2, 2],
  [{ distribution: "exponential", mean: "3 mV" }, (x) => 1 - Math.exp(-x / 3), 3, 3],
  // phi(1) = 0.24197…: the mean of |Z| is sqrt(2/pi), its variance 1 - 2/pi
  [
    { distribution: "normal", mean: 0, sd: "1 mV", min: 0 },
    (x) => 2 * phi(x) - 1,
    Math.sqrt(2 / Math.PI),
    Math.sqrt(1 - 2 / Math.PI),
  ],
  // an exponential has no memory
  [{ distribution: "exponential", mean: "3 mV", min: "5 mV" }, (x) => 1 - Math.exp(-(x - 5) / 3), 8, 3],
  [{ distribution: "uniform", from: "0 V", to: "1 V", min: "2 mV", max: "3 mV" }, (x) => x - 2, 2.5, 1 / Math.sqrt(12)],
];

test.each(laws)("%j has its mean, its standard deviation and its law", (document, law, mean, sd) => {
  for (const seed of [1, 2, 3]) {
    const values = sampled(document, 20_000, { seed }).map((volts) => volts * 1e3);
    const sampleMean = values.reduce((sum, x) => sum + x, 0) / values.length;
    const squares = values.map((x) => (x - mean) ** 2);
    const variance = squares.reduce((sum, x) => sum + x, 0) / values.length;
    const spread = Math.sqrt(squares.reduce((sum, x) => sum + (x - variance) ** 2, 0)) / values.length;
    expect(Math.abs(sampleMean - mean)).toBeLessThan((4 * sd) / Math.sqrt(values.length));
    expect(Math.abs(variance - sd ** 2)).toBeLessThan(4 * spread);
    expect(kolmogorov(values, law)).toBeLessThan(1.95);
  }
});

test.each([
  [-1, 2],
  [1.5, 1.6],
  [-9, -2],
  [4, Infinity],
])("a normal number from %f to %f standard deviations has the law of what is left", (min, max) => {
  const bounds = { min: `${min} mV`, ...(max < Infinity ? { max: `${max} mV` } : {}) };
  const values = sampled({ distribution: "normal", mean: 0, sd: "1 mV", ...bounds }, 20_000).map(
    (volts) => volts * 1e3,
  );
  expect(Math.min(...values)).toBeGreaterThanOrEqual(min);
  expect(Math.max(...values)).toBeLessThanOrEqual(max);
  // the upper tail through the lower one, which keeps its digits
  const law = min > 0 ? (x: number) => 1 - between(phi, -Math.min(max, 40), -min)(-x) : between(phi, min, max);
  expect(kolmogorov(values, law)).toBeLessThan(1.95);
});

test("a normal number is that of the kernel's quantile at the uniform number of its own counter", () => {
  const [value] = sampled({ distribution: "normal", mean: 0, sd: "1 V" }, 1, { first: 77, draw: 3 });
  const word = (low: number, high: number) => new Float64Array(Uint32Array.of(low, high).buffer)[0]!;
  // counter: block 0, part 0, neuron 77, values of neurons and draw 3; key: seed 1, object 2
  const u = uniformOfBits(word(0, 77), word(0, 2 + 3 * 256), word(1, 2 * 2 ** 21));
  expect(value).toBe(computed(normalQuantile)(u));
});

test("a value depends on seed, object, draw and neuron alone", () => {
  const document = { distribution: "exponential", mean: "1 mV" } as const;
  const all = sampled(document, 100);
  expect([...sampled(document, 30, { first: 70 })]).toEqual([...all.subarray(70)]);
  for (const more of [{ seed: 2 }, { object: 3 }, { draw: 1 }])
    expect([...sampled(document, 100, more)]).not.toEqual([...all]);
  expect(new Set(all).size).toBe(100);
});

test("a synapse has the same value in every part of the targets, and multapses have values of their own", () => {
  const law = distributionAt({ distribution: "normal", mean: "1 mV", sd: "0.1 mV", min: 0 }, "weight", dimensions.volt);
  const rule = { rule: "in-degree", count: 30 } as const;
  const whole = made(rule, 20, 40);
  const values = drawForSynapses(law, whole, draws);
  expect(new Set(values).size).toBe(1200);
  const part = made(rule, 20, 40, { firstTarget: 11, endTarget: 29 });
  const own = values.filter((_, k) => whole.target[k]! >= 11 && whole.target[k]! < 29);
  expect([...drawForSynapses(law, part, draws)]).toEqual([...own]);
});

test.each([
  [
    { distribution: "normal", mean: "1 mA", sd: "1 mV" },
    'w.mean: "1 mA" is in amp, but volt is wanted (give it in mV)',
  ],
  [
    { distribution: "normal", mean: "1 mV", sd: "-1 mV" },
    'w.sd: must not be negative, but is -1 mV (write it as "1 mV")',
  ],
  [
    { distribution: "lognormal", mean: "-1 mV", sd: "1 mV" },
    'w.mean: must be positive, but is -1 mV (write it as "1 mV")',
  ],
  [{ distribution: "exponential", mean: 0 }, "w.mean: must be positive, but is 0"],
  [{ distribution: "uniform", from: "2 mV", to: "1 mV" }, "w: from is larger than to (exchange the two)"],
  [
    { distribution: "normal", mean: "0 mV", sd: "1 mV", min: "7 mV" },
    "w: less than one value in 10^9 is between 7 mV and no bound (without bounds nine of ten are between -1.64 mV and 1.64 mV; move min and max there)",
  ],
  [
    { distribution: "normal", mean: "1 mV", sd: 0, max: 0 },
    "w: less than one value in 10^9 is between no bound and 0 mV",
  ],
  [{ distribution: "normal", mean: "1 mV", sd: "1 mV", min: "2 mV", max: "1 mV" }, "is between 2 mV and 1 mV"],
  [{ distribution: "normal", mean: "1 mV", sd: "1e308 V" }, "w: its largest values are no numbers (make it narrower)"],
  [
    { distribution: "normal", mean: "1 mV", sd: "1 mV", min: "1 nS" },
    'w.min: "1 nS" is in siemens, but volt is wanted',
  ],
] as [DistributionDocument, string][])("%j is refused with its place", (document, message) => {
  expect(() => distributionAt(document, "w", dimensions.volt)).toThrow(message);
});

test("no spread is one value", () => {
  expect([...sampled({ distribution: "normal", mean: "3 mV", sd: 0, min: 0 }, 3)]).toEqual([3e-3, 3e-3, 3e-3]);
});

test("the schema names what is missing and refuses what it does not know", () => {
  expect(distributionSchema.safeParse({ distribution: "normal", mean: "1 mV" }).success).toBe(false);
  expect(distributionSchema.safeParse({ distribution: "uniform", from: 0, to: 1, sd: 1 }).success).toBe(false);
  expect(distributionSchema.safeParse({ distribution: "cauchy", mean: 0 }).success).toBe(false);
});
