import fc from "fast-check";
import { expect, test } from "vitest";
import { gaussianPairSum } from "../../src/analysis/gauss-sum.ts";
import {
  fanoFactor,
  kernelRate,
  meanFiringRate,
  optimalBandwidth,
  optimalBinWidth,
  spikeCounts,
  spikesBetween,
  timeHistogram,
} from "../../src/index.ts";
import { anyTrain, clock, ms, poisson, seeded } from "./trains.ts";

test("an observation holds its start and not its stop", () => {
  const train = ms(1, 2, 3, 4, 5);
  expect(spikesBetween(train, { start: 0.002, stop: 0.005 })).toEqual(ms(2, 3, 4));
  expect(spikesBetween(train, { start: 2.999999e-3, stop: 5e-3 })).toEqual(ms(3, 4));
  expect(spikesBetween(ms(), { stop: 1 })).toEqual(ms());
  expect(spikesBetween(ms(2, 2, 3), { start: 0.002, stop: 0.003 })).toEqual(ms(2, 2));
});

test.each([
  { start: 1, stop: 1 },
  { start: 1, stop: 0 },
  { stop: -1 },
  { stop: Number.NaN },
  { stop: Number.POSITIVE_INFINITY },
])("an observation of %o is refused", (observation) => {
  expect(() => spikesBetween(ms(1), observation)).toThrow(RangeError);
  expect(() => meanFiringRate(ms(1), observation)).toThrow(/stops after it starts/);
});

test("the rate is spikes per second of observation", () => {
  expect(meanFiringRate(ms(100, 200, 700), { stop: 0.5 })).toBe(4);
  expect(meanFiringRate(ms(), { stop: 0.5 })).toBe(0);
});

test("a spike on the grid is in the bin that begins there, although 0.3/0.1 is below 3", () => {
  const onGrid = Float64Array.from({ length: 1000 }, (_, k) => k * 0.1);
  expect(spikeCounts(onGrid, 0.1, { stop: 100 })).toEqual(new Float64Array(1000).fill(1));
  expect(spikeCounts(ms(), 0.25, { stop: 1 })).toEqual(new Float64Array(4));
});

test("counts of bins add up to the spikes of the observation", () => {
  fc.assert(
    fc.property(anyTrain(30), fc.integer({ min: 1, max: 40 }), (train, bins) => {
      const observation = { start: 0.1, stop: 0.9 };
      const counts = spikeCounts(train, 0.8 / bins, observation);
      expect(counts).toHaveLength(bins);
      expect(counts.reduce((a, b) => a + b, 0)).toBe(
        train.filter((t) => t >= 0.1 && t < 0.9 - 1e-6 * (0.8 / bins)).length,
      );
    }),
    seeded,
  );
});

test("an observation that is not a whole number of bins is refused with a width that is", () => {
  expect(() => spikeCounts(ms(), 0.3, { stop: 1 })).toThrow(/such as 0.3333/);
  expect(() => spikeCounts(ms(), 3, { stop: 1 })).toThrow(RangeError);
  expect(() => spikeCounts(ms(), 0, { stop: 1 })).toThrow(/width of a bin/);
});

test("the Fano factor of 1, 2, 3 is 1/3 over n, 1/2 over n - 1; of a Poisson process 1; of a clock 0", () => {
  expect(fanoFactor([1, 2, 3])).toBeCloseTo(1 / 3, 12);
  expect(fanoFactor([1, 2, 3], { divisor: "sample" })).toBeCloseTo(1 / 2, 12);
  // 10^4 counts: the standard error is sqrt(2/n)
  expect(Math.abs(fanoFactor(spikeCounts(poisson(30, 1000, 1), 0.1, { stop: 1000 })) - 1)).toBeLessThan(0.05);
  expect(fanoFactor(spikeCounts(clock(0.1, { stop: 10 }), 1, { stop: 10 }))).toBe(0);
  for (const none of [[], [0, 0]]) expect(fanoFactor(none)).toBeNaN();
  expect(() => fanoFactor([1, -1])).toThrow(/counts\[1\]/);
});

test("a histogram of two repeats is the mean rate in each bin", () => {
  const { times, rates } = timeHistogram([ms(10, 20, 160), ms(110)], 0.1, { stop: 0.2 });
  expect(Array.from(times)).toEqual([0.05, 0.15].map((t) => expect.closeTo(t, 12)));
  expect(Array.from(rates)).toEqual([10, 10].map((r) => expect.closeTo(r, 12)));
  expect(() => timeHistogram([], 0.1, { stop: 0.2 })).toThrow(/at least one train/);
});

test("one spike gives one Gaussian, and a kernel rate integrates to the number of spikes", () => {
  const sigma = 0.01;
  const { rates } = kernelRate([ms(500)], sigma, Float64Array.of(0.5, 0.51, 0.7));
  expect(rates[0]).toBeCloseTo(1 / (Math.sqrt(2 * Math.PI) * sigma), 10);
  expect(rates[1]! / rates[0]!).toBeCloseTo(Math.exp(-0.5), 12);
  expect(rates[2]).toBe(0);
  const grid = Float64Array.from({ length: 2001 }, (_, k) => k / 1000 - 0.5);
  const many = kernelRate([ms(200, 210, 400), ms(900), ms()], 0.02, grid);
  expect(many.rates.reduce((sum, rate) => sum + rate / 1000, 0)).toBeCloseTo(4 / 3, 10);
  expect(() => kernelRate([ms(1)], 0, grid)).toThrow(/bandwidth/);
  expect(() => kernelRate([ms(1)], 1, Float64Array.of(Number.NaN))).toThrow(RangeError);
});

test("the optimal bandwidth of two spikes solves the derivative of its cost", () => {
  // C(w) = (1 + e^(-x²/4) - 2√2 e^(-x²/2))/(√π w), x = d/w, is stationary where
  // (1 + e^(-x²/4) - 2√2 e^(-x²/2)) = x²/2 e^(-x²/4) - 2√2 x² e^(-x²/2)
  const w = optimalBandwidth([Float64Array.of(0.4, 0.5)], { stop: 1 });
  const x = 0.1 / w;
  const [wide, narrow] = [Math.exp((-x * x) / 4), 2 * Math.SQRT2 * Math.exp((-x * x) / 2)];
  expect(Math.abs(1 + wide - narrow - (x * x * wide) / 2 + x * x * narrow)).toBeLessThan(1e-4);
});

test("the sum of Gaussians over all pairs of spikes, by boxes, is the double sum", () => {
  fc.assert(
    fc.property(anyTrain(60), fc.double({ min: 1e-4, max: 10, noNaN: true }), (train, s) => {
      const one = (a: number): number => train.reduce((sum, b) => sum + Math.exp(-(((a - b) / s) ** 2) / 2), 0);
      expect(gaussianPairSum(train, s)).toBeCloseTo(
        train.reduce((sum, a) => sum + one(a), 0),
        11,
      );
    }),
    seeded,
  );
});

test("no bandwidth of a fine scan costs less than the optimal one", () => {
  const train = poisson(60, 1, 11);
  const observation = { stop: 1 };
  const cost = (w: number): number => {
    let sum = 0;
    for (const a of train) {
      for (const b of train) {
        if (a !== b) sum += Math.exp(-(((a - b) / w) ** 2) / 4) - 2 * Math.SQRT2 * Math.exp(-(((a - b) / w) ** 2) / 2);
      }
    }
    return (train.length + sum) / w;
  };
  const best = cost(optimalBandwidth([train], observation, { narrowest: 0.002, widest: 0.5 }));
  for (let k = 0; k <= 400; k++) expect(cost(0.002 * 250 ** (k / 400))).toBeGreaterThan(best - 1e-6 * Math.abs(best));
});

test("a rate that swings fast wants narrower kernels and bins than one that swings slowly", () => {
  const swinging = (frequency: number, seed: number): Float64Array =>
    poisson(400, 2, seed).filter((t) => Math.sin(2 * Math.PI * frequency * t) > 0);
  const observation = { stop: 2 };
  expect(optimalBandwidth([swinging(10, 1)], observation)).toBeLessThan(
    0.4 * optimalBandwidth([swinging(1, 1)], observation),
  );
  expect(optimalBinWidth([swinging(10, 1)], observation).width).toBeLessThan(
    0.6 * optimalBinWidth([swinging(1, 1)], observation).width,
  );
  // half a period of the square wave is 0.5 s: its edges are those of 4 bins or of a multiple
  expect(optimalBinWidth([swinging(1, 1)], observation).bins % 4).toBe(0);
});

test("without spikes or structure the fewest bins win, and no bandwidth or the widest", () => {
  expect(optimalBinWidth([ms()], { stop: 2 })).toEqual({ width: 2, bins: 1, cost: 0 });
  expect(optimalBinWidth([ms(300)], { stop: 2 })).toMatchObject({ bins: 1 });
  expect(optimalBandwidth([ms()], { stop: 2 })).toBeNaN();
  expect(optimalBandwidth([ms(300)], { stop: 2 })).toBeCloseTo(2, 9);
  expect(() => optimalBandwidth([ms(1)], { stop: 1 }, { narrowest: 2 })).toThrow(/wider than the widest/);
  expect(() => optimalBinWidth([ms(1)], { stop: 1 }, { fewest: 0 })).toThrow(/numbers of bins/);
});

test("the cost of a bin width is that of the definition", () => {
  // two trains, 3 and 1 spikes in the halves of 1 s: mean 2, variance 1, cost (2 * 2 - 1)/(2 * 0.5)²
  const found = optimalBinWidth([ms(1, 2), ms(3, 600)], { stop: 1 }, { fewest: 2, most: 2 });
  expect(found).toEqual({ width: 0.5, bins: 2, cost: 3 });
});
