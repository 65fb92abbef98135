import type { Expression } from "../language/ast.ts";
import { type DrawCall, isDraw } from "../language/draws.ts";
import type { Graph } from "./graph.ts";
import type { Value } from "./ir.ts";
import { inverses, mathFunctions } from "./math.ts";

/** A table that `sample` and `passed` may read. */
export interface TableSlot {
  readonly slot: number;
  readonly length: number;
}

/** The value of a random function that stands in a model's texts, of its arguments. */
export type DrawFunction = (call: DrawCall, args: readonly Value[]) => Value;

/** What the names of an expression stand for. */
export type Environment = ReadonlyMap<string, Value>;

/**
 * Lowers expressions that share one environment, each node once. `tables` are the names that `sample` and `passed` may read.
 * A name or function that is not known is a RangeError: the checker has let something through.
 */
export class Lowering {
  readonly graph: Graph;
  readonly #environment: Map<string, Value>;
  readonly #tables: ReadonlyMap<string, TableSlot>;
  readonly #draw: DrawFunction | undefined;
  readonly #seen = new Map<Expression, Value>();

  constructor(graph: Graph, environment: Environment, tables: ReadonlyMap<string, TableSlot>, draw?: DrawFunction) {
    this.#draw = draw;
    this.graph = graph;
    this.#environment = new Map(environment);
    this.#tables = tables;
  }

  bind(name: string, value: Value): void {
    this.#environment.set(name, value);
  }

  /** What a name stands for now; undefined for one that is not bound, such as a table's. */
  bound(name: string): Value | undefined {
    return this.#environment.get(name);
  }

  /** A scope of its own, with all names as they are now. */
  inner(): Lowering {
    return new Lowering(this.graph, this.#environment, this.#tables, this.#draw);
  }

  /** A number, or a mask for a boolean expression. */
  lower(expression: Expression): Value {
    const seen = this.#seen.get(expression);
    if (seen !== undefined) return seen;
    const value = this.#lower(expression);
    this.#seen.set(expression, value);
    return value;
  }

  /**
   * The event function of a condition: it is positive (at `>=`: not negative) where the condition is true. a - b for a > b;
   * the smaller of two for `and`, the larger for `or`; +1 and -1 where there is nothing to measure.
   */
  margin(condition: Expression): Value {
    const g = this.graph;
    if (condition.kind === "unary" && condition.operator === "not") return g.neg(this.margin(condition.operand));
    if (condition.kind === "binary") {
      switch (condition.operator) {
        case ">":
        case ">=":
          return g.sub(this.lower(condition.left), this.lower(condition.right));
        case "<":
        case "<=":
          return g.sub(this.lower(condition.right), this.lower(condition.left));
        case "and":
          return g.min(this.margin(condition.left), this.margin(condition.right));
        case "or":
          return g.max(this.margin(condition.left), this.margin(condition.right));
      }
    }
    return g.select(this.lower(condition), g.literal(1), g.literal(-1));
  }

  /** Less than this a margin near 0 cannot be told from 0: the spacing of the numbers that are compared. 0 where nothing is compared. */
  rounding(condition: Expression): Value {
    const g = this.graph;
    if (condition.kind === "unary" && condition.operator === "not") return this.rounding(condition.operand);
    if (condition.kind !== "binary") return g.literal(0);
    const { operator, left, right } = condition;
    if (operator === "and" || operator === "or") return g.min(this.rounding(left), this.rounding(right));
    return g.mul(g.literal(2 ** -52), g.min(g.abs(this.lower(left)), g.abs(this.lower(right))));
  }

  /** The condition, true also where a comparison meets NaN: a state that overflowed has gone past its threshold. */
  exceeded(condition: Expression, wanted = true): Value {
    const g = this.graph;
    if (condition.kind === "unary" && condition.operator === "not")
      return g.not(this.exceeded(condition.operand, !wanted));
    if (condition.kind === "binary") {
      const { operator, left, right } = condition;
      if (operator === "and") return g.and(this.exceeded(left, wanted), this.exceeded(right, wanted));
      if (operator === "or") return g.or(this.exceeded(left, wanted), this.exceeded(right, wanted));
      if (wanted) {
        if (operator === ">") return g.not(g.le(this.lower(left), this.lower(right)));
        if (operator === ">=") return g.not(g.lt(this.lower(left), this.lower(right)));
        if (operator === "<") return g.not(g.ge(this.lower(left), this.lower(right)));
        if (operator === "<=") return g.not(g.gt(this.lower(left), this.lower(right)));
      }
    }
    return this.lower(condition);
  }

  #lower(e: Expression): Value {
    const g = this.graph;
    switch (e.kind) {
      case "number":
        return g.literal(e.value);
      case "name": {
        const value = this.#environment.get(e.name);
        if (value === undefined) throw new RangeError(`no value for the name "${e.name}"`);
        return value;
      }
      case "unary":
        return e.operator === "-" ? g.neg(this.lower(e.operand)) : g.not(this.lower(e.operand));
      case "binary":
        return this.#binary(e);
      case "call":
        return this.#call(e);
    }
  }

  #binary(e: Extract<Expression, { kind: "binary" }>): Value {
    const g = this.graph;
    const inverse = e.operator === "/" && e.right.kind === "call" && inverses[`1/${e.right.name}`];
    if (inverse && e.right.kind === "call") {
      const numerator = this.lower(e.left);
      return g.mul(numerator, inverse.build(g, ...e.right.args.map((arg) => this.lower(arg))));
    }
    const [a, b] = [this.lower(e.left), this.lower(e.right)];
    switch (e.operator) {
      case "+":
        return g.add(a, b);
      case "-":
        return g.sub(a, b);
      case "*":
        return g.mul(a, b);
      case "/":
        return g.div(a, b);
      case "//":
        return g.floor(g.div(a, b));
      case "%":
        return g.sub(a, g.mul(b, g.floor(g.div(a, b))));
      case "**":
        return mathFunctions.pow.build(g, a, b);
      case "<":
        return g.lt(a, b);
      case "<=":
        return g.le(a, b);
      case ">":
        return g.gt(a, b);
      case ">=":
        return g.ge(a, b);
      case "==":
        return g.eq(a, b);
      case "!=":
        return g.ne(a, b);
      case "and":
        return g.and(a, b);
      case "or":
        return g.or(a, b);
    }
  }

  #call(e: Extract<Expression, { kind: "call" }>): Value {
    if (e.name === "sample" || e.name === "passed") {
      const [name, argument] = e.args;
      const table = name?.kind === "name" ? this.#tables.get(name.name) : undefined;
      if (table === undefined || !argument) throw new RangeError(`${e.name}() reads a table`);
      const value = this.lower(argument);
      return e.name === "sample" ? this.graph.lookup(table.slot, value) : passed(this.graph, table, value);
    }
    if (isDraw(e) && this.#draw)
      return this.#draw(
        e,
        e.args.map((arg) => this.lower(arg)),
      );
    const known = (mathFunctions as Record<string, (typeof mathFunctions)["pow"]>)[e.name];
    if (!known) throw new RangeError(`no arithmetic for the function "${e.name}"`);
    return known.build(this.graph, ...e.args.map((arg) => this.lower(arg)));
  }
}

/** How many numbers of an ascending table are at most x: bisection in powers of two. */
export function passed(g: Graph, { slot, length }: TableSlot, x: Value): Value {
  let step = 1;
  while (2 * step <= length) step *= 2;
  let count = g.literal(0);
  for (; step >= 1; step /= 2) {
    const more = g.add(count, g.literal(step));
    const within = g.le(more, g.literal(length));
    const reached = g.le(g.lookup(slot, g.sub(more, g.literal(1))), x);
    count = g.select(g.and(within, reached), more, count);
  }
  return count;
}
