import { describe, expect, test } from "vitest";
import { featureNames, measureFeatures, traceFeatures } from "../../../src/analysis/features/index.ts";
import { grid, polygon, sampled, triangle } from "./traces.ts";

const every = 0.01;
const course = polygon([[0, -65], ...triangle(20), ...triangle(60), [100, -65]]);
const trace = { ...sampled(grid(100, every), course), stimulus: { start: 0.01, stop: 0.09 } };
const measured = measureFeatures(trace);
/** Half a sample: a corner has no time of its own on the slope between samples. */
const corner = (every / 2) * 1e-3;

describe("a triangular spike has", () => {
  const exact = {
    peak_time: [0.021, 0.061],
    peak_voltage: [0.035, 0.035],
    AP_width: [1.65e-3, 1.65e-3],
    AHP_depth_abs: [-0.075, -0.075],
    AHP_depth: [-0.01, -0.01],
    AHP_time_from_peak: [2.2e-3, 2.2e-3],
    AP_peak_upstroke: [100, 100],
    AP_peak_downstroke: [-50, -50],
    min_voltage_between_spikes: [-0.075],
    all_ISI_values: [0.04],
    time_to_first_spike: [0.011],
    spike_count_stimint: [2],
    mean_frequency: [2 / 0.051],
  } as const;
  test.each(Object.entries(exact))("%s %j", (name, values) => {
    const { values: found, places, reason } = measured[name as keyof typeof exact];
    expect([...found]).toEqual(values.map((value) => expect.closeTo(value, 9)));
    expect(places).toHaveLength(values.length);
    expect(reason).toBeUndefined();
  });

  test("its onset where the upstroke begins, within half a sample", () => {
    const within = (name: keyof typeof measured, wanted: number, tolerance: number) => {
      for (const value of measured[name].values) expect(Math.abs(value - wanted), name).toBeLessThanOrEqual(tolerance);
      expect(measured[name].values, name).toHaveLength(2);
    };
    [...measured.AP_begin_time.values].forEach((time, i) => {
      expect(Math.abs(time - [0.02, 0.06][i]!)).toBeLessThanOrEqual(corner);
    });
    within("AP_begin_voltage", -0.065, 1e-12 + 100 * corner);
    within("AP_amplitude", 0.1, 1e-12 + 100 * corner);
    within("AP_duration_half_width", 1.5e-3, 1.5 * corner);
    within("AP_rise_time", 1e-3, corner);
    within("AP_fall_time", 2.2e-3, corner);
    within("AP_duration", 3.2e-3, 2 * corner);
    within("AP_rise_rate", 100, 0.6);
    within("AP_fall_rate", -50, 0.2);
  });

  test("a fast afterhyperpolarisation of 10 mV below its onset, for all spikes but the last", () => {
    expect([...measured.fast_AHP.values]).toEqual([expect.closeTo(0.01, 3)]);
  });
});

test("every value is read where its place says", () => {
  const [width] = measured.AP_width.places;
  expect(width).toEqual({
    kind: "points",
    points: [
      { time: expect.closeTo(0.02045, 9), voltage: -0.02 },
      { time: expect.closeTo(0.0221, 9), voltage: -0.02 },
    ],
  });
  for (const name of featureNames) {
    const { values, places } = measured[name];
    expect(places.length, name).toBe(values.length);
    for (const place of places)
      for (const point of place.kind === "points" ? place.points : [{ time: place.start }, { time: place.stop }])
        expect(point.time >= 0 && point.time <= 0.1, name).toBe(true);
  }
});

test("each feature has a value or a reason on a flat trace, a single spike, a half spike and a ramp, and none is NaN", () => {
  const one = polygon([[0, -65], ...triangle(20), [100, -65]]);
  const courses = [() => -65, one, (ms: number) => one(ms + 21.2), (ms: number) => -70 + ms, course];
  const windows = [
    undefined,
    { start: 0.01, stop: 0.09 },
    { start: 0.05, stop: 0.5 },
    { start: 0, stop: 0.02 },
    { start: 3, stop: 4 },
  ];
  for (const v of courses)
    for (const stimulus of windows) {
      const answers = measureFeatures({ ...sampled(grid(100, 0.05), v), ...(stimulus ? { stimulus } : {}) });
      for (const name of featureNames) {
        const { values, reason } = answers[name];
        expect(values.every(Number.isFinite), name).toBe(true);
        if (values.length === 0) expect(reason?.length ?? 0, name).toBeGreaterThan(10);
      }
    }
});

test("a spike that is cut by the trace's end keeps what is before the cut", () => {
  const to = trace.time.findIndex((t) => t >= 0.0625);
  const cut = measureFeatures({ time: trace.time.slice(0, to), voltage: trace.voltage.slice(0, to) });
  expect(cut.AP_amplitude.values).toHaveLength(2);
  expect(cut.AP_fall_time.values).toHaveLength(1);
  expect(cut.AP_fall_time.reason).toBe("the trace ends in the downstroke");
});

test("the table says the unit and the meaning of at least 45 features", () => {
  expect(featureNames.length).toBeGreaterThanOrEqual(45);
  for (const name of featureNames) expect(traceFeatures[name].meaning.length, name).toBeGreaterThan(8);
});

test("an unknown feature is refused by name, with those there are", () => {
  expect(() => measureFeatures(trace, ["AP_amplitud" as never])).toThrow(
    /no feature "AP_amplitud"; there are peak_time/,
  );
});
