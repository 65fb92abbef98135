import fc from "fast-check";
import { expect, test } from "vitest";
import { autoCorrelogram, crossCorrelogram } from "../../src/index.ts";
import { anyTrain, clock, ms, poisson, seeded } from "./trains.ts";

const options = { width: 0.05, reach: 0.4 };

test("lags from 10 and 20 ms to 12 and 25 ms are 2, 15, -8 and 5 ms", () => {
  const { lags, counts, rates } = crossCorrelogram(ms(10, 20), ms(12, 25), { width: 0.005, reach: 0.015 });
  expect(Array.from(lags, (lag) => Math.round(lag * 1000))).toEqual([-15, -10, -5, 0, 5, 10, 15]);
  expect(Array.from(counts)).toEqual([0, 1, 0, 1, 1, 0, 1]);
  expect(rates[1]).toBeCloseTo(1 / (2 * 0.005), 9);
});

test("every pair of spikes is counted in the bin around its lag", () => {
  fc.assert(
    fc.property(anyTrain(15), anyTrain(15), (a, b) => {
      const { counts } = crossCorrelogram(a, b, options);
      const expected = new Float64Array(17);
      for (const s of a) {
        for (const t of b) {
          const bin = Math.sign(t - s) * Math.floor(Math.abs(t - s) / 0.05 + 0.5 + 1e-6);
          if (Math.abs(bin) <= 8) expected[bin + 8]! += 1;
        }
      }
      expect(counts).toEqual(expected);
    }),
    seeded,
  );
});

test("exchanging the trains mirrors the counts, and an autocorrelogram is its own mirror", () => {
  fc.assert(
    fc.property(anyTrain(15), anyTrain(15), (a, b) => {
      expect(crossCorrelogram(b, a, options).counts).toEqual(crossCorrelogram(a, b, options).counts.reverse());
      const { counts } = autoCorrelogram(a, options);
      expect(counts.slice().reverse()).toEqual(counts);
    }),
    seeded,
  );
});

test("a clock meets itself at the multiples of its interval only", () => {
  const { counts } = autoCorrelogram(clock(0.1, { stop: 10 }), { width: 0.02, reach: 0.2 });
  expect(Array.from(counts)).toEqual([98, 0, 0, 0, 0, 99, 0, 0, 0, 0, 0, 0, 0, 0, 0, 99, 0, 0, 0, 0, 98]);
});

test("independent Poisson processes fire at their own rate at every lag", () => {
  const { rates } = crossCorrelogram(poisson(20, 2000, 1), poisson(30, 2000, 2), { width: 0.01, reach: 0.1 });
  // 12,000 pairs a bin
  for (const rate of rates) expect(Math.abs(rate / 30 - 1)).toBeLessThan(4.5 / Math.sqrt(12_000));
});

test("empty trains have no pairs, and only an empty reference no rate", () => {
  expect(crossCorrelogram(ms(1), ms(), options).rates).toEqual(new Float64Array(17));
  const { counts, rates } = crossCorrelogram(ms(), ms(1), options);
  expect(counts).toEqual(new Float64Array(17));
  expect(rates).toEqual(new Float64Array(17).fill(Number.NaN));
  expect(autoCorrelogram(ms(5), options).counts).toEqual(new Float64Array(17));
});

test("bins without width, trains out of order and unending reaches are refused", () => {
  expect(() => autoCorrelogram(ms(1), { width: 0, reach: 1 })).toThrow(/width of a bin/);
  expect(() => autoCorrelogram(ms(1), { width: 1, reach: Number.POSITIVE_INFINITY })).toThrow(/reach/);
  expect(() => crossCorrelogram(ms(1), ms(2, 1), options)).toThrow(/train\[1\]/);
});
