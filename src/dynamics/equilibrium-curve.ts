import { eigenvaluesOf } from "./eigenvalues.ts";
import { scaledDeterminant, solveLinear } from "./newton.ts";
import type { VectorField } from "./vector-field.ts";

/** A point (x, p) of the curve f(x, p) = 0, in units of the scales. */
export interface CurvePoint {
  /** The variables, then the parameter. */
  readonly y: Float64Array;
  /** Direction of the curve, of length 1. */
  readonly tangent: Float64Array;
}

export interface CurveScales {
  /** SI size of a change of each variable that counts as one. */
  readonly variables: readonly number[];
  readonly parameter: number;
}

/**
 * The equilibria of a field while a parameter varies, as a curve f(x, p) = 0 that may turn back: pseudo-arclength continuation.
 * Keller (1977), in Applications of Bifurcation Theory, 359-384. The field's parameter is moved about; `restore` puts it back.
 */
export class EquilibriumCurve {
  readonly field: VectorField;
  readonly parameter: string;
  readonly scales: CurveScales;
  readonly #n: number;
  readonly #given: number;
  readonly #f: Float64Array;
  readonly #x: Float64Array;
  readonly #jacobian: Float64Array;
  readonly #slope: Float64Array;

  constructor(field: VectorField, parameter: string, scales: CurveScales) {
    this.field = field;
    this.parameter = parameter;
    this.scales = scales;
    this.#n = field.dimension;
    this.#given = field.get(parameter);
    this.#f = new Float64Array(this.#n);
    this.#x = new Float64Array(this.#n);
    this.#jacobian = new Float64Array(this.#n * this.#n);
    this.#slope = new Float64Array(this.#n);
  }

  restore(): void {
    this.field.set(this.parameter, this.#given);
  }

  /** The variables of a point, SI. */
  state({ y }: { readonly y: Float64Array }): Float64Array {
    return Float64Array.from(this.scales.variables, (scale, i) => y[i]! * scale);
  }

  /** The parameter of a point, SI. */
  value({ y }: { readonly y: Float64Array }): number {
    return y[this.#n]! * this.scales.parameter;
  }

  /** From a fixed point at a value of the parameter, towards larger (1) or smaller (-1) values; undefined at a bifurcation. */
  from(x: ArrayLike<number>, value: number, direction: 1 | -1): CurvePoint | undefined {
    const y = new Float64Array(this.#n + 1);
    for (let i = 0; i < this.#n; i++) y[i] = x[i]! / this.scales.variables[i]!;
    y[this.#n] = value / this.scales.parameter;
    const tangent = this.tangent(y, unit(this.#n, direction));
    return tangent && { y, tangent };
  }

  /** The point of the curve beyond `point` at the arclength `length` along its tangent; undefined where Newton does not get there. */
  step(point: CurvePoint, length: number): { point: CurvePoint; iterations: number } | undefined {
    const n = this.#n;
    const y = point.y.map((value, i) => value + length * point.tangent[i]!);
    for (let iterations = 1; iterations <= 8; iterations++) {
      this.#linearise(y);
      const residual = new Float64Array(n + 1);
      residual.set(this.#f);
      let along = -length;
      for (let i = 0; i <= n; i++) along += point.tangent[i]! * (y[i]! - point.y[i]!);
      residual[n] = along;
      const change = solveLinear(this.#bordered(point.tangent), residual);
      if (!change?.every(Number.isFinite)) return undefined;
      let size = 0;
      for (let i = 0; i <= n; i++) {
        y[i]! -= change[i]!;
        size = Math.max(size, Math.abs(change[i]!) / (1 + Math.abs(y[i]!)));
      }
      if (size > 1e-12 && !(iterations > 4 && size < 1e-10)) continue;
      const tangent = this.tangent(y, point.tangent);
      return tangent && { point: { y, tangent }, iterations };
    }
    return undefined;
  }

  /** The direction of the curve at y that agrees with `reference`. */
  tangent(y: Float64Array, reference: Float64Array): Float64Array | undefined {
    this.#linearise(y);
    const direction = solveLinear(this.#bordered(reference), unit(this.#n, 1));
    if (!direction?.every(Number.isFinite)) return undefined;
    let length = 0;
    for (const part of direction) length += part * part;
    return direction.map((part) => part / Math.sqrt(length));
  }

  /** df/dx at a point, SI. */
  jacobian(point: { readonly y: Float64Array }): Float64Array {
    this.field.set(this.parameter, this.value(point));
    const jacobian = new Float64Array(this.#n * this.#n);
    this.field.jacobian(this.state(point), jacobian);
    return jacobian;
  }

  /**
   * Positive and negative on the two sides of a Hopf bifurcation: the product of l_i + l_j over all pairs of eigenvalues, each
   * over its size; where none are complex it also changes sign at neutral saddles.
   */
  hopfTest(point: { readonly y: Float64Array }): number {
    const eigenvalues = eigenvaluesOf(this.jacobian(point), this.#n);
    let product = 1;
    for (let i = 0; i < eigenvalues.length; i++)
      for (let j = 0; j < i; j++) {
        const [p, q] = [eigenvalues[i]!, eigenvalues[j]!];
        // of conjugate pairs of pairs, (a + ib)(a - ib), the sizes alone matter
        const re = p.re + q.re;
        const im = p.im + q.im;
        const size = Math.sqrt(p.re * p.re + p.im * p.im) + Math.sqrt(q.re * q.re + q.im * q.im);
        product *= im === 0 ? re / size : Math.sqrt(re * re + im * im) / size;
      }
    return product;
  }

  /** The determinant of the system that the tangent completes, up to a positive factor: changes sign where curves cross. */
  crossingTest(point: CurvePoint): number {
    this.#linearise(point.y);
    return scaledDeterminant(this.#bordered(point.tangent), this.#n + 1);
  }

  /** f and its derivatives at y, in units of the scales (f: per second). */
  #linearise(y: Float64Array): void {
    const n = this.#n;
    const { variables, parameter } = this.scales;
    for (let i = 0; i < n; i++) this.#x[i] = y[i]! * variables[i]!;
    this.field.set(this.parameter, y[n]! * parameter);
    this.field.f(this.#x, this.#f);
    this.field.jacobian(this.#x, this.#jacobian);
    this.field.slope(this.parameter, this.#x, this.#slope);
    for (let i = 0; i < n; i++) {
      this.#f[i]! /= variables[i]!;
      this.#slope[i]! *= parameter / variables[i]!;
      for (let j = 0; j < n; j++) this.#jacobian[i * n + j]! *= variables[j]! / variables[i]!;
    }
  }

  /** [df/dx df/dp; last row]. */
  #bordered(last: Float64Array): Float64Array {
    const n = this.#n;
    const result = new Float64Array((n + 1) * (n + 1));
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < n; j++) result[i * (n + 1) + j] = this.#jacobian[i * n + j]!;
      result[i * (n + 1) + n] = this.#slope[i]!;
    }
    result.set(last, n * (n + 1));
    return result;
  }
}

/** The last of n + 1 unit vectors, times a number. */
function unit(n: number, length: number): Float64Array {
  const result = new Float64Array(n + 1);
  result[n] = length;
  return result;
}
