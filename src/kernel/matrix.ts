import type { Graph } from "./graph.ts";
import type { Value } from "./ir.ts";
import { mathFunctions } from "./math.ts";
import { exp, exprel } from "./math-exp.ts";

/** Rows of operations. Entries that are the literal 0 are skipped in every product and stay 0. */
export type Matrix = readonly (readonly Value[])[];

/** edges[i][j]: entry (i, j) beside the diagonal is not 0. */
type Edges = readonly (readonly boolean[])[];

/** Squarings: the weighted size of a matrix (see `size`) may come up to 2^(squarings - 1). */
const squarings = 22;

/**
 * E = e^A - 1 of a square matrix, n up to about 12, without branches. Two cheap cases: where no path has two edges
 * (a_ik a_kj = 0 off the diagonal), divided differences of e^x give every entry; where no path closes and the diagonal is 0, the
 * series ends. Otherwise scaling and squaring in increments: E of A/2^s by the Taylor series, then s times E <- 2 E + E^2, which
 * keeps small entries accurate. Errors of E are some 1e-15, times the size of A where the true E is that sensitive.
 * Where the size of A reaches 2^21 the result is NaN. Higham (2008), Functions of Matrices, chapter 10.
 */
export function matrixExponentialMinusOne(g: Graph, matrix: Matrix): Value[][] {
  const edges = matrix.map((row, i) => row.map((entry, j) => i !== j && !isZero(g, entry)));
  const [longest, cyclic] = longestPath(edges);
  if (!cyclic && longest <= 1) return dividedDifferences(g, matrix);
  if (!cyclic && matrix.every((row, i) => isZero(g, row[i]!))) return taylor(g, matrix, longest);
  const norm = size(g, matrix, edges);
  const steps = g.add(g.exponent(g.max(norm, g.literal(0.25))), g.literal(2));
  const fits = g.lt(norm, g.literal(1 << (squarings - 1)));
  const scale = g.select(fits, g.pow2(g.neg(g.min(steps, g.literal(squarings)))), g.literal(Number.NaN));
  // sizes are below 1/2 now; an entry reached by a path of p edges is of the order A^p, so the series goes on for p terms more
  let e = taylor(
    g,
    mapEntries(g, matrix, (a) => g.mul(a, scale)),
    14 + longest,
  );
  const drive = literalPart(g, matrix, edges);
  /** E with the rows known in advance, for A * step. */
  const known = (step: number): Value[][] => {
    const rows = taylor(
      g,
      mapEntries(g, drive, (a) => g.mul(a, g.literal(step))),
      longest,
    );
    return e.map((row, i) => (drive[i]!.every((entry) => isZero(g, entry)) ? row : rows[i]!));
  };
  // from the smallest step to the whole; those below the start are passed over
  let step = 1 / (1 << squarings);
  for (let level = squarings - 1; level >= 0; level--) {
    const reached = g.gt(steps, g.literal(level));
    e = known(step);
    const squared = square(g, e);
    e = e.map((row, i) => row.map((entry, j) => g.select(reached, squared[i]![j]!, entry)));
    step *= 2;
  }
  return known(1);
}

/**
 * The rows that lead to literals only and never back, such as the chain of derivatives of a drive: their E is known for any
 * step. The others are 0 here.
 */
function literalPart(g: Graph, matrix: Matrix, edges: Edges): Value[][] {
  const reach = closure(edges);
  const literal = matrix.map(
    (row, i) => row.every((a) => g.known(a) !== undefined) && isZero(g, row[i]!) && !reach[i]![i],
  );
  return matrix.map((row, i) => {
    const ends = literal[i] && literal.every((known, j) => known || !reach[i]![j]);
    return row.map((entry) => (ends ? entry : g.literal(0)));
  });
}

function isZero(g: Graph, value: Value): boolean {
  return g.known(value) === 0;
}

function mapEntries(g: Graph, matrix: Matrix, change: (entry: Value) => Value): Value[][] {
  return matrix.map((row) => row.map((entry) => (isZero(g, entry) ? entry : change(entry))));
}

/** reach[i][j]: a path leads from i to j. */
function closure(edges: Edges): boolean[][] {
  const reach = edges.map((row) => [...row]);
  reach.forEach((through, k) => {
    for (const row of reach) {
      if (!row[k]) continue;
      for (let j = 0; j < row.length; j++) row[j] ||= through[j]!;
    }
  });
  return reach;
}

/** The most edges on a path, those inside a cycle not counted, and whether there is a cycle. */
function longestPath(edges: Edges): [length: number, cyclic: boolean] {
  const reach = closure(edges);
  const from = (i: number): number =>
    Math.max(0, ...reach.map((row, j) => (reach[i]![j] && !row[i] ? 1 + from(j) : 0)));
  return [Math.max(0, ...edges.map((_, i) => from(i))), reach.some((row, i) => row[i])];
}

/** E_ii = e^a_ii - 1 and E_ij = a_ij (e^a_ii - e^a_jj)/(a_ii - a_jj), well-conditioned where the two meet. */
function dividedDifferences(g: Graph, matrix: Matrix): Value[][] {
  const difference = (a: Value, b: Value): Value => {
    if (a === b) return exp(g, a);
    if (isZero(g, a)) return exprel(g, b);
    if (isZero(g, b)) return exprel(g, a);
    const [large, small] = [g.max(a, b), g.min(a, b)];
    return g.mul(exp(g, large), exprel(g, g.sub(small, large)));
  };
  return matrix.map((row, i) =>
    row.map((entry, j) => {
      if (isZero(g, entry)) return entry;
      // called, as a relaxation alone is: where both stand in a step they are one operation
      return i === j ? mathFunctions.expm1.build(g, entry) : g.mul(entry, difference(row[i]!, matrix[j]![j]!));
    }),
  );
}

/**
 * An upper bound of the spectral radius of |A|: max_i |a_ii| + sqrt(r_i c_i), with r and c the sums of the other entries of row
 * and column i. Only entries on a cycle count, and the products do not depend on the units of the unknowns, as the need to
 * scale does not. Ostrowski (1951), Compositio Math 9:209.
 */
function size(g: Graph, matrix: Matrix, edges: Edges): Value {
  const reach = closure(edges);
  const zero = g.literal(0);
  const sum = (entries: readonly Value[]): Value => entries.reduce((total, a) => g.add(total, g.abs(a)), zero);
  const discs = matrix.map((row, i) => {
    const others = matrix.map((_, j) => j).filter((j) => j !== i && reach[i]![j] && reach[j]![i]);
    const [right, down] = [sum(others.map((j) => row[j]!)), sum(others.map((j) => matrix[j]![i]!))];
    return g.add(g.abs(row[i]!), g.sqrt(g.mul(right, down)));
  });
  return discs.reduce((largest, disc) => g.max(largest, disc));
}

/** A + A^2/2 + ... to the degree asked for or the next multiple of 4. Paterson & Stockmeyer (1973), SIAM J Comput 2:60. */
function taylor(g: Graph, a: Matrix, degree: number): Value[][] {
  const second = product(g, a, a);
  const third = product(g, second, a);
  const fourth = product(g, second, second);
  const coefficient = (k: number): Value => g.literal(1 / factorial(k));
  /** A^k/k! + ... + A^(k+3)/(k+3)!, divided by A^k; for k = 0 without the 1. */
  const group = (k: number): Value[][] =>
    a.map((row, i) =>
      row.map((entry, j) => {
        const power = (p: number, value: Value): Value => (isZero(g, value) ? value : g.mul(value, coefficient(k + p)));
        const high = g.add(power(2, second[i]![j]!), power(3, third[i]![j]!));
        const low = g.add(power(1, entry), high);
        return i === j && k > 0 ? g.add(coefficient(k), low) : low;
      }),
    );
  const groups = Math.max(1, Math.ceil(degree / 4));
  let sum = mapEntries(g, fourth, (entry) => g.mul(entry, coefficient(4 * groups)));
  for (let k = groups - 1; k >= 0; k--) {
    const own = group(k * 4);
    const inner = own.map((row, i) => row.map((entry, j) => g.add(entry, sum[i]![j]!)));
    sum = k === 0 ? inner : product(g, inner, fourth);
  }
  return sum;
}

/** k!, exact for k <= 18 and well beyond what its reciprocal needs. */
function factorial(k: number): number {
  return k < 2 ? 1 : k * factorial(k - 1);
}

function product(g: Graph, a: Matrix, b: Matrix): Value[][] {
  return a.map((row) =>
    row.map((_, j) =>
      row.reduce((total, entry, k) => {
        const other = b[k]![j]!;
        return isZero(g, entry) || isZero(g, other) ? total : g.add(total, g.mul(entry, other));
      }, g.literal(0)),
    ),
  );
}

/** 2 E + E^2: e_ij (2 + e_ii + e_jj) and the paths through a third; on the diagonal e_ii (2 + e_ii). */
function square(g: Graph, e: Matrix): Value[][] {
  const twice = e.map((row, i) => g.add(g.literal(2), row[i]!));
  return e.map((row, i) =>
    row.map((entry, j) => {
      const own = isZero(g, entry) ? entry : g.mul(entry, i === j ? twice[i]! : g.add(twice[i]!, e[j]![j]!));
      return row.reduce((total, through, k) => {
        const other = e[k]![j]!;
        if (k === j || k === i || isZero(g, through) || isZero(g, other)) return total;
        return g.add(total, g.mul(through, other));
      }, own);
    }),
  );
}
