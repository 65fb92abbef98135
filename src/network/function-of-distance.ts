import { overColumn } from "../kernel/column.ts";
import { Lowering } from "../kernel/expressions.ts";
import { Graph } from "../kernel/graph.ts";
import type { Type } from "../language/scope.ts";
import type { Dimension } from "../quantity/dimension.ts";
import { givenExpression, type Names } from "./given-expression.ts";

interface FunctionOfDistance {
  /** What its values are in. */
  readonly type: Type;
  /** Turns a column of distances into one of values, SI, in place; a condition is 1 or 0. */
  readonly apply: (distances: Float64Array) => void;
}

/**
 * A number as a function of the distance d, from an expression in the language of the equations: `"0.5*exp(-d/lambda)"`, or a
 * condition such as `"d < 100*um"`, which is 1 or 0. In the arithmetic of the kernel, so that it is the same on every machine.
 *
 * @param names `dimension` is that of d
 * @throws ExperimentError naming the place, for an expression that cannot be read
 */
export function functionOfDistance(
  source: string,
  { dimension, ...names }: Omit<Names, "own" | "meaning"> & { readonly dimension: Dimension },
): FunctionOfDistance {
  const own = new Map([["d", dimension]]);
  const { expression, type, values } = givenExpression(source, { ...names, own, meaning: "the distance d" });
  const graph = new Graph();
  const environment = new Map([...values].map(([name, value]) => [name, graph.literal(value)]));
  const d = graph.leaf("argument");
  const value = new Lowering(graph, environment.set("d", d), new Map()).lower(expression);
  return { type, apply: overColumn(graph, d, value) };
}
