import type { CurvePoint, EquilibriumCurve } from "./equilibrium-curve.ts";
import { rootBetween } from "./root.ts";
import { classify, type FixedPoint } from "./stability.ts";

/** A point at which the number or the stability of equilibria changes. */
export interface Bifurcation {
  /**
   * Saddle-node: two equilibria meet. Hopf: a cycle is born. Both are located to rounding. Branch point: curves of equilibria
   * cross; where Newton's method does not reach it, to a thousandth of a step.
   */
  readonly kind: "saddle-node" | "Hopf" | "branch point";
  /** Of the parameter, SI. */
  readonly value: number;
  readonly point: FixedPoint;
  /** Of a Hopf point: how fast the cycle that is born there turns, Hz. */
  readonly frequency?: number;
  /** Of a Hopf point: see `lyapunovCoefficient`. */
  readonly lyapunov?: number;
  /** Of a Hopf point: supercritical where a stable cycle is born. */
  readonly criticality?: "supercritical" | "subcritical";
}

/** What bifurcations are told by, at a point of the curve. */
export interface Tests {
  readonly fold: number;
  readonly hopf: number;
  readonly crossing: number;
}

export function testsAt(curve: EquilibriumCurve, point: CurvePoint): Tests {
  return {
    fold: point.tangent[curve.field.dimension]!,
    hopf: curve.hopfTest(point),
    crossing: curve.crossingTest(point),
  };
}

/** The bifurcations between a point of the curve and the one `length` beyond it, in their order. */
export function bifurcationsBetween(
  curve: EquilibriumCurve,
  from: CurvePoint,
  tests: readonly [Tests, Tests],
  length: number,
  lyapunov: (x: ArrayLike<number>, omega: number) => number,
): Bifurcation[] {
  const found: { at: number; bifurcation: Bifurcation }[] = [];
  const [before, after] = tests;
  const locate = (test: keyof Tests): { at: number; point: CurvePoint } | undefined => {
    if (before[test] === 0 || before[test] < 0 === after[test] < 0) return undefined;
    const value = (at: number) => {
      const next = curve.step(from, at);
      // where curves cross, the system is singular and Newton's method does not get there
      return next ? testsAt(curve, next.point)[test] : 0;
    };
    const at = rootBetween(value, 0, length, before[test], after[test]);
    const next = curve.step(from, at);
    if (next) return { at, point: next.point };
    return beside(curve, from, at, length, value);
  };
  const [fold, crossing] = [locate("fold"), locate("crossing")];
  // a pitchfork turns back where it crosses
  const together = fold && crossing && Math.abs(fold.at - crossing.at) <= 0.1 * length;
  if (fold && !together)
    found.push({ at: fold.at, bifurcation: { kind: "saddle-node", ...described(curve, fold.point) } });
  const branching = together ? fold : crossing;
  if (branching)
    found.push({ at: branching.at, bifurcation: { kind: "branch point", ...described(curve, branching.point) } });
  const hopf = locate("hopf");
  if (hopf) {
    const place = described(curve, hopf.point);
    const omega = imaginaryPair(place.point);
    if (omega !== undefined) {
      const coefficient = lyapunov(place.point.x, omega);
      found.push({
        at: hopf.at,
        bifurcation: {
          kind: "Hopf",
          ...place,
          frequency: omega / (2 * Math.PI),
          lyapunov: coefficient,
          criticality: coefficient < 0 ? "supercritical" : "subcritical",
        },
      });
    }
  }
  return found.sort((p, q) => p.at - q.at).map(({ bifurcation }) => bifurcation);
}

/** Where Newton's method does not get to the point itself: between two points nearby, by the test's values there. */
function beside(
  curve: EquilibriumCurve,
  from: CurvePoint,
  at: number,
  length: number,
  test: (at: number) => number,
): { at: number; point: CurvePoint } | undefined {
  for (const aside of [1e-3, 1e-2, 5e-2].map((part) => part * length)) {
    const [a, b] = [curve.step(from, at - aside)?.point, curve.step(from, at + aside)?.point];
    if (!a || !b) continue;
    const [p, q] = [test(at - aside), test(at + aside)];
    const part = p < 0 === q < 0 ? 0.5 : p / (p - q);
    const y = a.y.map((value, i) => value + part * (b.y[i]! - value));
    return { at: at - aside + 2 * aside * part, point: { y, tangent: b.tangent } };
  }
  return undefined;
}

function described(curve: EquilibriumCurve, at: CurvePoint): { value: number; point: FixedPoint } {
  const value = curve.value(at);
  curve.field.set(curve.parameter, value);
  return { value, point: classify(curve.field, curve.state(at)) };
}

/** omega where a pair of eigenvalues is +-i omega; undefined at a neutral saddle, where a real pair adds up to 0. */
function imaginaryPair({ eigenvalues }: FixedPoint): number | undefined {
  const turning = eigenvalues.filter(({ im }) => im > 0);
  const nearest = turning.sort((p, q) => Math.abs(p.re) / p.im - Math.abs(q.re) / q.im)[0];
  return nearest && Math.abs(nearest.re) <= 1e-6 * nearest.im ? nearest.im : undefined;
}
