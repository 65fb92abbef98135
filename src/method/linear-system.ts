import type { Expression } from "../language/ast.ts";
import { dependsOn, isNumber } from "../language/calculus.ts";
import { drawsIn } from "../language/draws.ts";
import { linearIn, nonlinearPart } from "../language/linear.ts";
import type { State } from "../language/model.ts";
import { excerpt } from "./refusal.ts";

/** One equation of x' = A x + b(t): the row of A, without its zeros, and the drive b. */
export interface Row {
  readonly name: string;
  /** An absolute scale of the unknown, SI. */
  readonly scale: number;
  readonly coefficients: ReadonlyMap<string, Expression>;
  readonly drive: Expression;
}

interface Unknown {
  readonly name: string;
  readonly derivative: Expression;
  readonly noise?: State["noise"];
}

const time = new Set(["t"]);

/**
 * Why equations are not linear with constant coefficients, naming variable and term; undefined where they are. Unknowns with
 * the derivative 0 and no noise are constants of a step.
 */
export function whyNotLinear(unknowns: readonly Unknown[]): string | undefined {
  const names = moving(unknowns);
  for (const { name, derivative } of unknowns) {
    const part = nonlinearPart(derivative, names);
    if (part) return `d${name}/dt has ${excerpt(part)}, which is not linear in ${[...names].join(", ")}`;
    if (drawsIn([derivative]).length > 0) return `d${name}/dt draws random numbers`;
    for (const [other, coefficient] of linearIn(derivative, names)!.coefficients) {
      if (dependsOn(coefficient, time))
        return `in d${name}/dt, ${other} has the factor ${excerpt(coefficient)}, which changes with t`;
    }
  }
  return undefined;
}

/** The rows of a linear system, in groups that do not depend on each other; unknowns that do not move have none. */
export function linearSystem(unknowns: readonly (Unknown & { readonly scale: number })[]): Row[][] {
  const problem = whyNotLinear(unknowns);
  if (problem) throw new RangeError(`exact: ${problem}; ask refuses(model) first`);
  const names = moving(unknowns);
  const rows = unknowns
    .filter((unknown) => names.has(unknown.name))
    .map(({ name, derivative, scale }): Row => {
      const { coefficients, rest } = linearIn(derivative, names)!;
      return { name, scale, coefficients, drive: rest };
    });
  return groups(rows);
}

function moving(unknowns: readonly Unknown[]): Set<string> {
  const still = ({ derivative, noise = [] }: Unknown) => isNumber(derivative, 0) && noise.length === 0;
  return new Set(unknowns.filter((unknown) => !still(unknown)).map(({ name }) => name));
}

/** Rows that are coupled, in either direction, are together. */
function groups(rows: readonly Row[]): Row[][] {
  const found: Row[][] = [];
  for (const row of rows) {
    const touches = (other: Row) => row.coefficients.has(other.name) || other.coefficients.has(row.name);
    const joined = found.filter((group) => group.some(touches));
    const group = rows.filter((other) => other === row || joined.some((group) => group.includes(other)));
    for (const old of joined) found.splice(found.indexOf(old), 1);
    found.push(group);
  }
  return found;
}
