import { expect, test } from "vitest";
import { runProtocol } from "../../src/index.ts";
import { asContained, containedIn } from "../../src/protocol/tuning-space.ts";

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

test("a model that contains another is no less like the axon than that, and the same search finds the same", () => {
  const models = ["lif", "adaptive-lif", "eif", "adex"];
  const found = runProtocol({ ...small, models });
  const [leaky, adaptive, exponential, both] = found.coincidence.values as [number, number, number, number];
  expect(adaptive).toBeGreaterThanOrEqual(leaky - 0.02);
  expect(both).toBeGreaterThanOrEqual(exponential - 0.02);
  const short = { ...small, generations: 2, candidates: 16, models: ["adaptive-lif"] } as const;
  expect(runProtocol(short)).toEqual(runProtocol(short));
}, 300_000);

test("a neuron tuned as a simpler one is that one: the search of the larger model begins there", () => {
  const simple = {
    mean: 1e-9,
    sigma: 2e-9,
    delay: 1e-3,
    parameters: { tau_m: 12e-3, R: 20e6, E_L: -0.065, v_T: -0.055 },
  };
  const { parameters, ...drive } = asContained(containedIn.adex!, simple);
  expect(drive).toEqual({ mean: 1e-9, sigma: 2e-9, delay: 1e-3 });
  expect(parameters.C! / parameters.g_L!).toBeCloseTo(12e-3, 12); // tau_m = C/g_L
  expect(1 / parameters.g_L!).toBeCloseTo(20e6, 3);
  expect([parameters.a, parameters.b]).toEqual([0, 0]);
});
