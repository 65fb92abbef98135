import { Tape } from "../dynamics/tape.ts";
import { EquationError, ExperimentError } from "../errors.ts";
import { Lowering } from "../kernel/expressions.ts";
import { Graph } from "../kernel/graph.ts";
import type { Assignment, Expression } from "../language/ast.ts";
import { namesIn } from "../language/calculus.ts";
import { drawsIn } from "../language/draws.ts";
import { fits, infer, nameOfType } from "../language/infer.ts";
import { parseReset } from "../language/parse.ts";
import type { Scope } from "../language/scope.ts";
import { type Dimension, nameOfDimension } from "../quantity/dimension.ts";
import { didYouMean } from "../quantity/spelling.ts";
import { unitText } from "./compose.ts";

/** What a spike adds to one state of the target neuron. */
export interface Increment {
  /** State of the target population's model. */
  readonly target: string;
  /** Of the weight, SI. */
  readonly amount: (weight: number) => number;
}

export interface Named {
  readonly name: string;
  readonly dimension: Dimension;
}

/**
 * What `onPre` adds to the target neuron, where that depends on parameters and the weight only: it is then known before the run.
 * Undefined where it changes or reads anything else.
 *
 * @param targets each name that may be increased, and the state that it means
 */
export function staticIncrements(
  onPre: string,
  parameters: ReadonlyMap<string, { readonly value: number; readonly dimension: Dimension }>,
  weight: Dimension,
  targets: ReadonlyMap<string, Named>,
): readonly Increment[] | undefined {
  const assignments = parseReset(onPre);
  const known = new Set([...parameters.keys(), "w"]);
  const isStatic = ({ target, operator, value }: Assignment): boolean =>
    targets.has(target) &&
    (operator === "+=" || operator === "-=") &&
    drawsIn([value]).length === 0 &&
    [...namesIn(value)].every((name) => known.has(name) || name === "e" || name === "pi" || !isVariable(name, targets));
  if (!assignments.every(isStatic)) return undefined;
  const scope = weightScope(onPre, parameters, weight);
  return assignments.map((assignment) => {
    const own = targets.get(assignment.target)!;
    const { expression, type } = infer(assignment.value, scope);
    if (!fits(type, own.dimension)) throw wrongUnit(assignment, onPre, own, nameOfType(type));
    const amount = amountOf(expression, parameters);
    return { target: own.name, amount: assignment.operator === "+=" ? amount : (w: number) => -amount(w) };
  });
}

function isVariable(name: string, targets: ReadonlyMap<string, Named>): boolean {
  return targets.has(name) || /_(pre|post)$/.test(name) || ["t", "dt", "i"].includes(name);
}

function weightScope(
  source: string,
  parameters: ReadonlyMap<string, { readonly dimension: Dimension }>,
  weight: Dimension,
): Scope {
  const variables = new Map([...parameters].map(([name, { dimension }]) => [name, { name, dimension }] as const));
  variables.set("w", { name: "w", dimension: weight });
  return { source, variables, tables: new Map(), noise: false, random: false, use: () => {} };
}

function wrongUnit({ target, span }: Assignment, source: string, own: Named, found: string): EquationError {
  const wanted = nameOfDimension(own.dimension);
  return new EquationError(
    `"${target}" is in ${wanted}, but what a spike adds is in ${found}`,
    source,
    span,
    `give the weight in a unit that makes it ${wanted}, such as ${unitText(own.dimension)}`,
  );
}

/** The engine's own arithmetic on an expression of parameters and `w`. */
function amountOf(
  expression: Expression,
  parameters: ReadonlyMap<string, { readonly value: number }>,
): (weight: number) => number {
  const g = new Graph();
  const names = new Map([...parameters].map(([name, { value }]) => [name, g.literal(value)]));
  names.set("w", g.leaf("state", 0));
  const tape = new Tape(g, [new Lowering(g, names, new Map()).lower(expression)]);
  tape.prepare(new Float64Array(0));
  const input = new Float64Array(1);
  const output = new Float64Array(1);
  return (weight) => {
    input[0] = weight;
    tape.run(input, output);
    return output[0]!;
  };
}

/** Which name `onPre` may increase means which state: those of the receptor first, then the neuron's own, also as `v_post`. */
export function targetsOf(states: readonly Named[], receptor: ReadonlyMap<string, string>): ReadonlyMap<string, Named> {
  const byName = new Map(states.map((state) => [state.name, state]));
  const own = [...states.map((state): [string, string] => [state.name, state.name]), ...receptor];
  return new Map(
    own.flatMap(([name, called]) => {
      const state = byName.get(called);
      return state ? [[name, state] as const, [`${name}_post`, state] as const] : [];
    }),
  );
}

/** A name that `onPre` increases must be a state. */
export function requireTarget(
  onPre: string,
  targets: ReadonlyMap<string, Named>,
  path: string,
  own: ReadonlySet<string>,
): void {
  for (const { target } of parseReset(onPre)) {
    if (targets.has(target) || own.has(target)) continue;
    const names = [...targets.keys()].filter((name) => !name.endsWith("_post"));
    throw new ExperimentError(
      `a spike changes "${target}", but neither the synapse nor the target neuron has such a state`,
      path,
      didYouMean(target, [...names, ...own], `there are ${[...own, ...names].join(", ")}`),
    );
  }
}
