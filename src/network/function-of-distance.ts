import { EquationError, ExperimentError } from "../errors.ts";
import { quantityAt } from "../experiment-axes.ts";
import { overColumn } from "../kernel/column.ts";
import { Lowering } from "../kernel/expressions.ts";
import { Graph } from "../kernel/graph.ts";
import { namesIn } from "../language/calculus.ts";
import { fits, infer, nameOfType } from "../language/infer.ts";
import { parseExpression } from "../language/parse.ts";
import type { Variable } from "../language/scope.ts";
import { type Dimension, dimensionless } from "../quantity/dimension.ts";

/** What the names of an expression are. */
interface Names {
  /** Of d. */
  readonly dimension: Dimension;
  readonly parameters: Readonly<Record<string, string | number>>;
  /** The place of the rule in the document. */
  readonly path: string;
}

/**
 * A number as a function of the distance d, for a column of distances in place, from an expression in the language of the equations: `"0.5*exp(-d/lambda)"`, or a
 * condition such as `"d < 100*um"`, which is 1 or 0. In the arithmetic of the kernel, so that it is the same on every machine.
 *
 * @throws ExperimentError naming the place, for an expression that cannot be read or has a dimension
 */
export function functionOfDistance(
  source: string,
  { dimension, parameters, path }: Names,
): (distances: Float64Array) => void {
  const place = `${path}.probability`;
  const values = new Map(
    Object.entries(parameters).map(([name, value]) => [name, quantityAt(value, `${path}.parameters.${name}`)]),
  );
  const variables = new Map<string, Variable>([["d", { name: "d", dimension }]]);
  for (const [name, { dimension }] of values) {
    if (name === "d") throw new ExperimentError('"d" is the distance', `${path}.parameters.d`, "take another name");
    variables.set(name, { name, dimension });
  }
  const used = new Set<string>();
  const { expression, type } = readAt(place, () =>
    infer(parseExpression(source), {
      source,
      variables,
      tables: new Map(),
      noise: false,
      random: false,
      use: (name) => used.add(name),
    }),
  );
  if (type !== "boolean" && !fits(type, dimensionless))
    throw new ExperimentError(
      `"${source}" is in ${nameOfType(type)}, but a probability has no unit`,
      place,
      'divide d by a length, as in "exp(-d/(100*um))"',
    );
  const foreign = [...namesIn(expression)].find((name) => !variables.has(name));
  if (foreign !== undefined)
    throw new ExperimentError(
      `"${foreign}" cannot stand in a probability`,
      place,
      "it is an expression of the distance d and of parameters",
    );
  const idle = [...values.keys()].find((name) => !used.has(name));
  if (idle !== undefined)
    throw new ExperimentError(
      `"${source}" does not use "${idle}"`,
      `${path}.parameters.${idle}`,
      "use it, or take it out",
    );
  const graph = new Graph();
  const environment = new Map([...values].map(([name, { value }]) => [name, graph.literal(value)]));
  const d = graph.leaf("argument");
  return overColumn(graph, d, new Lowering(graph, environment.set("d", d), new Map()).lower(expression));
}

/** A text's own error, at its place in the document. */
function readAt<T>(path: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof EquationError)) throw error;
    const excerpt = error.message.split("\n").slice(1, 3).join("\n");
    throw new ExperimentError(`${error.problem}\n${excerpt}\n`, path, error.wayOut);
  }
}
