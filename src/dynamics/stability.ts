import { type Eigenvalue, eigenvaluesOf } from "./eigenvalues.ts";
import type { VectorField } from "./vector-field.ts";

/**
 * What trajectories near a fixed point do: approach or leave it straight (node) or turning (focus), pass by it (saddle), circle
 * around it (centre: in the plane, as far as the linear part can tell). Non-hyperbolic: an eigenvalue on the imaginary axis, so
 * that the linear part does not say.
 */
export type FixedPointKind =
  | "stable node"
  | "stable focus"
  | "unstable node"
  | "unstable focus"
  | "saddle"
  | "centre"
  | "non-hyperbolic";

export interface FixedPoint {
  /** SI, in the order of the field's variables. */
  readonly x: Float64Array;
  /** df_i/dx_j at i*n + j, SI. */
  readonly jacobian: Float64Array;
  /** Per second, by descending real part. */
  readonly eigenvalues: readonly Eigenvalue[];
  readonly kind: FixedPointKind;
  readonly stable: boolean;
  /** How many eigenvalues have a positive real part: the directions in which it is left. */
  readonly unstableDirections: number;
}

/** A real part this small, as part of the largest eigenvalue, counts as 0. */
const onAxis = 1e-9;

/** The linear part of a field at a fixed point, and what it says. */
export function classify(field: VectorField, x: ArrayLike<number>, multiple = false): FixedPoint {
  const n = field.dimension;
  const jacobian = new Float64Array(n * n);
  field.jacobian(x, jacobian);
  const eigenvalues = eigenvaluesOf(jacobian, n);
  const largest = Math.max(...eigenvalues.map(({ re, im }) => Math.sqrt(re * re + im * im)));
  const sides = eigenvalues.map(({ re }) => (Math.abs(re) <= onAxis * largest ? 0 : Math.sign(re)));
  const unstableDirections = sides.filter((side) => side > 0).length;
  const kind = multiple && n === 1 ? "non-hyperbolic" : kindOf(eigenvalues, sides);
  return {
    x: Float64Array.from(x),
    jacobian,
    eigenvalues,
    kind,
    stable: kind.startsWith("stable"),
    unstableDirections,
  };
}

function kindOf(eigenvalues: readonly Eigenvalue[], sides: readonly number[]): FixedPointKind {
  const turning = eigenvalues.some(({ im }) => im !== 0);
  if (sides.includes(0)) return eigenvalues.length === 2 && turning ? "centre" : "non-hyperbolic";
  if (sides.includes(1) && sides.includes(-1)) return "saddle";
  if (sides.includes(1)) return turning ? "unstable focus" : "unstable node";
  return turning ? "stable focus" : "stable node";
}
