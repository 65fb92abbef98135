import { expect, test } from "vitest";
import { exponentialEuler } from "../../src/method/exponential-euler.ts";
import { model, system, take } from "./step.ts";

const gate = "alpha*(1 - m) - beta*m";

test("a gate at a constant potential is integrated exactly", () => {
  const step = exponentialEuler.discretise(system({ m: gate, v: "0" }), { tolerance: 1 });
  for (const h of [1e-5, 1e-3, 1]) {
    const { next } = take(step, ["m", "v"], [0.05, -0.065], { h, parameters: { alpha: 223, beta: 4000 } });
    const infinity = 223 / 4223;
    expect(next[0]).toBeCloseTo(infinity + (0.05 - infinity) * Math.exp(-4223 * h), 15);
  }
});

test("other variables are held at the start of the step", () => {
  const step = exponentialEuler.discretise(system({ v: "g*m^3*(E - v)", m: "-m^1/tau" }), { tolerance: 1 });
  const { next } = take(step, ["v", "m"], [0, 0.5], { h: 0.1, parameters: { g: 8, E: 2, tau: 0.2 } });
  expect(next[0]).toBeCloseTo(2 - 2 * Math.exp(-0.1), 15);
  expect(next[1]).toBeCloseTo(0.5 * Math.exp(-0.5), 15);
});

test("a variable that is not in its own derivative takes an Euler step", () => {
  const step = exponentialEuler.discretise(system({ x: "sin(a)" }), { tolerance: 1 });
  expect(take(step, ["x"], [1], { h: 0.5, parameters: { a: 2 } }).next[0]).toBe(1 + 0.5 * Math.sin(2));
});

test("a variable not linear in itself is refused by name, with a way out", () => {
  expect(exponentialEuler.refuses(model({ m: gate, v: "m^3*(E - v)" }))).toBeUndefined();
  expect(exponentialEuler.refuses(model({ m: gate, v: "(E - v + D*exp((v - v_T)/D))/tau" }))).toBe(
    "exponential-euler needs every equation to be linear in its own variable, and dv/dt has exp((v - v_T)/D); use rk4 or auto",
  );
});
