import { expect, test } from "vitest";
import { linearIn, nonlinearPart } from "../../src/language/linear.ts";
import { evaluate, formula } from "./formula.ts";

const names = new Set(["x", "y"]);

test.each([
  ["a*x - y/b + c", { x: 2, y: -0.2, rest: 7 }],
  ["-(x - (y + 3*x)*a)/b", { x: 1, y: 0.4, rest: 0 }],
  ["(c - x)^1/b + x^0*y", { x: -0.2, y: 1, rest: 1.4 }],
  ["exp(a)*(x + c)", { x: Math.exp(2), y: 0, rest: 7 * Math.exp(2) }],
  ["sin(c)", { x: 0, y: 0, rest: Math.sin(7) }],
])("%s is linear", (text, wanted) => {
  const form = linearIn(formula(text), names)!;
  const values = new Map(Object.entries({ a: 2, b: 5, c: 7 }));
  for (const key of ["x", "y"] as const) {
    const coefficient = form.coefficients.get(key);
    expect(coefficient ? evaluate(coefficient, values) : 0).toBeCloseTo(wanted[key], 14);
  }
  expect(evaluate(form.rest, values)).toBeCloseTo(wanted.rest, 12);
});

test.each(["x*y", "x^2", "1/x", "exp(x)", "clip(y, 0, 1)", "x > 0", "x*(1 - x)", "2^x"])("%s is not linear", (text) => {
  expect(linearIn(formula(text), names)).toBeUndefined();
});

test("names that cancel have no coefficient", () => {
  expect(linearIn(formula("x - x + y"), names)!.coefficients.has("x")).toBe(false);
});

test("the part that is not linear is named", () => {
  const e = formula("a*x + b*exp(y/c)");
  expect(nonlinearPart(e, names)).toEqual(formula("exp(y/c)"));
  expect(nonlinearPart(formula("a*x + y"), names)).toBeUndefined();
});
