import type { Graph } from "./graph.ts";
import type { Value } from "./ir.ts";

type Matrix = readonly (readonly Value[])[];

/** The series is summed for a piece of 2^-doublings of the step; so B may be of the size of 10^4. */
const doublings = 20;
/** In the place of a standard deviation of 0, which divides a covariance of 0. */
const least = 1e-150;

/**
 * K = φ(B)^-1 L for the noise of x' = A x + noise in a step, B = A dt: L L^T = Σ = ∫ e^(sB) V e^(sB^T) ds, s from 0 to 1, is what the
 * noise adds to the covariance in the step, φ(B) = ∫ e^(sB) ds what a constant drive adds to x. To about 1e-9, far below what
 * can be seen of random numbers. Variables on which the others depend come first; those that no noise reaches are left out.
 */
export function noiseMatrix(g: Graph, b: Matrix, v: Matrix): Value[][] {
  const { product, plus, transposed, scaled, identity } = algebra(g, b.length);
  const piece = 2 ** -doublings;
  const bv = product(b, v);
  const square = product(b, b);
  // to the third order: B V B^T lets noise reach what it does not drive itself
  const third = plus(plus(product(square, v), transposed(product(square, v))), scaled(product(bv, transposed(b)), 2));
  let covariance = plus(
    scaled(v, piece),
    plus(scaled(plus(bv, transposed(bv)), piece ** 2 / 2), scaled(third, piece ** 3 / 6)),
  );
  let response = plus(scaled(identity, piece), plus(scaled(b, piece ** 2 / 2), scaled(square, piece ** 3 / 6)));
  let propagator = plus(
    plus(identity, scaled(b, piece)),
    plus(scaled(square, piece ** 2 / 2), scaled(product(square, b), piece ** 3 / 6)),
  );
  for (let i = 0; i < doublings; i++) {
    covariance = plus(covariance, product(product(propagator, covariance), transposed(propagator)));
    response = plus(response, product(propagator, response));
    propagator = product(propagator, propagator);
  }
  return solve(g, response, cholesky(g, covariance));
}

/** Sums and products that leave out what is known to be 0. */
function algebra(g: Graph, n: number) {
  const indices = Array.from({ length: n }, (_, i) => i);
  const isZero = (value: Value): boolean => g.known(value) === 0;
  const build = (entry: (i: number, j: number) => Value): Matrix => indices.map((i) => indices.map((j) => entry(i, j)));
  return {
    identity: build((i, j) => g.literal(Number(i === j))),
    transposed: (a: Matrix): Matrix => build((i, j) => a[j]![i]!),
    scaled: (a: Matrix, factor: number): Matrix =>
      build((i, j) => (isZero(a[i]![j]!) ? a[i]![j]! : g.mul(a[i]![j]!, g.literal(factor)))),
    plus: (a: Matrix, b: Matrix): Matrix => build((i, j) => g.add(a[i]![j]!, b[i]![j]!)),
    product: (a: Matrix, b: Matrix): Matrix =>
      build((i, j) =>
        indices
          .filter((k) => !isZero(a[i]![k]!) && !isZero(b[k]![j]!))
          .reduce((sum, k) => g.add(sum, g.mul(a[i]![k]!, b[k]![j]!)), g.literal(0)),
      ),
  };
}

/** The lower triangle L with L L^T = Σ, also where Σ is singular. */
function cholesky(g: Graph, sigma: Matrix): Value[][] {
  const lower = sigma.map((row) => row.map(() => g.literal(0)));
  sigma.forEach((row, i) => {
    for (let j = 0; j <= i; j++) {
      let rest = row[j]!;
      for (let k = 0; k < j; k++) rest = g.sub(rest, g.mul(lower[i]![k]!, lower[j]![k]!));
      lower[i]![j] = i === j ? g.sqrt(g.max(rest, g.literal(0))) : g.div(rest, g.max(lower[j]![j]!, g.literal(least)));
    }
  });
  return lower;
}

/** X with A X = R, by elimination in the order of the rows: φ(B) is near 1 for small B. */
function solve(g: Graph, a: Matrix, r: Matrix): Value[][] {
  const left = a.map((row) => [...row]);
  const right = r.map((row) => [...row]);
  const n = a.length;
  for (let pivot = 0; pivot < n; pivot++) {
    for (let i = pivot + 1; i < n; i++) {
      const ratio = g.div(left[i]![pivot]!, left[pivot]![pivot]!);
      for (let j = pivot; j < n; j++) left[i]![j] = g.sub(left[i]![j]!, g.mul(ratio, left[pivot]![j]!));
      for (let j = 0; j < n; j++) right[i]![j] = g.sub(right[i]![j]!, g.mul(ratio, right[pivot]![j]!));
    }
  }
  for (let i = n - 1; i >= 0; i--) {
    for (let j = 0; j < n; j++) {
      let rest = right[i]![j]!;
      for (let k = i + 1; k < n; k++) rest = g.sub(rest, g.mul(left[i]![k]!, right[k]![j]!));
      right[i]![j] = g.div(rest, left[i]![i]!);
    }
  }
  return right;
}
