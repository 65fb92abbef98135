import { expect, test } from "vitest";
import {
  coefficientOfVariation,
  coefficientOfVariation2,
  interspikeIntervals,
  localVariation,
  meanInterspikeInterval,
  pooledIntervals,
  revisedLocalVariation,
  summarizeTrain,
} from "../../src/index.ts";
import { clock, ms, poisson } from "./trains.ts";

const intervals = ms(10, 12, 9, 30, 11, 10, 25, 8);

test("the intervals 10, 12, 9, 30, 11, 10, 25, 8 ms have the variations of the literature's formulas", () => {
  expect(coefficientOfVariation(intervals)).toBeCloseTo(0.5399012722, 10);
  expect(coefficientOfVariation(intervals, { divisor: "sample" })).toBeCloseTo(0.5771787381, 10);
  expect(coefficientOfVariation2(intervals)).toBeCloseTo(0.6362812565, 10);
  expect(localVariation(intervals)).toBeCloseTo(0.4220094447, 10);
  expect(revisedLocalVariation(intervals, 0.005)).toBeCloseTo(0.6570155598, 10);
  expect(meanInterspikeInterval(intervals)).toBeCloseTo(0.115 / 8, 15);
});

test("a hundred intervals have the local variation that Elephant's tests expect", () => {
  const hundred = ms(
    ...[1, 28, 4, 47, 5, 16, 2, 5, 21, 12, 4, 12, 59, 2, 4, 18, 33, 25, 2, 34, 4, 1, 1, 14, 8, 1, 10, 1, 8, 20],
    ...[5, 1, 6, 5, 12, 2, 8, 8, 2, 8, 2, 10, 2, 1, 1, 2, 15, 3, 20, 6, 11, 6, 18, 2, 5, 17, 4, 3, 13, 6],
    ...[1, 18, 1, 16, 12, 2, 52, 2, 5, 7, 6, 25, 6, 5, 3, 15, 4, 3, 16, 3, 6, 5, 24, 21, 3, 3, 4, 8, 4, 11],
    ...[5, 7, 5, 6, 8, 11, 33, 10, 7, 4],
  );
  expect(localVariation(hundred)).toBeCloseTo(0.971826029994, 12);
});

test("spikes at 1, 2, 4 ms are 1 and 2 ms apart, with mean 1.5, CV 1/3, CV2 2/3 and LV 1/3", () => {
  const found = interspikeIntervals(ms(1, 2, 4));
  expect(Array.from(found, (interval) => interval * 1000)).toEqual([1, 2].map((x) => expect.closeTo(x, 12)));
  expect(coefficientOfVariation(found)).toBeCloseTo(1 / 3, 12);
  expect(coefficientOfVariation2(found)).toBeCloseTo(2 / 3, 12);
  expect(localVariation(found)).toBeCloseTo(1 / 3, 12);
  // (1 + 4R/3) LV with R = 0.75 ms
  expect(revisedLocalVariation(found, 0.75e-3)).toBeCloseTo(2 / 3, 12);
});

test("a clock does not vary", () => {
  const ticks = interspikeIntervals(clock(0.25, { stop: 8 }));
  expect(coefficientOfVariation(ticks)).toBe(0);
  expect(coefficientOfVariation2(ticks)).toBe(0);
  expect(localVariation(ticks)).toBe(0);
});

test("CV, CV2 and LV of a Poisson process are 1", () => {
  // n = 10^5 intervals: the standard errors are 1/sqrt(n), about 0.7/sqrt(n) and 1.3/sqrt(n)
  const found = interspikeIntervals(poisson(20, 5000, 3));
  for (const measure of [coefficientOfVariation, coefficientOfVariation2, localVariation]) {
    expect(Math.abs(measure(found) - 1)).toBeLessThan(4 / Math.sqrt(1e5));
  }
});

test("a dead time lowers LV in its first order, and LvR in its second only, as their integrals say", () => {
  // intervals R + E, R + E' with exponential E: given s = E + E', E - E' is uniform, so that with u = 2R/(2R + s)
  // LV is the mean of (1 - u)² and LvR of (1 - u)² (1 + 2u) = 1 - 3u² + 2u³, s having the density s e^(-s/m)/m²
  const [dead, m] = [0.001, 0.02];
  const meanOf = (f: (u: number) => number): number => {
    const h = m / 1000;
    let sum = 0;
    for (let s = h / 2; s < 40 * m; s += h)
      sum += ((f((2 * dead) / (2 * dead + s)) * s) / m ** 2) * Math.exp(-s / m) * h;
    return sum;
  };
  const found = interspikeIntervals(poisson(1 / m, 2000, 5)).map((interval) => interval + dead);
  const [lv, lvr] = [meanOf((u) => (1 - u) ** 2), meanOf((u) => 1 - 3 * u ** 2 + 2 * u ** 3)];
  expect(lv).toBeLessThan(0.87);
  expect(lvr).toBeGreaterThan(0.97);
  expect(Math.abs(localVariation(found) - lv)).toBeLessThan(4 / Math.sqrt(1e5));
  expect(Math.abs(revisedLocalVariation(found, dead) - lvr)).toBeLessThan(4 / Math.sqrt(1e5));
});

test("a change of rate raises CV and leaves CV2 and LV near 1", () => {
  const found = interspikeIntervals(
    Float64Array.of(...poisson(5, 400, 7), ...poisson(50, 400, 8).map((time) => time + 400)),
  );
  expect(coefficientOfVariation(found)).toBeGreaterThan(1.3);
  expect(Math.abs(coefficientOfVariation2(found) - 1)).toBeLessThan(0.03);
  expect(Math.abs(localVariation(found) - 1)).toBeLessThan(0.04);
});

test("pooled intervals of two clocks vary, though neither does", () => {
  const pooled = pooledIntervals([ms(0, 1, 2), ms(0, 3, 6), ms(5), ms()]);
  expect(Array.from(pooled, (interval) => Math.round(interval * 1e6))).toEqual([1000, 1000, 3000, 3000]);
  expect(coefficientOfVariation(pooled)).toBeCloseTo(0.5, 12);
});

test("too few spikes have no variation, and spikes at one time no CV", () => {
  for (const train of [ms(), ms(3)]) {
    expect(interspikeIntervals(train)).toHaveLength(0);
    expect(meanInterspikeInterval(interspikeIntervals(train))).toBeNaN();
  }
  for (const few of [ms(), ms(7)]) {
    expect(coefficientOfVariation(few)).toBeNaN();
    expect(coefficientOfVariation2(few)).toBeNaN();
    expect(localVariation(few)).toBeNaN();
    expect(revisedLocalVariation(few, 0.005)).toBeNaN();
  }
  expect(coefficientOfVariation(ms(0, 0))).toBeNaN();
  expect(coefficientOfVariation2(ms(0, 0, 1))).toBe(1);
  expect(revisedLocalVariation(ms(0, 0), 0.005)).toBe(0);
});

test("times out of order, times that are not numbers and negative intervals are refused by place", () => {
  expect(() => interspikeIntervals(ms(1, 3, 2))).toThrow(RangeError);
  expect(() => interspikeIntervals(ms(1, 3, 2))).toThrow(/times\[2\] is 0.002, earlier than times\[1\]/);
  expect(() => interspikeIntervals(Float64Array.of(0, Number.NaN))).toThrow(/times\[1\] is NaN/);
  expect(() => pooledIntervals([ms(1), ms(2, 1)])).toThrow(/trains\[1\]\[1\]/);
  expect(() => coefficientOfVariation(ms(1, -1))).toThrow(/intervals\[1\] is -0.001/);
  expect(() => localVariation(Float64Array.of(Number.NaN))).toThrow(RangeError);
  expect(() => revisedLocalVariation(ms(1, 2), -1)).toThrow(/refractory period/);
});

test("a summary counts the spikes of its observation, and says of intervals what there is to say", () => {
  const summary = summarizeTrain(Float64Array.of(0.5, 1, 2, 4, 8, 9), { start: 1, stop: 9 });
  expect(summary).toMatchObject({ count: 4, rate: 0.5, firstSpike: 1, lastSpike: 8, medianInterval: 2 });
  expect(summary).toMatchObject({ shortestInterval: 1, longestInterval: 4 });
  expect(summary.meanInterval).toBeCloseTo(7 / 3, 12);
  expect(summary.coefficientOfVariation2).toBeCloseTo(2 / 3, 12);
  const even = summarizeTrain(Float64Array.of(0, 1, 3), { stop: 4 });
  expect(even.medianInterval).toBe(1.5);
  const silent = summarizeTrain(ms(), { stop: 2 });
  expect(silent).toMatchObject({ count: 0, rate: 0, firstSpike: Number.NaN, medianInterval: Number.NaN });
  expect(() => summarizeTrain(ms(), { start: 2, stop: 1 })).toThrow(/stops after it starts/);
});
