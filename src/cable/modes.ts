import { EigenvalueDecomposition, Matrix } from "ml-matrix";
import type { CableTree } from "./cable-tree.ts";

/**
 * The modes of a tree: patterns along it that decay each by itself. With c = C/C̄ the capacitances over their mean, q_k the orthonormal
 * eigenvectors of c^(-1/2) G c^(-1/2)/C̄ and r_k its eigenvalues,
 *
 *     u = c^(-1/2) Σ_k q_k y_k/C̄,   dy_k/dt = -r_k y_k + Σ_i (c^(-1/2) q_k)_i I_i.
 */
export interface Modes {
  /** 1/s. */
  readonly rates: Float64Array;
  /** pattern[i * n + k] = (c^(-1/2) q_k)_i. */
  readonly pattern: Float64Array;
  /** C̄, F. */
  readonly capacitance: number;
}

/**
 * The modes by Householder's and the QL algorithm, in a time that grows with the cube of the nodes; addition, multiplication, division
 * and square roots only, so that they are the same on every machine.
 */
export function modesOf({ parent, axial, leak, capacitance }: CableTree): Modes {
  const n = parent.length;
  const mean = capacitance.reduce((sum, c) => sum + c, 0) / n;
  const scale = Float64Array.from(capacitance, (c) => 1 / Math.sqrt(c / mean));
  const matrix = Matrix.zeros(n, n);
  const toDiagonal = (i: number, g: number) => matrix.set(i, i, matrix.get(i, i) + (g / mean) * scale[i]! * scale[i]!);
  for (let i = 0; i < n; i++) toDiagonal(i, leak[i]!);
  for (let i = 1; i < n; i++) {
    const above = parent[i]!;
    toDiagonal(i, axial[i]!);
    toDiagonal(above, axial[i]!);
    const coupling = -(axial[i]! / mean) * scale[i]! * scale[above]!;
    matrix.set(i, above, coupling);
    matrix.set(above, i, coupling);
  }
  const { eigenvectorMatrix } = new EigenvalueDecomposition(matrix, { assumeSymmetric: true });
  const pattern = Float64Array.from({ length: n * n }, (_, at) => {
    const i = Math.floor(at / n);
    return scale[i]! * eigenvectorMatrix.get(i, at - i * n);
  });
  return { rates: ratesOf(pattern, { parent, axial, leak, capacitance }), pattern, capacitance: mean };
}

/**
 * The rates as quotients of what flows and what is stored, Σ g (p_i - p_j)² + Σ leak p_i² over Σ C p_i². The algorithm knows every
 * rate to a rounding of the fastest, which would be a wrong membrane time constant in the tenth digit; sums of squares do not cancel.
 */
function ratesOf(
  pattern: Float64Array,
  { parent, axial, leak, capacitance }: Pick<CableTree, "parent" | "axial" | "leak" | "capacitance">,
): Float64Array {
  const n = parent.length;
  return Float64Array.from({ length: n }, (_, k) => {
    let [flow, stored] = [0, 0];
    for (let i = 0; i < n; i++) {
      const p = pattern[i * n + k]!;
      flow += leak[i]! * p * p;
      stored += capacitance[i]! * p * p;
      if (i === 0) continue;
      const difference = p - pattern[parent[i]! * n + k]!;
      flow += axial[i]! * difference * difference;
    }
    return flow / stored;
  });
}
