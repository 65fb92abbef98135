import type { Expression } from "../language/ast.ts";
import { add, call, isNumber, mul, name, number, substitute, sum } from "../language/calculus.ts";
import type { Model } from "../language/model.ts";
import { degreeInTime, splitDrive, type Term, weighted } from "./drive.ts";
import { forcing, whyNotExactNoise } from "./forcing.ts";
import { linearSystem, type Row, whyNotLinear } from "./linear-system.ts";
import { type Binding, type Method, stepLength } from "./method.ts";
import { type Driven, type Entry, propagator } from "./propagator.ts";
import { gaussNodes, lagrangeCoefficients, mostNodes } from "./quadrature.ts";

const method = "exact";
const h = name(stepLength);

/**
 * The solution of x' = A x + b(t) after a step, as an increment: x ← x + (M x + ∫ e^((h - s) A) b(t + s) ds), M = e^(hA) - 1.
 * As an increment, because e^(hA) is near 1 in a small step and its rounding would be a wrong time constant.
 *
 * The drive b becomes a polynomial in σ = s/h through its values at Gauss-Legendre nodes of the step: as many as a drive
 * that is a polynomial of t needs, five for any other.
 */
export const exact: Method = {
  name: method,
  order: Number.POSITIVE_INFINITY,
  stochastic: true,
  description:
    "The propagator of linear equations, by the matrix exponential; a drive that changes with t alone is integrated " +
    "inside the step by a rule of high order. Rotter & Diesmann (1999), Biol Cybern 81:381. With additive noise the law of " +
    "the variables at the steps is exact. Gillespie (1996), Phys Rev E 54:2084.",
  refuses(model) {
    const problem = whyNotLinear(model.states);
    if (problem) return `${method} integrates linear equations only, and ${problem}; use rk4 or auto`;
    const noise = whyNotExact(model.states);
    return noise && `${method} integrates additive noise of constant strength, and ${noise}; use heun or auto`;
  },
  discretise({ unknowns }) {
    const bindings: Binding[] = [];
    const increments = new Map<string, Expression>();
    const groups = linearSystem(unknowns);
    const { terms, normals } = forcing(groups, new Map(unknowns.map((u) => [u.name, u.noise ?? []])), bindings);
    for (const group of groups) {
      const driven = group.map((row) => driveAtNodes(row, terms.get(row.name) ?? [], bindings));
      const parts = group.length === 1 ? [alone(driven[0]!, bindings)] : coupled(driven, bindings);
      group.forEach((row, k) => {
        increments.set(row.name, parts[k]!);
      });
    }
    const next = unknowns.map((unknown) => add(name(unknown.name), increments.get(unknown.name) ?? number(0)));
    return { bindings, next, error: undefined, normals };
  },
};

/** Why the noise of linear equations has no exact step; undefined where it has, or there is none. */
export function whyNotExact(states: Model["states"]): string | undefined {
  return whyNotExactNoise(states, () => linearSystem(states.map((state) => ({ ...state, scale: 1 }))));
}

/**
 * The increment of an unknown that nothing else is coupled to, x' = a x + b: expm1(a h) x + h exprel(a h) b, so that a = 0
 * needs no case of its own. With a drive, expm1(a h) is a times the weight of the drive: one exponential for both.
 */
function alone(driven: Driven, bindings: Binding[]): Expression {
  const { row, varying } = driven;
  const rate = row.coefficients.get(row.name);
  if (!rate) {
    const entry: Entry = (_row, _column, derivative = 0) => mul(h, number(1 / factorial(derivative + 1)));
    return add(fromConstant(h, driven), fromValues(driven, entry, row));
  }
  const z = mul(rate, h);
  const weight = mul(h, call("exprel", z));
  const pull = fromConstant(weight, driven);
  const decay = isNumber(pull, 0) ? call("expm1", z) : mul(rate, weight);
  const relaxation = mul(decay, name(row.name));
  if (varying.length === 0) return add(relaxation, pull);
  return add(relaxation, add(pull, fromValues(driven, propagator([driven], bindings), row)));
}

/** The increments of unknowns that are coupled, by the exponential of their common matrix. */
function coupled(group: readonly Driven[], bindings: Binding[]): Expression[] {
  const entry = propagator(group, bindings);
  return group.map(({ row }) => {
    const relaxation = sum(group.map((other) => mul(entry(row.name, other.row.name), name(other.row.name))));
    const pull = sum(group.map((other) => fromConstant(entry(row.name, other.row.name, 0), other)));
    const varying = sum(group.map((other) => fromValues(other, entry, row)));
    return add(relaxation, add(pull, varying));
  });
}

/** What the part of a drive that is constant in the step does with a weight: terms of different rates stay apart. */
function fromConstant(weight: Expression, { constant, steps }: Driven): Expression {
  const terms = steps.map(({ factor, part }) => mul(weighted(weight, factor), part));
  return add(weighted(weight, constant), sum(terms));
}

/** What the varying drive of one row does to another in a step: Σ_k (Σ_j M[row, w_j] j! weights[k][j]) value_k. */
function fromValues({ row: from, varying }: Driven, entry: Entry, to: Row): Expression {
  const terms = varying.flatMap(({ factor, values, weights }) =>
    values.map((value, k) => {
      const weight = weights[k]!.map((share, j) => mul(entry(to.name, from.name, j), number(factorial(j) * share)));
      return mul(weighted(sum(weight), factor), value);
    }),
  );
  return sum(terms);
}

function factorial(n: number): number {
  return n <= 1 ? 1 : n * factorial(n - 1);
}

/**
 * Evaluates the varying parts of a row's drive at nodes of the step: bindings `%v.drive1.1`, `%v.drive1.2`, … `random` are parts that
 * are constant in each step.
 */
function driveAtNodes(row: Row, random: readonly Term[], bindings: Binding[]): Driven {
  const { constant, steps, varying } = splitDrive(row.drive);
  const atNodes = varying.map(({ factor, part }, p) => {
    const nodes = gaussNodes(Math.min(degreeInTime(part) + 1, mostNodes));
    const values = nodes.map((c, k) => {
      const bound = `%${row.name}.drive${p + 1}.${k + 1}`;
      const moment = add(name("t"), mul(number(c), h));
      bindings.push({ kind: "value", name: bound, value: substitute(part, new Map([["t", moment]])) });
      return name(bound);
    });
    return { factor, values, weights: lagrangeCoefficients(nodes) };
  });
  return { row, constant, steps: [...steps, ...random], varying: atNodes };
}
