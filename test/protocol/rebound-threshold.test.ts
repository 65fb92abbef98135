import { expect, test } from "vitest";
import { runProtocol, simulate } from "../../src/index.ts";
import { withReference } from "../shared.ts";

const axon = {
  model: "hodgkin-huxley-1952",
  initial: { v: "0 mV", m: 0.05, h: 0.6, n: 0.32 },
} as const;

withReference("neurodynex/hh.json", (reference) => {
  test("the squid axon fires after a step of 20 ms below the converged threshold", () => {
    const input = [{ stimulus: "step", amplitude: "0 nA", start: "10 ms" }] as const;
    const found = runProtocol({ protocol: "rebound-threshold", experiment: { ...axon, input }, tolerance: 1e-7 });
    const { expected } = reference.read<{ threshold_uA_20ms_converged: number }>("HH-10-rebound-threshold");
    expect(found.threshold.value / 1000).toBeCloseTo(expected.threshold_uA_20ms_converged, 5);
    expect(found.latency.value).toBeGreaterThan(4.776); // that of -5 uA
  });

  test("the squid axon fires 34.776 ms into the run after a step of -5 uA", () => {
    const input = [{ stimulus: "step", amplitude: "-5 uA", start: "10 ms", stop: "30 ms" }] as const;
    const { spikes } = simulate({ ...axon, input, duration: "70 ms" });
    const { expected } = reference.read<{ converged_spike_times_ms: number[] }>("HH-09-rebound-5uA");
    expect(spikes.times[0]! * 1000).toBeCloseTo(expected.converged_spike_times_ms[0]!, 4);
    expect(spikes.times).toHaveLength(1);
  });
});

test("a leaky neuron does not rebound", () => {
  expect(() => runProtocol({ protocol: "rebound-threshold", experiment: { model: "lif" } })).toThrow(
    /does not do this for any/,
  );
});
