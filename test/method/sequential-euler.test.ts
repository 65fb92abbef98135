import { expect, test } from "vitest";
import { sequentialEuler } from "../../src/method/sequential-euler.ts";
import { integrate, system, take } from "./step.ts";

test("each variable sees the new values of those before it, and the old ones of those after it", () => {
  const step = sequentialEuler.discretise(system({ v: "v*v + u + t", u: "v - u + w", w: "v + u" }), { tolerance: 1 });
  const [v, u, w, t, h] = [2, 3, 5, 7, 0.25];
  const v1 = v + h * (v * v + u + t);
  const u1 = u + h * (v1 - u + w);
  expect(take(step, ["v", "u", "w"], [v, u, w], { t, h }).next).toEqual([v1, u1, w + h * (v1 + u1)]);
});

test("the order of the equations decides who is first", () => {
  const step = sequentialEuler.discretise(system({ u: "v", v: "u" }), { tolerance: 1 });
  expect(take(step, ["u", "v"], [1, 2], { h: 0.5 }).next).toEqual([2, 3]);
});

test("a harmonic oscillator keeps its energy within bounds, where forward Euler's grows", () => {
  // The map is symplectic: x² + p² - h x p is invariant, so x² + p² stays within 1 ± h of it.
  const h = 0.1;
  const energies: number[] = [];
  integrate(sequentialEuler, system({ x: "p", p: "-x" }), [1, 0], {
    end: 1000 * h,
    steps: 1000,
    observe: (_, [x, p]) => energies.push(x! * x! + p! * p!),
  });
  expect(Math.max(...energies)).toBeLessThan(1 + 2 * h);
  expect(Math.min(...energies)).toBeGreaterThan(1 - 2 * h);
});
