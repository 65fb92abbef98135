import { expect, test } from "vitest";
import { runProtocol } from "../../src/index.ts";

test("the strength-duration curve of a leaky neuron is Lapicque's law, with chronaxie tau ln 2", () => {
  const curve = runProtocol({ protocol: "strength-duration", experiment: { model: "lif" } });
  for (const [k, duration] of curve.duration.values.entries()) {
    expect(curve.threshold.values[k]! * (1 - Math.exp(-duration / 8))).toBeCloseTo(2, 8);
    expect(curve.closedForm!.values[k]! * (1 - Math.exp(-duration / 8))).toBeCloseTo(2, 12);
  }
  expect(curve.lapicqueRheobase.value).toBeCloseTo(2, 8);
  expect(curve.lapicqueChronaxie.value).toBeCloseTo(8 * Math.LN2, 7);
  expect(curve.lapicqueLeastCharge).toMatchObject({ unit: "pC", value: expect.closeTo(16, 7) }); // rheobase tau
  expect(curve.lapicqueMisfit.value).toBeLessThan(1e-9);
  expect(curve.weissMisfit.value).toBeGreaterThan(0.05);
});

test("the strength-duration curve of the exponential neuron is the converged one to five digits", () => {
  const { threshold, charge, theory } = runProtocol({ protocol: "strength-duration", experiment: { model: "eif" } });
  const converged = [8.5651, 4.40886, 1.91931, 1.09603, 0.695111, 0.47802, 0.423964, 0.406599]; // neurodynex.md E4
  expect(threshold.values.map((own) => own.toPrecision(5))).toEqual(converged.map((own) => own.toPrecision(5)));
  expect(charge.values[0]).toBeCloseTo(8.5651, 4);
  expect(theory).toMatch(/takes off by itself/);
});

test("a step of the squid axon from rest has its threshold at 2.2383 uA, and no closed form", () => {
  const durations = ["20 ms", "96 ms"] as const;
  const experiment = { model: "hodgkin-huxley-1952" } as const;
  const curve = runProtocol({ protocol: "strength-duration", experiment, durations, tolerance: 1e-6 });
  expect(curve.threshold.values[1]! / 1000).toBeCloseTo(2.2383, 4); // neurodynex.md H1
  expect(curve.closedForm).toBeUndefined();
});

test("one duration is no curve", () => {
  const asked = { protocol: "strength-duration", experiment: { model: "lif" }, durations: ["5 ms"] } as const;
  expect(() => runProtocol(asked)).toThrow(/at least two times above zero/);
});

test("a drive that is no step is refused with what there is", () => {
  const input = [{ stimulus: "constant", amplitude: "1 nA" }] as const;
  const asked = { protocol: "strength-duration", experiment: { model: "lif", input } } as const;
  expect(() => runProtocol(asked)).toThrow(/no step among the stimuli \(constant\)/);
});
