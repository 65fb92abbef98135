import { expect, test } from "vitest";
import { printExpression } from "../../src/language/print.ts";
import { splitDrive } from "../../src/method/drive.ts";
import { exact } from "../../src/method/exact.ts";
import { formula } from "../language/formula.ts";
import { integrate, model, system, take } from "./step.ts";

function once(
  derivatives: Record<string, string>,
  from: readonly number[],
  options: { t?: number; h: number; parameters?: Record<string, number>; scale?: number },
): number[] {
  const step = exact.discretise(system(derivatives, options.scale), { tolerance: 1 });
  return take(step, Object.keys(derivatives), from, options).next;
}

/** Relative to the larger of the wanted value and `size`. */
function expectClose(found: number, wanted: number, tolerance: number, size = 0): void {
  expect(Math.abs(found - wanted) / Math.max(Math.abs(wanted), size)).toBeLessThanOrEqual(tolerance);
}

test.each([1e-6, 1e-3, 0.1, 1, 40])("a leaky membrane relaxes exponentially in a step of %f time constants", (h) => {
  const [v] = once({ v: "(E - v + R*I)/tau" }, [-0.07], {
    h: h * 8,
    parameters: { E: -0.065, R: 10, I: 0.002, tau: 8 },
  });
  expectClose(v!, -0.045 + (-0.07 + 0.045) * Math.exp(-h), 1e-15);
});

test("a membrane without leak adds up its input", () => {
  const parameters = { I: 3, C: 2, a: 0 };
  expect(once({ v: "I/C" }, [1], { h: 0.25, parameters })[0]).toBe(1.375);
  expect(once({ v: "I/C - a*v" }, [1], { h: 0.25, parameters })[0]).toBe(1.375);
});

test("40,000 steps of 2^-13 ms come to the same as the closed form", () => {
  const parameters = { tau: 0.01, E: -0.07, R: 4e7, I: 3.6e-10 };
  const steps = 40_000;
  const end = steps * 2 ** -13 * 1e-3;
  const [v] = integrate(exact, system({ v: "(E - v + R*I)/tau" }), [-0.07], { end, steps, parameters });
  expectClose(v!, -0.07 - 0.0144 * Math.expm1(-end / 0.01), 1e-13);
  const pair = system({ v: "(R*J - v)/tau", J: "(I - J)/tau_s" }, 1e-6);
  const [x] = integrate(exact, pair, [0, 0], { end, steps, parameters: { ...parameters, tau_s: 0.002 } });
  const [m, s] = [0.01, 0.002];
  const wanted = 0.0144 * (1 - (m * Math.exp(-end / m) - s * Math.exp(-end / s)) / (m - s));
  expectClose(x!, wanted, 2e-13);
});

/** ∫ e^(-(h - s)/m) e^(-s/n) ds, from 0 to h, without subtracting what is nearly equal. */
function bothDecay(h: number, m: number, n: number): number {
  const z = h / m - h / n;
  return h * Math.exp(-h / m) * (z === 0 ? 1 : Math.expm1(z) / z);
}

test.each([0, 1e-14, 1e-10, 1e-6, 1e-3, 0.5, 9])(
  "a synaptic current with tau_s = tau_m + %f drives the membrane",
  (apart) => {
    for (const h of [1e-3, 0.5, 3]) {
      const parameters = { tau: 1, tau_s: 1 + apart, g: 5 };
      const [v, s] = once({ v: "-v/tau + g*s", s: "-s/tau_s" }, [0.3, 0.7], { h, parameters });
      expectClose(s!, 0.7 * Math.exp(-h / (1 + apart)), 5e-15);
      expectClose(v!, 0.3 * Math.exp(-h) + 3.5 * bothDecay(h, 1, 1 + apart), 5e-15);
    }
  },
);

test("a chain of three equal time constants is integrated (Jordan block)", () => {
  const next = once({ x: "-a*x", y: "x - a*y", z: "y - a*z" }, [1, 2, 3], { h: 0.7, parameters: { a: 2 } });
  const decay = Math.exp(-1.4);
  [1, 2 + 0.7, 3 + 2 * 0.7 + 0.7 ** 2 / 2].forEach((factor, i) => {
    expectClose(next[i]!, factor * decay, 5e-15);
  });
});

test("a damped oscillator turns in the plane (complex eigenvalues)", () => {
  const parameters = { a: 0.3, w: 5, c: 2 };
  const [x, y] = once({ x: "-a*x - w*y", y: "w*x - a*y" }, [1, 0], { h: 1.7, parameters });
  expectClose(x!, Math.exp(-0.51) * Math.cos(8.5), 1e-14, 1);
  expectClose(y!, Math.exp(-0.51) * Math.sin(8.5), 1e-14, 1);
});

test("coupled unknowns come to the fixed point of a constant drive and stay", () => {
  const equations = { v: "(E - v + R*(I - w))/tau", w: "(a*(v - E) - w)/tau_w" };
  const parameters = { E: -0.07, R: 1e7, I: 2e-9, tau: 0.008, a: 1e-8, tau_w: 0.1 };
  const v = -0.07 + 0.02 / 1.1;
  const fixed = [v, 1e-8 * (v + 0.07)];
  for (const h of [1e-7, 1e-4, 10]) {
    const next = once(equations, fixed, { h, parameters, scale: 1e-6 });
    next.forEach((value, i) => {
      expectClose(value, fixed[i]!, 5e-15);
    });
  }
  once(equations, [0, 0], { h: 10, parameters }).forEach((value, i) => {
    expectClose(value, fixed[i]!, 1e-13);
  });
});

test("a matrix of zeros and a chain of integrals give polynomials of time", () => {
  const [x, y] = once({ x: "c", y: "x + d" }, [1, 2], { h: 0.5, parameters: { c: 4, d: 3 } });
  expect(x).toBe(3);
  expectClose(y!, 2 + 4 * 0.5 + 2 * 0.25, 1e-15);
});

test("the scales of the unknowns change no result", () => {
  const derivatives = { v: "-3*v + 1e9*i", i: "1e-10*v - 2*i + 1e-9" };
  const small = { unknowns: system(derivatives).unknowns.map((u, k) => ({ ...u, scale: k === 0 ? 1e-3 : 3e-12 })) };
  const names = ["v", "i"];
  const a = take(exact.discretise(small, { tolerance: 1 }), names, [1, 0], { h: 0.1 }).next;
  const b = take(exact.discretise(system(derivatives), { tolerance: 1 }), names, [1, 0], { h: 0.1 }).next;
  a.forEach((value, i) => {
    expectClose(value, b[i]!, 1e-13);
  });
});

// a ramp and a parabola against the closed forms of x' = -a x + t^n, for n = 1 and 2, from x(0) = 1
test.each([0.01, 1, 3])("drives that are polynomials of t are integrated exactly (a = %f)", (a) => {
  for (const h of [0.5, 2]) {
    const decay = Math.exp(-a * h);
    const p1 = (a * h + Math.expm1(-a * h)) / a ** 2;
    const p2 = (h * h) / a - (2 / a) * p1;
    const digits = a < 0.1 ? 1e-10 : 2e-14; // the closed forms subtract what is nearly equal
    expectClose(once({ x: "t - a*x" }, [1], { h, parameters: { a } })[0]!, decay + p1, digits);
    expectClose(once({ x: "t^2 - a*x" }, [1], { h, parameters: { a } })[0]!, decay + p2, digits);
  }
  expectClose(once({ x: "t^2 + k*(t - 1)" }, [1], { t: 2, h: 1, parameters: { k: 4 } })[0]!, 1 + 19 / 3 + 6, 1e-15);
});

test("a parabola on slow relaxation agrees with its series", () => {
  // Σ_k (-a h)^k 2 h^3/(k + 3)!
  const [a, h] = [0.01, 0.5];
  let [wanted, term] = [Math.exp(-a * h), h ** 3 / 3];
  for (let k = 0; k < 12; k++) {
    wanted += term;
    term *= (-a * h) / (k + 4);
  }
  expectClose(once({ x: "t*t - a*x" }, [1], { h, parameters: { a } })[0]!, wanted, 1e-15);
});

test("a ramp far from t = 0 keeps its digits", () => {
  const parameters = { start: 1000, k: 1e3, a: 1 };
  const [x] = once({ x: "k*(t - start) - a*x" }, [0], { t: 1000, h: 2 ** -10, parameters });
  expectClose(x!, 1e3 * (2 ** -10 + Math.expm1(-(2 ** -10))), 1e-10);
});

test("interpolated samples far from t = 0 keep their digits", () => {
  const derivatives = { x: "(b + R*(c + d*((t - s)/T - floor((t_edge - s)/T)))*int(t_edge >= s))/tau" };
  const parameters = { s: 0.3, T: 2 ** -10, b: 0, R: 1, c: 2, d: 5, tau: 1 };
  const [x] = once(derivatives, [0], { t: 1024.3, h: 2 ** -11, parameters });
  // the samples run from c to c + d/2 in half an interval; (t - s)/T has 20 bits before the point
  expectClose(x!, 2 ** -11 * (2 + 5 / 4), 1e-9);
});

test("a drive is taken apart by how often its parts change", () => {
  const text = (e: Parameters<typeof printExpression>[0]) => printExpression(e);
  const { constant, steps, varying } = splitDrive(
    formula("(E + R*((o + A*sin(w*(t - s)))*int(t_edge >= s) - B*int(t_edge > c)*int(t_edge < d)))/tau"),
  );
  expect(text(constant)).toBe("E/tau");
  expect(steps.map(({ factor, part }) => [text(factor), text(part)])).toEqual([
    ["R*o/tau", "int(t_edge >= s)"],
    ["R*-B/tau", "int(t_edge > c)*int(t_edge < d)"],
  ]);
  expect(varying.map(({ factor, part }) => [text(factor), text(part)])).toEqual([
    ["R*A/tau", "sin(w*(t - s))*int(t_edge >= s)"],
  ]);
  for (const whole of ["t - s", "k*t + b", "sin(t) + t - s", "(t - s)/T - floor((t_edge - s)/T)", "b + t_edge"]) {
    const e = formula(whole);
    const { constant, steps, varying } = splitDrive(e);
    expect([...steps, ...varying].map(({ part }) => part)).toEqual([e]);
    expect(constant).toMatchObject({ kind: "number", value: 0 });
  }
});

/** x' = -a x + b + A sin(w t): the steady oscillation, which goes through x(0) = b/a - A w/(a² + w²). */
function driven(a: number, w: number, t: number): number {
  return 1 / a + (a * Math.sin(w * t) - w * Math.cos(w * t)) / (a * a + w * w);
}

test.each([1e-4, 0.01, 0.1, 0.5])("a sine of 0.63 radians a step drives a membrane with a h = %f", (z) => {
  const [steps, w] = [100, 0.63];
  const equations = system({ x: "1 + sin(w*t) - a*x" });
  const [x] = integrate(exact, equations, [driven(z, w, 0)], { end: steps, steps, parameters: { a: z, w } });
  const swing = 1 / Math.hypot(z, w);
  expectClose(x! - 1 / z, driven(z, w, steps) - 1 / z, z < 0.2 ? 1e-10 : 1e-9, swing);
});

test("a sine is integrated without relaxation, and windowed by edges", () => {
  const free = once({ x: "k*sin(w*t)" }, [1], { h: 1, parameters: { k: 2, w: 0.63 } });
  expectClose(free[0]!, 1 + (2 / 0.63) * (1 - Math.cos(0.63)), 1e-14);
  const derivatives = { x: "(b + R*(o + k*sin(w*(t - start)))*int(t_edge >= start))/c" };
  const parameters = { k: 2, w: 0.63, start: 1, b: 3, R: 5, o: 4, c: 2 };
  expectClose(once(derivatives, [1], { t: 0, h: 1, parameters })[0]!, 1 + 1.5, 1e-15);
  const wanted = 1 + 1.5 + 10 + (5 / 0.63) * (1 - Math.cos(0.63));
  expectClose(once(derivatives, [1], { t: 1, h: 1, parameters })[0]!, wanted, 1e-14);
});

test.each([1, 30, 1000])("a drive is followed by a stiff membrane (a h = %f)", (a) => {
  const [x] = once({ x: "a*(t - x)" }, [0.25], { h: 1, parameters: { a } });
  expectClose(x!, 0.25 * Math.exp(-a) + 1 + Math.expm1(-a) / a, 1e-14);
  const [y] = once({ y: "a*(k*sin(w*t) - y)" }, [0], { h: 1, parameters: { a, k: 2, w: 0.1 } });
  const wanted = (2 * a * (a * Math.sin(0.1) - 0.1 * Math.cos(0.1) + 0.1 * Math.exp(-a))) / (a * a + 0.01);
  expectClose(y!, wanted, 1e-8);
});

test("coupled unknowns are driven by a sine, a ramp and edges at once", () => {
  // x = sin 0.6t + 2, y = t² + 1 solve these equations from x = 2, y = 1
  const equations = system({
    x: "-x + 3*y + 0.6*cos(0.6*t) + sin(0.6*t) - 1 - 3*t^2 + 7*(1 - int(t_edge < 99))",
    y: "0.2*x - 2*y + 2*t*t + 2*t + 1.6 - 0.2*sin(0.6*t)",
  });
  const [x, y] = integrate(exact, equations, [2, 1], { end: 5, steps: 5 });
  expectClose(x!, Math.sin(3) + 2, 1e-6);
  expectClose(y!, 26, 1e-7);
  const [fx, fy] = integrate(exact, equations, [2, 1], { end: 5, steps: 40 });
  expectClose(fx!, Math.sin(3) + 2, 1e-12);
  expectClose(fy!, 26, 1e-12);
});

test("unknowns that are not coupled need no matrix", () => {
  const step = exact.discretise(system({ v: "(E - v + R*g0)/tau", u: "-u/b", z: "c" }), { tolerance: 1 });
  expect(step.bindings).toEqual([]);
});

test("what cannot act on an unknown is not in its step", () => {
  const step = exact.discretise(system({ v: "-v/tau + s", s: "-s/tau_s" }), { tolerance: 1 });
  expect(step.bindings).toHaveLength(1);
  expect(JSON.stringify(step.next[1])).not.toContain('"v"');
  const binding = step.bindings[0] as Extract<(typeof step.bindings)[0], { kind: "matrix exponential" }>;
  expect(binding.matrix).toHaveLength(2);
  expect(binding.matrix[1]![0]).toMatchObject({ kind: "number", value: 0 });
});

test("equations that are not linear are refused with variable, term and a way out", () => {
  expect(exact.refuses(model({ v: "(E - v + R*sin(t))/tau - w", w: "(a*v - w)/tau_w" }))).toBeUndefined();
  expect(exact.refuses(model({ v: "v*k - g*v^2", w: "a*v - w" }))).toBe(
    "exact integrates linear equations only, and dv/dt has v**2, which is not linear in v, w; use rk4 or auto",
  );
  expect(exact.refuses(model({ v: "-sin(t)*v" }))).toBe(
    "exact integrates linear equations only, and in dv/dt, v has the factor -sin(t), which changes with t; use rk4 or auto",
  );
  expect(exact.refuses(model({ v: "-v*int(t_edge > 1) + g*v", g: "0" }))).toBeUndefined();
  expect(() => exact.discretise(system({ v: "v*v" }), { tolerance: 1 })).toThrow(RangeError);
});
