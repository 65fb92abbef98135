import { describe, expect, test } from "vitest";
import { detectSpikes, measureFeatures } from "../../../src/analysis/features/index.ts";
import { grid, noise, polygon, sampled, triangle } from "./traces.ts";

const train = sampled(grid(100, 0.01), polygon([[0, -65], ...triangle(20), ...triangle(60), [100, -65]]));

test("a crossing lies where the straight line between two samples passes the threshold", () => {
  const { time, voltage } = sampled(
    [0, 1, 2, 3],
    polygon([
      [0, -65],
      [1, -60],
      [2, 40],
      [3, -70],
    ]),
  );
  const { spikes } = detectSpikes({ time, voltage }, { by: "threshold", threshold: -0.02 });
  expect(spikes).toHaveLength(1);
  expect(spikes[0]!.time).toBeCloseTo(1.4e-3, 12);
});

test("unevenly spaced samples give the same crossing", () => {
  const times = [0, 3, 20, 20.3, 20.45, 20.9, 21, 21.7, 22.5, 23.2, 30, 33.2, 40];
  const { spikes } = detectSpikes(sampled(times, polygon([[0, -65], ...triangle(20), [40, -65]])));
  expect(spikes.map(({ time }) => time)).toEqual([expect.closeTo(20.45e-3, 12)]);
  expect(spikes[0]!.peakTime).toBeCloseTo(21e-3, 12);
});

test("threshold, slope and known times find the same peaks", () => {
  const peaks = [0.021, 0.061];
  const criteria = [
    { by: "threshold", threshold: -0.02 },
    { by: "slope", slope: 20, height: 0.02 },
    { by: "times", times: Float64Array.of(0.02045, 0.06045), resets: false },
  ] as const;
  for (const criterion of criteria) {
    const found = detectSpikes(train, criterion).spikes.map(({ peakTime }) => peakTime);
    expect(found, criterion.by).toEqual(peaks.map((peak) => expect.closeTo(peak, 12)));
  }
});

describe("at the ends of a trace", () => {
  test("a trace that begins above the threshold has no spike before it has been below", () => {
    const from = train.time.findIndex((t) => t >= 0.0212);
    const cut = { time: train.time.slice(from), voltage: train.voltage.slice(from) };
    expect(cut.voltage[0]).toBeGreaterThan(-0.02);
    expect(detectSpikes(cut).spikes.map(({ peakTime }) => peakTime)).toEqual([expect.closeTo(0.061, 12)]);
  });

  test.each([0.0608, 0.0615])(
    "a trace that ends in a spike, at %d s, does not count it, and says where it begins",
    (end) => {
      const to = train.time.findIndex((t) => t >= end);
      const cut = { time: train.time.slice(0, to), voltage: train.voltage.slice(0, to) };
      const { spikes, unfinished } = detectSpikes(cut);
      expect(spikes).toHaveLength(1);
      expect(unfinished).toBeCloseTo(0.06045, 12);
      expect(measureFeatures(cut, ["all_ISI_values"]).all_ISI_values.reason).toContain("ends in another");
    },
  );

  test("a trace that stays above the threshold has none", () => {
    expect(detectSpikes(sampled(grid(10, 0.1), () => 0))).toEqual({ spikes: [] });
  });
});

test("noise at the threshold makes spikes of its own without hysteresis, and none with 5 mV", () => {
  const random = noise(1);
  const noisy = { ...train, voltage: train.voltage.map((v) => v + 1.5e-3 * random()) };
  const count = (hysteresis: number) =>
    detectSpikes(noisy, { by: "threshold", threshold: -0.02, hysteresis }).spikes.length;
  expect(count(0)).toBeGreaterThan(2);
  expect(count(5e-3)).toBe(2);
});

test("a rise that is steep but not high is no spike of the slope criterion", () => {
  const small = sampled(
    grid(40, 0.05),
    polygon([
      [0, -65],
      [20, -65],
      [20.5, -50],
      [21, -65],
      [40, -65],
    ]),
  );
  expect(detectSpikes(small, { by: "slope", slope: 20, height: 0.02 }).spikes).toEqual([]);
  expect(detectSpikes(small, { by: "slope", slope: 20, height: 0.01 }).spikes).toHaveLength(1);
});

test("a fall between two samples is a reset, which is no fall of a true action potential", () => {
  const sawtooth = sampled(grid(30, 0.1), (ms) => -65 + 1.5 * ((ms + 1e-9) % 10));
  const { spikes } = detectSpikes(sawtooth, { by: "reset", drop: 0.01 });
  expect(spikes.map(({ time }) => time)).toEqual([9.9e-3, 19.9e-3, 29.9e-3].map((t) => expect.closeTo(t, 12)));
  expect(spikes.every(({ reset }) => reset)).toBe(true);
  expect(detectSpikes(train, { by: "reset", drop: 0.01 }).spikes).toEqual([]);
});

test("what is no trace or criterion is refused with both sides", () => {
  const { time, voltage } = train;
  const refused = (trace: object, criterion?: object) =>
    expect(() => detectSpikes({ time, voltage, ...trace }, criterion as never));
  refused({ voltage: voltage.slice(1) }).toThrow("voltage has 10000 samples, but time has 10001");
  refused({ voltage: voltage.map((v, k) => (k === 7 ? Number.NaN : v)) }).toThrow("voltage[7] is NaN");
  refused({ time: time.map((t, k) => (k === 3 ? 0 : t)) }).toThrow("time must ascend, but time[3] is 0 after");
  refused({ time: time.slice(0, 1), voltage: voltage.slice(0, 1) }).toThrow("needs at least 2 samples, but has 1");
  refused({ stimulus: { start: 2, stop: 1 } }).toThrow("starts at 2 s and stops at 1 s");
  refused({}, { by: "threshold", threshold: Number.NaN }).toThrow("threshold must be a finite number, but is NaN");
  refused({}, { by: "reset", drop: 0 }).toThrow("drop must be greater than 0, but is 0");
  refused({}, { by: "times", times: Float64Array.of(2, 1), resets: true }).toThrow("times[1] is 1");
});
