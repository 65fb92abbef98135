import { describe, expect, test } from "vitest";
import { expectClose, recording, run, spikes, trace } from "./run.ts";

describe("Hodgkin-Huxley, squid axon", () => {
  /** Under a step from -65 mV: uA/cm^2, and the highest potential in mV. */
  const peaks: [current: number, peak: number][] = [
    [2, -60.035],
    [2.5, 36.218],
    [5, 39.055],
    [6.2, 39.48],
    [6.3, 39.51],
    [7, 39.695],
    [10, 40.268],
    [15, 40.872],
    [20, 41.302],
    [30, 41.957],
    [50, 42.963],
    [100, 45.011],
  ];

  test("peaks of the action potential", () => {
    const amplitude = peaks.map(([current]) => `${current} uA/cm**2`);
    const result = run({
      model: "hodgkin-huxley",
      input: [{ stimulus: "constant", amplitude }],
      duration: "20 ms",
      dt: "0.01 ms",
      record: recording(0.01, "v"),
    });
    for (const [member, [current, peak]] of peaks.entries()) {
      const values = trace(result, "v", member);
      const top = values.indexOf(Math.max(...values));
      // The top of the parabola through the highest sample and its neighbours.
      const [a, b, c] = values.slice(top - 1, top + 2) as [number, number, number];
      expect(b + (a - c) ** 2 / (16 * b - 8 * a - 8 * c), `${current} uA/cm^2`).toBeCloseTo(peak, 2);
    }
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
