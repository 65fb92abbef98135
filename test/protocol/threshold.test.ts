import { expect, test } from "vitest";
import { runProtocol } from "../../src/index.ts";

test("the rheobase of a leaky neuron is (v_th - E_L)/R", () => {
  const found = runProtocol({ protocol: "threshold", experiment: { model: "lif", duration: "5000 ms" } });
  expect(found.threshold.unit).toBe("nA");
  expect(found.without.value).toBeLessThanOrEqual(2);
  expect(found.with.value).toBeGreaterThan(2);
  expect(found.threshold.value).toBeCloseTo(2, 8);
});

test("the squid axon keeps firing from 6.260 uA/cm^2 on", () => {
  const experiment = { model: "hodgkin-huxley", duration: "1000 ms" } as const;
  const search = { protocol: "threshold", experiment, tolerance: 1e-6 } as const;
  const repetitive = runProtocol({ ...search, low: "6 uA/cm^2", high: "7 uA/cm^2", from: "800 ms" });
  expect(repetitive.threshold.value).toBeGreaterThan(6.2599);
  expect(repetitive.threshold.value).toBeLessThan(6.2604); // models.md 3.5: between 6.26025 and 6.26040, unlimited time
});

test("a criterion that changes nowhere between the ends is refused", () => {
  const search = { protocol: "threshold", experiment: { model: "lif" }, low: "3 nA", high: "4 nA" } as const;
  expect(() => runProtocol(search)).toThrow("fires as asked at both ends");
  expect(() => runProtocol({ ...search, high: undefined } as never)).toThrow("give both low and high");
});

const step = [{ stimulus: "step", amplitude: "0 uA", start: "5 ms", stop: "101 ms" }] as const;

test("the first spike of the squid axon in a step of 96 ms needs 2.2051 uA from its rounded initial values", () => {
  const initial = { v: "0 mV", m: 0.05, h: 0.6, n: 0.32 } as const;
  const experiment = { model: "hodgkin-huxley-1952", initial, input: step, duration: "120 ms" } as const;
  const found = runProtocol({ protocol: "threshold", experiment, tolerance: 1e-6 });
  expect(found.threshold.value / 1000).toBeCloseTo(2.2051, 4); // neurodynex.md H1
  expect(found.restEndsIn).toBe("Hopf");
  expect(found.restEnds!.value / 1000).toBeCloseTo(9.7497, 4); // H2
});

test("the theory of a threshold is the rheobase, or the pulse that leads to the point of no return", () => {
  const { closedForm, restEnds, restEndsIn } = runProtocol({ protocol: "threshold", experiment: { model: "eif" } });
  expect(closedForm!.value).toBeCloseTo(0.4, 12); // (v_T - E_L - Delta_T)/R
  expect(restEnds!.value).toBeCloseTo(0.4, 10);
  expect(restEndsIn).toBe("saddle-node");
  const input = [{ stimulus: "step", amplitude: "0 nA", start: "200 ms", stop: "205 ms" }] as const;
  const experiment = { model: "eif", input, duration: "500 ms" } as const;
  const pulse = runProtocol({ protocol: "threshold", experiment });
  expect(pulse.closedForm!.value.toPrecision(6)).toBe("1.91931"); // neurodynex.md E4
  expect(pulse.threshold.value).toBeCloseTo(pulse.closedForm!.value, 8);
});
