import { describe, expect, test } from "vitest";
import { type FeatureOptions, measureFeatures } from "../../../src/analysis/features/index.ts";
import { simulate, spikesOf, traceOf } from "../../../src/index.ts";
import { withReference } from "../../shared.ts";

/** Runs a document and measures its only neuron's v; `every` in ms. */
function answer(document: object, every: number, stimulus: { start: number; stop: number; amplitude?: number }) {
  const sampling = { dt: `${every} ms`, record: { variables: ["v"], every: `${every} ms` } };
  const result = simulate({ ...document, ...sampling } as unknown as Parameters<typeof simulate>[0]);
  const trace = { time: result.traces.times, voltage: traceOf(result, "v", 0), stimulus };
  const times = spikesOf(result, 0);
  return { times, measure: (options?: FeatureOptions) => measureFeatures(trace, undefined, options) };
}

const step = (amplitude: string, start: number, stop: number) => [
  { stimulus: "step", amplitude, start: `${start} ms`, stop: `${stop} ms` },
];

describe("a leaky integrate-and-fire neuron", () => {
  test("has its own R = 10 MOhm and tau_m = 8 ms below threshold", () => {
    const { measure } = answer({ model: "lif", input: step("-1 nA", 50, 250), duration: "300 ms" }, 0.1, {
      start: 0.05,
      stop: 0.25,
      amplitude: -1e-9,
    });
    const { ohmic_input_resistance, time_constant, decay_time_constant_after_stim, AP_amplitude } = measure();
    expect(ohmic_input_resistance.values[0]! / 1e7).toBeCloseTo(1, 8);
    expect(time_constant.values[0]).toBeCloseTo(8e-3, 9);
    expect(decay_time_constant_after_stim.values[0]).toBeCloseTo(8e-3, 9);
    expect(AP_amplitude).toMatchObject({ reason: "the trace has no spike; this needs one" });
  });

  // ISI = t_ref + tau ln((R I + E_L - v_reset)/(R I + E_L - v_th)) with 3 nA.
  const isi = 2e-3 + 8e-3 * Math.log(25 / 10);
  const { times, measure } = answer({ model: "lif", input: step("3 nA", 50, 250), duration: "300 ms" }, 0.1, {
    start: 0.05,
    stop: 0.25,
  });

  test("fires evenly, and known spike times carry that to the features exactly", () => {
    const { all_ISI_values, AHP_depth_abs, adaptation_index, time_to_first_spike } = measure({
      criterion: { by: "times", times, resets: true },
    });
    for (const value of all_ISI_values.values) expect(value).toBeCloseTo(isi, 12);
    for (const value of AHP_depth_abs.values) expect(value).toBeCloseTo(-0.065, 12);
    expect(adaptation_index.values[0]).toBeCloseTo(0, 12);
    expect(time_to_first_spike.values[0]).toBeCloseTo(8e-3 * Math.log(30 / 10), 12);
  });

  test("shows its resets in the trace, each within a sample before the time of the spike", () => {
    const { peak_time, peak_voltage } = measure({ criterion: { by: "reset", drop: 5e-3 } });
    expect(peak_time.values).toHaveLength(times.length);
    peak_time.values.forEach((time, i) => {
      expect(times[i]! - time).toBeGreaterThanOrEqual(0);
      expect(times[i]! - time).toBeLessThanOrEqual(1e-4 + 1e-12);
    });
    // The last sample before the reset is at most one sample's rise, (R I + E_L - v_th)/tau 0.1 ms, below the threshold.
    for (const v of peak_voltage.values) expect(-0.05 - v).toBeLessThanOrEqual(0.011 * (0.1 / 8));
  });

  test("has no action potential: no upstroke of 10 V/s, no downstroke, no crossing of -20 mV", () => {
    const answers = measure({ criterion: { by: "times", times, resets: true } });
    expect(answers.AP_begin_voltage).toMatchObject({
      values: new Float64Array(),
      reason: "dV/dt stays below 10 V/s before the peak: there is no upstroke",
    });
    expect(answers.AP_fall_time.reason).toBe("the spike ends in a reset: there is no downstroke");
    expect([...measure().spike_count.values]).toEqual([0]);
  });
});

test("an exponential neuron begins its spike where (E_L - V + R I + Delta e^((V - V_T)/Delta))/tau = 10 V/s", () => {
  const document = { model: "eif", input: step("0.8 nA", 10, 80), duration: "80 ms" };
  const { times, measure } = answer(document, 0.002, { start: 0.01, stop: 0.08 });
  const { AP_begin_voltage, AP_phaseslope } = measure({ criterion: { by: "times", times, resets: true } });
  const steepness = (V: number) => (-0.065 - V + 0.016 + 0.002 * Math.exp((V + 0.055) / 0.002)) / 0.012;
  let [low, high] = [-0.055, -0.03];
  while (high - low > 1e-12) {
    const middle = (low + high) / 2;
    if (steepness(middle) < 10) low = middle;
    else high = middle;
  }
  expect(AP_begin_voltage.values.length).toBeGreaterThan(3);
  // On the phase plot the slope is f'(V) = (e^((V - V_T)/Delta) - 1)/tau.
  const slope = (Math.exp((low + 0.055) / 0.002) - 1) / 0.012;
  for (const value of AP_begin_voltage.values) expect(Math.abs(value - low)).toBeLessThan(1e-6);
  // It is read at a sample, at most half a step of 2 us away, in which it changes by 10 V/s/(2 mV) 1 us.
  for (const value of AP_phaseslope.values) expect(Math.abs(value / slope - 1)).toBeLessThan(5e-3);
});

test("the action potential of Hodgkin and Huxley: each feature converges as finer samples approach the course", () => {
  const document = { model: "hodgkin-huxley", input: step("10 uA/cm**2", 10, 60), duration: "60 ms" };
  const names = ["AP_begin_voltage", "AP_begin_time", "AP_duration_half_width", "AP_amplitude"] as const;
  const at = (every: number) => answer(document, every, { start: 0.01, stop: 0.06 }).measure();
  const [coarse, fine, finest] = [at(0.04), at(0.02), at(0.0025)];
  for (const name of names) {
    const far = Math.abs(coarse[name].values[0]! - finest[name].values[0]!);
    const near = Math.abs(fine[name].values[0]! - finest[name].values[0]!);
    expect(near, name).toBeLessThan(far);
    expect(near / Math.abs(finest[name].values[0]!), name).toBeLessThan(1e-3);
  }
  expect(Math.abs(fine.AHP_depth_abs.values[0]! - finest.AHP_depth_abs.values[0]!)).toBeLessThan(1e-8);
  // E_K = -77 mV and E_Na = 50 mV bound the potential.
  for (const v of finest.peak_voltage.values) expect(v).toBeLessThan(0.05);
  for (const v of finest.AHP_depth_abs.values) expect(v).toBeGreaterThan(-0.077);
  expect(finest.AP_duration_half_width.values).toHaveLength(finest.spike_count.values[0]!);
});

withReference("neurodynex/hh.json", (reference) => {
  test("its spikes pass 50 mV above rest at the converged times of the reference", () => {
    const { expected } = reference.read<{ converged_spike_times_ms: number[] }>("HH-03-getting-started-dt0.1");
    const document = { model: "hodgkin-huxley-1952", input: step("7.2 uA", 10, 46), duration: "70 ms" };
    const { measure } = answer(document, 0.01, { start: 0.01, stop: 0.046 });
    const { AP_width } = measure({ criterion: { by: "threshold", threshold: 0.05 } });
    const passed = AP_width.places.map((place) =>
      place.kind === "points" ? 1000 * place.points[0]!.time : Number.NaN,
    );
    expect(passed).toHaveLength(3);
    passed.forEach((ms, i) => {
      expect(Math.abs(ms - expected.converged_spike_times_ms[i]!)).toBeLessThan(1e-3);
    });
  });
});
