import { derivative } from "mathjs";
import { expect, test } from "vitest";
import type { Expression } from "../../src/language/ast.ts";
import {
  add,
  call,
  dependsOn,
  div,
  mul,
  name,
  namesIn,
  neg,
  number,
  power,
  sub,
  substitute,
} from "../../src/language/calculus.ts";
import { differentiate } from "../../src/language/derivative.ts";
import { evaluate, formula } from "./formula.ts";

const x = name("x");

test("arithmetic on literals is done at once", () => {
  expect(add(number(2), mul(number(3), number(4)))).toEqual(number(14));
  expect(sub(div(number(1), number(4)), number(1))).toEqual(number(-0.75));
  expect(neg(number(0))).toEqual(number(0));
});

test("adding 0, multiplying by 1 and raising to 1 leave an expression as it is", () => {
  for (const e of [add(x, number(0)), add(number(0), x), sub(x, number(0)), mul(x, number(1)), mul(number(1), x)]) {
    expect(e).toBe(x);
  }
  for (const e of [div(x, number(1)), power(x, number(1)), neg(neg(x))]) expect(e).toBe(x);
});

test("0 times anything is 0, and anything to the power 0 is 1", () => {
  for (const e of [mul(x, number(0)), mul(number(0), x), div(number(0), x)]) expect(e).toEqual(number(0));
  expect(power(x, number(0))).toEqual(number(1));
});

test("names are found anywhere", () => {
  expect([...namesIn(formula("a*exp(-b/c) + clip(d, 0, 1) > e"))].sort()).toEqual(["a", "b", "c", "d", "e"]);
  expect(dependsOn(formula("a*exp(-b/c)"), new Set(["q", "c"]))).toBe(true);
  expect(dependsOn(formula("a*exp(-b/c)"), new Set(["exp"]))).toBe(false);
});

test("names are replaced all at once", () => {
  const swapped = substitute(
    formula("a - 2*b"),
    new Map([
      ["a", name("b")],
      ["b", name("a")],
    ]),
  );
  expect(swapped).toEqual(formula("b - 2*a"));
});

test("what a substitution does not touch stays the same node", () => {
  const e = formula("exp(a) + b") as Extract<Expression, { kind: "binary" }>;
  const after = substitute(e, new Map([["b", name("c")]])) as typeof e;
  expect(after.left).toBe(e.left);
  expect(substitute(e, new Map([["z", name("c")]]))).toBe(e);
});

test("a graph of 2^200 paths is walked in linear time", () => {
  let e: Expression = x;
  for (let k = 0; k < 200; k++) e = call("sin", add(e, e));
  expect(namesIn(e).size).toBe(1);
  expect(dependsOn(e, new Set(["y"]))).toBe(false);
  expect(evaluate(substitute(e, new Map([["x", number(0)]])), new Map())).toBe(0);
  expect(Number.isFinite(evaluate(differentiate(e, "x"), new Map([["x", 0.3]])))).toBe(true);
});

const smooth = [
  "3",
  "y",
  "-x",
  "x^2*y - x/y",
  "(x + y)/(x - 3*y)",
  "y/x^3",
  "x^y",
  "y^x",
  "x^x",
  "(x*y)^2.5",
  "x^-2",
  "exp(-x/y)",
  "log(x)*log(y*x)",
  "log10(x + y)",
  "sqrt(x*y)",
  "abs(x - 1)",
  "sin(2*x)*cos(x*y)",
  "tan(x/9)",
  "sinh(x)/cosh(x*y)",
  "tanh(x - y)",
  "0.01*(10 - x)/(exp((10 - x)/10) - 1)",
];

test.each(smooth)("the derivative of %s is the one of mathjs", (text) => {
  const ours = differentiate(formula(text), "x");
  const theirs = derivative(text, "x");
  for (const [x, y] of [
    [0.37, 1.9],
    [1.7, 0.45],
    [2.9, 2.1],
  ] as const) {
    const wanted = theirs.evaluate({ x, y });
    const value = evaluate(ours, new Map(Object.entries({ x, y })));
    expect(Math.abs(value - wanted)).toBeLessThanOrEqual(1e-13 * (1 + Math.abs(wanted)));
  }
});

function slopeAt(text: string, values: Record<string, number>): number {
  return evaluate(differentiate(formula(text), "x"), new Map(Object.entries(values)));
}

test.each([-40, -3, -1, -0.5, -1e-9, 0, 1e-9, 0.3, 1, 20])("exprel has the slope ∫ s e^(sx) ds at x = %f", (x) => {
  // 4,000 intervals of Simpson's rule
  const n = 8000;
  let integral = 0;
  for (let k = 0; k <= n; k++) {
    const weight = k === 0 || k === n ? 1 : k % 2 === 1 ? 4 : 2;
    integral += ((weight / (3 * n)) * k * Math.exp((k * x) / n)) / n;
  }
  expect(Math.abs(slopeAt("exprel(x)", { x }) / integral - 1)).toBeLessThan(1e-9);
});

test("the slope of exprel is finite far out", () => {
  expect(slopeAt("exprel(x)", { x: -1e30 })).toBeCloseTo(0, 15);
  expect(slopeAt("exprel(x)", { x: 0 })).toBe(0.5);
});

test("expm1 and log1p have the slopes e^x and 1/(1 + x)", () => {
  expect(slopeAt("expm1(3*x)", { x: 0.4 })).toBeCloseTo(3 * Math.exp(1.2), 14);
  expect(slopeAt("log1p(3*x)", { x: 0.4 })).toBeCloseTo(3 / 2.2, 14);
});

test("clip, min and max have the slope of the argument they return", () => {
  expect(slopeAt("clip(2*x, -1 - 3*x, 10 - x)", { x: -1 })).toBe(-3);
  expect(slopeAt("clip(2*x, -1 - 3*x, 10 - x)", { x: 1 })).toBe(2);
  expect(slopeAt("clip(2*x, -1 - 3*x, 10 - x)", { x: 9 })).toBe(-1);
  expect(slopeAt("clip(2*x, 0, 1)", { x: 0.2 })).toBe(2);
  expect(slopeAt("clip(2*x, 0, 1)", { x: 2 })).toBe(0);
  expect(slopeAt("min(2*x, 3*x)", { x: 1 })).toBe(2);
  expect(slopeAt("max(2*x, 3*x)", { x: 1 })).toBe(3);
  expect(slopeAt("min(2*x, 3*x)", { x: -1 })).toBe(3);
});

test("what jumps counts as constant", () => {
  for (const text of ["floor(x)", "ceil(x)", "sign(x)", "int(x > 2)", "sample(table, x)", "x >= 2"]) {
    expect(differentiate(formula(text), "x")).toEqual(number(0));
  }
  expect(slopeAt("int(x > 1)*x", { x: 2 })).toBe(1);
  expect(slopeAt("x % 3", { x: 7.5 })).toBe(1);
});

test("a polynomial of degree 2 has the third derivative 0", () => {
  let e = formula("b + a*t^2 + int(s >= c)*(t - c)*k*t");
  for (let k = 0; k < 3; k++) e = differentiate(e, "t");
  expect(e).toEqual(number(0));
});

test("random numbers have no derivative", () => {
  const call: Expression = { kind: "call", name: "randn", args: [], span: { start: 0, end: 0 } };
  expect(() => differentiate(add(call, x), "x")).toThrow(RangeError);
});
