import { expect, test } from "vitest";
import { runProtocol } from "../../src/index.ts";

test("the impedance of a leaky neuron is R/sqrt(1 + (omega tau)^2), without resonance", () => {
  const { frequency, impedance, phase, resonance, strength } = runProtocol({
    protocol: "impedance",
    experiment: { model: "lif" },
  });
  expect(impedance.unit).toBe("MOhm");
  for (const [k, own] of frequency.values.entries()) {
    const wt = 2 * Math.PI * own * 8e-3;
    expect(Math.abs(impedance.values[k]! / (10 / Math.hypot(1, wt)) - 1)).toBeLessThan(2e-5);
    expect(Math.abs(phase.values[k]! + (Math.atan(wt) * 180) / Math.PI)).toBeLessThan(1e-3);
  }
  expect(resonance.value).toBe(0);
  expect(strength.value).toBe(1);
});

test("adaptation that grows with v makes a neuron resonate where its equations say", () => {
  // Z = 1/(g + i omega C + a/(1 + i omega tau_w)), the spike current far away
  const parameters = { a: "30 nS", tau_w: "50 ms", v_T: "0 mV", v_peak: "20 mV" } as const;
  const asked = { protocol: "impedance", experiment: { model: "adex", parameters } } as const;
  const { resonance, peak, frequency, impedance } = runProtocol(asked);
  const size = (own: number) => {
    const w = 2 * Math.PI * own;
    const filter = 1 + (w * 0.05) ** 2;
    return 1e-6 / Math.hypot(30e-9 + 30e-9 / filter, w * 281e-12 - (30e-9 * w * 0.05) / filter);
  };
  for (const [k, own] of frequency.values.entries())
    expect(Math.abs(impedance.values[k]! / size(own) - 1)).toBeLessThan(2e-5);
  const best = Array.from({ length: 10001 }, (_, k) => k * 2e-3).reduce((a, b) => (size(b) > size(a) ? b : a));
  expect(Math.abs(resonance.value - best)).toBeLessThan(0.05);
  expect(peak.value / size(best)).toBeCloseTo(1, 4);
});

test("a sweep that makes the neuron fire is refused", () => {
  const asked = { protocol: "impedance", experiment: { model: "lif" }, amplitude: "3 nA" } as const;
  expect(() => runProtocol(asked)).toThrow(/fires \d+ times during the sweep/);
});
