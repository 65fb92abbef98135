import { expect, test } from "vitest";
import { runProtocol, simulate, traceOf } from "../../src/index.ts";
import { withReference } from "../shared.ts";

/** Neuronal Dynamics, exercises of chapter 2: the Hodgkin-Huxley neuron, potentials counted from rest. */
const model = "hodgkin-huxley-1952";

withReference("neurodynex/hh.json", ({ read }) => {
  const step = (start: number, stop: number) =>
    [{ stimulus: "step", amplitude: "0 uA", start: `${start} ms`, stop: `${stop} ms` }] as never;

  test("H1: from 2.205 uA on a step makes a spike", () => {
    const experiment = { model, input: step(5, 101), duration: "120 ms" } as const;
    const found = runProtocol({ protocol: "threshold", experiment, low: "1 uA", high: "4 uA" });
    expect(found.threshold.value * 1e-3).toBeCloseTo(2.2051, 4);
  });

  test("H2, H3: from 6.2464 uA on it keeps firing, at once with about 50 Hz", () => {
    const experiment = { model, duration: "1000 ms" } as const;
    const asked = { protocol: "threshold", experiment, low: "6 uA", high: "7 uA", from: "900 ms" } as const;
    const found = runProtocol({ ...asked, tolerance: 1e-6 });
    expect(Math.abs(found.threshold.value * 1e-3 - 6.2464)).toBeLessThan(0.0005);
    const curve = runProtocol({ protocol: "fi-curve", experiment, values: ["6.2 uA", "6.3 uA"] });
    expect(curve.rate.values[0]).toBe(0);
    expect(Math.abs(curve.rate.values[1]! - 50)).toBeLessThan(5);
  });

  test.each([
    ["4.5 uA", 8.9, 1],
    ["4.5 uA", 8, 0],
    ["12 uA", 60, 0],
  ])("H4, H5: a ramp to %s at %d ms makes %i spikes", (amplitude, stop, spikes) => {
    const input = [{ stimulus: "ramp", amplitude, start: "5 ms", stop: `${stop} ms` }] as never;
    const found = runProtocol({ protocol: "accuracy", experiment: { model, input, duration: "90 ms" }, halvings: 0 });
    expect(found.spikes.values).toHaveLength(spikes);
  });

  test("H7: the release from -5 uA makes a spike, that from -1 uA none; the threshold is -2.790 uA", () => {
    const rebound = read<{ converged_spike_times_ms: number[] }>("HH-09-rebound-5uA").expected;
    const { expected } = read<{ threshold_uA_20ms_converged: number }>("HH-10-rebound-threshold");
    const experiment = { model, input: step(10, 30), duration: "100 ms" } as const;
    const found = runProtocol({ protocol: "threshold", experiment, low: "-1 uA", high: "-5 uA" });
    expect(Math.abs(found.threshold.value * 1e-3 - expected.threshold_uA_20ms_converged)).toBeLessThan(0.01);
    const input = [{ stimulus: "step", amplitude: "-5 uA", start: "10 ms", stop: "30 ms" }] as const;
    const pattern = runProtocol({ protocol: "classify", experiment: { model, input, duration: "70 ms" } }).pattern;
    expect(pattern).toBe("rebound spike");
    const { spikes } = runProtocol({
      protocol: "accuracy",
      experiment: { model, input, duration: "70 ms" },
      halvings: 0,
    });
    expect(Math.abs(spikes.values[0]! - rebound.converged_spike_times_ms[0]!)).toBeLessThan(0.01);
  });

  test("H8: with 1.4 times the sodium conductance repetitive firing begins at 1.08 uA", () => {
    const parameters = { g_Na: "168 mS" } as const;
    const experiment = { model, parameters, duration: "1000 ms" } as const;
    const asked = { protocol: "threshold", experiment, low: "0 uA", high: "3 uA", from: "900 ms" } as const;
    expect(Math.abs(runProtocol({ ...asked, tolerance: 1e-4 }).threshold.value * 1e-3 - 1.08)).toBeLessThan(0.01);
  });

  test("H9: it then rests 0.4598 mV higher", () => {
    const record = { variables: ["v"], every: "10 ms" } as const;
    const rest = (g_Na: "120 mS" | "168 mS") =>
      1000 * traceOf(simulate({ model, parameters: { g_Na }, duration: "500 ms", record }), "v", 0).at(-1)!;
    expect(Math.abs(rest("168 mS") - 0.4598)).toBeLessThan(0.0001);
    expect(Math.abs(rest("120 mS") - 0.00028)).toBeLessThan(0.00001);
  });

  test("H10: from 1.668 times the sodium conductance on it fires by itself", () => {
    const asked = { protocol: "threshold", vary: "g_Na", low: "150 mS", high: "240 mS", from: "900 ms" } as const;
    const found = runProtocol({ ...asked, experiment: { model, duration: "1000 ms" }, tolerance: 1e-5 });
    expect(found.threshold.value / 120e6).toBeCloseTo(1.668, 2);
  });
});
