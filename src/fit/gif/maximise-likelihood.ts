import { CholeskyDecomposition, inverse, Matrix } from "ml-matrix";
import { escapeLikelihood, escapeLogLikelihood, type Tosses } from "./escape-likelihood.ts";

export interface LikelihoodMaximum {
  readonly beta: number[];
  /** Natural logarithm. */
  readonly logLikelihood: number;
  /** Of beta, by the curvature at the maximum: the inverse of the negative Hessian. */
  readonly covariance: Matrix;
  readonly iterations: number;
}

/** Of g·H^-1 g, twice the log-likelihood that is left to gain. */
const tolerance = 1e-9;
const mostIterations = 60;
/** Of all tosses together: a model that has found more is wrong about nothing, and would gain by a sharper threshold for ever. */
const perfect = -1e-3;
/** With more tosses than this, Newton's method begins with part of them. */
const many = 60_000;
const kept = 8;

/**
 * The maximum of the likelihood of escape noise by Newton's method from `start`, halving a step that does not gain. The function
 * is concave, so the maximum is the only one.
 *
 * @throws RangeError where there is none: spikes and steps without one are told apart without error, or a parameter has no effect
 */
export function maximiseLikelihood(tosses: Tosses, start: readonly number[]): LikelihoodMaximum {
  let beta = tosses.fired.length > many ? maximiseLikelihood(thinned(tosses), start).beta : [...start];
  let here = escapeLikelihood(tosses, beta);
  for (let iterations = 1; iterations <= mostIterations; iterations++) {
    const { gradient, hessian, value } = here;
    if (value > perfect) throw noMaximum();
    const step = newtonStep(hessian, gradient);
    const gain = step.reduce((sum, x, j) => sum + x * gradient[j]!, 0);
    if (gain < tolerance)
      return { beta, logLikelihood: value, covariance: inverse(Matrix.mul(hessian, -1)), iterations };
    let part = 1;
    const moved = (): number[] => beta.map((x, j) => x + part * step[j]!);
    while (part > 1e-10 && !(escapeLogLikelihood(tosses, moved()) >= value + 1e-4 * part * gain)) part /= 2;
    if (part <= 1e-10) return { beta, logLikelihood: value, covariance: inverse(Matrix.mul(hessian, -1)), iterations };
    beta = moved();
    here = escapeLikelihood(tosses, beta);
  }
  throw noMaximum();
}

/** Every spike and every eighth step without one, each of these standing for eight: lambda dt is eight times as large. */
function thinned({ rows, width, fired, offset }: Tosses): Tosses {
  const chosen = Array.from(fired.keys()).filter((toss) => fired[toss] === 1 || toss % kept === 0);
  const fewer = new Float64Array(chosen.length * width);
  for (const [k, toss] of chosen.entries()) fewer.set(rows.subarray(toss * width, (toss + 1) * width), k * width);
  return {
    rows: fewer,
    width,
    fired: Uint8Array.from(chosen, (toss) => fired[toss]!),
    offset: offset + Math.log(kept),
  };
}

/** -H^-1 g, in coordinates in which H has a diagonal of -1. */
function newtonStep(hessian: Matrix, gradient: Float64Array): number[] {
  const scale = hessian.diagonal().map((value) => 1 / Math.sqrt(-value));
  if (!scale.every(Number.isFinite)) throw noMaximum();
  const curvature = new Matrix(scale.map((own, i) => scale.map((other, j) => -hessian.get(i, j) * (own * other))));
  const cholesky = new CholeskyDecomposition(curvature);
  if (!cholesky.isPositiveDefinite()) throw noMaximum();
  const right = Matrix.columnVector(scale.map((own, i) => own * gradient[i]!));
  return cholesky
    .solve(right)
    .to1DArray()
    .map((x, i) => x * scale[i]!);
}

function noMaximum(): RangeError {
  return new RangeError(
    "the likelihood of the spikes has no maximum: they are too few, or come where the model says to the step; give more spikes or fewer basis functions",
  );
}
