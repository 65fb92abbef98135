import { expect, test } from "vitest";
import { spikeTriggeredAverage } from "../../src/index.ts";
import { ms, normal, poisson } from "./trains.ts";

const options = { interval: 0.001, before: 0.002, after: 0.001 };
const ramp = Float64Array.from({ length: 11 }, (_, k) => k);

test("around spikes at 4 and 6 ms of a ramp the mean is the ramp around 5 ms", () => {
  const { lags, values, spikes } = spikeTriggeredAverage(ms(4, 6), ramp, options);
  expect(Array.from(lags)).toEqual([-0.002, -0.001, 0, 0.001].map((x) => expect.closeTo(x, 12)));
  expect(Array.from(values)).toEqual([3, 4, 5, 6]);
  expect(spikes).toBe(2);
});

test("a spike between samples sees the straight line between them", () => {
  const { values } = spikeTriggeredAverage(ms(4.25), ramp, options);
  expect(Array.from(values)).toEqual([2.25, 3.25, 4.25, 5.25].map((x) => expect.closeTo(x, 9)));
  const later = spikeTriggeredAverage(ms(104.25), ramp, { ...options, start: 0.1 });
  expect(Array.from(later.values)).toEqual([2.25, 3.25, 4.25, 5.25].map((x) => expect.closeTo(x, 9)));
});

test("spikes too near to an end of the signal are left out and not counted", () => {
  expect(spikeTriggeredAverage(ms(1.9, 2, 9, 9.1), ramp, options).spikes).toBe(2);
  expect(spikeTriggeredAverage(ms(-50, 500), ramp, options).spikes).toBe(0);
});

test("without spikes the average is not a number", () => {
  const { values, spikes } = spikeTriggeredAverage(ms(), ramp, options);
  expect(spikes).toBe(0);
  expect(values).toEqual(new Float64Array(4).fill(Number.NaN));
});

test("spikes that follow large samples by 3 ms average to a signal that is large 3 ms before", () => {
  const noise = normal(200_000, 1);
  const threshold = 2;
  const spikes = Float64Array.from(
    [...noise.keys()].filter((k) => noise[k]! > threshold),
    (k) => (k + 3) / 1000,
  );
  const { lags, values } = spikeTriggeredAverage(spikes, noise, { interval: 0.001, before: 0.01, after: 0.01 });
  // the mean of a normal number above c is φ(c)/(1 - Φ(c)): 2.3732 for 2
  values.forEach((value, k) => {
    const isCause = Math.round(lags[k]! * 1000) === -3;
    expect(Math.abs(value - (isCause ? 2.3732 : 0))).toBeLessThan(0.07);
  });
});

test("unrelated spikes average noise away", () => {
  const { values } = spikeTriggeredAverage(poisson(50, 199, 3), normal(200_000, 2), options);
  for (const value of values) expect(Math.abs(value)).toBeLessThan(0.05);
});

test("negative lags, intervals of 0 and trains out of order are refused", () => {
  expect(() => spikeTriggeredAverage(ms(1), ramp, { ...options, before: -1 })).toThrow(/`before`/);
  expect(() => spikeTriggeredAverage(ms(1), ramp, { ...options, after: Number.NaN })).toThrow(/`after`/);
  expect(() => spikeTriggeredAverage(ms(1), ramp, { ...options, interval: 0 })).toThrow(/sampling interval/);
  expect(() => spikeTriggeredAverage(ms(2, 1), ramp, options)).toThrow(RangeError);
  expect(() => spikeTriggeredAverage(ms(1), ramp, { ...options, start: Number.NaN })).toThrow(/finite time/);
});
