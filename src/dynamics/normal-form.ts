import { Matrix, SVD } from "ml-matrix";
import type { Expression } from "../language/ast.ts";
import { add, mul, name, number, substitution } from "../language/calculus.ts";
import { differentiate } from "../language/derivative.ts";
import { solveLinear } from "./newton.ts";
import type { VectorField } from "./vector-field.ts";

/** A complex vector. */
interface Complex {
  readonly re: Float64Array;
  readonly im: Float64Array;
}

/**
 * The first Lyapunov coefficient of a field at a Hopf point: negative where the cycle that is born there is stable
 * (supercritical), positive where it is unstable (subcritical). Kuznetsov (2004), Elements of Applied Bifurcation Theory,
 * equation 3.20, with variables in everyday units and the eigenvector of length 1.
 */
export function lyapunovCoefficient(field: VectorField): (x: ArrayLike<number>, omega: number) => number {
  const forms = multilinearForms(field);
  const n = field.dimension;
  return (x, omega) => {
    const jacobian = new Float64Array(n * n);
    field.jacobian(x, jacobian);
    for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) jacobian[i * n + j]! *= field.scales[j]! / field.scales[i]!;
    const q = nullVector(jacobian, n, omega, false);
    const p = normalised(nullVector(jacobian, n, omega, true), q);
    const { second, third } = forms(x);
    const { re: a, im: b } = q;
    const [aa, ab, bb] = [second(a, a), second(a, b), second(b, b)];
    // B(q, q-bar) = B(a, a) + B(b, b), real; B(q, q) = B(a, a) - B(b, b) + 2i B(a, b)
    const mean = solveLinear(jacobian, sum(aa, bb, 1));
    const double = solveShifted(jacobian, n, 2 * omega, { re: sum(aa, bb, -1), im: ab.map((value) => 2 * value) });
    if (!mean || !double) return Number.NaN;
    const cubic = { re: sum(third(a, a, a), third(a, b, b), 1), im: sum(third(a, a, b), third(b, b, b), 1) };
    const slow = { re: second(a, mean), im: second(b, mean) };
    // B(q-bar, z) = B(a, re) + B(b, im) + i (B(a, im) - B(b, re))
    const fast = {
      re: sum(second(a, double.re), second(b, double.im), 1),
      im: sum(second(a, double.im), second(b, double.re), -1),
    };
    return (realProduct(p, cubic) - 2 * realProduct(p, slow) + realProduct(p, fast)) / (2 * omega);
  };
}

type Vector = ArrayLike<number>;

/** d2f(u, v) and d3f(u, v, w) at a point, from directional derivatives by polarisation. */
function multilinearForms(field: VectorField) {
  const directions = field.names.map((_, i) => `%u${i}`);
  const along = substitution(
    new Map(field.names.map((x, i) => [x, add(name(x), mul(name("%s"), name(directions[i]!)))])),
  );
  const atZero = substitution(new Map([["%s", number(0)]]));
  const derivative = (e: Expression) => differentiate(e, "%s");
  const twice = field.derivatives.map((e) => derivative(derivative(along(e))));
  const evaluate2 = field.compile(twice.map(atZero), directions);
  const evaluate3 = field.compile(
    twice.map((e) => atZero(derivative(e))),
    directions,
  );
  const n = field.dimension;
  const { scales } = field;
  return (x: Vector) => {
    const input = new Float64Array(2 * n);
    input.set(Array.from(x));
    const along = (evaluate: typeof evaluate2) => (u: Vector) => {
      for (let i = 0; i < n; i++) input[n + i] = u[i]! * scales[i]!;
      const out = new Float64Array(n);
      evaluate(input, out);
      return out.map((value, i) => value / scales[i]!);
    };
    const [d2, d3] = [along(evaluate2), along(evaluate3)];
    const second = (u: Vector, v: Vector): Float64Array =>
      sum(d2(sum(u, v, 1)), d2(sum(u, v, -1)), -1).map((value) => value / 4);
    // C(u, u, w) = (d3(w + u) + d3(w - u) - 2 d3(w))/6
    const twoAlike = (u: Vector, w: Vector): Float64Array => {
      const [plus, minus, own] = [d3(sum(w, u, 1)), d3(sum(w, u, -1)), d3(w)];
      return plus.map((value, i) => (value + minus[i]! - 2 * own[i]!) / 6);
    };
    const third = (u: Vector, v: Vector, w: Vector): Float64Array => (v === w ? twoAlike(v, u) : twoAlike(u, w));
    return { second, third };
  };
}

function sum(a: Vector, b: Vector, sign: number): Float64Array {
  return Float64Array.from({ length: a.length }, (_, i) => a[i]! + sign * b[i]!);
}

/** q with A q = i omega q, or p with A^T p = -i omega p, of length 1. */
function nullVector(a: Float64Array, n: number, omega: number, adjoint: boolean): Complex {
  const shift = adjoint ? -omega : omega;
  const entry = (i: number, j: number) => (adjoint ? a[j * n + i]! : a[i * n + j]!);
  // (A - i w)(re + i im) = 0: A re + w im = 0, A im - w re = 0
  const rows = Array.from({ length: 2 * n }, (_, i) =>
    Array.from({ length: 2 * n }, (_, j) => {
      const [r, c] = [i % n, j % n];
      if (i < n === j < n) return entry(r, c);
      return r === c ? (i < n ? shift : -shift) : 0;
    }),
  );
  const svd = new SVD(new Matrix(rows), { autoTranspose: true });
  const smallest = svd.diagonal.indexOf(Math.min(...svd.diagonal));
  const vector = svd.rightSingularVectors.getColumn(smallest);
  return { re: Float64Array.from(vector.slice(0, n)), im: Float64Array.from(vector.slice(n)) };
}

/** p times a complex number, so that the product of its conjugate with q is 1. */
function normalised(p: Complex, q: Complex): Complex {
  // c = conj(p).q; p / conj(c)
  const re = dot(p.re, q.re) + dot(p.im, q.im);
  const im = dot(p.re, q.im) - dot(p.im, q.re);
  const size = re * re + im * im;
  return {
    re: p.re.map((value, i) => (value * re - p.im[i]! * im) / size),
    im: p.re.map((value, i) => (value * im + p.im[i]! * re) / size),
  };
}

function dot(a: Vector, b: Vector): number {
  let result = 0;
  for (let i = 0; i < a.length; i++) result += a[i]! * b[i]!;
  return result;
}

/** The real part of conj(p).z. */
function realProduct(p: Complex, z: Complex): number {
  return dot(p.re, z.re) + dot(p.im, z.im);
}

/** (i omega - A) z = b. */
function solveShifted(a: Float64Array, n: number, omega: number, b: Complex): Complex | undefined {
  const matrix = new Float64Array(4 * n * n);
  for (let i = 0; i < n; i++)
    for (let j = 0; j < n; j++) {
      matrix[i * 2 * n + j] = -a[i * n + j]!;
      matrix[(n + i) * 2 * n + n + j] = -a[i * n + j]!;
      if (i !== j) continue;
      matrix[i * 2 * n + n + j] = -omega;
      matrix[(n + i) * 2 * n + j] = omega;
    }
  const z = solveLinear(matrix, [...b.re, ...b.im]);
  return z && { re: z.slice(0, n), im: z.slice(n) };
}
