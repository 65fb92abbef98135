import { LuDecomposition, Matrix } from "ml-matrix";
import type { VectorField } from "./vector-field.ts";

/** Solves A x = b, A with rows one after another; undefined where A is singular. */
export function solveLinear(a: ArrayLike<number>, b: ArrayLike<number>): Float64Array | undefined {
  const n = b.length;
  // rows and columns are brought to size 1: units make them differ by many orders of magnitude
  const rows = Array.from({ length: n }, (_, i) => Array.from({ length: n }, (_, j) => a[i * n + j]!));
  const columnSize = Array.from({ length: n }, (_, j) => largest(rows.map((row) => row[j]!)));
  const rowSize = rows.map((row) => largest(row.map((value, j) => value / columnSize[j]!)));
  if ([...columnSize, ...rowSize].some((size) => !(size > 0) || !Number.isFinite(size))) return undefined;
  const lu = new LuDecomposition(
    new Matrix(rows.map((row, i) => row.map((value, j) => value / columnSize[j]! / rowSize[i]!))),
  );
  if (lu.isSingular()) return undefined;
  const solution = lu.solve(Matrix.columnVector(Array.from({ length: n }, (_, i) => b[i]! / rowSize[i]!)));
  return Float64Array.from({ length: n }, (_, j) => solution.get(j, 0) / columnSize[j]!);
}

function largest(values: readonly number[]): number {
  return values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
}

/** A few Newton steps for f(x) = 0 from a point that is nearly one, as long as they make |f| smaller. */
export function polish(field: VectorField, start: ArrayLike<number>): Float64Array {
  const n = field.dimension;
  const jacobian = new Float64Array(n * n);
  let x = Float64Array.from(start);
  let f = new Float64Array(n);
  field.f(x, f);
  for (let k = 0; k < 5; k++) {
    field.jacobian(x, jacobian);
    const step = solveLinear(jacobian, f);
    if (!step) return x;
    const next = x.map((value, i) => value - step[i]!);
    const value = new Float64Array(n);
    field.f(next, value);
    const smaller = value.some((own, i) => Math.abs(own) < Math.abs(f[i]!)) && value.every((own, i) => Math.abs(own) <= Math.abs(f[i]!));
    if (!smaller) return x;
    [x, f] = [next, value];
  }
  return x;
}
