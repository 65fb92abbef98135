import { EquationError } from "../errors.ts";
import { nameOfDimension } from "../quantity/dimension.ts";
import { didYouMean } from "../quantity/spelling.ts";
import type { Expression } from "./ast.ts";
import { add, number } from "./calculus.ts";
import type { Declaration } from "./declare.ts";
import type { Drive } from "./definition.ts";
import { fits, infer, nameOfType } from "./infer.ts";
import type { Parameter, Table } from "./model.ts";
import { parseExpression } from "./parse.ts";
import type { Scope } from "./scope.ts";

/** What stimuli put into a model. */
export interface Driven {
  /** The sum of its stimuli for each input, 0 where there are none; in the model's names. */
  readonly values: ReadonlyMap<string, Expression>;
  readonly parameters: readonly Parameter[];
  readonly tables: readonly Table[];
}

/** Gives each drive to its input. Throws an EquationError where there is no such input, or the units differ. */
export function driveInputs(
  drives: readonly Drive[],
  declared: ReadonlyMap<string, Declaration>,
  equations: string,
): Driven {
  const inputs = [...declared.values()].filter((own) => own.kind === "input");
  const terms = new Map(inputs.map((input) => [input.name, [] as Expression[]]));
  for (const drive of drives) {
    const input = inputOf(drive, inputs, declared, equations);
    terms.get(input.name)!.push(driveExpression(drive, input));
  }
  return {
    values: new Map([...terms].map(([name, list]) => [name, balancedSum(list)])),
    parameters: drives.flatMap((drive) =>
      drive.parameters.map((p) => ({ name: p.name, dimension: p.dimension, value: p.value, shared: false })),
    ),
    tables: drives.flatMap((drive) => drive.tables.map(({ name, values }) => ({ name, values }))),
  };
}

function inputOf(
  drive: Drive,
  inputs: readonly Declaration[],
  declared: ReadonlyMap<string, Declaration>,
  equations: string,
): Declaration {
  const names = inputs.map((input) => input.name);
  const quoted = names.map((name) => `"${name}"`).join(", ");
  const only = inputs[0];
  const fail = (problem: string, wayOut: string, span = { start: 0, end: 1 }): never => {
    throw new EquationError(problem, equations, span, wayOut);
  };
  if (!only)
    return fail("the model has no input for a stimulus", 'mark a variable in its equations: "I : amp (input)"');
  if (drive.to === undefined) {
    return inputs.length === 1
      ? only
      : fail(`the model has several inputs: ${quoted}`, 'say which one with "to"', only.span);
  }
  const wanted = inputs.find((input) => input.name === drive.to);
  if (wanted) return wanted;
  const other = declared.get(drive.to);
  if (other)
    return fail(`"${drive.to}" is not an input`, `mark it with "(input)", or drive one of: ${quoted}`, other.span);
  return fail(
    `the model has no input "${drive.to}"`,
    didYouMean(drive.to, names, `its inputs are: ${quoted}`),
    only.span,
  );
}

function driveExpression(drive: Drive, input: Declaration): Expression {
  const source = drive.expression;
  const scope: Scope = {
    source,
    variables: new Map(drive.parameters.map(({ local, name, dimension }) => [local, { name, dimension }])),
    tables: new Map(drive.tables.map(({ local, name, dimension }) => [local, { name, dimension }])),
    noise: false,
    random: false,
    use: () => {},
  };
  const { expression, type } = infer(parseExpression(source), scope);
  if (fits(type, input.dimension)) return expression;
  const wanted = nameOfDimension(input.dimension);
  const problem = `"${input.name}" is in ${wanted}, but the stimulus is in ${nameOfType(type)}`;
  throw new EquationError(problem, source, { start: 0, end: source.length }, `give its values in ${wanted}`);
}

/** A sum as a balanced tree: a thousand pulses are ten deep. */
function balancedSum(terms: readonly Expression[]): Expression {
  if (terms.length === 0) return number(0);
  if (terms.length === 1) return terms[0]!;
  const half = terms.length >> 1;
  return add(balancedSum(terms.slice(0, half)), balancedSum(terms.slice(half)));
}
