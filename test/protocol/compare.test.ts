import { expect, test } from "vitest";
import { runProtocol } from "../../src/index.ts";
import { crossEntropySearch } from "../../src/protocol/tuning.ts";

const small = { protocol: "compare", experiment: { model: "hodgkin-huxley" } } as const;

test("a leaky neuron, tuned, fires at the axon's rate and shares spikes with it; a perfect integrator shares fewer", () => {
  const found = runProtocol({ ...small, models: ["if", "lif", "hodgkin-huxley"] });
  const [integrator, leaky, itself] = found.coincidence.values as [number, number, number];
  expect(itself).toBe(1);
  expect(leaky).toBeGreaterThan(0.3);
  expect(leaky).toBeGreaterThan(integrator);
  const rate = found.rate.values[2]!;
  expect(Math.abs(found.rate.values[1]! - rate)).toBeLessThan(0.25 * rate);
}, 300_000);

test("variables, operations and patterns are counted, and time only by a clock that is given", () => {
  const models = ["lif", "izhikevich", "hodgkin-huxley"];
  const asked = { ...small, generations: 1, candidates: 8, models };
  const found = runProtocol(asked);
  expect(found.stateVariables.values).toEqual([1, 2, 4]);
  const [leaky, izhikevich, squid] = found.operations.values as [number, number, number];
  expect(leaky).toBeLessThan(izhikevich);
  expect(izhikevich).toBeLessThan(squid);
  expect(found.patterns.values[0]).toBe(1);
  expect(found.patterns.values[1]).toBeGreaterThan(10);
  expect(found.nanoseconds.values).toEqual([Number.NaN, Number.NaN, Number.NaN]);
  const ticks = runProtocol({ ...asked, models: ["lif"] }, { clock: () => performance.now() });
  expect(ticks.nanoseconds.values[0]).toBeGreaterThan(0);
}, 300_000);

test("the comparison wants one course of frozen noise under which the neuron fires", () => {
  const constant = [{ stimulus: "constant", amplitude: "10 uA/cm^2" }] as const;
  const asked = { protocol: "compare", experiment: { model: "hodgkin-huxley", input: constant } } as const;
  expect(() => runProtocol(asked)).toThrow("one course of fluctuating current");
  const quiet = [{ stimulus: "frozen-noise", sigma: "0.1 uA/cm^2" }] as const;
  expect(() => runProtocol({ ...asked, experiment: { ...asked.experiment, input: quiet } })).toThrow("makes no spikes");
});

test("the search finds the top of a parabola in five dimensions", () => {
  const top = [0.3, -0.7, 1.1, 0, -0.2];
  const knobs = top.map(() => ({ middle: 0, spread: 1 }));
  const search = crossEntropySearch(knobs, { generations: 40, candidates: 64, seed: 1 });
  let step = search.next();
  while (!step.done)
    step = search.next(step.value.map((values) => -values.reduce((sum, x, k) => sum + (x - top[k]!) ** 2, 0)));
  step.value.values.forEach((x, k) => {
    expect(x).toBeCloseTo(top[k]!, 2);
  });
});
