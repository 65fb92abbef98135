import fc from "fast-check";
import { expect, test } from "vitest";
import { thinned } from "../../src/plot/thin.ts";

const pairs = (corners: readonly number[]) =>
  Array.from({ length: corners.length / 2 }, (_, k) => [corners[2 * k]!, corners[2 * k + 1]!] as const);

test("a million samples become a few for each pixel, and no extreme is lost", () => {
  const count = 1_000_000;
  const x = Float64Array.from({ length: count }, (_, k) => (k / count) * 500);
  const y = Float64Array.from({ length: count }, (_, k) => Math.sin(k / 50));
  y[123_456] = 7;
  y[654_321] = -9;
  const kept = pairs(thinned(x, y));
  expect(kept.length).toBeLessThanOrEqual(4 * 1000);
  expect(Math.max(...kept.map(([, value]) => value))).toBe(7);
  expect(Math.min(...kept.map(([, value]) => value))).toBe(-9);
});

test("in every half pixel the lowest and the highest sample stay, in the order of time", () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.integer({ min: 0, max: 40 }), fc.integer({ min: -9, max: 9 }))), (points) => {
      const sorted = points.map(([x, y]) => [x / 8, y] as const).sort(([a], [b]) => a - b);
      const x = sorted.map(([own]) => own);
      const y = sorted.map(([, own]) => own);
      const kept = pairs(thinned(x, y));
      expect(kept.every(([own], k) => k === 0 || own >= kept[k - 1]![0])).toBe(true);
      for (let column = 0; column <= 10; column++) {
        const inside = (all: readonly (readonly [number, number])[]) =>
          all.filter(([own]) => Math.floor(2 * own) === column).map(([, value]) => value);
        const [before, after] = [inside(sorted), inside(kept)];
        expect([Math.min(...after), Math.max(...after)]).toEqual([Math.min(...before), Math.max(...before)]);
        expect([after[0], after.at(-1)]).toEqual([before[0], before.at(-1)]);
      }
    }),
  );
});

test("few samples all stay", () => {
  expect(thinned([0, 10, 20], [1, 2, 3])).toEqual([0, 1, 10, 2, 20, 3]);
});

test("what is not finite breaks the line", () => {
  expect(thinned([0, 10, 20, 30], [1, Number.NaN, 3, Infinity])).toEqual([0, 1, NaN, NaN, 20, 3, NaN, NaN]);
  expect(thinned([NaN, NaN], [1, 2])).toEqual([]);
});

test("a loop in the plane keeps its shape", () => {
  const angles = Array.from({ length: 100_000 }, (_, k) => (2 * Math.PI * k) / 99_999);
  const kept = pairs(
    thinned(
      angles.map((angle) => 100 * Math.cos(angle)),
      angles.map((angle) => 100 * Math.sin(angle)),
    ),
  );
  expect(kept.length).toBeLessThan(1300);
  expect(kept.length).toBeGreaterThan(600);
  for (const [x, y] of kept) expect(Math.hypot(x, y)).toBeCloseTo(100, 9);
});
