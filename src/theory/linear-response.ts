import type { Eigenvalue } from "../dynamics/eigenvalues.ts";
import { solveLinear } from "../dynamics/newton.ts";
import { rootBetween } from "../dynamics/root.ts";
import type { VectorField } from "../dynamics/vector-field.ts";
import { name } from "../language/calculus.ts";
import { differentiate } from "../language/derivative.ts";
import { restingPoint } from "./rest.ts";

/** A complex number. */
export interface Complex {
  readonly re: number;
  readonly im: number;
}

/** How a variable of a model at rest follows a small input of one frequency. SI. */
export interface LinearResponse {
  /** The variables at rest, in the order of the field. */
  readonly rest: Float64Array;
  /** The observed variable at rest. */
  readonly restingValue: number;
  /** Of the Jacobian at rest, by descending real part: all are negative. */
  readonly eigenvalues: readonly Eigenvalue[];
  /** Seconds: how slowly the slowest part of a transient dies away, -1 over the largest real part. */
  readonly slowest: number;
  /** H(i omega) at a frequency in Hz: the response per input, with its phase; an impedance where v follows a current. */
  at(frequency: number): Complex;
  /** The largest |H|: found on a logarithmic grid two decades beyond the eigenvalues, then by its slope. */
  resonance(): Resonance;
}

export interface Resonance {
  /** Hz; 0 where the response is largest to a constant input: no resonance. */
  readonly frequency: number;
  /** |H| there. */
  readonly gain: number;
  /** |H| there over |H| at 0 Hz: Q of Hutcheon & Yarom (2000), Trends Neurosci 23:216. */
  readonly strength: number;
  /** Hz: above it |H| stays below 1/sqrt(2) of its largest value. */
  readonly cutOff: number;
}

/**
 * The linear response about rest, H(i omega) = C (i omega - A)^-1 B + D, with the symbolic Jacobian A of the equations, their
 * slope B in the input, and the slopes C and D of what is observed. Exact for linear equations, otherwise for small inputs.
 *
 * @param input a parameter of the field: the input, at its resting value.
 * @param output a variable, or a named subexpression.
 * @returns undefined where the model does not come to rest from its initial values.
 */
export function linearResponse(field: VectorField, input: string, output: string): LinearResponse | undefined {
  const rest = restingPoint(field);
  if (!rest) return undefined;
  const n = field.dimension;
  const observed = field.names.includes(output)
    ? name(output)
    : field.model.subexpressions.find((own) => own.name === output)?.value;
  if (!observed) throw new RangeError(`the model has no variable "${output}" (there are ${field.names.join(", ")})`);
  const b = new Float64Array(n);
  field.slope(input, rest.x, b);
  const slopes = new Float64Array(n + 2);
  const names = [...field.names, input];
  field.compile([observed, ...names.map((own) => differentiate(observed, own))])(rest.x, slopes);
  const [restingValue, c, d] = [slopes[0]!, slopes.subarray(1, n + 1), slopes[n + 1]!];
  const solve = resolvent(rest.jacobian, n);
  const at = (frequency: number): Complex => {
    const x = solve(2 * Math.PI * frequency, b, new Float64Array(n));
    return { re: d + dot(c, x.re), im: dot(c, x.im) };
  };
  // d|H|^2/d omega = 2 Re(conj(H) H'), H' = -i C (i omega - A)^-2 B
  const slope = (frequency: number): number => {
    const omega = 2 * Math.PI * frequency;
    const x = solve(omega, b, new Float64Array(n));
    const y = solve(omega, x.re, x.im);
    return (d + dot(c, x.re)) * dot(c, y.im) - dot(c, x.im) * dot(c, y.re);
  };
  const rates = rest.eigenvalues.map(({ re, im }) => Math.hypot(re, im) / (2 * Math.PI));
  return {
    rest: rest.x,
    restingValue,
    eigenvalues: rest.eigenvalues,
    slowest: -1 / rest.eigenvalues[0]!.re,
    at,
    resonance: () => resonanceOf(at, slope, Math.min(...rates) / 100, Math.max(...rates) * 100),
  };
}

interface ComplexVector {
  readonly re: Float64Array;
  readonly im: Float64Array;
}

/** (i omega - A)^-1 of a complex vector, as one real system of twice the size. */
function resolvent(a: Float64Array, n: number): (omega: number, re: Float64Array, im: Float64Array) => ComplexVector {
  const size = 2 * n;
  const matrix = new Float64Array(size * size);
  const right = new Float64Array(size);
  return (omega, re, im) => {
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < n; j++) {
        matrix[i * size + j] = -a[i * n + j]!;
        matrix[(n + i) * size + n + j] = -a[i * n + j]!;
      }
      matrix[i * size + n + i] = -omega;
      matrix[(n + i) * size + i] = omega;
    }
    right.set(re);
    right.set(im, n);
    const x = solveLinear(matrix, right) ?? new Float64Array(size).fill(Number.NaN);
    return { re: x.subarray(0, n), im: x.subarray(n) };
  };
}

function dot(a: Float64Array, b: Float64Array): number {
  let total = 0;
  for (let k = 0; k < a.length; k++) total += a[k]! * b[k]!;
  return total;
}

const perDecade = 40;

function resonanceOf(
  at: (frequency: number) => Complex,
  slope: (frequency: number) => number,
  low: number,
  high: number,
): Resonance {
  const gain = (frequency: number) => Math.hypot(at(frequency).re, at(frequency).im);
  const steps = Math.ceil(perDecade * Math.log10(high / low));
  const grid = Array.from({ length: steps + 1 }, (_, k) => low * (high / low) ** (k / steps));
  let frequency = 0;
  for (let k = 1; k <= steps; k++) {
    const [left, right] = [grid[k - 1]!, grid[k]!];
    const [before, after] = [slope(left), slope(right)];
    if (!(before > 0 && after <= 0)) continue;
    const peak = rootBetween(slope, left, right, before, after);
    if (gain(peak) > gain(frequency) * (1 + 1e-12)) frequency = peak;
  }
  const half = gain(frequency) / Math.SQRT2;
  const above = (own: number) => gain(own) - half;
  let last = grid.length - 1;
  while (last >= 0 && above(grid[last]!) < 0) last--;
  const [left, right] = [grid[last] ?? 0, grid[last + 1]];
  const cutOff =
    right === undefined ? Number.POSITIVE_INFINITY : rootBetween(above, left, right, above(left), above(right));
  return { frequency, gain: gain(frequency), strength: gain(frequency) / gain(0), cutOff };
}
