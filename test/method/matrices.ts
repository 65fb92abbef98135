export type Matrix = number[][];

/** e^A - 1: Taylor's series of A/2^s, then s times M ← 2M + M². */
export function exponentialMinusOne(a: Matrix): Matrix {
  const norm = Math.max(...a.map((row) => row.reduce((sum, entry) => sum + Math.abs(entry), 0)));
  const squarings = Math.max(0, Math.ceil(Math.log2(norm * 8)));
  const small = a.map((row) => row.map((entry) => entry * 2 ** -squarings));
  let m = small;
  let term = small;
  for (let k = 2; k < 20; k++) {
    term = product(term, small).map((row) => row.map((entry) => entry / k));
    m = plus(m, term);
  }
  for (let k = 0; k < squarings; k++) m = plus(plus(m, m), product(m, m));
  return m;
}

export function product(a: Matrix, b: Matrix): Matrix {
  return a.map((row) => b[0]!.map((_, j) => row.reduce((sum, entry, k) => sum + entry * b[k]![j]!, 0)));
}

export function plus(a: Matrix, b: Matrix): Matrix {
  return a.map((row, i) => row.map((entry, j) => entry + b[i]![j]!));
}

export function transposed(a: Matrix): Matrix {
  return a[0]!.map((_, j) => a.map((row) => row[j]!));
}

function scaled(a: Matrix, factor: number): Matrix {
  return a.map((row) => row.map((entry) => entry * factor));
}

/** ∫ f(s) ds from 0 to 1, by Simpson's rule. */
export function integral(f: (s: number) => Matrix, intervals = 400): Matrix {
  let sum = scaled(plus(f(0), f(1)), 1 / (3 * intervals));
  for (let k = 1; k < intervals; k++) {
    sum = plus(sum, scaled(f(k / intervals), (k % 2 === 1 ? 4 : 2) / (3 * intervals)));
  }
  return sum;
}

/** e^A. */
export function exponential(a: Matrix): Matrix {
  return exponentialMinusOne(a).map((row, i) => row.map((entry, j) => entry + Number(i === j)));
}

/** φ(B)^-1 L with L L^T = ∫ e^(sB) V e^(sB^T) ds and φ(B) = ∫ e^(sB) ds, s from 0 to 1. */
export function noiseMatrix(b: Matrix, v: Matrix): Matrix {
  const flow = (s: number): Matrix => exponential(scaled(b, s));
  const covariance = integral((s) => product(product(flow(s), v), transposed(flow(s))));
  return product(inverse(integral(flow)), cholesky(covariance));
}

function cholesky(a: Matrix): Matrix {
  const lower = a.map((row) => row.map(() => 0));
  a.forEach((row, i) => {
    for (let j = 0; j <= i; j++) {
      const rest = row[j]! - lower[j]!.reduce((sum, entry, k) => (k < j ? sum + entry * lower[i]![k]! : sum), 0);
      lower[i]![j] = i === j ? Math.sqrt(Math.max(rest, 0)) : rest / (lower[j]![j]! || 1);
    }
  });
  return lower;
}

function inverse(a: Matrix): Matrix {
  const n = a.length;
  const rows = a.map((row, i) => [...row, ...Array.from({ length: n }, (_, j) => Number(i === j))]);
  for (let pivot = 0; pivot < n; pivot++) {
    const best = rows.slice(pivot).reduce((best, row, k) => {
      return Math.abs(row[pivot]!) > Math.abs(rows[best]![pivot]!) ? pivot + k : best;
    }, pivot);
    [rows[pivot], rows[best]] = [rows[best]!, rows[pivot]!];
    rows[pivot] = rows[pivot]!.map((entry) => entry / rows[pivot]![pivot]!);
    for (let i = 0; i < n; i++) {
      if (i === pivot) continue;
      const factor = rows[i]![pivot]!;
      rows[i] = rows[i]!.map((entry, j) => entry - factor * rows[pivot]![j]!);
    }
  }
  return rows.map((row) => row.slice(n));
}
