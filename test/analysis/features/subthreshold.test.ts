import { describe, expect, test } from "vitest";
import { measureFeatures, type StimulusWindow } from "../../../src/analysis/features/index.ts";
import { grid, noise, sampled } from "./traces.ts";

/** -50 pA on a membrane of 100 MOhm and 20 ms from 200 to 700 ms: -5 mV. */
const stimulus = { start: 0.2, stop: 0.7, amplitude: -50e-12 };
const passive = (ms: number) => {
  if (ms < 200) return -65;
  if (ms < 700) return -65 - 5 * (1 - Math.exp(-(ms - 200) / 20));
  return -65 - 5 * (1 - Math.exp(-25)) * Math.exp(-(ms - 700) / 20);
};
const measure = (course: (ms: number) => number, times = grid(1000, 0.1), window: StimulusWindow = stimulus) =>
  measureFeatures({ ...sampled(times, course), stimulus: window });

describe("a membrane of 100 MOhm and 20 ms under -50 pA", () => {
  const answers = measure(passive);
  test.each([
    ["voltage_base", -0.065],
    ["steady_state_voltage_stimend", -0.07],
    ["voltage_deflection", -0.005],
    ["voltage_deflection_vb_ssse", -0.005],
    ["ohmic_input_resistance", 100e6],
    ["ohmic_input_resistance_vb_ssse", 100e6],
    ["time_constant", 0.02],
    ["decay_time_constant_after_stim", 0.02],
    ["minimum_voltage", -0.07],
    ["sag_ratio2", 1],
  ] as const)("has %s %d", (name, value) => {
    expect(answers[name].values).toHaveLength(1);
    expect(Math.abs(answers[name].values[0]! / value - 1)).toBeLessThan(1e-7);
  });

  test("has no sag", () => {
    expect(answers.sag_amplitude.values[0]).toBeLessThan(1e-8);
  });

  test("is measured the same on unevenly spaced samples", () => {
    const random = noise(5);
    const uneven = grid(1000, 0.1).filter((ms) => Number.isInteger(ms) || random() > 0);
    const again = measure(passive, uneven);
    expect(again.time_constant.values[0]).toBeCloseTo(0.02, 9);
    expect(again.ohmic_input_resistance.values[0]! / 1e8).toBeCloseTo(1, 8);
    expect(again.voltage_base.values[0]).toBeCloseTo(-0.065, 12);
  });

  test("gives its time constant within 3 % through 0.2 mV of noise, its resistance within 1 %", () => {
    const random = noise(11);
    const noisy = measure((ms) => passive(ms) + 0.2 * Math.sqrt(3) * random());
    expect(Math.abs(noisy.time_constant.values[0]! / 0.02 - 1)).toBeLessThan(0.03);
    expect(Math.abs(noisy.ohmic_input_resistance_vb_ssse.values[0]! / 1e8 - 1)).toBeLessThan(0.01);
  });

  test("has the amplitude of the recorded current where none is named", () => {
    const { time, voltage } = sampled(grid(1000, 0.1), passive);
    const current = time.map((t) => (t >= 0.2 && t < 0.7 ? -40e-12 : 10e-12));
    const { ohmic_input_resistance } = measureFeatures({ time, voltage, current, stimulus: { start: 0.2, stop: 0.7 } });
    expect(ohmic_input_resistance.values[0]! / 1e8).toBeCloseTo(1, 6);
    expect(measureFeatures({ time, voltage, stimulus: { start: 0.2, stop: 0.7 } }).ohmic_input_resistance.reason).toBe(
      "neither the stimulus's amplitude nor the current is given",
    );
  });
});

test("the sag of -10 (1 - e^(-t/10)) + 4 (1 - e^(-t/50)) mV ends 6 mV below rest, its trough lies at 12.5 ln 12.5 ms", () => {
  const sag = (ms: number) => -65 - 10 * (1 - Math.exp(-ms / 10)) + 4 * (1 - Math.exp(-ms / 50));
  // The derivative, -e^(-t/10) + 4/50 e^(-t/50), is 0 at t = ln(50/4)/(1/10 - 1/50).
  const deepest = 12.5 * Math.log(12.5);
  const [lowest, steady] = [sag(deepest), -71];
  const answers = measure((ms) => (ms < 200 ? -65 : sag(ms - 200)), grid(1300, 0.1), { ...stimulus, stop: 1.2 });
  expect(answers.sag_amplitude.values[0]).toBeCloseTo((steady - lowest) / 1000, 7);
  expect(answers.sag_ratio1.values[0]).toBeCloseTo((steady - lowest) / (-65 - lowest), 5);
  expect(answers.sag_ratio2.values[0]).toBeCloseTo((-65 - steady) / (-65 - lowest), 5);
  expect(answers.sag_amplitude.places[0]).toMatchObject({
    points: [{ time: expect.closeTo((200 + deepest) / 1000, 4) }, {}],
  });
});

describe("what a trace does not hold has no value but a reason", () => {
  test("a trace that is shorter than the stimulus has no steady state, but a minimum", () => {
    const answers = measure(passive, grid(600, 0.1));
    expect(answers.steady_state_voltage_stimend.reason).toBe(
      "the last tenth of the stimulus, 650 ms to 700 ms, is not within the trace, 0 ms to 600 ms",
    );
    expect(answers.minimum_voltage.values[0]).toBeCloseTo(-0.07, 9);
    expect(answers.time_constant.values[0]).toBeCloseTo(0.02, 8);
    expect(answers.voltage_after_stim.values).toHaveLength(0);
  });

  test("a stimulus from the first sample on leaves no base", () => {
    const answers = measure((ms) => passive(ms + 200), grid(400, 0.1), { start: 0, stop: 0.5, amplitude: -50e-12 });
    expect(answers.voltage_base.reason).toBe("the time before the stimulus is empty");
    expect(answers.time_constant.values[0]).toBeCloseTo(0.02, 8);
  });

  test("a depolarisation has no sag, a straight line no time constant, and no stimulus no window", () => {
    expect(measure((ms) => -130 - passive(ms)).sag_ratio1.reason).toContain("does not hyperpolarise");
    expect(measure((ms) => -65 - 0.01 * ms).time_constant.reason).toContain("not an exponential");
    const { voltage_base } = measureFeatures(sampled(grid(100, 1), () => -65));
    expect(voltage_base.reason).toContain("names no stimulus");
  });

  test("a stimulus of 0 A has no resistance", () => {
    const { ohmic_input_resistance } = measure(passive, undefined, { ...stimulus, amplitude: 0 });
    expect(ohmic_input_resistance.reason).toContain("amplitude of 0");
  });
});
