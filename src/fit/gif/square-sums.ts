import { CholeskyDecomposition, Matrix } from "ml-matrix";

/** The sums of a linear regression of a value on a row of numbers. */
export class SquareSums {
  readonly #width: number;
  /** Of products of the row and, in the last line, of the value with it. */
  readonly #sums: Float64Array;
  #count = 0;

  constructor(width: number) {
    this.#width = width;
    this.#sums = new Float64Array((width + 1) ** 2);
  }

  add(row: Float64Array, value: number): void {
    const [n, sums] = [this.#width, this.#sums];
    for (let i = 0; i < n; i++) {
      for (let j = 0; j <= i; j++) sums[i * (n + 1) + j]! += row[i]! * row[j]!;
      sums[n * (n + 1) + i]! += row[i]! * value;
    }
    sums[n * (n + 1) + n]! += value * value;
    this.#count++;
  }

  /** What least squares says. @throws RangeError where the rows do not determine it */
  solve(): number[] {
    const n = this.#width;
    const at = (i: number, j: number): number => this.#sums[Math.max(i, j) * (n + 1) + Math.min(i, j)]!;
    // Scaled to a diagonal of ones, so that units do not make it ill-conditioned.
    const scale = Array.from({ length: n }, (_, i) => 1 / Math.sqrt(at(i, i)));
    if (scale.every(Number.isFinite)) {
      const matrix = new Matrix(scale.map((own, i) => scale.map((other, j) => at(i, j) * (own * other))));
      const cholesky = new CholeskyDecomposition(matrix);
      const right = Matrix.columnVector(scale.map((own, i) => own * at(n, i)));
      if (cholesky.isPositiveDefinite())
        return cholesky
          .solve(right)
          .to1DArray()
          .map((x, i) => x * scale[i]!);
    }
    throw new RangeError(
      `${this.#count} samples do not determine ${n} numbers of the membrane; give a current that varies, more spikes, or fewer basis functions`,
    );
  }

  /** The mean square of what a solution leaves. */
  residual(solution: readonly number[]): number {
    const n = this.#width;
    const hit = solution.reduce((sum, x, i) => sum + x * this.#sums[n * (n + 1) + i]!, 0);
    return Math.max(0, this.#sums[n * (n + 1) + n]! - hit) / this.#count;
  }
}
