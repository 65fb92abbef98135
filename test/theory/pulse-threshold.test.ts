import { expect, test } from "vitest";
import { lapicqueFit, pulseThreshold, restingPoint, weissFit } from "../../src/index.ts";
import { definitionOf, neuronOf } from "./neurons.ts";

const milliseconds = [1, 2, 5, 10, 20, 50, 100, 200];

test("the pulse thresholds of a leaky neuron are Lapicque's law", () => {
  const neuron = neuronOf(definitionOf("lif"));
  for (const duration of milliseconds) {
    const law = 2e-9 / (1 - Math.exp(-duration / 8));
    expect(pulseThreshold(neuron, "I", duration * 1e-3)! / law).toBeCloseTo(1, 12);
  }
});

test("the pulse thresholds of the exponential neuron from rest are the converged ones", () => {
  const neuron = neuronOf(definitionOf("eif"));
  const rest = restingPoint(neuron.field)!.x[0]!;
  expect(rest).toBeCloseTo(-64.9864323773e-3, 13);
  const converged = [8.5651, 4.40886, 1.91931, 1.09603, 0.695111, 0.47802, 0.423964, 0.406599]; // neurodynex.md E4
  for (const [k, duration] of milliseconds.entries()) {
    const found = pulseThreshold(neuron, "I", duration * 1e-3, rest)! * 1e9;
    expect(found.toPrecision(5)).toBe(converged[k]!.toPrecision(5));
  }
});

test("very short pulses need a charge, very long ones the rheobase", () => {
  const neuron = neuronOf(definitionOf("eif"));
  const rest = restingPoint(neuron.field)!.x[0]!;
  expect(pulseThreshold(neuron, "I", 1e-8, rest)! * 1e-8 * 1e12).toBeCloseTo(8.316, 3); // tau (v_u - v_rest)/R, pC
  expect(pulseThreshold(neuron, "I", Number.POSITIVE_INFINITY, rest)! * 1e9).toBeCloseTo(0.4, 12);
});

test("Lapicque's fit returns the time constant of a leaky neuron, Weiss's its own law", () => {
  const durations = milliseconds.map((own) => own * 1e-3);
  const leaky = lapicqueFit(
    durations,
    durations.map((own) => -3 / (1 - Math.exp(-own / 0.013))),
  );
  expect(leaky.rheobase).toBeCloseTo(-3, 12);
  expect(leaky.timeConstant).toBeCloseTo(0.013, 12);
  expect(leaky.chronaxie).toBeCloseTo(0.013 * Math.LN2, 12);
  const weiss = weissFit(
    durations,
    durations.map((own) => 3 * (1 + 0.004 / own)),
  );
  expect(weiss.rheobase).toBeCloseTo(3, 12);
  expect(weiss.chronaxie).toBeCloseTo(0.004, 13);
  expect(weiss.misfit).toBeLessThan(1e-12);
});

test("a law of one point, or of thresholds of both signs, is refused", () => {
  expect(() => weissFit([1e-3, 1e-3], [1, 1])).toThrow(/two durations/);
  expect(() => lapicqueFit([1e-3, 2e-3], [1, -1])).toThrow(/one sign/);
});
