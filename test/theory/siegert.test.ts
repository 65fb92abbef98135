import { expect, test } from "vitest";
import { checkModel, noisyLeakyNeuron, oneVariableNeuron, siegert } from "../../src/index.ts";

const brunel = { tau: 20e-3, threshold: 20, reset: 10, refractory: 2e-3 };
const nest = { tau: 10e-3, threshold: 15, reset: 0, refractory: 2e-3 };

test.each([
  [nest, 15, Math.sqrt(1.5), 27.10959344],
  [nest, 10, 15, 55.78375623],
  [nest, -5, 22.5, 34.35728713],
  [nest, 22.5, 0.015, 77.00533048],
  [brunel, 15, 5, 9.460799806],
  [brunel, 18, 2, 7.667845762],
  [brunel, 20, 5, 27.34056735],
  [brunel, 25, 5, 47.2174433],
  [brunel, 12, 3, 0.05606473],
])("a leaky neuron (%o) in white noise of mean %d and sigma %d fires at %d Hz", (neuron, mu, sigma, rate) => {
  expect(siegert({ ...neuron, mu, sigma }).rate).toBeCloseTo(rate, 8); // models.md 3.4
});

test("the rate of NEST's siegert_neuron test is met to its digits", () => {
  expect(siegert({ ...nest, mu: 15, sigma: Math.sqrt(1.5) }).rate).toBeCloseTo(27.1095934379, 10);
});

test("rare spikes come as a Poisson process, and noise that vanishes leaves a clock", () => {
  expect(siegert({ ...brunel, mu: 8, sigma: 3 }).cv).toBeCloseTo(1, 4);
  const { rate, cv } = siegert({ ...brunel, mu: 25, sigma: 1e-3 });
  expect(rate).toBeCloseTo(1 / (2e-3 + 20e-3 * Math.log(15 / 5)), 4);
  // to first order in sigma: Var T = sigma^2 tau^2/2 (1/(mu - V_th)^2 - 1/(mu - V_r)^2)
  const spread = 1e-3 * 20e-3 * Math.sqrt((1 / 25 - 1 / 225) / 2);
  expect(cv / (spread * rate)).toBeCloseTo(1, 5);
});

test("noise in the equations and white noise of a stimulus are the same neuron", () => {
  const rest = { threshold: "v > 20*mV", reset: "v = 10*mV", refractory: "2 ms" };
  const equations = "dv/dt = (mu - v)/tau + sigma*xi/sqrt(tau) : volt (unless refractory)";
  const parameters = { mu: "15 mV", sigma: "5 mV", tau: "20 ms" };
  const model = checkModel({ equations, parameters, ...rest }, []);
  const own = noisyLeakyNeuron(oneVariableNeuron(model)!)!;
  expect(own.mu).toBeCloseTo(15e-3, 15);
  expect(own.sigma).toBeCloseTo(5e-3, 15);
  expect(siegert(own).rate).toBeCloseTo(9.460799806, 8);
});

test("a sigma of nothing is refused", () => {
  expect(() => siegert({ ...nest, mu: 20, sigma: 0 })).toThrow(/sigma and tau must be positive/);
});
