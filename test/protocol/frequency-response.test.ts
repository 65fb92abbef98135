import { expect, test } from "vitest";
import { runProtocol } from "../../src/index.ts";
import { withReference } from "../shared.ts";

test("a sine of 250 Hz moves a leaky neuron by 1.9832 mV with a lag of 85.45 degrees", () => {
  const experiment = { model: "lif", parameters: { v_th: "0 mV" } } as const;
  const asked = { protocol: "sine-response", experiment, frequency: "250 Hz", amplitude: "2.5 nA" } as const;
  const { amplitude, phase, lag, distortion, mean, closedForm } = runProtocol(asked);
  expect(amplitude.value).toBeCloseTo(1.98316742109, 9); // LIF-11
  expect(phase.value).toBeCloseTo(-85.4501346909, 6);
  expect(lag.value).toBeCloseTo(0.94944594101, 8);
  expect(mean.value).toBeCloseTo(-70, 7);
  expect(distortion.value).toBeLessThan(1e-8);
  expect(closedForm!.value).toBeCloseTo(1.98316742109, 11);
});

withReference("neurodynex/lif.json", (reference) => {
  test("amplitude and phase of a leaky neuron from 1 Hz to 1 kHz are exact to 1e-6", () => {
    const { settings, expected } = reference.read<
      { exact_amplitude_mV: number[]; exact_phase_deg: number[] },
      { frequencies_hz: number[] }
    >("LIF-10-bode");
    const frequencies = settings.frequencies_hz.map((own) => `${own} Hz`);
    const experiment = { model: "lif", parameters: { v_th: "0 mV" } } as const;
    const curve = runProtocol({ protocol: "frequency-response", experiment, frequencies, amplitude: "2.5 nA" });
    for (const [k, exact] of expected.exact_amplitude_mV.entries()) {
      expect(Math.abs(curve.amplitude.values[k]! / exact - 1)).toBeLessThan(1e-6);
      expect(Math.abs(curve.phase.values[k]! / expected.exact_phase_deg[k]! - 1)).toBeLessThan(1e-6);
    }
    expect(curve.cutOff!.value).toBeCloseTo(1000 / (2 * Math.PI * 8), 9);
  });
});

test("a resonate-and-fire neuron follows its transfer function, through its resonance", () => {
  const experiment = { model: "resonate-and-fire" } as const;
  const frequencies = ["20 Hz", "159 Hz", "400 Hz"] as const;
  const curve = runProtocol({ protocol: "frequency-response", experiment, frequencies, variable: "y" });
  for (const [k, frequency] of curve.frequency.values.entries()) {
    // |H_y| = 1000 w/|(i s - b)^2 + w^2|
    const s = 2 * Math.PI * frequency;
    const gain = 1e6 / Math.hypot(1e4 + 1e6 - s * s, 200 * s);
    expect(Math.abs(curve.gain.values[k]! / gain - 1)).toBeLessThan(1e-6);
  }
});

test("the response of the squid axon to a small sine is its linear response, up to the square of the amplitude", () => {
  const experiment = { model: "hodgkin-huxley", dt: "0.05 ms" } as const;
  const deviation = (amplitude: "2 nA/cm^2" | "20 nA/cm^2") => {
    const answer = runProtocol({ protocol: "sine-response", experiment, frequency: "60 Hz", amplitude });
    return Math.abs(answer.amplitude.value / answer.closedForm!.value - 1);
  };
  const small = deviation("2 nA/cm^2");
  expect(small).toBeLessThan(1e-5);
  expect(deviation("20 nA/cm^2")).toBeGreaterThan(30 * small);
});

test("at frequencies at which the neuron fires there is no response, and a note says so", () => {
  const asked = { protocol: "frequency-response", experiment: { model: "lif" }, amplitude: "2.5 nA" } as const;
  const { gain, notes } = runProtocol({ ...asked, frequencies: ["1 Hz", "100 Hz"] });
  expect(gain.values[0]).toBeNaN();
  expect(gain.values[1]).toBeCloseTo(4.87799656927 / 2.5, 6);
  expect(notes.join()).toMatch(/fires at 1 Hz/);
});

test("a sine too fast for dt, and an unknown variable, are refused", () => {
  const asked = { protocol: "sine-response", experiment: { model: "lif" } } as const;
  expect(() => runProtocol({ ...asked, frequency: "3000 Hz" })).toThrow(/fewer than five samples/);
  expect(() => runProtocol({ ...asked, variable: "w" })).toThrow(/no variable "w" \(there are v/);
});
