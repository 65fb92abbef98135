import { expect, test } from "vitest";
import { runProtocol } from "../../src/index.ts";

const asked = { protocol: "phase-response", phases: 20 } as const;
const driven = (amplitude: string) => [{ stimulus: "constant", amplitude }] as never;

test("a perfect integrator is advanced by the same at every phase: the pulse's charge over the charge of an interval", () => {
  const experiment = { model: "if", input: driven("1 nA"), duration: "200 ms" } as const;
  const curve = runProtocol({ ...asked, experiment, height: "0.5 nA", length: "0.2 ms" });
  expect(curve.period.value).toBeCloseTo(15, 9); // C (v_th - v_reset)/I
  for (const shift of curve.firstOrder.values) expect(shift).toBeCloseTo((0.5 * 0.2) / 15, 9);
  for (const shift of curve.secondOrder.values) expect(shift).toBeCloseTo(0, 9);
  expect(curve.type).toBe("I");
});

test("the shift of a leaky neuron grows as exp(t/tau) towards the spike", () => {
  const experiment = {
    model: "lif",
    input: driven("3 nA"),
    duration: "200 ms",
    parameters: { t_ref: "0 ms" },
  } as const;
  const curve = runProtocol({ ...asked, experiment, height: "1 nA", length: "0.05 ms" });
  const period = 8 * Math.log(25 / 10);
  expect(curve.period.value).toBeCloseTo(period, 8);
  curve.phase.values.forEach((phase, k) => {
    // v - v_inf = -(25 mV - added) e^(-t/tau) after the pulse, and the spike is at -10 mV
    const t = phase * period;
    const added = 10 * (Math.exp((t + 0.05) / 8) - Math.exp(t / 8));
    expect(curve.firstOrder.values[k]).toBeCloseTo((8 * Math.log(25 / (25 - added))) / period, 8);
    expect(curve.secondOrder.values[k]).toBeCloseTo(0, 8);
  });
  expect(curve.mostSensitive.value).toBe(0.975);
});

test("the infinitesimal shift of a theta neuron goes as 1 - cos(2 pi phase)", () => {
  const experiment = { model: "qif", preset: "theta", duration: "800 ms" } as const;
  const curve = runProtocol({ ...asked, experiment, height: "0.01 nA", length: "0.01 ms" });
  // v = v_m + s tan(pi phase - pi/2), s^2 = D R (I - I_rh) = 18.75 mV^2: a kick dv shifts the phase by dv sin^2(pi phase)/(pi s)
  const kick = (10 * 0.01 * 0.01) / 10; // R I width/tau_m, mV
  const largest = kick / (Math.PI * Math.sqrt(18.75));
  curve.phase.values.forEach((phase, k) => {
    const exact = (largest * (1 - Math.cos(2 * Math.PI * phase))) / 2;
    expect(Math.abs(curve.firstOrder.values[k]! - exact)).toBeLessThan(0.002 * largest);
  });
  expect(curve.type).toBe("I");
});

test("a shorter pulse of the same height shifts in proportion: the limit of small pulses", () => {
  const experiment = { model: "hodgkin-huxley", input: driven("10 uA/cm^2"), duration: "300 ms" } as const;
  const at = (height: string) => runProtocol({ ...asked, experiment, height, length: "0.1 ms" }).firstOrder.values;
  const [small, double] = [at("0.5 uA/cm^2"), at("1 uA/cm^2")];
  const largest = Math.max(...double.map(Math.abs));
  small.forEach((shift, k) => {
    expect(Math.abs(double[k]! - 2 * shift)).toBeLessThan(0.02 * largest);
  });
});

test("the squid axon is of type II, whichever sign the pulse has", () => {
  const experiment = { model: "hodgkin-huxley", input: driven("10 uA/cm^2"), duration: "300 ms" } as const;
  for (const height of ["1 uA/cm^2", "-1 uA/cm^2"])
    expect(runProtocol({ ...asked, experiment, height, length: "0.2 ms" }).type).toBe("II");
});

test("a neuron that is silent or not regular, and a missing height, are refused", () => {
  const silent = { model: "lif" } as const;
  expect(() => runProtocol({ ...asked, experiment: silent, height: "1 nA" })).toThrow("fires 0 spikes");
  expect(() => runProtocol({ ...asked, experiment: silent })).toThrow("height: is missing");
  const burst = { model: "adex", preset: "nd-bursting" } as const;
  expect(() => runProtocol({ ...asked, experiment: burst, height: "10 pA" })).toThrow("does not fire regularly");
});
