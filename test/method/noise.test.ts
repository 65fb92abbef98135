import { describe, expect, test } from "vitest";
import { chooseMethod, methodNamed } from "../../src/method/index.ts";
import type { Method } from "../../src/method/method.ts";
import { meaningOfNoise } from "../../src/method/noise.ts";
import { uniform } from "../kernel/evaluate.ts";
import { model, type Noise, system, take } from "./step.ts";

interface Equation {
  readonly derivative: string;
  readonly noise: string;
  readonly from: number;
  /** The solution at time t, where the Wiener path has come to w. */
  readonly truth?: (t: number, w: number) => number;
}

/** Standard normal numbers. Box & Muller (1958), Ann Math Stat 29:610. */
function normals(seed: number): () => number {
  const next = uniform(seed);
  return () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
}

/** Where x is at t = 1 after steps along a path of Wiener increments, each of so many of them. */
function end(method: Method, { derivative, noise, from }: Equation, path: readonly number[], joined: number): number {
  const step = method.discretise(system({ x: derivative }, 1, { x: noise }), { tolerance: 1e-6 });
  const h = joined / path.length;
  let x = from;
  for (let k = 0; k < path.length; k += joined) {
    const w = path.slice(k, k + joined).reduce((sum, w) => sum + w);
    [x] = take(step, ["x"], [x], { t: k / path.length, h, normals: [w / Math.sqrt(h)] }).next as [number];
  }
  return x;
}

/**
 * Root of the mean squared error at t = 1 of steps of 1, 4 and 16 increments, along the same paths. Without a truth, the end of
 * Heun's method with a quarter of the smallest step is it.
 */
function errors(method: Method, of: Equation, finest = 1024, paths = 60): number[] {
  const draw = normals(5);
  const squares = [0, 0, 0];
  for (let n = 0; n < paths; n++) {
    const path = Array.from({ length: finest }, () => draw() / Math.sqrt(finest));
    const scale = of.truth ? 1 : 4;
    const truth = of.truth
      ? of.truth(
          1,
          path.reduce((sum, w) => sum + w),
        )
      : end(methodNamed("heun"), of, path, 1);
    squares.forEach((_, level) => {
      squares[level]! += (end(method, of, path, scale * 4 ** level) - truth) ** 2 / paths;
    });
  }
  return squares.map(Math.sqrt);
}

/** Order seen over a sixteenfold step. */
const orderOf = ([fine, , coarse]: readonly number[]): number => Math.log2(coarse! / fine!) / 4;

// Kloeden & Platen (1992), Numerical Solution of Stochastic Differential Equations, section 4.4
const growth: Record<"Itô" | "Stratonovich", Equation> = {
  Itô: { derivative: "0.3*x", noise: "0.8*x", from: 1, truth: (t, w) => Math.exp((0.3 - 0.32) * t + 0.8 * w) },
  Stratonovich: { derivative: "0.3*x", noise: "0.8*x", from: 1, truth: (t, w) => Math.exp(0.3 * t + 0.8 * w) },
};
const hyperbolic: Record<"Itô" | "Stratonovich", Equation> = {
  Itô: {
    derivative: "x/2 + sqrt(1 + x*x)",
    noise: "sqrt(1 + x*x)",
    from: 0.3,
    truth: (t, w) => Math.sinh(t + w + Math.asinh(0.3)),
  },
  Stratonovich: {
    derivative: "sqrt(1 + x*x)",
    noise: "sqrt(1 + x*x)",
    from: 0.3,
    truth: (t, w) => Math.sinh(t + w + Math.asinh(0.3)),
  },
};
const additive: Equation = { derivative: "x - x^3 + cos(3*t)", noise: "0.7", from: 1 };
const driven: Equation = { derivative: "-x*(1 + cos(3*t))", noise: "0.7*sin(2*t)", from: 1 };

test.each([
  ["euler-maruyama", 0.5],
  ["exponential-euler", 0.5],
  ["milstein", 1],
  ["heun", 1],
] as const)("%s has strong order %f on multiplicative noise, in its own reading", (name, order) => {
  const method = methodNamed(name);
  const observed = orderOf(errors(method, growth[method.reading!]));
  expect(Math.abs(observed - order)).toBeLessThan(0.15);
});

test.each([
  ["euler-maruyama", 0.5],
  ["milstein", 1],
  ["heun", 1],
  ["dormand-prince", 1],
] as const)("%s has strong order %f where drift and noise are not linear", (name, order) => {
  const method = methodNamed(name);
  const seen = errors(method, hyperbolic[method.reading!]);
  if (name === "dormand-prince") expect(seen[2]).toBeLessThan(1e-4);
  else expect(Math.abs(orderOf(seen) - order)).toBeLessThan(0.25);
});

test("the other reading is another equation", () => {
  for (const name of ["euler-maruyama", "milstein", "heun", "dormand-prince"]) {
    const method = methodNamed(name);
    const other = method.reading === "Itô" ? "Stratonovich" : "Itô";
    expect(errors(method, growth[other], 256, 20)[0]).toBeGreaterThan(0.15);
    expect(errors(method, growth[method.reading!], 256, 20)[0]).toBeLessThan(0.1);
  }
});

test.each([
  ["euler-maruyama", additive],
  ["milstein", additive],
  ["heun", additive],
  ["dormand-prince", additive],
  ["exponential-euler", driven],
] as const)("%s has strong order 1 on additive noise", (name, equation) => {
  const observed = orderOf(errors(methodNamed(name), equation));
  expect(Math.abs(observed - 1)).toBeLessThan(0.15);
});

/** Nodes and weights of Gauss-Hermite quadrature for a standard normal number. Abramowitz & Stegun (1964), table 25.10. */
const hermite = [
  [0, 0.8102646175568073],
  [0.8162878828589647, 0.4256072526101278],
  [1.6735516287674714, 0.05451558281912703],
  [2.6519613568352334, 0.000971781245099519],
].flatMap(([x, w]) => (x === 0 ? [[0, w!]] : [-1, 1].map((sign) => [sign * x! * Math.SQRT2, w!])));

/** E[f(x)] after a step from x, over the normal number. */
function expectation(method: Method, of: Equation, h: number, f: (x: number) => number): number {
  const step = method.discretise(system({ x: of.derivative }, 1, { x: of.noise }), { tolerance: 1e-6 });
  const total = hermite.reduce((sum, [z, weight]) => {
    return sum + weight! * f(take(step, ["x"], [of.from], { h, normals: [z!] }).next[0]!);
  }, 0);
  return total / Math.sqrt(Math.PI);
}

test.each([
  ["euler-maruyama", 1],
  ["milstein", 1],
  ["exponential-euler", 1],
  ["heun", 1],
  ["dormand-prince", 1],
] as const)("%s has weak order %f: mean and mean square of geometric Brownian motion", (name, order) => {
  const method = methodNamed(name);
  const [m, s] = [0.3, 0.8];
  const drift = method.reading === "Itô" ? m : m + (s * s) / 2;
  // x is a product of independent factors, so the moments after n steps are powers of those after one
  for (const [power, truth] of [
    [1, Math.exp(drift)],
    [2, Math.exp(2 * drift + s * s)],
  ] as const) {
    const error = (n: number) =>
      Math.abs(expectation(method, growth[method.reading!], 1 / n, (x) => x ** power) ** n - truth) / truth;
    if (error(256) < 1e-7) continue;
    expect(Math.log2(error(64) / error(256)) / 2).toBeGreaterThan(order - 0.1);
  }
});

describe.each(["exact", "exponential-euler"])("%s on an Ornstein-Uhlenbeck process", (name) => {
  const method = methodNamed(name);
  const step = method.discretise(system({ x: "(m - x)/tau" }, 1, { x: "s*sqrt(2/tau)" }), { tolerance: 1e-6 });
  const parameters = { m: 3, tau: 0.5, s: 0.7 };
  const moved = (x: number, h: number, dt: number, z: number) =>
    take(step, ["x"], [x], { h, dt, parameters, normals: [z] }).next[0]!;

  test.each([1e-6, 0.01, 0.5, 3, 40])("has the exact mean and variance after a step of %f", (dt) => {
    const mean = moved(5, dt, dt, 0);
    expect(mean).toBeCloseTo(3 + 2 * Math.exp(-dt / 0.5), 13);
    const deviation = moved(5, dt, dt, 1) - mean;
    expect(deviation ** 2 / (-0.49 * Math.expm1((-2 * dt) / 0.5))).toBeCloseTo(1, 12);
    expect(moved(5, dt, dt, -2) - mean).toBeCloseTo(-2 * deviation, 13);
  });

  test("comes to the same end in pieces", () => {
    const [dt, z] = [0.4, 1.3];
    const halfway = moved(5, 0.15, dt, z);
    expect(moved(halfway, 0.25, dt, z)).toBeCloseTo(moved(5, dt, dt, z), 13);
  });
});

test("exact takes a Wiener process for what it is", () => {
  const step = methodNamed("exact").discretise(system({ w: "0", x: "w" }, 1, { w: "1" }), { tolerance: 1 });
  const dt = 0.09;
  const ends = [
    [1, 0],
    [0, 1],
  ].map((normals) => take(step, ["w", "x"], [0, 0], { h: dt, normals }).next);
  const covariance = (i: number, j: number) => ends.reduce((sum, end) => sum + end[i]! * end[j]!, 0);
  // of W and of its integral: h, h²/2, h³/3
  expect(covariance(0, 0) / dt).toBeCloseTo(1, 6);
  expect(covariance(0, 1) / (dt ** 2 / 2)).toBeCloseTo(1, 6);
  expect(covariance(1, 1) / (dt ** 3 / 3)).toBeCloseTo(1, 5);
});

test.each([0.1, 5, 30])(
  "a membrane driven by an Ornstein-Uhlenbeck current has its exact law after a step of %f",
  (h) => {
    const [tau, slow, R, g] = [10, 3, 2, 0.5];
    const step = methodNamed("exact").discretise(system({ v: "(R*I - v)/tau", I: "-I/slow" }, 1, { I: "g" }), {
      tolerance: 1,
    });
    const parameters = { tau, slow, R, g };
    const at = (normals: number[], length = h, from = [0, 0]) =>
      take(step, ["v", "I"], from, { h: length, dt: h, parameters, normals }).next;
    const ends = [at([1, 0]), at([0, 1])];
    const covariance = (i: number, j: number) => ends.reduce((sum, end) => sum + end[i]! * end[j]!, 0);
    // v(h) = ∫ k (e^(-s/tau) - e^(-s/slow)) dW and I(h) = g ∫ e^(-s/slow) dW
    const k = (g * R) / tau / (1 / slow - 1 / tau);
    const both = (a: number) => -Math.expm1(-a * h) / a;
    const cross = both(1 / tau + 1 / slow);
    expect(covariance(1, 1) / (g * g * both(2 / slow))).toBeCloseTo(1, 6);
    expect(covariance(0, 1) / (k * g * (cross - both(2 / slow)))).toBeCloseTo(1, 5);
    expect(covariance(0, 0) / (k * k * (both(2 / tau) - 2 * cross + both(2 / slow)))).toBeCloseTo(1, 6);
    const whole = at([0.3, -1.2], h, [1, 2]);
    at([0.3, -1.2], 0.4 * h, at([0.3, -1.2], 0.6 * h, [1, 2])).forEach((value, i) => {
      expect(value).toBeCloseTo(whole[i]!, 10);
    });
  },
);

test("noise that several variables share keeps its correlation", () => {
  const noise: Noise = { x: { xi_a: "1" }, y: { xi_a: "2", xi_b: "3" } };
  const step = methodNamed("exact").discretise(system({ x: "-x", y: "-4*y" }, 1, noise), { tolerance: 1 });
  const h = 0.7;
  const ends = [
    [1, 0],
    [0, 1],
  ].map((normals) => take(step, ["x", "y"], [0, 0], { h, normals }).next);
  const covariance = (i: number, j: number) => ends.reduce((sum, end) => sum + end[i]! * end[j]!, 0);
  expect(covariance(0, 0)).toBeCloseTo(-Math.expm1(-2 * h) / 2, 6);
  expect(covariance(1, 1)).toBeCloseTo((-13 * Math.expm1(-8 * h)) / 8, 6);
  expect(covariance(0, 1)).toBeCloseTo((-2 * Math.expm1(-5 * h)) / 5, 6);
});

test("Milstein's method takes sources that commute, and each variable's own", () => {
  const milstein = methodNamed("milstein");
  expect(milstein.refuses(model({ x: "x", y: "y" }, { x: { xi_x: "x" }, y: { xi_y: "2*y" } }))).toBeUndefined();
  expect(milstein.refuses(model({ x: "x", y: "y" }, { x: "y", y: "x*y" }))).toBeUndefined();
  expect(milstein.refuses(model({ x: "x" }, { x: { xi_1: "x", xi_2: "x" } }))).toBeUndefined();
  expect(milstein.refuses(model({ x: "x", y: "y" }, { x: { xi_1: "1" }, y: { xi_2: "x" } }))).toBe(
    "milstein needs noise whose sources commute, and in dy/dt xi_1 and xi_2 act on each other's factors; " +
      "use euler-maruyama, or heun for Stratonovich's reading",
  );
});

test("exact refuses noise whose strength changes, with a way out", () => {
  const exact = methodNamed("exact");
  expect(exact.refuses(model({ v: "-v" }, { v: "s*int(t_edge >= 1)" }))).toBeUndefined();
  expect(exact.refuses(model({ v: "-v" }, { v: "s*sin(t)" }))).toBe(
    "exact integrates additive noise of constant strength, and in dv/dt, xi has the factor s*sin(t), which changes with t; " +
      "use heun or auto",
  );
  expect(exact.refuses(model({ v: "-v", w: "v - w" }, { v: "w" }))).toMatch(/the factor w, which changes with w/);
});

test("exponential Euler needs no noise to be linear, only the variable", () => {
  const method = methodNamed("exponential-euler");
  expect(method.refuses(model({ v: "-v" }, { v: "sqrt(1 + v*v)" }))).toBeUndefined();
  expect(method.refuses(model({ v: "-v*v" }, { v: "1" }))).toMatch(/linear in its own variable/);
});

describe("auto", () => {
  const choice = (...args: Parameters<typeof model>) => {
    const of = model(...args);
    const { method, reason } = chooseMethod(of);
    return `${method.name}: ${reason}${meaningOfNoise(of, method)}`;
  };

  test("takes the exact law where equations are linear and noise is additive", () => {
    expect(choice({ v: "-v/tau" }, { v: "s" })).toBe(
      "exact: the equations are linear between spikes, and the law of their noise is exact at every step; " +
        "the noise is additive: Itô's and Stratonovich's readings agree",
    );
  });

  test("takes the error-controlled method along a path that is straight in each step elsewhere", () => {
    expect(choice({ v: "-v^3" }, { v: "s" })).toBe(
      "dormand-prince: error-controlled, the noise being constant in each step of dt: the equations are not linear (dv/dt has v**3, " +
        "which is not linear in v); the noise is additive: Itô's and Stratonovich's readings agree",
    );
    expect(choice({ v: "-v" }, { v: "s*v" })).toBe(
      "dormand-prince: error-controlled, the noise being constant in each step of dt: the noise has no exact step (in dv/dt, xi has the " +
        "factor s*v, which changes with v); the noise is multiplicative (in dv/dt, xi has the factor s*v, which depends on v), " +
        "read in the sense of Stratonovich",
    );
  });

  test("knows a factor that the noise does not drive as additive", () => {
    expect(choice({ v: "-v", w: "-w*w" }, { v: "w" })).toMatch(/the noise is additive/);
    expect(choice({ v: "-v", w: "-w" }, { v: { xi_1: "w" }, w: { xi_2: "1" } })).toMatch(/the noise is additive/);
    expect(choice({ v: "-v", w: "-w" }, { v: { xi_1: "w" }, w: { xi_1: "1" } })).toMatch(/is multiplicative/);
  });
});
