import { describe, expect, test } from "vitest";
import { expectClose, recording, run, samplesAt, spikes, trace } from "./run.ts";

/**
 * Values that NEST's test suite asserts. NEST counts the refractory period from the end of the step that fired, "grid" from
 * its start: here it is one step longer. Sample k is the state at t = k dt in both.
 */
function nest(dt: number, parameters = {}) {
  const t_ref = `${Number((2 + dt).toFixed(6))} ms`;
  return { model: "lif", preset: "nest", parameters: { t_ref, ...parameters }, dt: `${dt} ms`, spikeTimes: "grid" };
}

const constant = (pA: number) => [{ stimulus: "constant", amplitude: `${pA} pA` }];

/** The steps of 2^0 to 2^-13 ms, in decimals that are exact. */
const halvings = Array.from({ length: 14 }, (_, k) => 2 ** -k);

describe("iaf_psc_alpha", () => {
  test("a current of 1000 pA in the neuron itself", () => {
    const result = run({ ...nest(0.1), input: constant(1000), duration: "5.1 ms", record: recording(0.1, "v") });
    const times = [0.1, 0.2, 0.5, 4.3, 4.6, 4.7, 4.8, 4.9, 5];
    const wanted = [-69.602, -69.2079, -68.0492, -56.0204, -55.2513, -55.0001, -70, -70, -70];
    expectClose(samplesAt(result, "v", times, 0.1), wanted, 7e-5);
    // NEST's stamp, 4.8 ms, is the end of this step.
    expectClose(result.spikes.times[0]!, [4.7], 1e-9);
  });

  test("the same from a generator, which acts 0.2 ms late", () => {
    const input = [{ stimulus: "step", amplitude: "1000 pA", start: "0.2 ms" }];
    const result = run({ ...nest(0.1), input, duration: "7.2 ms", record: recording(0.1, "v") });
    const times = [0.2, 0.3, 4.9, 5, 6, 7, 7.1];
    expectClose(samplesAt(result, "v", times, 0.1), [-70, -69.602, -55.0001, -70, -70, -70, -69.602], 7e-5);
  });

  test.each([0.1, 0.2, 0.5, 1])(
    "1450 pA: the spike ends its step at 3 ms and v is held until 5 ms, at dt %d ms",
    (dt) => {
      const result = run({ ...nest(dt), input: constant(1450), duration: "7 ms", record: recording(dt, "v") });
      expectClose(result.spikes.times[0]!, [3 - dt], 1e-9);
      const known: Record<string, number> = {
        0.5: -67.1713,
        1: -64.4806,
        2: -59.4864,
        2.9: -55.3993,
        3: -70,
        4: -70,
        5: -70,
        5.1: -69.4229,
        6.9: -59.9636,
      };
      const times = Object.keys(known)
        .map(Number)
        .filter((time) => Math.abs(time / dt - Math.round(time / dt)) < 1e-9);
      expectClose(
        samplesAt(result, "v", times, dt),
        times.map((time) => known[time]!),
        7e-5,
      );
    },
  );
});

describe("precise DC", () => {
  const cell = { E_L: "0 mV", v_reset: "0 mV" };

  const duration = "505 ms";
  const record = recording(5, "v");

  function expectCharged(five: number | undefined, end: number | undefined): void {
    expect(Math.abs(five! + 40 * Math.expm1(-0.5))).toBeLessThanOrEqual(1e-13);
    expect(Math.abs(end! - 40)).toBeLessThanOrEqual(1e-9);
  }

  test.each(halvings)("v at 5 ms is 40 (1 - e^-0.5) mV to 1e-13, and at 500 ms to 1e-9, at dt %d ms", (dt) => {
    // On numbers that count mV, as NEST does.
    const equations = "dv/dt = (R*I - v)/tau_m : 1\nI : 1 (input)";
    const model = { equations, parameters: { R: 40, tau_m: "10 ms" }, initial: { v: 0 } };
    const result = run({ model, input: [{ stimulus: "constant", amplitude: 1 }], dt: `${dt} ms`, duration, record });
    expectCharged(...(samplesAt(result, "v", [5, 500], 5) as [number, number]));
  });

  test.each(halvings.slice(0, -1))("so it is for the catalogue's neuron, which counts volts, at dt %d ms", (dt) => {
    const document = nest(dt, { ...cell, v_th: "2 V" });
    const result = run({ ...document, input: constant(1000), duration, record });
    expectCharged(...(samplesAt(result, "v", [5, 500], 5) as [number, number]));
  });

  test.skip("in volts at dt 2^-13 ms: 40,960 additions, each rounded by up to half an ulp, come to 1.3e-13 mV", () => {});

  test.each(halvings)("the first spike is at -10 ln(1 - 15/40) ms to 1e-13, at dt %d ms", (dt) => {
    const document = { ...nest(dt, { ...cell, v_th: "15 mV" }), input: constant(1000), duration: "5 ms" };
    const [[first]] = spikes({ ...document, spikeTimes: "exact" }) as [[number]];
    expect(Math.abs(first - 4.70003629245736)).toBeLessThanOrEqual(1e-13);
  });
});

describe("synaptic currents", () => {
  const membrane = "dv/dt = -v/tau_m + I/C : volt";
  const exponential = `${membrane}\ndI/dt = -I/tau_s : amp`;
  const alpha = `${membrane}\ndI/dt = y - I/tau_s : amp\ndy/dt = -y/tau_s : amp/second`;

  test("an alpha current of 100 pA deflects the membrane as the closed form says", () => {
    const parameters = { tau_m: "10 ms", tau_s: "2 ms", C: "250 pF", y_0: `${(Math.E * 100) / 2} pA/ms` };
    const model = { equations: alpha, parameters, initial: { v: "0 mV", I: "0 pA", y: "y_0" } };
    const result = run({ model, duration: "10 ms", dt: "0.1 ms", record: recording(0.1, "v") });
    expect(result.method).toBe("exact");
    expectClose(samplesAt(result, "v", [1, 2, 5], 0.1), [0.189241665, 0.531926161, 1.224163488], 1e-9);
  });

  test("an exponential current of 87.80849353 pA peaks at 0.15 mV", () => {
    const parameters = { tau_m: "10 ms", tau_s: "0.5 ms", C: "250 pF" };
    const model = { equations: exponential, parameters, initial: { v: "0 mV", I: "87.80849353 pA" } };
    const result = run({ model, duration: "3 ms", dt: "0.001 ms", record: recording(0.001, "v") });
    const values = trace(result, "v");
    const peak = Math.max(...values);
    expect(peak).toBeCloseTo(0.15, 7);
    expect(values.indexOf(peak) * 0.001).toBeCloseTo(1.5767011966, 2);
  });

  // 0, and +-10^-10 to +-10^-1 ms
  const offsets = [0, ...Array.from({ length: 10 }, (_, k) => [10 ** (k - 10), -(10 ** (k - 10))]).flat()];

  test.each([1, 10, 100])("nothing happens where tau_s passes through tau_m = %d ms", (tau) => {
    const tau_s = offsets.map((offset) => (tau + offset).toFixed(10));
    const parameters = { tau_m: `${tau} ms`, tau_s: `${tau} ms`, C: "250 pF" };
    const model = { equations: exponential, parameters, initial: { v: "0 mV", I: "1000 pA" } };
    const list = tau_s.map((ms) => `${ms} ms`);
    const result = run({ model, parameters: { tau_s: list }, duration: "20 ms", record: recording(1, "v") });
    expect(result.method).toBe("exact");
    for (const [member, text] of tau_s.entries()) {
      // v = I_0/C e^(-t/tau_s) expm1(beta t)/beta with beta = 1/tau_s - 1/tau_m; in mV for pA, pF and ms.
      const slow = Number(text);
      const beta = (tau - slow) / (slow * tau);
      const wanted = trace(result, "v", member).map(
        (_, t) => 4 * Math.exp(-t / slow) * (beta === 0 ? t : Math.expm1(beta * t) / beta),
      );
      expectClose(trace(result, "v", member), wanted, 1e-11);
    }
  });
});
