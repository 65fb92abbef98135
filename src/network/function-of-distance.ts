import { EquationError, ExperimentError } from "../errors.ts";
import { quantityAt } from "../experiment-axes.ts";
import { overColumn } from "../kernel/column.ts";
import { Lowering } from "../kernel/expressions.ts";
import { Graph } from "../kernel/graph.ts";
import { namesIn } from "../language/calculus.ts";
import { infer } from "../language/infer.ts";
import { parseExpression } from "../language/parse.ts";
import type { Type, Variable } from "../language/scope.ts";
import type { Dimension } from "../quantity/dimension.ts";

/** What the names of an expression are. */
interface Names {
  /** Of d. */
  readonly dimension: Dimension;
  readonly parameters: Readonly<Record<string, string | number>>;
  /** The place of the object in the document that has the expression under `key`, and the parameters. */
  readonly path: string;
  readonly key: string;
  /** What it is to give, for messages: "a probability". */
  readonly what: string;
}

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
 * @throws ExperimentError naming the place, for an expression that cannot be read
 */
export function functionOfDistance(
  source: string,
  { dimension, parameters, path, key, what }: Names,
): FunctionOfDistance {
  const place = `${path}.${key}`;
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
  const foreign = [...namesIn(expression)].find((name) => !variables.has(name));
  if (foreign !== undefined)
    throw new ExperimentError(
      `"${foreign}" cannot stand in ${what}`,
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
  const value = new Lowering(graph, environment.set("d", d), new Map()).lower(expression);
  return { type, apply: overColumn(graph, d, value) };
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
