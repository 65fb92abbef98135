import { expect, test } from "vitest";
import {
  type CableEnd,
  cableConstants,
  cableTimeConstants,
  electrotonicLength,
  impulseResponse,
  stepResponse,
  transferResistance,
  type UniformCable,
} from "../../src/index.ts";

const material = { diameter: 2e-6, membraneResistance: 1.25, axialResistivity: 0.5, membraneCapacitance: 0.008 };
const constants = cableConstants(material);
const cable = (start: CableEnd, end: CableEnd, length = 500e-6): UniformCable => ({ ...constants, length, start, end });
const { lengthConstant: lambda, timeConstant: tau, inputResistance: r } = constants;
const close = (value: number, expected: number, relative = 1e-12) =>
  expect(Math.abs(value / expected - 1)).toBeLessThan(relative);

test("a cable that goes on to both sides has half the input resistance of one that goes on to one side", () => {
  close(transferResistance(cable("infinite", "infinite"), 0, 0), r / 2);
  close(transferResistance(cable("sealed", "infinite"), 0, 0), r);
  close(transferResistance(cable("infinite", "infinite"), -lambda, 0), (r / 2) * Math.exp(-1));
});

test("a current into the end of a finite cable meets r coth L before a sealed and r tanh L before a killed end", () => {
  for (const length of [1e-7, 5e-4, 2e-2]) {
    const L = length / lambda;
    close(transferResistance(cable("sealed", "sealed", length), 0, 0), r / Math.tanh(L));
    close(transferResistance(cable("sealed", "killed", length), 0, 0), r * Math.tanh(L));
    expect(electrotonicLength(cable("sealed", "killed", length))).toBe(L);
  }
});

test("a steady potential between sealed ends is a hyperbolic cosine", () => {
  const [L, x] = [500e-6 / lambda, 200e-6];
  close(transferResistance(cable("sealed", "sealed"), x, 0), (r * Math.cosh(L - x / lambda)) / Math.sinh(L));
});

test("what goes in at x for a reading at y is what goes in at y for a reading at x", () => {
  for (const end of ["sealed", "killed", "infinite"] as const) {
    const own = cable("sealed", end);
    expect(transferResistance(own, 1e-4, 3e-4)).toBe(transferResistance(own, 3e-4, 1e-4));
    expect(stepResponse(own, 1e-4, 3e-4, 1e-3)).toBe(stepResponse(own, 3e-4, 1e-4, 1e-3));
  }
});

test("the response to a lasting step ends at the steady one, whatever the ends are", () => {
  for (const start of ["sealed", "killed", "infinite"] as const)
    for (const end of ["sealed", "killed", "infinite"] as const) {
      const own = cable(start, end);
      close(stepResponse(own, 1e-4, 3e-4, 60 * tau), transferResistance(own, 1e-4, 3e-4));
    }
});

/** Between sealed ends: Σ φ_n(x) φ_n(y)/(c L) (1 - e^(-t/τ_n)) τ_n, with φ_0 = 1 and φ_n = √2 cos(n π x/L). Rall (1969). */
test("the sum over mirror images is the sum over the eigenfunctions", () => {
  const own = cable("sealed", "sealed");
  const [x, y, L] = [1e-4, 3e-4, own.length];
  const capacitance = tau / (r * lambda);
  const taus = cableTimeConstants(own, 400);
  for (const t of [1e-4, 1e-3, 2e-2]) {
    const product = (n: number) =>
      n === 0 ? 1 : 2 * Math.cos((n * Math.PI * x) / L) * Math.cos((n * Math.PI * y) / L);
    const series = taus.reduce((sum, own, n) => sum + (product(n) * Math.exp(-t / own)) / (capacitance * L), 0);
    close(impulseResponse(own, x, y, t), series);
    const rest = taus.reduce((sum, own, n) => sum + (product(n) * Math.exp(-t / own) * own) / (capacitance * L), 0);
    close(stepResponse(own, x, y, t), transferResistance(own, x, y) - rest);
  }
});

test("the response to a point charge is the slope of the response to a step", () => {
  const own = cable("killed", "infinite");
  for (const t of [1e-4, 5e-3]) {
    const h = 1e-4 * t;
    const slope = (stepResponse(own, 1e-4, 3e-4, t + h) - stepResponse(own, 1e-4, 3e-4, t - h)) / (2 * h);
    close(impulseResponse(own, 1e-4, 3e-4, t), slope, 1e-6);
  }
});

test("half of the final depolarisation is there after 0.23 tau at the electrode, where erf √T is 1/2", () => {
  close(stepResponse(cable("infinite", "infinite"), 0, 0, 0.2274682115597864 * tau), r / 4, 1e-9);
});

test("what no cable can have is refused by name", () => {
  expect(() => cableConstants({ ...material, diameter: 0 })).toThrow("diameter must be positive, but is 0");
  expect(() => transferResistance(cable("sealed", "sealed"), -1e-6, 0)).toThrow("is not on the cable");
  expect(() => cableTimeConstants(cable("sealed", "infinite"), 3)).toThrow("goes on for ever");
});
