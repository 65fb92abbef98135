import { expect, test } from "vitest";
import { simulate } from "../../src/index.ts";

// v' = (E_L - v + R I)/tau from E_L to theta: after tau ln(1/(1 - (theta - E_L)/(R I)))
test.each(["0.01 ms", "0.1 ms", "1 ms"])(
  "a first spike is late or early by what rounding does to v, at a step of %s",
  (dt) => {
    const above = Array.from({ length: 400 }, (_, k) => 2.0000001 + 8 * (k / 400) ** 3);
    const model = {
      equations: "dv/dt = (E_L - v + R*I)/tau : volt",
      parameters: { E_L: "-70 mV", R: "10 Mohm", tau: "8 ms", theta: "-50 mV", I: "1 nA" },
      threshold: "v > theta",
      reset: "v = E_L",
      initial: { v: "E_L" },
    };
    const { spikes } = simulate({ model, parameters: { I: above.map((I) => `${I} nA`) }, duration: "300 ms", dt });
    const [tau, distance] = [8e-3, 0.02];
    for (const [member, I] of above.entries()) {
      const drive = 0.01 * I;
      const exact = -tau * Math.log1p(-distance / drive);
      const slope = (drive - distance) / tau;
      // in volt: each of thousands of steps has rounded v to its spacing of 7e-18 V
      expect(slope * Math.abs(spikes.times[spikes.first[member]!]! - exact), `${I} nA`).toBeLessThan(2.5e-16);
    }
  },
);
