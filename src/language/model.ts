import type { Dimension } from "../quantity/dimension.ts";
import type { Expression } from "./ast.ts";

/**
 * A checked model. Units are gone: every number is in SI base units. Subexpressions are written out, so the
 * expressions here name only states, parameters, `t`, `t_edge`, `dt`, `i` and tables.
 *
 * `t_edge` stands for `t` wherever time meets a discontinuity (`int(t >= start)`, `floor(t/period)`): it is held at one
 * instant inside the step, so that a method of order p keeps order p across an edge, and an edge on the grid acts on
 * exactly its step.
 */
export interface Model {
  readonly states: readonly State[];
  readonly parameters: readonly Parameter[];
  readonly subexpressions: readonly Subexpression[];
  /** Lists of numbers: `sample(name, index)` reads one, `passed(name, x)` counts in an ascending one. */
  readonly tables: readonly Table[];
  /** Times at which the equations may jump: the X of `t >= X`, in parameters only. Located inside the step. */
  readonly edges: readonly Edge[];
  /** Boolean; undefined for a model without spikes. */
  readonly threshold: Expression | undefined;
  /** In order; each sees the ones before it. Compound operators are written out: `w = w + b`. */
  readonly reset: readonly { readonly target: string; readonly value: Expression }[];
  readonly refractory: Refractory;
  /** Initial value of every state, in parameters and `i` only. */
  readonly initial: ReadonlyMap<string, Expression>;
  /** States to which spikes of other neurons add: a port each. What arrives is given by the run. */
  readonly ports: readonly string[];
  /** What is added to states in every step, at once; may draw random numbers. */
  readonly kicks: readonly { readonly target: string; readonly value: Expression }[];
  /** Names of the variables flagged `(input)`, with their dimension. */
  readonly inputs: readonly { readonly name: string; readonly dimension: Dimension }[];
}

export interface State {
  readonly name: string;
  readonly dimension: Dimension;
  /** Time derivative without noise, SI. The number 0 for a variable that only resets change. */
  readonly derivative: Expression;
  /** Held while refractory: `(unless refractory)`. */
  readonly held: boolean;
  /** Coefficient of each noise source (`xi`, `xi_name`) in the derivative. */
  readonly noise: readonly { readonly source: string; readonly coefficient: Expression }[];
}

export interface Parameter {
  readonly name: string;
  readonly dimension: Dimension;
  /** SI. */
  readonly value: number;
  /** One value for all neurons: cannot be an axis. */
  readonly shared: boolean;
}

export interface Subexpression {
  readonly name: string;
  readonly dimension: Dimension;
  readonly value: Expression;
}

export interface Table {
  readonly name: string;
  /** SI. */
  readonly values: Float64Array;
}

/** A time; a train of them, `first`, `first + every`, …; or with a table of ascending numbers, `first + every*number` for each. */
export interface Edge {
  readonly first: Expression;
  readonly every: Expression | undefined;
  readonly table?: string | undefined;
}

export type Refractory =
  | { readonly kind: "none" }
  /** Seconds. */
  | { readonly kind: "period"; readonly length: Expression }
  /** No spike while it is true. */
  | { readonly kind: "condition"; readonly holds: Expression };
