import { expect, test } from "vitest";
import { fitSine, rate, recording, run, samplesAt, spikes, trace } from "./run.ts";

test("a leaky neuron fires at 1/(t_ref + tau ln(R I/(R I - theta)))", () => {
  // R I in mV for theta = 15 mV, tau = 10 ms, t_ref = 2 ms, and the rate in Hz.
  const table = [
    [16, 33.6407],
    [20, 63.04],
    [30, 111.9636],
    [40, 149.2529],
    [60, 205.0516],
  ] as const;
  const amplitude = table.map(([drive]) => `${drive / 40} nA`);
  const input = [{ stimulus: "constant", amplitude }];
  const trains = spikes({ model: "lif", preset: "nest", input, duration: "1 s" });
  for (const [member, [drive, tabulated]] of table.entries()) {
    const wanted = 1000 / (2 + 10 * Math.log(drive / (drive - 15)));
    expect(wanted).toBeCloseTo(tabulated, 4);
    expect(rate(trains[member]!) / wanted).toBeCloseTo(1, 9);
  }
});

test("an adaptation current that follows the membrane turns the low-pass filter into a band-pass", () => {
  const frequencies = [1, 2, 5, 10, 20, 50, 100, 200];
  const frequency = frequencies.map((f) => `${f} Hz`);
  const input = [{ stimulus: "sine", amplitude: "0.1 nA", frequency }];
  const document = {
    model: "adaptive-lif",
    preset: "subthreshold",
    input,
    duration: "3.2 s",
    record: recording(0.1, "v"),
  };
  const result = run(document);
  expect(result.method).toBe("exact");
  const times = Array.from({ length: 10_000 }, (_, k) => 2200 + 0.1 * k);
  const fits = frequencies.map((f, member) => fitSine(times, trace(result, "v", member).slice(22_000), f));
  for (const [member, f] of frequencies.entries()) {
    // Z = 1/(g + i w C + a/(1 + i w tau_w)) in MOhm, with g = 0.1 uS, C = 0.8 nF, a = 50 nS, tau_w = 100 ms.
    const w = 2 * Math.PI * f;
    const fall = 1 + (0.1 * w) ** 2;
    const real = 0.1 + 0.05 / fall;
    const imaginary = 0.0008 * w - (0.05 * 0.1 * w) / fall;
    const impedance = 1 / Math.hypot(real, imaginary);
    expect(fits[member]!.amplitude / (0.1 * impedance), `${f} Hz`).toBeCloseTo(1, 8);
    expect(fits[member]!.phase, `${f} Hz`).toBeCloseTo((-Math.atan2(imaginary, real) * 180) / Math.PI, 6);
  }
  expect(fits[2]!.amplitude).toBeGreaterThan(fits[0]!.amplitude);
});

test("a membrane charges as 1 - e^(-t/tau), whatever the step", () => {
  for (const dt of [0.01, 0.1, 1, 10]) {
    const input = [{ stimulus: "constant", amplitude: "1.5 nA" }];
    const result = run({ model: "lif", input, duration: "30 ms", dt: `${dt} ms`, record: recording(10, "v") });
    const [ten, twenty] = samplesAt(result, "v", [10, 20], 10);
    expect(ten).toBeCloseTo(-70 + 15 * (1 - Math.exp(-10 / 8)), 10);
    expect(twenty).toBeCloseTo(-70 + 15 * (1 - Math.exp(-20 / 8)), 10);
  }
});
