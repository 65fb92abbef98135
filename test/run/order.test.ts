import { expect, test } from "vitest";
import { type ModelObject, methods, simulate } from "../../src/index.ts";

/** A quadratic neuron with adaptation, driven by a sine: smooth, not linear, many spikes. */
const quadratic: ModelObject = {
  equations: `dv/dt = (v**2 + drive + sin(2*pi*30*Hz*t) - w)/tau : 1 (unless refractory)
    dw/dt = (0.3*v - w)/slow : 1`,
  parameters: { tau: "10 ms", slow: "40 ms", drive: 1.5 },
  threshold: "v > 4",
  reset: "v = -1; w += 0.2",
  refractory: "1.3 ms",
};

/** Each derivative linear in its own variable, so that exponential Euler applies. */
const gated: ModelObject = {
  equations: `dv/dt = (drive*(1 + 0.3*sin(2*pi*30*Hz*t)) - v*(1 + g**2))/tau : 1 (unless refractory)
    dg/dt = (0.3*v*v - g)/slow : 1`,
  parameters: { tau: "10 ms", slow: "40 ms", drive: 2 },
  threshold: "v > 1",
  reset: "v = 0; g += 0.2",
  refractory: "1.3 ms",
};

function spikes(model: ModelObject, method: string, dt: number, tolerance?: number): Float64Array {
  const options = tolerance === undefined ? {} : { tolerance };
  return simulate({ model, duration: "102.4 ms", dt: `${dt} ms`, method, ...options }).spikes.times;
}

test.each(methods.filter((m) => Number.isFinite(m.order)).map((m) => [m.name, m.order] as const))(
  "%s keeps its order %d through spikes, refractory periods and resets",
  (name, order) => {
    const model = name === "exponential-euler" ? gated : quadratic;
    const truth = spikes(model, "dormand-prince", 0.05, 1e-13);
    expect(truth.length).toBeGreaterThan(4);
    if (name === "dormand-prince") {
      const errorAt = (tolerance: number): number => largest(spikes(model, name, 0.8, tolerance), truth);
      expect(errorAt(1e-6)).toBeLessThan(1e-8);
      expect(errorAt(1e-9)).toBeLessThan(errorAt(1e-6) / 50);
      return;
    }
    const errors = [0.4, 0.2, 0.1].map((dt) => largest(spikes(model, name, dt / (order < 3 ? 8 : 1)), truth));
    const observed = Math.log2(errors[0]! / errors[2]!) / 2;
    expect(observed).toBeGreaterThan(order - 0.25);
    expect(observed).toBeLessThan(order + 1);
  },
);

/** The exact method agrees with the error-controlled one on a linear neuron, to its tolerance. */
test("exact is exact through spikes at any dt", () => {
  const linear: ModelObject = {
    equations: `dv/dt = (2 + sin(2*pi*30*Hz*t) - v - w)/tau : 1 (unless refractory)
      dw/dt = (0.3*v - w)/slow : 1`,
    parameters: { tau: "10 ms", slow: "40 ms" },
    threshold: "v > 1",
    reset: "v = 0; w += 0.1",
    refractory: "1.3 ms",
  };
  const truth = spikes(linear, "dormand-prince", 0.05, 1e-13);
  for (const dt of [0.05, 0.1, 0.4]) expect(largest(spikes(linear, "exact", dt), truth)).toBeLessThan(1e-12);
});

function largest(found: Float64Array, truth: Float64Array): number {
  expect(found.length).toBe(truth.length);
  return found.reduce((error, time, k) => Math.max(error, Math.abs(time - truth[k]!)), 0);
}
