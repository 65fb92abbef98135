import { expect, test } from "vitest";
import { dormandPrince } from "../../src/method/dormand-prince.ts";
import { explicitRungeKutta } from "../../src/method/explicit-runge-kutta.ts";
import { methodNamed } from "../../src/method/index.ts";
import { orderOf, treesOf } from "../../src/method/order-conditions.ts";
import { system, take } from "./step.ts";

const named = { name: "test", description: "" };

test("there are 1, 1, 2, 4, 9, 20 rooted trees of 1 to 6 nodes", () => {
  expect([1, 2, 3, 4, 5, 6].map((nodes) => treesOf(nodes).length)).toEqual([1, 1, 2, 4, 9, 20]);
});

test("the order of a table is found from its weights", () => {
  expect(orderOf({ a: [[], [1 / 2]], b: [0, 1] }, 5)).toBe(2);
  expect(orderOf({ a: [[], [1 / 3], [0, 2 / 3]], b: [1 / 4, 0, 3 / 4] }, 5)).toBe(3);
  expect(orderOf({ a: [[], [1 / 2], [0, 1 / 2], [0, 0, 1]], b: [1 / 6, 1 / 3, 1 / 3, 1 / 6] }, 5)).toBe(4);
});

test("a table with a wrong entry is refused", () => {
  const heun = { ...named, order: 2, c: [0, 1], a: [[], [1]], b: [1 / 2, 1 / 2] };
  expect(() => explicitRungeKutta(heun)).not.toThrow();
  expect(() => explicitRungeKutta({ ...heun, b: [1 / 4, 3 / 4] })).toThrow(
    "declares order 2, but its weights have order 1",
  );
  expect(() => explicitRungeKutta({ ...heun, c: [0, 1 / 2] })).toThrow("row 2 sums to 1, but its node c is 0.5");
  expect(() => explicitRungeKutta({ ...heun, order: 3 })).toThrow(RangeError);
  expect(() => explicitRungeKutta({ ...heun, a: [[0], [1, 0]] })).toThrow(
    "stage i of an explicit method has i weights",
  );
  expect(() => explicitRungeKutta({ ...heun, b: [1] })).toThrow(RangeError);
});

test.each([
  ["euler", 1 + 0.1],
  ["midpoint", 1 + 0.1 + 0.1 ** 2 / 2],
  ["heun", 1 + 0.1 + 0.1 ** 2 / 2],
  ["rk4", 1 + 0.1 + 0.1 ** 2 / 2 + 0.1 ** 3 / 6 + 0.1 ** 4 / 24],
  // the stability function of the fifth-order formula ends with z^6/600
  ["dormand-prince", 1 + 0.1 + 0.1 ** 2 / 2 + 0.1 ** 3 / 6 + 0.1 ** 4 / 24 + 0.1 ** 5 / 120 + 0.1 ** 6 / 600],
])("%s multiplies by its stability function in a step of x' = x", (method, factor) => {
  const step = methodNamed(method).discretise(system({ x: "x" }), { tolerance: 1e-6 });
  expect(take(step, ["x"], [1], { h: 0.1 }).next[0]).toBeCloseTo(factor, 15);
});

test("the error estimate of dormand-prince is the difference of its two orders, over the tolerance", () => {
  // on x' = x the embedded solution differs by h^5/1200 + …: here from the seven slopes by hand, with h = 1/2
  const [tolerance, scale, h] = [1e-3, 0.25, 0.5];
  const step = dormandPrince.discretise(system({ x: "x" }, scale), { tolerance });
  const { next, error } = take(step, ["x"], [1], { h });
  const slopes = [1];
  for (const row of [
    [1 / 5],
    [3 / 40, 9 / 40],
    [44 / 45, -56 / 15, 32 / 9],
    [19372 / 6561, -25360 / 2187, 64448 / 6561, -212 / 729],
    [9017 / 3168, -355 / 33, 46732 / 5247, 49 / 176, -5103 / 18656],
    [35 / 384, 0, 500 / 1113, 125 / 192, -2187 / 6784, 11 / 84],
  ]) {
    slopes.push(1 + h * row.reduce((sum, weight, j) => sum + weight * slopes[j]!, 0));
  }
  const embedded = [5179 / 57600, 0, 7571 / 16695, 393 / 640, -92097 / 339200, 187 / 2100, 1 / 40];
  const fourth = 1 + h * embedded.reduce((sum, weight, j) => sum + weight * slopes[j]!, 0);
  expect(error).toBeCloseTo(Math.abs(next[0]! - fourth) / (tolerance * (scale + next[0]!)), 10);
});

test("the error estimate is the largest of all unknowns", () => {
  const step = dormandPrince.discretise(system({ x: "x", y: "30*y", z: "-z" }), { tolerance: 1e-3 });
  const alone = dormandPrince.discretise(system({ y: "30*y" }), { tolerance: 1e-3 });
  const all = take(step, ["x", "y", "z"], [1, 1, 1], { h: 0.1 }).error;
  expect(all).toBeCloseTo(take(alone, ["y"], [1], { h: 0.1 }).error, 12);
});

test.each([
  ["the first unknown", { x: "exp(x^3)", y: "-y" }],
  ["the last unknown", { y: "-y", x: "exp(x^3)" }],
  ["the second stage alone", { y: "1e4", x: "exp(y) - exp(y)" }],
])("a step in which %s overflows does not stand", (_, derivatives) => {
  const step = dormandPrince.discretise(system(derivatives), { tolerance: 1 });
  const { error } = take(step, Object.keys(derivatives), [9, 9], { h: 1 });
  expect(error <= 1).toBe(false);
});
