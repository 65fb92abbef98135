import fc from "fast-check";
import { expect, test } from "vitest";
import {
  brianGammaError,
  coincidenceFactor,
  coincidenceReliability,
  coincidences,
  correlationReliability,
  spikeTimeTilingCoefficient,
} from "../../src/index.ts";
import { anyTrain, clock, ms, poisson, seeded } from "./trains.ts";

const data = ms(5, 13, 22, 38, 51, 66, 79, 90);
const model = ms(6, 14.5, 30, 37, 52.5, 70, 79, 88.5);
const options = { precision: 0.002, stop: 0.1 };

test("six coincidences of eight and eight spikes in 100 ms with 2 ms of precision make Γ 0.6323529412", () => {
  expect(coincidences(data, model, 0.002)).toBe(6);
  expect(coincidenceFactor(data, model, options)).toBeCloseTo(0.6323529412, 10);
});

test("Γ of a train with itself is 1, a clock's too", () => {
  for (const train of [data, clock(0.02, { stop: 1 }), ms(3)]) {
    expect(coincidenceFactor(train, train, { precision: 0.002, stop: 1 })).toBeCloseTo(1, 12);
  }
});

test("the mean Γ of Poisson models of any rate is 0", () => {
  for (const rate of [10, 40]) {
    const factors = Array.from({ length: 50 }, (_, seed) =>
      coincidenceFactor(poisson(20, 100, seed), poisson(rate, 100, 1000 + seed), { precision: 0.0005, stop: 100 }),
    );
    const mean = factors.reduce((a, b) => a + b) / 50;
    expect(Math.abs(mean)).toBeLessThan(0.004);
  }
});

test("spikes are paired one to one, and as many as can be", () => {
  expect(coincidences(ms(10, 11), ms(10.5), 0.002)).toBe(1);
  // the nearest partner of 11 is 12, but only 10 leaves 12 to 13.5
  expect(coincidences(ms(11, 13.5), ms(9.5, 12), 0.002)).toBe(2);
  fc.assert(
    fc.property(anyTrain(6), anyTrain(6), (a, b) => {
      expect(coincidences(a, b, 0.1)).toBe(mostPairs(a, b, 0.1 * (1 + 1e-6)));
      expect(coincidences(b, a, 0.1)).toBe(coincidences(a, b, 0.1));
    }),
    seeded,
  );
});

/** The largest number of pairs, by trying all partners of each spike. */
function mostPairs(a: Float64Array, b: Float64Array, precision: number, used: ReadonlySet<number> = new Set()): number {
  if (a.length === 0) return 0;
  const rest = a.subarray(1);
  const partners = Array.from(b.keys()).filter((k) => !used.has(k) && Math.abs(b[k]! - a[0]!) <= precision);
  return Math.max(
    mostPairs(rest, b, precision, used),
    ...partners.map((k) => 1 + mostPairs(rest, b, precision, new Set([...used, k]))),
  );
}

test("spikes exactly as far apart as the precision coincide, whatever the rounding", () => {
  for (let k = 1; k < 1000; k++) expect(coincidences(ms(k), ms(k + 2), 0.002)).toBe(1);
  expect(coincidences(ms(10), ms(12.001), 0.002)).toBe(0);
});

test("Γ of a silent train is 0; of two, and where chance would pair all, it is not a number", () => {
  expect(coincidenceFactor(data, ms(), options)).toBe(0);
  expect(coincidenceFactor(ms(), data, options)).toBe(0);
  expect(coincidenceFactor(ms(), ms(), options)).toBeNaN();
  expect(coincidenceFactor(data, data, { precision: 0.007, stop: 0.1 })).toBeNaN();
  expect(() => coincidenceFactor(data, data, { precision: 0, stop: 1 })).toThrow(/precision/);
  expect(() => coincidenceFactor(data, data, { precision: 1, stop: -1 })).toThrow(RangeError);
});

test("Brian's error is that of its formula, and 0 for equal trains", () => {
  const six = ms(0, 2, 4, 6, 8, 10);
  const settings = { precision: 0.0005, stop: 0.012, dt: 0.0001 };
  expect(brianGammaError(six, six, settings)).toBeCloseTo(0, 12);
  // one of six met (at 2 ms); data rate 6/12 ms: chance 0.5, Γ = 2 (1 - 3)/(0.5 * 9), rates differ by half: 1 + 1 - Γ
  expect(brianGammaError(six, ms(1, 2, 3), settings)).toBeCloseTo(2 + 8 / 9, 12);
  // one model spike between two data spikes counts twice
  expect(brianGammaError(ms(10, 11), ms(10.5, 90), { precision: 0.001, stop: 0.1, dt: 0.0001 })).toBeCloseTo(0, 12);
  expect(coincidences(ms(10, 11), ms(10.5, 90), 0.001)).toBe(1);
  // a silent model: Γ = -2 * 0.04/0.96, and 2 for the rate
  expect(brianGammaError(ms(10, 11), ms(), { precision: 0.001, stop: 0.1, dt: 0.0001 })).toBeCloseTo(
    3 + 0.08 / 0.96,
    12,
  );
  expect(() => brianGammaError(ms(), six, settings)).toThrow(/no spikes/);
});

test("the tiling coefficient of two trains is that of Elephant's tests, and symmetric", () => {
  const a = ms(1.3, 7.56, 15.87, 28.23, 30.9, 34.2, 38.2, 43.2);
  const b = ms(1.02, 2.71, 18.82, 28.46, 28.79, 43.6);
  expect(spikeTimeTilingCoefficient(a, b, { reach: 0.005, stop: 0.05 })).toBeCloseTo(0.495860165593, 10);
  expect(spikeTimeTilingCoefficient(b, a, { reach: 0.005, stop: 0.05 })).toBeCloseTo(0.495860165593, 10);
});

test("one spike of two tiled by 2 of 10 s, and the other way round, have a coefficient of 2/3", () => {
  // a at 2, b at 2.5 and 7: P_a 1, T_b 0.4, P_b 1/2, T_a 0.2: ((1 - 0.4)/(1 - 0.4) + (0.5 - 0.2)/(1 - 0.1))/2 = (1 + 1/3)/2
  const found = spikeTimeTilingCoefficient(Float64Array.of(2), Float64Array.of(2.5, 7), { reach: 1, stop: 10 });
  expect(found).toBeCloseTo((1 + 1 / 3) / 2, 12);
});

test("the tiling coefficient is 1 for equal trains, near 0 for independent ones, and never beyond 1 or -1", () => {
  fc.assert(
    fc.property(anyTrain(8), anyTrain(8), (a, b) => {
      const found = spikeTimeTilingCoefficient(a, b, { reach: 0.03, stop: 1 });
      if (a.length === 0 || b.length === 0) expect(found).toBeNaN();
      else expect(Math.abs(found)).toBeLessThanOrEqual(1 + 1e-12);
      if (a.length > 0) expect(spikeTimeTilingCoefficient(a, a, { reach: 0.03, stop: 1 })).toBeCloseTo(1, 12);
    }),
    seeded,
  );
  const apart = spikeTimeTilingCoefficient(poisson(10, 2000, 1), poisson(30, 2000, 2), { reach: 0.01, stop: 2000 });
  expect(Math.abs(apart)).toBeLessThan(0.01);
  expect(() => spikeTimeTilingCoefficient(ms(1), ms(1), { reach: -1, stop: 1 })).toThrow(/reach/);
});

test("two single spikes a distance d apart correlate as e^(-d²/4σ²)", () => {
  expect(correlationReliability([ms(10), ms(14)], 0.002)).toBeCloseTo(Math.exp(-1), 12);
  // pairs 1-1, with d = 0, and twice a silent repeat
  expect(correlationReliability([ms(10), ms(10), ms()], 0.002)).toBeCloseTo(1 / 3, 12);
  expect(correlationReliability([ms(10)], 0.002)).toBeNaN();
  expect(() => correlationReliability([ms(10)], 0)).toThrow(RangeError);
});

test("the correlation of filtered trains is that of the filtered signals", () => {
  const [a, b, sigma] = [ms(100, 130, 400), ms(110, 380), 0.02];
  const grid = Float64Array.from({ length: 6000 }, (_, k) => k / 10_000);
  const filtered = (train: Float64Array): Float64Array =>
    grid.map((t) => train.reduce((sum, spike) => sum + Math.exp(-(((t - spike) / sigma) ** 2) / 2), 0));
  const product = (x: Float64Array, y: Float64Array): number => x.reduce((sum, value, k) => sum + value * y[k]!, 0);
  const [s, t] = [filtered(a), filtered(b)];
  const expected = product(s, t) / Math.sqrt(product(s, s) * product(t, t));
  expect(correlationReliability([a, b], sigma)).toBeCloseTo(expected, 6);
});

test("intrinsic reliability is 1 for equal repeats, and the mean Γ of both orders of a pair", () => {
  expect(coincidenceReliability([data, data, data], options)).toBeCloseTo(1, 12);
  const fewer = data.subarray(0, 5);
  expect(coincidenceReliability([data, fewer], options)).toBeCloseTo(
    (coincidenceFactor(data, fewer, options) + coincidenceFactor(fewer, data, options)) / 2,
    12,
  );
  expect(coincidenceReliability([], options)).toBeNaN();
});
