import { EquationError } from "../errors.ts";
import { type Dimension, dimensionless, dimensions, divide, nameOfDimension, power } from "../quantity/dimension.ts";
import { didYouMean } from "../quantity/spelling.ts";
import type { Expression } from "./ast.ts";
import { add, number } from "./calculus.ts";
import type { Clamp } from "./clamp.ts";
import type { Declaration } from "./declare.ts";
import type { Drive } from "./definition.ts";
import { fits, infer, nameOfType } from "./infer.ts";
import type { Parameter, Table } from "./model.ts";
import { parseExpression } from "./parse.ts";
import { noiseDimension, type Scope } from "./scope.ts";

/** What stimuli put into a model. */
export interface Driven {
  /** The sum of its stimuli for each input, 0 where there are none; in the model's names. */
  readonly values: ReadonlyMap<string, Expression>;
  /** In the order of the drives. */
  readonly clamps: readonly Clamp[];
  /** What random drives bring along, each without unit. */
  readonly states: readonly DrivenState[];
  readonly parameters: readonly Parameter[];
  readonly tables: readonly Table[];
}

export interface DrivenState {
  readonly name: string;
  /** With its noise. */
  readonly derivative: Expression;
  readonly initial: Expression;
}

/** Gives each drive to its input. Throws an EquationError where there is no such input, or the units differ. */
export function driveInputs(
  drives: readonly Drive[],
  declared: ReadonlyMap<string, Declaration>,
  equations: string,
): Driven {
  const inputs = [...declared.values()].filter((own) => own.kind === "input");
  const terms = new Map(inputs.map((input) => [input.name, [] as Expression[]]));
  const clamps: Clamp[] = [];
  for (const drive of drives) {
    const input = inputOf(drive, inputs, declared, equations);
    if (drive.clamp) clamps.push(clampOf(drive, drive.clamp, input, declared));
    else terms.get(input.name)!.push(driveExpression(drive, drive.expression, input.name, input.dimension));
  }
  return {
    values: new Map([...terms].map(([name, list]) => [name, balancedSum(list)])),
    clamps,
    states: drives.flatMap((drive) => (drive.state ? [stateOf(drive, drive.state)] : [])),
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

function clampOf(
  drive: Drive,
  { variable, lasts }: NonNullable<Drive["clamp"]>,
  input: Declaration,
  declared: ReadonlyMap<string, Declaration>,
): Clamp {
  const state = declared.get(variable);
  if (state?.kind !== "state") throw new RangeError(`a clamp holds a state, and "${variable}" is none`);
  const rate = divide(state.dimension, dimensions.second);
  return {
    input: input.name,
    variable,
    slope: driveExpression(drive, drive.expression, `d${variable}/dt`, rate, state),
    lasts: driveExpression(drive, lasts, "the time of a clamp", dimensionless, state),
  };
}

function stateOf(drive: Drive, { name, derivative, initial }: NonNullable<Drive["state"]>): DrivenState {
  const rate = power(dimensions.second, -1);
  return {
    name,
    derivative: driveExpression(drive, derivative, `d${name}/dt`, rate),
    initial: driveExpression(drive, initial, name, dimensionless),
  };
}

/** A text of the drive, for what is called `left` in errors; `clamped` is the state that it may name so. */
function driveExpression(
  drive: Drive,
  source: string,
  left: string,
  dimension: Dimension,
  clamped?: Declaration,
): Expression {
  const variables = new Map(drive.parameters.map(({ local, name, dimension }) => [local, { name, dimension }]));
  if (clamped) variables.set("clamped", clamped);
  if (drive.state) variables.set(drive.state.local, { name: drive.state.name, dimension: dimensionless });
  if (drive.noise !== undefined) variables.set("xi", { name: drive.noise, dimension: noiseDimension });
  const scope: Scope = {
    source,
    variables,
    tables: new Map(drive.tables.map(({ local, name, dimension }) => [local, { name, dimension }])),
    noise: false,
    random: drive.state !== undefined,
    use: () => {},
  };
  const { expression, type } = infer(parseExpression(source), scope);
  if (fits(type, dimension)) return expression;
  const wanted = nameOfDimension(dimension);
  const problem = `"${left}" is in ${wanted}, but the stimulus is in ${nameOfType(type)}`;
  throw new EquationError(problem, source, { start: 0, end: source.length }, `give its values in ${wanted}`);
}

/** A sum as a balanced tree: a thousand pulses are ten deep. */
function balancedSum(terms: readonly Expression[]): Expression {
  if (terms.length === 0) return number(0);
  if (terms.length === 1) return terms[0]!;
  const half = terms.length >> 1;
  return add(balancedSum(terms.slice(0, half)), balancedSum(terms.slice(half)));
}
