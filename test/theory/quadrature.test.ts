import { expect, test } from "vitest";
import { integrate } from "../../src/theory/quadrature.ts";

test.each([
  ["a polynomial of degree 22", (x: number) => 23 * x ** 22, 0, 1, 1],
  ["a half circle", (x: number) => Math.sqrt(1 - x * x), -1, 1, Math.PI / 2],
  ["a narrow Lorentzian", (x: number) => 1e-6 / (x * x + 1e-12), -1, 2, Math.atan(1e6) + Math.atan(2e6)],
  ["a kink", (x: number) => Math.abs(x - 0.3), 0, 1, 0.29],
  ["a singular end", (x: number) => Math.log(x), 0, 1, -1],
  ["a reversed interval", Math.exp, 1, 0, 1 - Math.E],
])("%s is integrated to eleven digits", (_, f, low, high, exact) => {
  expect(Math.abs(integrate(f, low, high) / exact - 1)).toBeLessThan(1e-11);
});

test("an integrand that is no number somewhere is refused", () => {
  expect(() => integrate((x) => Math.sqrt(x - 0.3), 0, 1)).toThrow(/does not converge/);
});

test("an integrand with noise in its ninth digit is integrated to its noise", () => {
  const noisy = (x: number) => Number(Math.cos(x).toPrecision(9));
  expect(Math.abs(integrate(noisy, 0, 1) - Math.sin(1))).toBeLessThan(1e-9);
});
