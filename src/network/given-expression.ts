import * as z from "zod";
import { EquationError, ExperimentError } from "../errors.ts";
import { quantityAt } from "../experiment-axes.ts";
import { quantity, text } from "../experiment-stimuli.ts";
import type { Expression } from "../language/ast.ts";
import { namesIn } from "../language/calculus.ts";
import { infer } from "../language/infer.ts";
import { parseExpression } from "../language/parse.ts";
import type { Type, Variable } from "../language/scope.ts";
import { type Dimension, dimensionless, nameOfDimension, sameDimension } from "../quantity/dimension.ts";

/** An expression with its parameters, in a document: `{"expression": "r*exp(-t/tau)", "parameters": {"r": "20 Hz", "tau": "50 ms"}}`. */
export function expressionSchema(example: string, meaning: string) {
  return z.strictObject({
    expression: text(example).describe(meaning),
    parameters: z
      .record(z.string(), quantity, { error: 'must be an object such as {"sigma": "100 um"}' })
      .optional()
      .describe("Values of the names in the expression."),
  });
}

/** What the names of an expression are. */
export interface Names {
  /** Those that stand for something else than a parameter, and their dimensions. */
  readonly own: ReadonlyMap<string, Dimension>;
  /** What those are, for messages: "the distance d". */
  readonly meaning: string;
  readonly parameters: Readonly<Record<string, string | number>>;
  /** The place of the object in the document that has the expression under `key`, and the parameters. */
  readonly path: string;
  readonly key: string;
  /** What it is to give, for messages: "a probability". */
  readonly what: string;
}

export interface GivenExpression {
  readonly expression: Expression;
  /** What its values are in. */
  readonly type: Type;
  /** Those of the parameters, SI. */
  readonly values: ReadonlyMap<string, number>;
}

/**
 * An expression in the language of the equations, checked.
 *
 * @throws ExperimentError naming the place, for one that cannot be read
 */
export function givenExpression(source: string, { own, meaning, parameters, path, key, what }: Names): GivenExpression {
  const place = `${path}.${key}`;
  const given = new Map(
    Object.entries(parameters).map(([name, value]) => [name, quantityAt(value, `${path}.parameters.${name}`)]),
  );
  const variables = new Map<string, Variable>([...own].map(([name, dimension]) => [name, { name, dimension }]));
  for (const [name, { dimension }] of given) {
    if (own.has(name))
      throw new ExperimentError(
        `"${name}" cannot be a parameter: the expression is one of ${meaning}`,
        `${path}.parameters.${name}`,
        "take another name",
      );
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
      `it is an expression of ${meaning} and of parameters`,
    );
  const idle = [...given.keys()].find((name) => !used.has(name));
  if (idle !== undefined)
    throw new ExperimentError(
      `"${source}" does not use "${idle}"`,
      `${path}.parameters.${idle}`,
      "use it, or take it out",
    );
  return { expression, type, values: new Map([...given].map(([name, { value }]) => [name, value])) };
}

/** @throws ExperimentError where what an expression gives is of another dimension; a condition is a number without unit */
export function requireDimension(source: string, type: Type, wanted: Dimension, path: string): void {
  const found = typeof type === "string" ? dimensionless : type;
  if (type === "any" || sameDimension(found, wanted)) return;
  throw new ExperimentError(
    `"${source}" is in ${nameOfDimension(found)}, but ${nameOfDimension(wanted)} is wanted`,
    `${path}.expression`,
  );
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
