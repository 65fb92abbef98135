import { expect, test } from "vitest";
import { meanFieldRates } from "../../src/index.ts";

/** Brunel (2000), J Comput Neurosci 8:183, figure 8, with Siegert's integral solved by an independent program. */
test.each([
  ["A", 3, 20, 327.0],
  ["B", 6, 40, 55.84],
  ["C", 5, 20, 37.95],
  ["D", 4.5, 9, 6.517],
])("panel %s, g = %f, %f Hz at each external synapse: %f Hz", (_panel, g, external, expected) => {
  const neuron = { mu: 0, tau: 20e-3, threshold: 20e-3, reset: 10e-3, refractory: 2e-3 };
  const rates = meanFieldRates(neuron, [
    { count: 1000, jump: 0.1e-3, rate: external },
    { count: 1000, jump: 0.1e-3 },
    { count: 250, jump: -g * 0.1e-3 },
  ]);
  expect(rates.map((rate) => Number(rate.toPrecision(4)))).toEqual([expected]);
});

test("strong excitation has a quiet state, one that is not stable, and one at the highest rate", () => {
  const neuron = { mu: 0, tau: 20e-3, threshold: 20e-3, reset: 10e-3, refractory: 2e-3 };
  const inputs = [
    { count: 1000, jump: 0.1e-3, rate: 8 },
    { count: 1000, jump: 0.1e-3 },
  ];
  const rates = meanFieldRates(neuron, inputs);
  expect(rates).toHaveLength(3);
  expect(rates[0]).toBeLessThan(0.1);
  // so far above the threshold noise is nothing: t_ref + tau ln((mu - v_reset)/(mu - v_th)) with mu = 2 V s (8 Hz + rate)
  const mu = 2e-3 * (8 + rates[2]!);
  expect(1 / rates[2]!).toBeCloseTo(2e-3 + 20e-3 * Math.log((mu - 10e-3) / (mu - 20e-3)), 5);
});
