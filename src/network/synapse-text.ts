import { EquationError, ExperimentError } from "../errors.ts";
import type { SynapseAssignment, SynapseText } from "../kernel/synapse.ts";
import type { Assignment, Equation, Expression } from "../language/ast.ts";
import { add, dependsOn, div, mul, name, namesIn, neg, sub, substitute } from "../language/calculus.ts";
import { checkModel } from "../language/check.ts";
import { drawsIn } from "../language/draws.ts";
import { fits, infer, nameOfType } from "../language/infer.ts";
import type { Model } from "../language/model.ts";
import { parseEquations, parseReset } from "../language/parse.ts";
import type { Scope, Variable } from "../language/scope.ts";
import { dimensionOfUnit } from "../language/unit.ts";
import { whyNotLinear } from "../method/linear-system.ts";
import { type Dimension, dimensionless, nameOfDimension, sameDimension } from "../quantity/dimension.ts";
import { everydayUnit, formatQuantity, type Quantity } from "../quantity/quantity.ts";
import { didYouMean } from "../quantity/spelling.ts";
import type { SynapseDefinition } from "../synapses/index.ts";
import { renameIn, unitText, uses } from "./compose.ts";
import { requireLasting, requireOwnNames } from "./names-read.ts";
import type { Named } from "./static-synapse.ts";

/** A synapse with states of its own, checked. */
export interface PlasticText extends SynapseText {
  /** Dimensions of the states. */
  readonly dimensions: readonly Dimension[];
}

/** The parameter that stands for the weight of each synapse in the initial values of its states. */
const givenWeight = "w_given_";

/**
 * Checks the texts of a synapse like those of a model: every name known, every dimension right, equations linear in the states.
 *
 * @param values of its parameters, as text and in SI
 * @param targets each name that may be increased, and the state of the target neuron that it means; those that end in `_post` may be
 * read
 * @param reset states that a spike of the target neuron sets
 * @throws EquationError for a mistake in a text, ExperimentError for what synapses cannot do
 */
export function checkSynapse(
  definition: SynapseDefinition,
  values: Readonly<Record<string, string | number>>,
  parameters: ReadonlyMap<string, Quantity>,
  weight: Dimension,
  targets: ReadonlyMap<string, Named>,
  reset: ReadonlySet<string>,
  path: string,
): PlasticText {
  const { onPre = "", onPost = "" } = definition;
  const model = modelOf(definition, values, weight, path);
  const written = new Map(model.subexpressions.map((own) => [own.name, own.value]));
  const variables = new Map<string, Variable>(
    [
      ...parameters,
      ["w", { dimension: weight }] as const,
      ...model.subexpressions.map(pairOf),
      ...model.states.map(pairOf),
    ].map(([name, { dimension }]) => [name, { name, dimension }]),
  );
  const readable = [...targets].filter(([name]) => name.endsWith("_post") && !variables.has(name));
  const assignmentsOf = (
    source: string,
    readable: readonly (readonly [string, Named])[],
    targets: ReadonlyMap<string, Named>,
  ): SynapseAssignment[] => {
    const known = new Map([
      ...variables,
      ...readable.map(([name, { dimension }]) => [name, { name, dimension }] as const),
    ]);
    const scope: Scope = { source, variables: known, tables: new Map(), noise: false, random: true, use: () => {} };
    return parseReset(source).map((assignment) => checkAssignment(assignment, { scope, model, targets, written }));
  };
  const pre = assignmentsOf(onPre, readable, targets);
  const lasting = readable.filter(([, { name }]) => !reset.has(name));
  requireLasting(onPost, readable, lasting);
  const post = assignmentsOf(onPost, lasting, new Map());
  const read = new Set([...pre, ...post].flatMap((own) => [...namesIn(own.kind === "set" ? own.value : own.amount)]));
  return {
    states: model.states.map(({ name, dimension, derivative }) => ({
      ...{ name, derivative, initial: model.initial.get(name)! },
      scale: everydayUnit(dimension).factor / 1000,
    })),
    dimensions: model.states.map(({ dimension }) => dimension),
    weightIsState: model.states.some(({ name }) => name === "w"),
    parameters: new Map([...parameters].map(([name, { value }]) => [name, value])),
    onPre: pre,
    onPost: post,
    reads: readable.flatMap(([name, { name: state }]) => (read.has(name) ? [{ name, state }] : [])),
  };
}

function pairOf(own: Named): readonly [string, Named] {
  return [own.name, own];
}

/** Its equations as a model, whose states are those with a derivative and those that its texts assign. */
function modelOf(
  definition: SynapseDefinition,
  values: Readonly<Record<string, string | number>>,
  weight: Dimension,
  path: string,
): Pick<Model, "states" | "subexpressions" | "initial"> {
  const { onPre = "", onPost = "" } = definition;
  if (definition.equations === undefined || definition.equations.trim() === "")
    return { states: [], subexpressions: [], initial: new Map() };
  const equations = renameIn(definition.equations, new Map([["weight", unitText(weight)]]));
  const lines = parseEquations(equations);
  const w = lines.find((line) => line.name === "w");
  if (w) requireWeight(w, equations, weight);
  const initial: Record<string, string | number> = { ...definition.initial };
  if (w && initial.w !== undefined)
    throw new ExperimentError(
      "the state w of a synapse begins at the weight of the projection",
      `${path}.synapse.initial.w`,
      'leave it out, and give "weight" in the projection',
    );
  const assigned = new Set([...parseReset(onPre), ...parseReset(onPost)].map(({ target }) => target));
  const changing = lines.filter((line) => line.kind === "parameter" && (assigned.has(line.name) || line.name === "w"));
  const parameters: Record<string, string | number> = {};
  const texts = [equations, ...Object.values(initial).map(String)];
  for (const [name, value] of Object.entries(values))
    if (texts.some((text) => uses(text, name))) parameters[name] = value;
  const one = formatQuantity(1, weight);
  if (w) {
    initial.w = givenWeight;
    parameters[givenWeight] = one;
  } else if (texts.some((text) => uses(text, "w"))) parameters.w = one;
  // a parameter that a reset assigns is a state
  const reset = changing.map(({ name }) => `${name} = ${name}`).join("\n");
  const model = checkModel({ equations, parameters, initial, reset }, []);
  const lineOf = (name: string) => lines.find((line) => line.name === name)!.span;
  const noisy = model.states.find(({ noise }) => noise.length > 0);
  const timed = model.states.find(({ derivative }) => dependsOn(derivative, time));
  const problem = noisy
    ? `d${noisy.name}/dt has noise`
    : timed
      ? `d${timed.name}/dt changes with t`
      : whyNotLinear(model.states);
  if (problem !== undefined)
    throw new ExperimentError(
      `a synapse goes from event to event by the exact solution of linear equations with constant coefficients, but ${problem}`,
      `${path}.synapse.equations`,
      "write what is not linear into onPre and onPost, or into the receptor",
    );
  if (model.inputs[0])
    throw new EquationError(
      `a synapse has no input, but "${model.inputs[0].name}" is one`,
      equations,
      lineOf(model.inputs[0].name),
      'leave "(input)" out',
    );
  const drawn = [...model.initial].find(([, value]) => drawsIn([value]).length > 0);
  if (drawn)
    throw new ExperimentError(
      `the initial value of "${drawn[0]}" draws a random number`,
      `${path}.synapse.initial.${drawn[0]}`,
      'let it depend on "w", and give the weight as a distribution',
    );
  const given = new Map([[givenWeight, name("w")]]);
  return { ...model, initial: new Map([...model.initial].map(([own, e]) => [own, substitute(e, given)])) };
}

const time = new Set(["t", "t_edge"]);

function requireWeight({ unit, span }: Equation, source: string, weight: Dimension): void {
  const dimension = dimensionOfUnit(unit, source);
  if (sameDimension(dimension, weight)) return;
  throw new EquationError(
    `"w" is in ${nameOfDimension(dimension)}, but the weight of the projection is in ${nameOfDimension(weight)}`,
    source,
    span,
    'write "w : weight" for whatever the weight is in',
  );
}

interface Place {
  readonly scope: Scope;
  readonly model: Pick<Model, "states">;
  readonly targets: ReadonlyMap<string, Named>;
  /** Subexpressions. */
  readonly written: ReadonlyMap<string, Expression>;
}

function checkAssignment(assignment: Assignment, at: Place): SynapseAssignment {
  const { scope, model, targets, written } = at;
  const { target, operator, span } = assignment;
  const state = model.states.find((own) => own.name === target);
  const neuron = state ? undefined : targets.get(target);
  if (!state && !neuron) throw unknownTarget(assignment, at);
  requireOwnNames(assignment, scope, targets);
  const { expression, type } = infer(assignment.value, scope);
  const { dimension } = state ?? neuron!;
  const wanted = operator === "*=" || operator === "/=" ? dimensionless : dimension;
  if (!fits(type, wanted))
    throw new EquationError(
      `"${target}" is in ${nameOfDimension(dimension)}, but "${operator}" gives it ${type === "boolean" ? "" : "a value in "}${nameOfType(type)}`,
      scope.source,
      span,
      type === "boolean" ? "write int(...) around the condition: 1 or 0" : `give a value in ${nameOfDimension(wanted)}`,
    );
  const [draw] = drawsIn([expression]);
  if (draw)
    throw new EquationError(
      `a synapse draws no random numbers, but this calls ${draw.name}()`,
      scope.source,
      draw.span,
      "draw weights and delays from distributions, or let the neurons' equations draw",
    );
  if (namesIn(expression).has("i"))
    throw new EquationError(
      '"i" is the number of a neuron, and a synapse has none',
      scope.source,
      span,
      "leave it out",
    );
  const value = substitute(expression, written);
  if (state) return { kind: "set", state: target, value: combined[operator](name(target), value) };
  if (operator === "+=") return { kind: "add", target: neuron!.name, amount: value };
  if (operator === "-=") return { kind: "add", target: neuron!.name, amount: neg(value) };
  throw new EquationError(
    `"${target}" belongs to the target neuron, which has other synapses too: "${operator}" cannot change it`,
    scope.source,
    span,
    'add to it with "+=" or "-="',
  );
}

const combined: Readonly<Record<Assignment["operator"], (old: Expression, value: Expression) => Expression>> = {
  "=": (_, value) => value,
  "+=": add,
  "-=": sub,
  "*=": mul,
  "/=": div,
};

function unknownTarget(
  { target, span }: Assignment,
  { scope, model: { states }, targets, written }: Place,
): EquationError {
  const place = { start: span.start, end: span.start + target.length };
  const fail = (problem: string, wayOut: string) => new EquationError(problem, scope.source, place, wayOut);
  const known = scope.variables.get(target);
  if (known && written.has(target))
    return fail(`"${target}" is assigned, but it is given by its equation`, "assign what the equation is made of");
  if (known)
    return fail(
      `"${target}" is assigned, but it is no state of the synapse`,
      `write "${target} : ${target === "w" ? "weight" : unitText(known.dimension)}" among its equations`,
    );
  const names = [...states.map((own) => own.name), ...[...targets.keys()].filter((own) => !own.endsWith("_post"))];
  return fail(
    targets.size > 0
      ? `"${target}" is assigned, but neither the synapse nor the target neuron has such a state`
      : `"${target}" is assigned, but a spike of the target changes states of the synapse only`,
    didYouMean(target, names, names.length > 0 ? `there are ${names.join(", ")}` : 'declare one: "x : 1"'),
  );
}
