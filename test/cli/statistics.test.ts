import { expect, test } from "vitest";
import { firingStatistics } from "../../src/cli/statistics.ts";

test("a clock has no variation", () => {
  const statistics = firingStatistics(Float64Array.of(0.25, 0.5, 0.75, 1), 2);
  expect(statistics).toEqual({ count: 4, rate: 2, first: 0.25, meanInterval: 0.25, variation: 0 });
});

test("intervals of 1 and 3 have the mean 2 and vary by half of it", () => {
  expect(firingStatistics(Float64Array.of(0, 1, 4), 10)).toMatchObject({ meanInterval: 2, variation: 0.5 });
});

test("what too few spikes cannot say is not a number", () => {
  expect(firingStatistics(new Float64Array(0), 1)).toEqual({
    count: 0,
    rate: 0,
    first: Number.NaN,
    meanInterval: Number.NaN,
    variation: Number.NaN,
  });
});
