import { expect, test } from "vitest";
import { runProtocol } from "../../src/index.ts";
import { withReference } from "../shared.ts";

const lif = { model: "lif", parameters: { t_ref: "3 ms" }, duration: "2000 ms" } as const;
const currents = ["1.9 nA", "2 nA", "2.01 nA", "2.5 nA", "5 nA", "20 nA", "100 nA"] as const;

/** Rates of the leaky integrate-and-fire neuron: 1/(t_ref + tau ln((RI + E_L - v_reset)/(RI + E_L - v_th))), Hz. */
function closedForm(nanoamps: number): number {
  const drive = 10 * nanoamps;
  return drive <= 20 ? 0 : 1000 / (3 + 8 * Math.log((drive - 5) / (drive - 20)));
}

test.each(["1 ms", "0.1 ms", "0.03125 ms"] as const)("the rate of a leaky neuron is the closed form at dt %s", (dt) => {
  const { rate } = runProtocol({ protocol: "fi-curve", experiment: { ...lif, dt }, values: currents });
  const exact = currents.map((current) => closedForm(Number.parseFloat(current)));
  for (const [k, value] of rate.values.entries())
    expect(Math.abs(value - exact[k]!)).toBeLessThanOrEqual(1e-9 * exact[k]!);
});

test("values that stand in the experiment are taken from there", () => {
  const input = [{ stimulus: "step", amplitude: ["1 nA", "3 nA"], start: "100 ms", stop: "900 ms" }] as const;
  const curve = runProtocol({ protocol: "fi-curve", experiment: { ...lif, input } });
  expect(curve.varied).toEqual({ name: "amplitude", unit: "nA", values: [1, 3] });
  expect(curve.rate.values[1]).toBeCloseTo(closedForm(3), 8);
  expect(curve.latency.values[1]).toBeCloseTo(8 * Math.log(3), 9); // tau ln(RI/(RI - 20 mV))
});

test("without values the curve goes from rest to about four times what first fires", () => {
  const { varied, rate, firesFrom } = runProtocol({ protocol: "fi-curve", experiment: { model: "lif" } });
  expect(varied.values).toHaveLength(51);
  expect(rate.values[0]).toBe(0);
  expect(firesFrom.value).toBeGreaterThan(2);
  expect(firesFrom.value).toBeLessThan(2.4);
});

test("a neuron that starts above its threshold has the range of one that does not", () => {
  const [usual, above] = [undefined, { v: "-40 mV" }].map((initial) =>
    runProtocol({ protocol: "fi-curve", experiment: { model: "lif", ...(initial ? { initial } : {}) } }),
  );
  expect(above!.varied).toEqual(usual!.varied);
  expect(above!.firesFrom).toEqual(usual!.firesFrom);
  expect(above!.rate.values.at(-1)).toBeCloseTo(usual!.rate.values.at(-1)!, 9);
});

test("a neuron that paces itself has a range in which its rate at least doubles", () => {
  // E_L - v_th = 20 mV of drive at 0 nA: the closed form with 40 mV in the place of 20 mV
  const paced = { model: "lif", parameters: { E_L: "-30 mV", v_reset: "-70 mV" }, duration: "1000 ms" } as const;
  const { varied, rate } = runProtocol({ protocol: "fi-curve", experiment: paced });
  const closed = (nanoamps: number) => 1000 / (2 + 8 * Math.log((40 + 10 * nanoamps) / (20 + 10 * nanoamps)));
  for (const [k, nanoamps] of varied.values.entries()) expect(rate.values[k]).toBeCloseTo(closed(nanoamps), 8);
  expect(rate.values.at(-1)! / rate.values[0]!).toBeGreaterThan(2);
});

test("as many points as are asked for share the same range", () => {
  const [few, many] = [11, 101].map((points) =>
    runProtocol({ protocol: "fi-curve", points, experiment: { model: "lif" } }),
  );
  expect([few!.varied.values.length, many!.varied.values.length]).toEqual([11, 101]);
  expect(many!.varied.values.at(-1)).toBe(few!.varied.values.at(-1));
  for (const [k, rate] of few!.rate.values.entries()) expect(many!.rate.values[10 * k]).toBeCloseTo(rate, 9);
});

test("a neuron that falls silent after two spikes has no steady rate", () => {
  const experiment = { model: "type-1", duration: "2000 ms" } as const;
  const curve = runProtocol({ protocol: "fi-curve", experiment, values: ["1 pA", "1.1 pA"] });
  expect(curve.rate.values[0]).toBeCloseTo(23.45, 1);
  expect(curve.rate.values[1]).toBe(0);
  expect(curve.fellSilent.values).toEqual([1.1e-3]);
});

test("a list beside the varied parameter is refused by name", () => {
  const experiment = { ...lif, parameters: { tau_m: ["8 ms", "16 ms"] } } as const;
  expect(() => runProtocol({ protocol: "fi-curve", experiment, values: currents })).toThrow(
    "tau_m have lists or ranges, but this protocol varies amplitude alone",
  );
});

test("a model without a threshold or an input is refused with what it has", () => {
  const equations = "dv/dt = (E - v)/tau : volt";
  const model = { equations, parameters: { E: "-70 mV", tau: "10 ms" } };
  expect(() => runProtocol({ protocol: "fi-curve", experiment: { model } })).toThrow(/no threshold.*variables, v:/s);
});

test("the theory of a leaky neuron stands beside its curve, whatever is varied", () => {
  const curve = runProtocol({ protocol: "fi-curve", experiment: lif, values: currents });
  currents.forEach((current, k) => {
    expect(curve.closedForm!.values[k]).toBeCloseTo(closedForm(Number.parseFloat(current)), 9);
  });
  expect(curve.rheobase).toEqual({ unit: "nA", value: expect.closeTo(2, 12) });
  const experiment = {
    model: "lif",
    input: [{ stimulus: "constant", amplitude: "3 nA" }],
    duration: "1000 ms",
  } as const;
  const byTau = runProtocol({ protocol: "fi-curve", experiment, vary: "tau_m", values: ["4 ms", "16 ms"] });
  const rates = [4, 16].map((tau) => 1000 / (2 + tau * Math.log(25 / 10)));
  rates.forEach((rate, k) => void expect(byTau.closedForm!.values[k]).toBeCloseTo(rate, 9));
});

withReference("neurodynex/eif.json", (reference) => {
  test("the curve of the exponential neuron is that of the quadrature, simulated and in theory", () => {
    const nanoamps = [0.41, 0.5, 0.6, 2];
    const rates = nanoamps.map((own) => {
      const id = `EIF-05-step300-${own === 2 ? "2.0" : own}nA`;
      return reference.read<{ steady_rate_hz: number }>(id).expected.steady_rate_hz;
    });
    const experiment = { model: "eif", duration: "2000 ms" } as const;
    const values = nanoamps.map((own) => `${own} nA`);
    const curve = runProtocol({ protocol: "fi-curve", experiment, values });
    for (const [k, rate] of rates.entries()) {
      expect(curve.closedForm!.values[k]! / rate).toBeCloseTo(1, 10);
      expect(curve.rate.values[k]! / rate).toBeCloseTo(1, 7);
    }
  });
});

test("a curve of AdEx has no closed form, but an end of its rest", () => {
  const experiment = { model: "adex", preset: "brette-gerstner", duration: "1000 ms" } as const;
  const curve = runProtocol({ protocol: "fi-curve", experiment, values: ["0 nA", "1 nA"] });
  expect(curve.closedForm).toBeUndefined();
  expect(curve.restEndsIn).toBe("Hopf");
  expect(curve.restEnds!.value).toBeCloseTo(0.627182, 6); // models.md 3.6
});
