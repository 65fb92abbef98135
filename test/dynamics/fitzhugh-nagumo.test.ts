import { expect, test } from "vitest";
import { attractorFrom, bifurcationDiagram, equilibria, phasePlane, trajectory } from "../../src/index.ts";
import { withReference } from "../shared.ts";
import { fieldOf } from "./field.ts";

const box = { x: [-2.5, 2.5], y: [-2.5, 5.5] } as const;

interface Row {
  readonly I: number;
  readonly v: number;
  readonly w: number;
  readonly eig_re: readonly number[];
  readonly eig_im: readonly number[];
}

test("nullclines lie on w = v - v^3 + I and w = 2 v + 2, from one border to the other", () => {
  const plane = phasePlane(fieldOf("fitzhugh-nagumo", { I: 0 }));
  const [cubic, straight] = plane.nullclines(box);
  expect(cubic.length).toBe(1);
  expect(straight.length).toBe(1);
  for (const [k, v] of cubic[0]!.x.entries()) expect(Math.abs(cubic[0]!.y[k]! - (v - v ** 3))).toBeLessThan(1e-9);
  for (const [k, v] of straight[0]!.x.entries()) expect(straight[0]!.y[k]!).toBeCloseTo(2 * v + 2, 9);
  expect([straight[0]!.x[0], straight[0]!.x.at(-1)].sort((a, b) => a! - b!)).toEqual([-2.25, 1.75]);
});

withReference("neurodynex/fhn.json", ({ read }) => {
  test("fixed points and eigenvalues are those of the cubic and the quadratic", () => {
    const { rows } = read<{ rows: readonly Row[] }>("FHN-01-fixed-points").expected;
    const field = fieldOf("fitzhugh-nagumo");
    const plane = phasePlane(field);
    for (const row of rows) {
      field.set("I", row.I);
      const { points, complete } = plane.fixedPoints(box);
      expect([points.length, complete]).toEqual([1, true]);
      const [point] = points;
      expect(point!.x[0]).toBeCloseTo(row.v, 9);
      expect(point!.x[1]).toBeCloseTo(row.w, 9);
      const real = point!.eigenvalues.map(({ re }) => re / 1000).sort((a, b) => a - b);
      for (const [k, re] of [...row.eig_re].sort((a, b) => a - b).entries()) expect(real[k]).toBeCloseTo(re, 9);
      expect(point!.eigenvalues[0]!.im / 1000).toBeCloseTo(Math.abs(row.eig_im[0]!), 9);
      expect(point!.stable).toBe(row.eig_re.every((re) => re < 0));
    }
  });

  test("rest loses its stability between the two Hopf points", () => {
    const { expected } = read<{ I_lower: number; I_upper: number; v_hopf: number; omega_at_hopf: number }>(
      "FHN-02-hopf",
    );
    const { branches, gaps } = equilibria(fieldOf("fitzhugh-nagumo"), "I", [0, 4], { v: [-2.5, 2.5] });
    expect([branches.length, gaps]).toEqual([1, []]);
    const [low, high] = branches[0]!.bifurcations;
    expect(low!.value).toBeCloseTo(expected.I_lower, 9);
    expect(high!.value).toBeCloseTo(expected.I_upper, 9);
    expect(low!.point.x[0]).toBeCloseTo(-expected.v_hopf, 9);
    expect((low!.frequency! * 2 * Math.PI) / 1000).toBeCloseTo(expected.omega_at_hopf, 9);
    const { parameter, unstableDirections } = branches[0]!;
    for (const [k, I] of parameter.entries())
      expect(unstableDirections[k]).toBe(I > expected.I_lower && I < expected.I_upper ? 2 : 0);
  });

  test.each(["FHN-04-traj-I1.3-tend500.0", "FHN-04-traj-I0-tend500.0", "FHN-04-traj-I2.0-tend100.0"])(
    "trajectory %s follows the converged solution",
    (id) => {
      const { settings, expected } = read<
        Record<"t" | "converged_v" | "converged_w", readonly number[]>,
        { I: number; v0: number; w0: number }
      >(id);
      const field = fieldOf("fitzhugh-nagumo", { I: settings.I });
      for (const [k, t] of expected.t.entries()) {
        const { states } = trajectory(field, [settings.v0, settings.w0], { duration: t / 1000, tolerance: 1e-11 });
        expect(states[0]!.at(-1)).toBeCloseTo(expected.converged_v[k]!, 6);
        expect(states[1]!.at(-1)).toBeCloseTo(expected.converged_w[k]!, 6);
      }
    },
  );
});

// period in ms, range of v: models and exercises, FHN-03
test.each([
  [1.3, 38.374, -1.179, 1.0102],
  [1.5, 32.418, undefined, undefined],
  [2, 29.258, -1.1256, 1.1256],
  [2.7, 38.374, -1.0102, 1.179],
])("at I = %s the cycle takes %s ms", (I, period, low, high) => {
  const attractor = attractorFrom(fieldOf("fitzhugh-nagumo", { I }), [0, 0]);
  if (attractor.kind !== "cycle") throw new Error(attractor.kind);
  const { cycle } = attractor;
  expect(cycle.period * 1000).toBeCloseTo(period, 3);
  expect([cycle.spikes, cycle.stable]).toEqual([1, true]);
  if (low === undefined) return;
  expect(cycle.minimum[0]).toBeCloseTo(low, 4);
  expect(cycle.maximum[0]).toBeCloseTo(high, 4);
});

test("the diagram shows firing at a finite rate between the Hopf points only", () => {
  const diagram = bifurcationDiagram(fieldOf("fitzhugh-nagumo"), "I", [0, 4], { v: [-2.5, 2.5] }, [-1, 0], {
    cycles: 21,
  });
  for (const { value, cycles, unsettled } of diagram.oscillations) {
    expect(unsettled).toBe(false);
    expect(cycles.length).toBe(value > 1.26 && value < 2.74 ? 1 : 0);
    for (const { rate } of cycles) expect(rate).toBeGreaterThan(20);
  }
});
