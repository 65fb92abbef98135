import type { Expression } from "./ast.ts";
import { number, substitute } from "./calculus.ts";
import type { Model } from "./model.ts";

/** The levels between which a membrane potential moves, in SI. */
export interface PotentialLines {
  /** The variable that the threshold compares; undefined where there is no plain comparison of one. */
  readonly variable: string | undefined;
  /** What it is compared with, where that is a constant; else the name of the variable, such as a moving threshold. */
  readonly threshold: number | string | undefined;
  /** What the variable is set to after a spike, where that is a constant. */
  readonly reset: number | undefined;
  /** Whether a spike acts on the variable, so that its trace ends at the threshold. */
  readonly isCut: boolean;
}

/**
 * Threshold and reset of `v > v_th` and `v = v_reset`, for a neuron with the given values of parameters in the place of the
 * model's own.
 */
export function potentialLines(model: Model, parameters: ReadonlyMap<string, number> = new Map()): PotentialLines {
  const values = new Map(
    model.parameters.map(({ name, value }) => [name, number(parameters.get(name) ?? value)] as const),
  );
  const { threshold } = model;
  const none = { variable: undefined, threshold: undefined, reset: undefined, isCut: false };
  if (threshold?.kind !== "binary" || ![">", ">=", "<", "<="].includes(threshold.operator)) return none;
  const { left, right } = threshold;
  const variable = stateName(left, model);
  if (variable === undefined) return none;
  const assigned = model.reset.filter(({ target }) => target === variable);
  const last = assigned.at(-1);
  return {
    variable,
    threshold: constant(right, values) ?? nameOf(right, model),
    reset: last && constant(last.value, values),
    isCut: last !== undefined,
  };
}

function stateName(e: Expression, { states }: Model): string | undefined {
  return e.kind === "name" && states.some(({ name }) => name === e.name) ? e.name : undefined;
}

/** A state, or the subexpression that is written so. */
function nameOf(e: Expression, model: Model): string | undefined {
  return stateName(e, model) ?? model.subexpressions.find(({ value }) => value === e)?.name;
}

function constant(e: Expression, values: ReadonlyMap<string, Expression>): number | undefined {
  const value = substitute(e, values);
  return value.kind === "number" && Number.isFinite(value.value) ? value.value : undefined;
}
