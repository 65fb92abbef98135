import { Matrix } from "ml-matrix";

/**
 * The tosses of a neuron with escape noise: in each step in which it may fire, it does with the probability 1 - exp(-lambda dt),
 * log(lambda dt) = x·beta + offset. Rows stand one behind the other.
 */
export interface Tosses {
  /** `width` numbers for each toss. */
  readonly rows: Float64Array;
  readonly width: number;
  /** For each toss 1 where there was a spike. */
  readonly fired: Uint8Array;
  /** log(lambda_0 dt). */
  readonly offset: number;
}

/** The log-likelihood of a beta with its derivatives. */
export interface Likelihood {
  /** Natural logarithm. */
  readonly value: number;
  readonly gradient: Float64Array;
  readonly hessian: Matrix;
}

/** Exponents beyond this are certain spikes: e^(e^x) overflows. */
const certain = 6.5;

/**
 * With h = lambda dt: L = sum over spikes of log(1 - e^-h) - sum over the other steps of h. It is concave in beta, because both
 * log(1 - e^(-e^x)) and -e^x are concave in x: it has one maximum, and Newton's method finds it (Paninski 2004, Network 15:243).
 * This is the law of the tosses themselves; for small steps it is the likelihood of a point process, sum of log lambda - integral.
 */
export function escapeLikelihood({ rows, width, fired, offset }: Tosses, beta: readonly number[]): Likelihood {
  const gradient = new Float64Array(width);
  const second = new Float64Array(width * width);
  let value = 0;
  for (let toss = 0, at = 0; toss < fired.length; toss++, at += width) {
    let x = offset;
    for (let j = 0; j < width; j++) x += rows[at + j]! * beta[j]!;
    const h = Math.exp(x);
    let [slope, bend] = [-h, -h];
    if (fired[toss]) {
      value += Math.log(-Math.expm1(-h));
      // h/(e^h - 1) and its derivative by x.
      slope = x > certain ? 0 : h < 1e-12 ? 1 : h / Math.expm1(h);
      bend = x > certain ? 0 : slope * (1 - h) - slope * slope;
    } else value -= h;
    if (slope === 0) continue;
    for (let i = 0; i < width; i++) {
      const xi = rows[at + i]!;
      if (xi === 0) continue;
      gradient[i]! += slope * xi;
      const part = bend * xi;
      for (let j = 0; j <= i; j++) second[i * width + j]! += part * rows[at + j]!;
    }
  }
  const hessian = new Matrix(width, width);
  for (let i = 0; i < width; i++)
    for (let j = 0; j <= i; j++) {
      hessian.set(i, j, second[i * width + j]!);
      hessian.set(j, i, second[i * width + j]!);
    }
  return { value, gradient, hessian };
}

/** The log-likelihood without its derivatives: an objective for optimisers. */
export function escapeLogLikelihood({ rows, width, fired, offset }: Tosses, beta: readonly number[]): number {
  let value = 0;
  for (let toss = 0, at = 0; toss < fired.length; toss++, at += width) {
    let x = offset;
    for (let j = 0; j < width; j++) x += rows[at + j]! * beta[j]!;
    const h = Math.exp(x);
    value += fired[toss] ? Math.log(-Math.expm1(-h)) : -h;
  }
  return value;
}
