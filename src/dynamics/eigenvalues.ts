import { EigenvalueDecomposition, Matrix } from "ml-matrix";

/** re + i im; of a conjugate pair the one with im > 0 comes first. */
export interface Eigenvalue {
  readonly re: number;
  readonly im: number;
}

/**
 * The eigenvalues of a real matrix, by descending real part. Two by two in closed form; larger ones by the QR algorithm, after
 * the rows and columns have been balanced with powers of two (units make them differ by many orders of magnitude).
 *
 * @param matrix rows one after another, n*n numbers.
 */
export function eigenvaluesOf(matrix: ArrayLike<number>, n: number): Eigenvalue[] {
  const values = n === 1 ? [{ re: matrix[0]!, im: 0 }] : n === 2 ? ofTwo(matrix) : ofMany(matrix, n);
  return values.sort((p, q) => q.re - p.re || q.im - p.im);
}

/** Half the trace and the discriminant; the smaller of two real ones from the determinant, so that it does not cancel. */
function ofTwo(matrix: ArrayLike<number>): Eigenvalue[] {
  const [a, b, c, d] = Array.from(matrix) as [number, number, number, number];
  const half = (a + d) / 2;
  const discriminant = ((a - d) / 2) ** 2 + b * c;
  if (discriminant < 0) {
    const im = Math.sqrt(-discriminant);
    return [
      { re: half, im },
      { re: half, im: -im },
    ];
  }
  const far = half + (half < 0 ? -1 : 1) * Math.sqrt(discriminant);
  const near = far === 0 ? 0 : (a * d - b * c) / far;
  return [
    { re: far, im: 0 },
    { re: near, im: 0 },
  ];
}

function ofMany(matrix: ArrayLike<number>, n: number): Eigenvalue[] {
  const rows = balanced(matrix, n);
  const { realEigenvalues, imaginaryEigenvalues } = new EigenvalueDecomposition(new Matrix(rows));
  return realEigenvalues.map((re, k) => ({ re, im: imaginaryEigenvalues[k]! }));
}

/** D^-1 A D with a diagonal D of powers of two: Parlett & Reinsch (1969), Numer Math 13:293. */
function balanced(matrix: ArrayLike<number>, n: number): number[][] {
  const a = Array.from({ length: n }, (_, i) => Array.from({ length: n }, (_, j) => matrix[i * n + j]!));
  for (let changed = true, sweeps = 0; changed && sweeps < 100; sweeps++) {
    changed = false;
    for (let i = 0; i < n; i++) {
      let [column, row] = [0, 0];
      for (let j = 0; j < n; j++) {
        if (j === i) continue;
        column += Math.abs(a[j]![i]!);
        row += Math.abs(a[i]![j]!);
      }
      if (column === 0 || row === 0) continue;
      let factor = 1;
      for (let ratio = row / column; ratio > 2 && factor < 2 ** 200; ratio /= 4) factor *= 2;
      for (let ratio = row / column; ratio < 0.5 && factor > 2 ** -200; ratio *= 4) factor /= 2;
      if (column * factor + row / factor >= 0.95 * (column + row)) continue;
      changed = true;
      for (let j = 0; j < n; j++) {
        a[i]![j]! /= factor;
        a[j]![i]! *= factor;
      }
    }
  }
  return a;
}
