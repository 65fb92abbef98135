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
