import type { Expression } from "../language/ast.ts";
import { isNumber, mul, name, number } from "../language/calculus.ts";
import type { Term } from "./drive.ts";
import type { Row } from "./linear-system.ts";
import { type Binding, stepLength } from "./method.ts";

const h = name(stepLength);

/** A row with its drive at the nodes of the step. */
export interface Driven {
  readonly row: Row;
  readonly constant: Expression;
  readonly steps: readonly Term[];
  readonly varying: readonly Varying[];
}

/** A part of a drive that is a polynomial of σ = s/h through its values at nodes of the step, times a factor. */
export interface Varying {
  readonly factor: Expression;
  readonly values: readonly Expression[];
  /** weights[k][j]: what σ^j has of value k. */
  readonly weights: readonly (readonly number[])[];
}

/** One dimension of the augmented system: an unknown, or a derivative of a drive. */
interface Axis {
  readonly id: string;
  readonly scale: number;
}

/**
 * An entry of M: (row, column) between unknowns, (row, column, j) from the j-th derivative of the column's drive; the number 0
 * where nothing leads from one to the other.
 */
export type Entry = (row: string, column: string, derivative?: number) => Expression;

/**
 * Binds M = e^B - 1 for the unknowns x and, for each that is driven, a chain w_0 = b, w_1 = db/dσ, … of derivatives of its drive in
 * σ = s/h. In σ the whole is autonomous: x' = h A x + h w_0, w_j' = w_(j+1), the last w' = 0; B is its matrix. What x has at
 * the end of the step is then x + M[x, x] x + Σ_j M[x, w_j] w_j(0). Van Loan (1978), IEEE Trans Automat Control 23:395.
 */
export function propagator(group: readonly Driven[], bindings: Binding[]): Entry {
  const axes: Axis[] = [];
  for (const { row } of group) axes.push({ id: row.name, scale: binaryScale(row.scale) });
  for (const { row, constant, steps, varying } of group) {
    const still = isNumber(constant, 0) && steps.length === 0 ? 0 : 1;
    const length = Math.max(still, ...varying.map(({ values }) => values.length));
    for (let j = 0; j < length; j++) axes.push({ id: chainId(row.name, j), scale: binaryScale(row.scale) });
  }
  const index = new Map(axes.map((axis, i) => [axis.id, i]));

  const matrix = axes.map(() => axes.map(() => number(0)));
  for (const { row } of group) {
    const i = index.get(row.name)!;
    for (const [other, coefficient] of row.coefficients) {
      const j = index.get(other)!;
      // in units of their scales, so that the size of the matrix means something
      matrix[i]![j] = mul(mul(coefficient, h), number(axes[j]!.scale / axes[i]!.scale));
    }
    const first = index.get(chainId(row.name, 0));
    if (first !== undefined) matrix[i]![first] = h;
    for (let j = 1; index.has(chainId(row.name, j)); j++) {
      matrix[index.get(chainId(row.name, j - 1))!]![index.get(chainId(row.name, j))!] = number(1);
    }
  }
  const names = axes.map((row) => axes.map((column) => `%m.${row.id}.${column.id}`));
  bindings.push({ kind: "matrix exponential", names, matrix });

  const reaches = closure(matrix.map((row) => row.map((entry) => !isNumber(entry, 0))));
  return (row, column, derivative) => {
    const i = index.get(row)!;
    const j = index.get(derivative === undefined ? column : chainId(column, derivative));
    if (j === undefined || !reaches[i]![j]) return number(0);
    return mul(name(names[i]![j]!), number(axes[i]!.scale / axes[j]!.scale));
  };
}

function chainId(row: string, derivative: number): string {
  return `${row}.w${derivative}`;
}

/** The smallest power of two not below a scale: dividing by it rounds nothing. */
function binaryScale(scale: number): number {
  if (!(scale > 0 && scale < Number.POSITIVE_INFINITY)) return 1;
  let power = 1;
  while (power < scale) power *= 2;
  while (power / 2 >= scale) power /= 2;
  return power;
}

/** Which entries of M = B + B²/2 + … can differ from 0: a path leads from row to column. */
function closure(entries: boolean[][]): boolean[][] {
  const reach = entries.map((row) => [...row]);
  reach.forEach((through, k) => {
    for (const row of reach) {
      if (!row[k]) continue;
      for (let j = 0; j < row.length; j++) row[j] ||= through[j]!;
    }
  });
  return reach;
}
