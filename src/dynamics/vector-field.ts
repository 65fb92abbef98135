import { Lowering } from "../kernel/expressions.ts";
import { Graph } from "../kernel/graph.ts";
import type { Value } from "../kernel/ir.ts";
import type { Expression } from "../language/ast.ts";
import { differentiate } from "../language/derivative.ts";
import type { Model } from "../language/model.ts";
import { everydayUnit } from "../quantity/quantity.ts";
import { didYouMean } from "../quantity/spelling.ts";
import { chosenStates, requireAutonomous } from "./autonomous.ts";
import { Tape } from "./tape.ts";

export interface VectorFieldOptions {
  /** Values in the place of the model's own, SI. */
  readonly parameters?: Readonly<Record<string, number>>;
  /** The variables that move, in this order. Default: all of the model's. */
  readonly variables?: readonly string[];
  /** Where each of the others is held, SI. */
  readonly held?: Readonly<Record<string, number>>;
  /** The instant at which time is held, in seconds, where the equations depend on it. Without it such equations are refused. */
  readonly time?: number;
}

/** Writes numbers that depend on the variables into `out`. */
export type Evaluation = (x: ArrayLike<number>, out: Float64Array) => void;

/**
 * dx/dt = f(x) of a model, in SI, with its parameters. Held variables count as parameters. Parameters may be set at any time;
 * everything computed from the field then sees the new value. Evaluation is made of kernel operations: the same bits on
 * every machine.
 */
export class VectorField {
  /** The variables that move. */
  readonly names: readonly string[];
  readonly dimension: number;
  /** One everyday unit of each variable, in SI: 0.001 for a potential, 1 for a gate. */
  readonly scales: readonly number[];
  /** f as expressions in the variables and the parameters. */
  readonly derivatives: readonly Expression[];
  readonly model: Model;
  /** The instant at which time is held, in seconds; 0 where nothing depends on it. */
  readonly time: number;
  readonly #parameters: readonly string[];
  readonly #values: Float64Array;
  #version = 0;
  readonly #lowering: Lowering;
  readonly #tables: readonly Float64Array[];
  readonly #slopes = new Map<string, Evaluation>();
  /** f(x), written into `out`. */
  readonly f: Evaluation;
  #jacobian: Evaluation | undefined;

  /** Use `vectorField`. */
  constructor(model: Model, options: VectorFieldOptions) {
    const { states, held } = chosenStates(model, options);
    requireAutonomous(states, options.time);
    this.model = model;
    this.time = options.time ?? 0;
    this.names = states.map((state) => state.name);
    this.dimension = states.length;
    this.scales = states.map((state) => everydayUnit(state.dimension).factor);
    this.derivatives = states.map((state) => state.derivative);
    const parameters = new Map([...model.parameters.map((p) => [p.name, p.value] as const), ...held]);
    this.#parameters = [...parameters.keys()];
    this.#values = Float64Array.from(parameters.values());
    for (const [name, value] of Object.entries(options.parameters ?? {})) this.set(name, value);
    this.#tables = model.tables.map((table) => table.values);
    const graph = new Graph();
    const tables = new Map(model.tables.map(({ name, values }, slot) => [name, { slot, length: values.length }]));
    const time = graph.literal(this.time);
    const environment = new Map<string, Value>([
      ...this.names.map((name, slot): [string, Value] => [name, graph.leaf("state", slot)]),
      ...this.#parameters.map((name, slot): [string, Value] => [name, graph.leaf("constant", slot)]),
      ["t", time],
      ["t_edge", time],
      ["i", graph.literal(0)],
    ]);
    this.#lowering = new Lowering(graph, environment, tables);
    this.f = this.compile(this.derivatives);
  }

  /** Every name that `get` and `set` take: the model's parameters, then the held variables. */
  get parameters(): readonly string[] {
    return this.#parameters;
  }

  /** The value of a parameter or held variable, SI. Throws a RangeError where there is none of the name. */
  get(name: string): number {
    return this.#values[this.#slot(name)]!;
  }

  /** Gives a parameter or held variable a finite value, SI. Throws a RangeError. */
  set(name: string, value: number): void {
    if (!Number.isFinite(value)) throw new RangeError(`${name} must be a finite number in SI, but is ${value}`);
    this.#values[this.#slot(name)] = value;
    this.#version++;
  }

  /** Calls `compute` with the parameter at `value`, and puts it back. */
  at<T>(name: string, value: number, compute: () => T): T {
    const before = this.get(name);
    this.set(name, value);
    try {
      return compute();
    } finally {
      this.set(name, before);
    }
  }

  /** The slot of a variable. Throws a RangeError where it does not move. */
  indexOf(variable: string): number {
    const index = this.names.indexOf(variable);
    if (index >= 0) return index;
    throw new RangeError(
      `no variable "${variable}" moves (${didYouMean(variable, this.names, `there are ${this.names.join(", ")}`)})`,
    );
  }

  /** df_i/dx_j at `out[i*n + j]`, by symbolic derivative; at a kink the derivative of one side. */
  jacobian(x: ArrayLike<number>, out: Float64Array): void {
    this.#jacobian ??= this.compile(this.derivatives.flatMap((e) => this.names.map((name) => differentiate(e, name))));
    this.#jacobian(x, out);
  }

  /** df_i/dp for a parameter (or held variable) p. */
  slope(parameter: string, x: ArrayLike<number>, out: Float64Array): void {
    this.#slot(parameter);
    let slope = this.#slopes.get(parameter);
    if (!slope) {
      slope = this.compile(this.derivatives.map((e) => differentiate(e, parameter)));
      this.#slopes.set(parameter, slope);
    }
    slope(x, out);
  }

  /**
   * Expressions in the variables, the parameters, and the names `more`, whose values come behind those of the variables.
   * They see parameters as they are when evaluated.
   */
  compile(expressions: readonly Expression[], more: readonly string[] = []): Evaluation {
    return this.evaluation((lowering) => expressions.map((e) => lowering.lower(e)), more);
  }

  /** As `compile`, of values that are made from the lowering. */
  evaluation(build: (lowering: Lowering) => Value[], more: readonly string[] = []): Evaluation {
    const lowering = this.#lowering;
    more.forEach((name, k) => {
      lowering.bind(name, lowering.graph.leaf("state", this.dimension + k));
    });
    const tape = new Tape(lowering.graph, build(lowering), this.#tables);
    let version = -1;
    return (x, out) => {
      if (version !== this.#version) {
        tape.prepare(this.#values);
        version = this.#version;
      }
      tape.run(x, out);
    };
  }

  #slot(name: string): number {
    const slot = this.#parameters.indexOf(name);
    if (slot >= 0) return slot;
    const list = this.#parameters.length > 0 ? `there are ${this.#parameters.join(", ")}` : "it has none";
    throw new RangeError(`the model has no parameter "${name}" (${didYouMean(name, this.#parameters, list)})`);
  }
}

/**
 * The vector field of a checked model. Refuses, with a RangeError that says the way out: noise, equations that depend on time
 * where no `time` is given, unknown names, variables that neither move nor are held.
 */
export function vectorField(model: Model, options: VectorFieldOptions = {}): VectorField {
  return new VectorField(model, options);
}
