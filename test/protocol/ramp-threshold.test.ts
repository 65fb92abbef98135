import { expect, test } from "vitest";
import { runProtocol } from "../../src/index.ts";

/** The exercise of Neuronal Dynamics, chapter 2: a ramp from 5 ms on, from the rounded initial values. */
const axon = {
  model: "hodgkin-huxley-1952",
  initial: { v: "0 mV", m: 0.05, h: 0.6, n: 0.32 },
  input: [{ stimulus: "ramp", amplitude: "12 uA", start: "5 ms" }],
} as const;

/** Converged: SciPy's DOP853 at a relative tolerance of 1e-10, bisected. */
const converged = { slow: [44.0188807, 45.1858534, 49.7764252], fast: 3.8906686, atFast: 6.649954 };

test("the squid axon fires for ramps to 12 uA of up to 49.776 ms, but for a gap between 44.02 and 45.19 ms", () => {
  const durations = { from: "40 ms", to: "56 ms", count: 17 } as const;
  const { longest, shortest, changes } = runProtocol({ protocol: "ramp-threshold", experiment: axon, durations });
  expect(changes.values).toHaveLength(3);
  changes.values.forEach((own, k) => void expect(own).toBeCloseTo(converged.slow[k]!, 5));
  expect(longest.value).toBe(changes.values[2]); // neurodynex.md H4: a ramp that ends at 55 ms never makes a spike
  expect(shortest.value).toBeNaN();
});

test("the squid axon fires for a ramp to 4.5 uA of at least 3.891 ms, at the end of which it is at 6.65 mV", () => {
  const durations = { from: "1 ms", to: "10 ms", count: 10 } as const;
  const asked = { protocol: "ramp-threshold", experiment: axon, amplitude: "4.5 uA", durations } as const;
  const { shortest, atShortest } = runProtocol(asked);
  expect(shortest.value).toBeCloseTo(converged.fast, 6); // neurodynex.md H5: ending at 8.9 ms, on a grid of 0.1 ms
  expect(atShortest.value).toBeCloseTo(converged.atFast, 5);
});

test("the shortest ramp of a leaky neuron brings it to the threshold where it ends", () => {
  const experiment = { model: "lif", input: [{ stimulus: "ramp", amplitude: "4 nA" }] } as const;
  const { shortest, longest, atShortest } = runProtocol({ protocol: "ramp-threshold", experiment });
  // v - E_L = R I (1 - (tau/T) (1 - exp(-T/tau))) at the end of the ramp
  const T = shortest.value;
  expect(40 * (1 - (8 / T) * (1 - Math.exp(-T / 8)))).toBeCloseTo(20, 6);
  expect(atShortest.value).toBeCloseTo(-50, 6);
  expect(longest.value).toBeNaN(); // it does not accommodate
});

test("where no amplitude is given, ramps end at twice what fires in one of middle duration", () => {
  const durations = ["1 ms", "10 ms", "100 ms"] as const;
  const { amplitude, shortest } = runProtocol({ protocol: "ramp-threshold", experiment: { model: "lif" }, durations });
  // of ten values a decade the first above 20 mV/(R (1 - (tau/T) (1 - exp(-T/tau)))) = 4.660 nA, T = 10 ms
  expect(amplitude).toEqual({ value: 2 * 5.01, unit: "nA" });
  const T = shortest.value;
  expect(100.2 * (1 - (8 / T) * (1 - Math.exp(-T / 8)))).toBeCloseTo(20, 6);
});

test("ramps that never make the neuron fire are refused", () => {
  const experiment = { model: "lif", input: [{ stimulus: "ramp", amplitude: "1 nA" }] } as const;
  expect(() => runProtocol({ protocol: "ramp-threshold", experiment })).toThrow(/none of the ramps/);
});

test("ramps to several currents are refused", () => {
  const experiment = { model: "lif", input: [{ stimulus: "ramp", amplitude: ["3 nA", "4 nA"] }] } as const;
  expect(() => runProtocol({ protocol: "ramp-threshold", experiment })).toThrow(
    /amplitude.*this protocol asks one neuron/,
  );
});
