import fc from "fast-check";
import { expect, test } from "vitest";
import { vanRossumDistance, victorPurpuraDistance } from "../../src/index.ts";
import { anyTrain, ms, seeded } from "./trains.ts";

const a = ms(10, 20, 30, 40);
const b = ms(12, 21, 35);

test.each([
  [0, 1],
  [0.05, 1.4],
  [0.1, 1.8],
  [0.2, 2.6],
  [0.5, 4.5],
  [1, 6],
])("the Victor-Purpura distance of the reference trains is, for q = %s per ms, %s", (q, expected) => {
  expect(victorPurpuraDistance(a, b, 1000 * q)).toBeCloseTo(expected, 12);
});

test.each([
  [1, 5.966187852, 2.442578116],
  [5, 2.737102094, 1.65441896],
  [10, 1.742458998, 1.320022347],
  [50, 1.054580319, 1.026927611],
])(
  "the van Rossum distance of the reference trains has, for tau = %s ms, the square %s and the root %s",
  (tau, square, root) => {
    expect(vanRossumDistance(a, b, tau / 1000)).toBeCloseTo(root, 9);
    expect(vanRossumDistance(a, b, tau / 1000) ** 2).toBeCloseTo(square, 8);
    expect(vanRossumDistance(a, b, tau / 1000, { normalisation: "half" }) ** 2).toBeCloseTo(square / 2, 8);
  },
);

test("the Victor-Purpura distance is the least cost of all ways to pair spikes", () => {
  fc.assert(
    fc.property(anyTrain(5), anyTrain(5), fc.double({ min: 0, max: 100, noNaN: true }), (s, t, q) => {
      expect(victorPurpuraDistance(s, t, q)).toBeCloseTo(leastCost(s, t, q), 9);
    }),
    seeded,
  );
});

/** Each spike of s is removed or shifted to one of t that is free: all ways, crossing ones too. */
function leastCost(s: Float64Array, t: Float64Array, q: number, used: ReadonlySet<number> = new Set()): number {
  if (s.length === 0) return t.length - used.size;
  const rest = s.subarray(1);
  const free = Array.from(t.keys()).filter((k) => !used.has(k));
  return Math.min(
    1 + leastCost(rest, t, q, used),
    ...free.map((k) => q * Math.abs(t[k]! - s[0]!) + leastCost(rest, t, q, new Set([...used, k]))),
  );
}

test("the van Rossum distance is the root of the double sums of its definition", () => {
  fc.assert(
    fc.property(anyTrain(12), anyTrain(12), fc.double({ min: 1e-3, max: 10, noNaN: true }), (s, t, tau) => {
      const sum = (x: Float64Array, y: Float64Array): number =>
        x.reduce((total, p) => total + y.reduce((inner, r) => inner + Math.exp(-Math.abs(p - r) / tau), 0), 0);
      const square = sum(s, s) + sum(t, t) - 2 * sum(s, t);
      expect(vanRossumDistance(s, t, tau) ** 2).toBeCloseTo(square, 9);
    }),
    seeded,
  );
});

test("both are metrics: 0 for equal trains, symmetric, and no detour is shorter", () => {
  const distances = [
    (s: Float64Array, t: Float64Array) => victorPurpuraDistance(s, t, 30),
    (s: Float64Array, t: Float64Array) => vanRossumDistance(s, t, 0.05),
  ];
  fc.assert(
    fc.property(anyTrain(10), anyTrain(10), anyTrain(10), (s, t, u) => {
      for (const distance of distances) {
        expect(distance(s, s)).toBe(0);
        expect(distance(s, t)).toBeCloseTo(distance(t, s), 12);
        expect(distance(s, t)).toBeLessThanOrEqual(distance(s, u) + distance(u, t) + 1e-12);
      }
    }),
    seeded,
  );
});

test("the van Rossum distance of nearly equal trains keeps its digits: d/τ apart, D² is 2(1 - e^(-d/τ))", () => {
  const distance = vanRossumDistance(Float64Array.of(0), Float64Array.of(1e-14), 1);
  expect(distance / Math.sqrt(2e-14)).toBeCloseTo(1, 12);
});

test("from an empty train it is one a spike (Victor and Purpura), and the norm (van Rossum)", () => {
  expect(victorPurpuraDistance(ms(), a, 50)).toBe(4);
  expect(victorPurpuraDistance(ms(), ms(), 50)).toBe(0);
  expect(vanRossumDistance(ms(7), ms(), 0.01)).toBe(1);
  expect(vanRossumDistance(ms(7), ms(), 0.01, { normalisation: "half" })).toBeCloseTo(Math.SQRT1_2, 12);
  expect(vanRossumDistance(ms(), ms(), 0.01)).toBe(0);
});

test("infinite costs leave only exact coincidences, infinite time constants only the counts", () => {
  expect(victorPurpuraDistance(ms(1, 2, 3), ms(2, 3, 4), Number.POSITIVE_INFINITY)).toBe(2);
  expect(vanRossumDistance(a, b, Number.POSITIVE_INFINITY)).toBe(1);
});

test("negative costs, time constants of 0 and trains out of order are refused", () => {
  for (const q of [-1, Number.NaN]) expect(() => victorPurpuraDistance(a, b, q)).toThrow(/cost of a shift/);
  for (const tau of [0, -1, Number.NaN]) expect(() => vanRossumDistance(a, b, tau)).toThrow(/time constant/);
  expect(() => victorPurpuraDistance(a, ms(2, 1), 1)).toThrow(/b\[1\]/);
  expect(() => vanRossumDistance(Float64Array.of(Number.NaN), b, 1)).toThrow(/a\[0\]/);
});
