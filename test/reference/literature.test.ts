import { describe, expect, test } from "vitest";
import { expectClose, recording, run, spikes, trace } from "./run.ts";

describe("Hodgkin-Huxley, squid axon", () => {
  /** uA/cm^2 from -65 mV, for 500 ms: how many spikes, the first of them, the last rate in Hz, and the peak in mV. */
  const steps = [
    { current: 2, count: 0, first: [], peak: -60.035 },
    { current: 2.5, count: 1, first: [5.8681], peak: 36.218 },
    { current: 5, count: 1, first: [2.9882], peak: 39.055 },
    { current: 6.2, count: 3, first: [2.5736, 21.4947, 41.37], peak: 39.48 },
    { current: 6.3, count: 27, first: [2.5462, 21.1314, 40.0471], rate: 52.371, peak: 39.51 },
    { current: 7, count: 30, first: [2.3757, 19.641, 36.7882], rate: 58.327, peak: 39.695 },
    { current: 10, count: 35, first: [1.901, 16.8226, 31.4718, 46.109], rate: 68.324, peak: 40.268 },
    { current: 15, count: 40, first: [1.4971, 14.6139, 27.3516], rate: 78.649, peak: 40.872 },
    { current: 20, count: 44, first: [1.2707, 13.3331, 24.9316], rate: 86.47, peak: 41.302 },
    { current: 30, count: 50, first: [1.0123, 11.8, 21.9853], rate: 98.745, peak: 41.957 },
    { current: 50, count: 59, first: [0.7592, 10.2345, 18.9011], rate: 117.036, peak: 42.963 },
    { current: 100, count: 1, first: [0.502], peak: 45.011 },
  ];
  const amplitude = steps.map(({ current }) => `${current} uA/cm**2`);
  const input = [{ stimulus: "constant", amplitude }];

  test("counts, first spikes and steady rates of steps of 2 to 100 uA/cm^2", () => {
    const result = run({ model: "hodgkin-huxley", input, duration: "500 ms" });
    expect(result.method).toBe("dormand-prince");
    for (const [member, wanted] of steps.entries()) {
      const train = result.spikes.times[member]!;
      expect(train.length, `${wanted.current} uA/cm^2`).toBe(wanted.count);
      expectClose(train.slice(0, wanted.first.length), wanted.first, 1e-4);
      if (wanted.rate) expect(1000 / (train.at(-1)! - train.at(-2)!)).toBeCloseTo(wanted.rate, 2);
    }
  });

  test("peaks of the action potential", () => {
    const result = run({
      model: "hodgkin-huxley",
      input,
      duration: "20 ms",
      dt: "0.01 ms",
      record: recording(0.01, "v"),
    });
    for (const [member, { current, peak }] of steps.entries()) {
      const values = trace(result, "v", member);
      const top = values.indexOf(Math.max(...values));
      // The top of the parabola through the highest sample and its neighbours.
      const [a, b, c] = values.slice(top - 1, top + 2) as [number, number, number];
      expect(b + (a - c) ** 2 / (16 * b - 8 * a - 8 * c), `${current} uA/cm^2`).toBeCloseTo(peak, 2);
    }
  });

  test("the resting potential depends on the leak in use", () => {
    const E_L = ["-54.387 mV", "-54.4 mV", "-54.402 mV", "-54.3 mV"];
    const document = { model: "hodgkin-huxley", parameters: { E_L }, duration: "500 ms", record: recording(100, "v") };
    const result = run({ ...document, method: "exponential-euler" });
    const rest = E_L.map((_, member) => trace(result, "v", member).at(-1)!);
    expectClose(rest, [-64.996379, -64.999722, -65.000237, -64.974052], 1e-6);
  });
});

describe("adaptive exponential integrate-and-fire", () => {
  test("the cell that NEST compares with LSODAR", () => {
    const parameters = {
      C: "200 pF",
      g_L: "11 nS",
      E_L: "-70 mV",
      v_T: "-50 mV",
      Delta_T: "2 mV",
      a: "3 nS",
      b: "0 pA",
      tau_w: "300 ms",
      v_reset: "-58 mV",
      v_peak: "0 mV",
    };
    const input = [{ stimulus: "constant", amplitude: "420 pA" }];
    const initial = { v: "-70 mV", w: "5 pA" };
    const [train] = spikes({ model: "adex", parameters, input, initial, duration: "100 ms" }) as [number[]];
    expectClose(train, [18.716, 30.5619, 42.4971, 54.5201, 66.6295, 78.8235, 91.1007], 0.001);
  });
});
