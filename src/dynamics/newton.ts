import { LuDecomposition, Matrix } from "ml-matrix";
import type { VectorField } from "./vector-field.ts";

/** Solves A x = b, A with rows one after another; undefined where A is singular. */
export function solveLinear(a: ArrayLike<number>, b: ArrayLike<number>): Float64Array | undefined {
  const n = b.length;
  const { scaled, rowSize, columnSize } = equilibrated(a, n);
  if (!scaled) return undefined;
  const lu = new LuDecomposition(new Matrix(scaled));
  if (lu.isSingular()) return undefined;
  const solution = lu.solve(Matrix.columnVector(Array.from({ length: n }, (_, i) => b[i]! / rowSize[i]!)));
  return Float64Array.from({ length: n }, (_, j) => solution.get(j, 0) / columnSize[j]!);
}

/** The inverse, as rows; undefined where A is singular. */
export function inverseOf(a: ArrayLike<number>, n: number): number[][] | undefined {
  const { scaled, rowSize, columnSize } = equilibrated(a, n);
  if (!scaled) return undefined;
  const lu = new LuDecomposition(new Matrix(scaled));
  if (lu.isSingular()) return undefined;
  const result = lu.solve(Matrix.eye(n));
  return scaled.map((_, i) => scaled.map((_, j) => result.get(i, j) / columnSize[i]! / rowSize[j]!));
}

interface Equilibrated {
  /** Undefined where a row or column is 0, or a number is not finite. */
  readonly scaled: number[][] | undefined;
  readonly rowSize: readonly number[];
  readonly columnSize: readonly number[];
}

/** Columns and rows brought to size 1: units make the entries differ by many orders of magnitude. */
function equilibrated(a: ArrayLike<number>, n: number): Equilibrated {
  const rows = Array.from({ length: n }, (_, i) => Array.from({ length: n }, (_, j) => a[i * n + j]!));
  const columnSize = Array.from({ length: n }, (_, j) => largest(rows.map((row) => row[j]!)));
  const rowSize = rows.map((row) => largest(row.map((value, j) => value / columnSize[j]!)));
  const bad = [...columnSize, ...rowSize].some((size) => !(size > 0) || !Number.isFinite(size));
  const scaled = bad ? undefined : rows.map((row, i) => row.map((value, j) => value / columnSize[j]! / rowSize[i]!));
  return { scaled, rowSize, columnSize };
}

function largest(values: readonly number[]): number {
  return values.reduce((most, value) => (Math.abs(value) <= most ? most : Math.abs(value)), 0);
}

/** Newton steps for f(x) = 0 from a point that is nearly one, as long as they become shorter. */
export function polish(field: VectorField, start: ArrayLike<number>): Float64Array {
  const n = field.dimension;
  const jacobian = new Float64Array(n * n);
  const f = new Float64Array(n);
  let x = Float64Array.from(start);
  let last = Number.POSITIVE_INFINITY;
  for (let k = 0; k < 10; k++) {
    field.f(x, f);
    field.jacobian(x, jacobian);
    const step = solveLinear(jacobian, f);
    if (!step) return x;
    const size = largest(Array.from(step, (value, i) => value / (Math.abs(x[i]!) + field.scales[i]!)));
    if (!(size < last / 2)) return x;
    x = x.map((value, i) => value - step[i]!);
    last = size;
  }
  return x;
}

/** The determinant of a matrix whose rows and columns have been brought to size 1; only its sign and its zeros mean something. */
export function scaledDeterminant(a: ArrayLike<number>, n: number): number {
  const { scaled } = equilibrated(a, n);
  return scaled ? new LuDecomposition(new Matrix(scaled)).determinant : 0;
}
