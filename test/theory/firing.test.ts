import { expect, test } from "vitest";
import { openInputs } from "../../src/dynamics/open-inputs.ts";
import { modelNamed, oneVariableNeuron, passageTime, rheobase, steadyFiring } from "../../src/index.ts";
import { withReference } from "../shared.ts";
import { definitionOf, neuronOf } from "./neurons.ts";

const textbook = { tau_m: "10 ms", R: "1 MOhm", E_L: "0 mV", v_th: "15 mV", v_reset: "0 mV", t_ref: "2 ms" };

test.each([
  [16, 33.6407],
  [20, 63.04],
  [30, 111.9636],
  [40, 149.2529],
  [60, 205.0516],
])("a leaky neuron driven to %d mV fires at %d Hz", (drive, rate) => {
  const neuron = neuronOf(definitionOf("lif", textbook));
  neuron.field.set("I", drive * 1e-9);
  expect(steadyFiring(neuron).rate).toBeCloseTo(rate, 4); // models.md 3.4
});

test("the rate is the same however the leaky equation is written", () => {
  const written = neuronOf({
    equations: "dx/dt = (I - g*(x - E))/(g*tau) : volt (unless refractory)\nI : amp (input)",
    parameters: { g: "0.1 uS", E: "-70 mV", tau: "8 ms", below: "20 mV" },
    threshold: "E + below < x",
    reset: "x -= 15*mV",
    refractory: "2 ms",
    initial: { x: "E" },
  });
  const lif = neuronOf(definitionOf("lif"));
  for (const current of [2.0001e-9, 2.5e-9, 1e-7]) {
    for (const { field } of [written, lif]) field.set("I", current);
    expect(steadyFiring(written).rate / steadyFiring(lif).rate).toBeCloseTo(1, 9);
  }
});

test("a neuron without leak fires in proportion to its current", () => {
  const neuron = neuronOf(definitionOf("if"));
  neuron.field.set("I", 0.3e-9);
  expect(steadyFiring(neuron).rate).toBeCloseTo(0.3e-9 / (1e-9 * 15e-3), 10); // I/(C (v_th - v_reset))
  expect(steadyFiring(neuron).latency).toBeCloseTo((1e-9 * 10e-3) / 0.3e-9, 12);
  expect(rheobase(neuron, "I")).toBe(0);
});

withReference("neurodynex/eif.json", (reference) => {
  const cases = reference.ids.filter((id) => id.startsWith("EIF-05"));
  test.each(cases)("the exponential neuron fires at the rate of %s", (id) => {
    const { expected, settings } = reference.read<{ steady_rate_hz: number }, { stimulus: string }>(id);
    const neuron = neuronOf(definitionOf("eif"));
    neuron.field.set("I", Number.parseFloat(settings.stimulus.replace("step ", "")) * 1e-9);
    const { rate } = steadyFiring(neuron);
    expect(Math.abs(rate - expected.steady_rate_hz)).toBeLessThanOrEqual(1e-10 * expected.steady_rate_hz);
  });
});

/** With k = D R I/D - 1/4 > 0: tau dv/dt = D (x^2 + k), x = (v - middle)/D; the interval is an arctangent. */
function quadraticInterval(current: number, low: number, high: number): number {
  const [D, middle, tau] = [15e-3, -57.5e-3, 10e-3];
  const root = Math.sqrt((10e6 * current) / D - 1 / 4);
  const x = (v: number) => (v - middle) / D;
  return (tau / root) * (Math.atan(x(high) / root) - Math.atan(x(low) / root));
}

test.each([0.375000001, 0.3751, 0.4, 1, 20])(
  "the interval of a quadratic neuron at %d nA is an arctangent",
  (nanoamps) => {
    for (const [low, high] of [
      [-0.065, 0.03],
      [-10, 10],
    ] as const) {
      const neuron = neuronOf(definitionOf("qif", { v_reset: `${low} V`, v_peak: `${high} V` }));
      neuron.field.set("I", nanoamps * 1e-9);
      const exact = quadraticInterval(nanoamps * 1e-9, low, high);
      // near the ghost of the saddle-node R I - D/4 is what is left of a subtraction
      const lost = (2 ** -50 * 3.75e-3) / (10e6 * nanoamps * 1e-9 - 3.75e-3);
      expect(Math.abs(passageTime(neuron, low, high) / exact - 1)).toBeLessThan(1e-11 + lost);
    }
  },
);

test.each([
  ["lif", 2e-9], // (v_th - E_L)/R
  ["eif", 0.4e-9], // (v_T - E_L - Delta_T)/R
  ["qif", 0.375e-9], // (v_c - E_L)/(4 R)
])("the rheobase of %s is %d A", (name, exact) => {
  expect(rheobase(neuronOf(definitionOf(name)), "I")! / exact).toBeCloseTo(1, 12);
});

test("a neuron that is reset above its saddle-node fires below the rheobase once it fires", () => {
  const neuron = neuronOf(definitionOf("qif", { v_reset: "-45 mV" }));
  neuron.field.set("I", 0.3e-9);
  expect(steadyFiring(neuron).rate).toBe(0); // from rest
  expect(passageTime(neuron, -0.045, 0.03)).toBeLessThan(0.02);
});

test.each(["adex", "mat", "hodgkin-huxley", "gif", "poisson", "izhikevich"])("%s is no one-variable neuron", (name) => {
  expect(oneVariableNeuron(openInputs(modelNamed(name).definition))).toBeUndefined();
});
