import { expect, test } from "vitest";
import { runProtocol } from "../../src/index.ts";
import { pairedSpikes } from "../../src/protocol/pairing.ts";

const current = [{ stimulus: "constant", amplitude: "3 nA" }] as const;
const lif = { model: "lif", input: current, duration: "100 ms" } as const;
/** The first spike at tau ln(RI/(RI - 20 mV)), then every t_ref + tau ln((RI - 5 mV)/(RI - 20 mV)). */
const exactSpike = (k: number): number => 8 * Math.log(3) + k * (2 + 8 * Math.log(2.5));

test("the exact method has no error at any dt", () => {
  const found = runProtocol({ protocol: "accuracy", experiment: lif });
  expect(found.reference).toBe("exact");
  found.spikes.values.forEach((time, k) => {
    expect(time).toBeCloseTo(exactSpike(k), 9);
  });
  expect(Math.max(...found.largestError.values)).toBeLessThan(1e-10);
  expect(found.missing.values).toEqual([0, 0, 0, 0, 0]);
});

test.each([
  ["euler", 1],
  ["heun", 2],
  ["rk4", 4],
] as const)("the spike times of %s have the order %i", (method, order) => {
  const found = runProtocol({ protocol: "accuracy", experiment: { ...lif, method, dt: "2 ms" } });
  expect(found.dt.values).toEqual([2, 1, 0.5, 0.25, 0.125]);
  expect(Math.abs(found.order.values.at(-1)! - order)).toBeLessThan(0.1);
});

test("on the grid a spike bears the start of its step: each is early, by less than dt for each interval", () => {
  const found = runProtocol({ protocol: "accuracy", experiment: { ...lif, spikeTimes: "grid" }, halvings: 0 });
  const [errors] = found.errors;
  errors!.values.forEach((error, k) => {
    expect(error).toBeLessThanOrEqual(0);
    expect(error).toBeGreaterThan(-0.1 * (k + 1));
  });
  expect(errors!.values[0]).toBeCloseTo(8.7 - exactSpike(0), 9);
  expect(found.notes[0]).toMatch(/^At dt 0\.1 ms spike \d+ is early by 0\.\d+ ms/);
});

test("a coarse step loses spikes, and says so", () => {
  const experiment = { ...lif, method: "euler", dt: "5 ms", spikeTimes: "grid" } as const;
  const { missing, extra, notes } = runProtocol({ protocol: "accuracy", experiment, halvings: 1 });
  expect(missing.values[0]! + extra.values[0]!).toBeGreaterThan(0);
  expect(notes[0]).toMatch(/missing|extra/);
});

test("noise has no course to converge to, and is refused; frozen noise has", () => {
  const noisy = (stimulus: "white-noise" | "frozen-noise") =>
    ({ ...lif, input: [...current, { stimulus, sigma: "1 nA" }] }) as const;
  expect(() => runProtocol({ protocol: "accuracy", experiment: noisy("white-noise") })).toThrow("random numbers");
  const frozen = runProtocol({ protocol: "accuracy", experiment: noisy("frozen-noise"), halvings: 1 });
  expect(Math.max(...frozen.largestError.values)).toBeLessThan(1e-9);
});

test("spikes are paired in order with the least sum of distances", () => {
  const train = (...times: number[]) => Float64Array.from(times);
  expect([...pairedSpikes(train(1, 2, 3), train(1.1, 2.1, 3.1))]).toEqual([0, 1, 2]);
  expect([...pairedSpikes(train(1, 2, 3), train(1.1, 2.9))]).toEqual([0, -1, 1]);
  expect([...pairedSpikes(train(1, 5), train(0.9, 2, 3, 5.2))]).toEqual([0, 3]);
  expect([...pairedSpikes(train(), train(1))]).toEqual([]);
  expect([...pairedSpikes(train(1), train())]).toEqual([-1]);
});
