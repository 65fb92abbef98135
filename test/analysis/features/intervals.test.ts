import { expect, test } from "vitest";
import { measureFeatures } from "../../../src/analysis/features/index.ts";
import { grid, sampled } from "./traces.ts";

/** A trace with spikes at known times, of which only the times matter. */
function train(ms: readonly number[], stimulus = { start: 0, stop: 1 }) {
  const times = Float64Array.from(ms, (t) => t / 1000);
  const trace = { ...sampled(grid(1000, 1), () => -65), stimulus };
  return measureFeatures(trace, undefined, { criterion: { by: "times", times, resets: true } });
}

/** Peaks with the intervals given, the first peak at 10 ms. */
function withIntervals(isis: readonly number[]) {
  return train([0, ...isis].map((_, i) => isis.slice(0, i).reduce((sum, isi) => sum + isi, 10)));
}

test("without the first interval 7, the coefficient of variation of 10, 12, 9, 30, 11, 10, 25, 8 ms is 0.5771787381", () => {
  const { ISI_CV, irregularity_index, ISI_values } = withIntervals([7, 10, 12, 9, 30, 11, 10, 25, 8]);
  expect(ISI_CV.values[0]).toBeCloseTo(0.5771787381, 9);
  expect(irregularity_index.values[0]).toBeCloseTo((2 + 3 + 21 + 19 + 1 + 15 + 17) / 7000, 12);
  expect(ISI_values.values).toHaveLength(8);
});

test("geometric intervals of ratio 1.1 adapt by 0.1/2.1, and ln(interval) rises by ln 1.1 each", () => {
  const answers = withIntervals(Array.from({ length: 12 }, (_, i) => 5 * 1.1 ** i));
  expect(answers.adaptation_index.values[0]).toBeCloseTo(0.1 / 2.1, 12);
  expect(answers.adaptation_index2.values[0]).toBeCloseTo(0.1 / 2.1, 12);
  expect(answers.ISI_semilog_slope.values[0]).toBeCloseTo(Math.log(1.1), 10);
});

test("intervals that grow as a power of their number have that power as their log slope", () => {
  const { ISI_log_slope } = withIntervals([3, ...Array.from({ length: 9 }, (_, i) => 4 * (i + 1) ** 0.7)]);
  expect(ISI_log_slope.values[0]).toBeCloseTo(0.7, 10);
});

test("steady firing has an adaptation index of 0, faster and faster firing a negative one", () => {
  expect(withIntervals(Array(9).fill(20)).adaptation_index.values[0]).toBeCloseTo(0, 12);
  expect(withIntervals([30, 28, 26, 24, 22]).adaptation_index2.values[0]).toBeLessThan(-0.03);
});

test("the inverse of the n-th interval is in Hz", () => {
  const answers = withIntervals([4, 5, 10, 20, 25, 50]);
  const inverses = [
    "inv_first_ISI",
    "inv_second_ISI",
    "inv_third_ISI",
    "inv_fourth_ISI",
    "inv_fifth_ISI",
    "inv_last_ISI",
  ] as const;
  inverses.forEach((name, i) => {
    expect(answers[name].values[0], name).toBeCloseTo([250, 200, 100, 50, 40, 20][i]!, 8);
  });
  expect(answers.doublet_ISI.values[0]).toBeCloseTo(4e-3, 12);
});

test("three bursts of four spikes, 4 ms apart and 100 ms between them, are three bursts", () => {
  const { burst_number, burst_mean_freq } = train([0, 100, 200].flatMap((t) => [0, 4, 8, 12].map((ms) => 10 + t + ms)));
  expect([...burst_number.values]).toEqual([3]);
  expect([...burst_mean_freq.values]).toEqual([4, 4, 4].map((n) => expect.closeTo(n / 12e-3, 6)));
});

test("steady firing has no bursts, and says so", () => {
  const { burst_number, burst_mean_freq } = withIntervals(Array(9).fill(20));
  expect([...burst_number.values]).toEqual([0]);
  expect(burst_mean_freq).toMatchObject({ values: new Float64Array(), reason: expect.stringContaining("no pause") });
});

test("no spike and one spike leave the intervals empty, with the count as the reason", () => {
  expect(train([]).all_ISI_values).toEqual({
    values: new Float64Array(),
    places: [],
    reason: "the trace has no spike; this needs 2",
  });
  expect(train([50]).ISI_CV.reason).toBe("the trace has one spike; this needs 4");
  expect(train([50]).time_to_last_spike.values[0]).toBeCloseTo(0.05, 12);
  expect([...train([]).spike_count.values]).toEqual([0]);
});

test("spikes outside the stimulus count for the trace, not for the stimulus", () => {
  const answers = train([50, 200, 300, 450, 800], { start: 0.1, stop: 0.5 });
  expect([...answers.spike_count.values, ...answers.spike_count_stimint.values]).toEqual([5, 3]);
  expect(answers.mean_frequency.values[0]).toBeCloseTo(3 / 0.35, 10);
  expect([...answers.number_initial_spikes.values]).toEqual([0]);
});
