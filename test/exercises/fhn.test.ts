import { expect, test } from "vitest";
import { attractorFrom, equilibria, phasePlane, trajectory } from "../../src/index.ts";
import { fieldOf } from "../dynamics/field.ts";
import { withReference } from "../shared.ts";

/** Neuronal Dynamics, exercises of chapter 4.3: phase plane of the FitzHugh-Nagumo model. */
const at = (I: number) => fieldOf("fitzhugh-nagumo", { I });
const box = { x: [-2.5, 2.5], y: [-2.5, 5.5] } as const;

test("F1: the nullclines for I = 0 are w = u - u^3 and w = 2 u + 2", () => {
  const [cubic, straight] = phasePlane(at(0)).nullclines(box);
  for (const [k, u] of cubic[0]!.x.entries()) expect(cubic[0]!.y[k]!).toBeCloseTo(u - u ** 3, 8);
  for (const [k, u] of straight[0]!.x.entries()) expect(straight[0]!.y[k]!).toBeCloseTo(2 * u + 2, 8);
});

withReference("neurodynex/fhn.json", ({ read }) => {
  test("F2: from (0, 0) at I = 1.3 the trajectory is the converged one", () => {
    const { expected } = read<Record<"t" | "converged_v" | "converged_w", number[]>>("FHN-04-traj-I1.3-tend500.0");
    for (const [k, t] of expected.t.entries()) {
      const { states } = trajectory(at(1.3), [0, 0], { duration: t / 1000, tolerance: 1e-11 });
      expect(states[0]!.at(-1)).toBeCloseTo(expected.converged_v[k]!, 6);
      expect(states[1]!.at(-1)).toBeCloseTo(expected.converged_w[k]!, 6);
    }
  });

  test("F3: an arrow of the flow field is (u - u^3 - w + I, 0.1 (u + 1 - 0.5 w)) per ms", () => {
    const speed = new Float64Array(2);
    at(1.3).f([0.4, 0.9], speed);
    expect(speed[0]! / 1000).toBeCloseTo(0.4 - 0.4 ** 3 - 0.9 + 1.3, 12);
    expect(speed[1]! / 1000).toBeCloseTo(0.1 * (0.4 + 1 - 0.5 * 0.9), 12);
  });

  test("F5, F6, F7: the fixed point and the eigenvalues of its Jacobian", () => {
    const { rows } = read<{ rows: { I: number; v: number; eig_re: number[] }[] }>("FHN-01-fixed-points").expected;
    for (const { I, v, eig_re } of rows) {
      const [point] = phasePlane(at(I)).fixedPoints(box).points;
      expect(point!.x[0]).toBeCloseTo(v, 9);
      const real = point!.eigenvalues.map(({ re }) => re / 1000).sort((a, b) => a - b);
      [...eig_re]
        .sort((a, b) => a - b)
        .forEach((re, k) => {
          expect(real[k]).toBeCloseTo(re, 9);
        });
    }
  });

  test("F4, F8: rest is unstable for 1.25907 < I < 2.74093", () => {
    const { expected } = read<{ I_lower: number; I_upper: number }>("FHN-02-hopf");
    const { branches } = equilibria(fieldOf("fitzhugh-nagumo"), "I", [0, 4], { v: [-2.5, 2.5] });
    expect(branches[0]!.bifurcations.map(({ value }) => value)[0]).toBeCloseTo(expected.I_lower, 6);
    expect(branches[0]!.bifurcations.map(({ value }) => value)[1]).toBeCloseTo(expected.I_upper, 6);
  });
});

test.each([
  [1.3, 38.374],
  [1.5, 32.418],
  [2, 29.258],
])("F9: at I = %d the neuron cycles with a period of %d ms", (I, period) => {
  const { cycle } = attractorFrom(at(I), [0, 0]) as { cycle: { period: number } };
  expect(cycle.period * 1000).toBeCloseTo(period, 3);
});
