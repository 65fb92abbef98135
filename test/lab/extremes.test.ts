import fc from "fast-check";
import { expect, test } from "vitest";
import { extremesIn, pyramidOf } from "../../lab/src/plots/extremes.ts";

/** A course with single samples that stand out: what thinning must not lose. */
function course(count: number, spikes: readonly number[]): Float64Array {
  const values = Float64Array.from({ length: count }, (_, k) => Math.sin(k / 1000));
  for (const [k, at] of spikes.entries()) values[Math.floor(at * count)] = k % 2 ? 10 + k : -10 - k;
  return values;
}

const extremesOf = (values: Float64Array): [number, number] => [
  values.reduce((low, value) => Math.min(low, value), Number.POSITIVE_INFINITY),
  values.reduce((high, value) => Math.max(high, value), Number.NEGATIVE_INFINITY),
];

test("any window of a long course keeps its extremes, its ends and the order of time in a few samples", () => {
  const part = fc.double({ min: 0, max: 0.999_999, noNaN: true });
  const cases = fc.tuple(
    fc.integer({ min: 1, max: 300_000 }),
    fc.array(part, { maxLength: 8 }),
    part,
    part,
    fc.integer({ min: 1, max: 900 }),
  );
  fc.assert(
    fc.property(cases, ([count, spikes, a, b, columns]) => {
      const values = course(count, spikes);
      const [from, to] = [Math.floor(Math.min(a, b) * count), Math.floor(Math.max(a, b) * count)];
      const found = extremesIn(values, pyramidOf(values), from, to, columns);
      expect(found.length).toBeLessThanOrEqual(2 * columns + 2);
      expect([found[0], found.at(-1)]).toEqual([from, to]);
      for (let k = 1; k < found.length; k++) expect(found[k]).toBeGreaterThan(found[k - 1]!);
      const shown = Float64Array.from(found, (k) => values[k]!);
      expect(extremesOf(shown)).toEqual(extremesOf(values.subarray(from, to + 1)));
    }),
    { seed: 1, numRuns: 60 },
  );
});

test("each of the stretches keeps its own extremes: a spike of one sample stays where it was", () => {
  const values = course(1_000_000, [0.25, 0.500_001, 0.75]);
  const found = new Set(extremesIn(values, pyramidOf(values), 0, 999_999, 500));
  expect([250_000, 500_001, 750_000].map((k) => found.has(k))).toEqual([true, true, true]);
});

test("a window of few samples is all of them, and one outside of the course is none", () => {
  const values = course(100, []);
  expect(Array.from(extremesIn(values, pyramidOf(values), 3, 7, 10))).toEqual([3, 4, 5, 6, 7]);
  expect(extremesIn(values, [], 200, 300, 10)).toHaveLength(0);
  expect(Array.from(extremesIn(values, [], -5, 2, 10))).toEqual([0, 1, 2]);
});
