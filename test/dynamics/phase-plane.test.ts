import { expect, test } from "vitest";
import { fixedPoints, phasePlane, saddleCurve, trajectory } from "../../src/index.ts";
import { fieldOf, plainField } from "./field.ts";

const box = { x: [-3, 3], y: [-3, 3] } as const;

test("a nullcline may be closed, and have several pieces", () => {
  const field = plainField(["dx/dt = ((x - 1.5)**2 + y**2 - 1)*((x + 1.5)**2 + y**2 - 0.5)", "dy/dt = x*y - 0.5"]);
  const [circles, hyperbola] = phasePlane(field).nullclines(box);
  expect(circles.map(({ closed }) => closed)).toEqual([true, true]);
  for (const { x, y } of circles)
    for (const [k, u] of x.entries()) {
      const radius = u > 0 ? Math.hypot(u - 1.5, y[k]!) - 1 : Math.hypot(u + 1.5, y[k]!) - Math.SQRT1_2;
      expect(Math.abs(radius)).toBeLessThan(1e-9);
    }
  expect(hyperbola.map(({ closed }) => closed)).toEqual([false, false]);
  for (const { x, y } of hyperbola) for (const [k, u] of x.entries()) expect(u * y[k]!).toBeCloseTo(0.5, 12);
});

test("a pole is no nullcline", () => {
  const [first] = phasePlane(plainField(["dx/dt = 1/(x - 0.1) + 0*y", "dy/dt = y"])).nullclines(box);
  expect(first).toEqual([]);
});

test("where nullclines cross there is a fixed point: the Type I neuron has three", () => {
  const field = fieldOf("type-1", { I: 0.3e-12 });
  const { points } = phasePlane(field).fixedPoints({ x: [-0.08, 0.06], y: [-0.1, 1.1] });
  expect(points.map(({ kind }) => kind)).toEqual(["stable node", "saddle", "unstable focus"]);
  const f = new Float64Array(2);
  for (const { x } of points) {
    field.f(x, f);
    expect(Math.abs(f[0]!)).toBeLessThan(1e-12);
    expect(Math.abs(f[1]!)).toBeLessThan(1e-12);
  }
});

test("the arrows are the field", () => {
  const { x, y, dx, dy } = phasePlane(plainField(["dx/dt = x + y", "dy/dt = x*y"])).arrows(box, 5, 4);
  expect(x.length).toBe(20);
  for (const [k, u] of x.entries()) {
    expect(dx[k]).toBeCloseTo(u + y[k]!, 14);
    expect(dy[k]).toBeCloseTo(u * y[k]!, 14);
  }
});

test("the reset takes the threshold line to v_reset, w higher by b", () => {
  const lines = phasePlane(fieldOf("adex")).reset({ x: [-0.08, 0.01], y: [-1e-9, 1e-9] })!;
  const [threshold, after] = [lines.threshold[0]!, lines.after[0]!];
  for (const [k, v] of threshold.x.entries()) {
    expect(v).toBeCloseTo(0, 15);
    expect(after.x[k]).toBe(-70.6e-3);
    expect(after.y[k]! - threshold.y[k]!).toBeCloseTo(80.5e-12, 21);
  }
});

test("a saddle's stable curve is the line that parts the plane", () => {
  // x' = x - y^2, y' = -y: x = y^2/3 on the stable curve
  const field = plainField(["dx/dt = x - y**2", "dy/dt = -y"]);
  const [saddle] = fixedPoints(field, { x: [-3, 3], y: [-3, 3] }).points;
  const { halves } = saddleCurve(field, saddle!, "stable", { duration: 20, region: { y: [-2, 2] } });
  for (const { states, end } of halves) {
    expect(end).toBe("left");
    for (const [k, y] of states[1]!.entries()) expect(Math.abs(states[0]![k]! - (y * y) / 3)).toBeLessThan(1e-8);
  }
  const ends = halves.map(({ states }) => Math.sign(states[1]!.at(-1)!)).sort();
  expect(ends).toEqual([-1, 1]);
});

test("a trajectory beside the separatrix of the Type I neuron fires on one side only", () => {
  const field = fieldOf("type-1", { I: 0.3e-12 });
  const saddle = phasePlane(field)
    .fixedPoints({ x: [-0.08, 0.06], y: [-0.1, 1.1] })
    .points.find(({ kind }) => kind === "saddle")!;
  const highest = (dv: number) => {
    const { states } = trajectory(field, [saddle.x[0]! + dv, saddle.x[1]!], { duration: 1 });
    return Math.max(...states[0]!);
  };
  expect(highest(1e-4)).toBeGreaterThan(0.01);
  expect(highest(-1e-4)).toBeLessThan(-0.02);
});

test("backwards and forwards again comes to the start", () => {
  const field = fieldOf("fitzhugh-nagumo", { I: 1.5 });
  const there = trajectory(field, [0.3, 1], { duration: 0.002, direction: -1, tolerance: 1e-12 });
  const back = trajectory(
    field,
    there.states.map((own) => own.at(-1)!),
    { duration: 0.002, tolerance: 1e-12 },
  );
  expect(back.states[0]!.at(-1)).toBeCloseTo(0.3, 8);
  expect(back.states[1]!.at(-1)).toBeCloseTo(1, 8);
});

test("two of four variables make a plane, the others held", () => {
  const plane = phasePlane(
    fieldOf("hodgkin-huxley", {}, undefined, { variables: ["v", "n"], held: { m: 0.0529551, h: 0.596 } }),
  );
  const [, gate] = plane.nullclines({ x: [-0.1, 0.05], y: [0, 1] });
  // n = alpha/(alpha + beta)
  for (const [k, v] of gate[0]!.x.entries()) {
    const u = v * 1000 + 55;
    const alpha = (0.01 * u) / (1 - Math.exp(-u / 10));
    if (Math.abs(u) > 1e-6) expect(gate[0]!.y[k]).toBeCloseTo(alpha / (alpha + 0.125 * Math.exp(-(u + 10) / 80)), 9);
  }
});
