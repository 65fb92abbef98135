import { expect, test } from "vitest";
import { ExperimentError } from "../../src/errors.ts";
import { aliases, chooseMethod, methodNamed, methods } from "../../src/method/index.ts";
import type { Method, System } from "../../src/method/method.ts";
import { integrate, model, system, take } from "./step.ts";

const finite = methods
  .filter((method) => Number.isFinite(method.order))
  .map((method) => [method.name, method] as const);

/** The order seen when the step is halved, by the largest error of the first unknown on the way to `end`. */
function observedOrder(
  method: Method,
  {
    equations,
    from,
    end,
    truth,
    steps,
  }: {
    equations: System;
    from: readonly number[];
    end: number;
    truth: (t: number) => number;
    steps: number;
  },
): number {
  const error = (steps: number) => {
    let largest = 0;
    const observe = (t: number, state: readonly number[]) => {
      largest = Math.max(largest, Math.abs(state[0]! - truth(t)));
    };
    integrate(method, equations, from, { end, steps, observe });
    return largest;
  };
  return Math.log2(error(steps) / error(2 * steps));
}

const spiral = (t: number) => Math.exp(t / 2) * Math.cos(t);

test.each(finite)("%s has its declared order on a nonlinear system", (_, method) => {
  // the spiral x = e^(t/2) cos t, y = e^(t/2) sin t, with w = e^-t and z = 1; each equation is linear in its own variable
  const order = observedOrder(method, {
    equations: system({ x: "(x/2 - y)*z", y: "(x + y/2)*z", z: "1 - (x*x + y*y)*w", w: "-w*z" }),
    from: [1, 0, 1, 1],
    end: 2,
    truth: spiral,
    steps: method.order >= 4 ? 64 : 512,
  });
  expect(Math.abs(order - method.order)).toBeLessThan(0.2);
});

test.each(finite)("%s has its declared order on equations with time in them", (_, method) => {
  const order = observedOrder(method, {
    equations: system({ x: "-2*t*x + cos(t)*exp(-t*t)" }),
    from: [1],
    end: 2,
    truth: (t) => (1 + Math.sin(t)) * Math.exp(-t * t),
    steps: method.order >= 4 ? 64 : 512,
  });
  expect(Math.abs(order - method.order)).toBeLessThan(0.2);
});

test.each(finite)("%s keeps its order across an edge on the grid", (_, method) => {
  const order = observedOrder(method, {
    equations: system({ x: "(x/2 - y)*z*int(t_edge >= 0.5)", y: "(x + y/2)*z*int(t_edge >= 0.5)", z: "0" }),
    from: [1, 0, 1],
    end: 2,
    truth: (t) => spiral(Math.max(0, t - 0.5)),
    steps: method.order >= 4 ? 64 : 512,
  });
  expect(Math.abs(order - method.order)).toBeLessThan(0.2);
});

test.each(methods.map((method) => [method.name, method] as const))(
  "%s leaves alone what only resets change",
  (_, method) => {
    const step = method.discretise(system({ w: "0", x: "-w*x" }), { tolerance: 1e-6 });
    expect(step.next[0]).toMatchObject({ kind: "name", name: "w" });
    expect(JSON.stringify(step.bindings)).not.toMatch(/%[a-z0-9]+\.w"/);
    expect(take(step, ["w", "x"], [2, 1], { h: 0.1 }).next[0]).toBe(2);

    const still = method.discretise(system({ w: "0" }), { tolerance: 1e-6 });
    expect(still.bindings).toEqual([]);
  },
);

test.each(methods.map((method) => [method.name, method] as const))(
  "%s takes a variable named h or k for what it is",
  (_, method) => {
    const { next } = take(method.discretise(system({ h: "k - h", k: "0" }), { tolerance: 1e-6 }), ["h", "k"], [0, 1], {
      h: 1e-3,
    });
    expect(next[0]).toBeCloseTo(1e-3, 5);
  },
);

test("every method says what it is", () => {
  for (const method of methods) {
    expect(method.description).toMatch(/\(\d{4}\)|Brian2/);
    expect(methodNamed(method.name)).toBe(method);
  }
});

test("Brian2's names stand for the methods", () => {
  expect(Object.keys(aliases).map((name) => methodNamed(name).name)).toEqual([
    "midpoint",
    "exponential-euler",
    "exact",
  ]);
});

test("an unknown method is refused with the list of names", () => {
  expect(() => methodNamed("gsl")).toThrow(ExperimentError);
  expect(() => methodNamed("gsl")).toThrow(
    'method: there is no method "gsl" (take auto, or one of exact, dormand-prince, rk4, heun, midpoint, exponential-euler, euler, sequential-euler, milstein, euler-maruyama)',
  );
  expect(() => methodNamed("toString")).toThrow(ExperimentError);
});

test("auto takes the exact method where the equations are linear, and says why", () => {
  const { method, reason } = chooseMethod(model({ v: "(E - v + R*sin(t))/tau", w: "(a*v - w)/tau_w", g: "0" }));
  expect(method.name).toBe("exact");
  expect(reason).toBe("the equations are linear between spikes");
});

test("auto takes the error-controlled method elsewhere, and says why", () => {
  const { method, reason } = chooseMethod(model({ v: "(E - v + D*exp((v - v_T)/D))/tau" }));
  expect(method.name).toBe("dormand-prince");
  expect(reason).toBe(
    "error-controlled: the equations are not linear (dv/dt has exp((v - v_T)/D), which is not linear in v)",
  );
});

test.each(methods.filter(({ stochastic }) => !stochastic).map((method) => [method.name, method] as const))(
  "%s refuses noise by name, with a way out",
  (_, method) => {
    expect(method.refuses(model({ v: "-v/tau" }))).toBeUndefined();
    expect(method.refuses(model({ v: "-v/tau" }, { v: "sigma*sqrt(2/tau)" }))).toBe(
      `${method.name} does not integrate noise, and dv/dt has the term sigma*sqrt(2/tau)*xi; ` +
        "use euler-maruyama, heun or auto",
    );
  },
);
