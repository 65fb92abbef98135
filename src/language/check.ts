import { EquationError } from "../errors.ts";
import { type Dimension, dimensionless, dimensions, divide } from "../quantity/dimension.ts";
import type { Quantity } from "../quantity/quantity.ts";
import type { Expression } from "./ast.ts";
import { dependsOn, namesIn, number } from "./calculus.ts";
import { withClamps } from "./clamp.ts";
import { type Declaration, declare } from "./declare.ts";
import type { Drive, ModelDefinition } from "./definition.ts";
import { type Driven, type DrivenState, driveInputs } from "./drives.ts";
import { edgeFinder } from "./edges.ts";
import { formulasOf, inferDeclared } from "./formulas.ts";
import { givenValues, requireUse, requireValues } from "./given.ts";
import { checkInitial } from "./initial.ts";
import type { Model, Parameter, State } from "./model.ts";
import { splitNoise } from "./noise.ts";
import { parseReset } from "./parse.ts";
import { isNoise, type Scope, type Variable } from "./scope.ts";
import { checkRefractory, checkReset, checkThreshold } from "./spiking.ts";

/**
 * A model of text, checked: every name known, every dimension right, every parameter of use; units gone, subexpressions
 * written out, the stimuli `drives` written into the inputs. The steps are those of this function, top to bottom.
 *
 * Throws an EquationError at the first mistake.
 */
export function checkModel(definition: ModelDefinition, drives: readonly Drive[]): Model {
  const source = definition.equations;
  const assignments = parseReset(definition.reset ?? "");
  const declared = declare(source, new Set(assignments.map((assignment) => assignment.target)));
  const given = givenValues(definition.parameters ?? {}, declared);
  const driven = driveInputs(drives, declared, source);
  requireDistinct(driven, declared, given, source);
  const used = new Set(declared.keys());
  const scopeOf = scopesOf(variablesOf(declared, given), used);

  const dynamics = scopeOf(source, "dynamics");
  const values = new Map(driven.values);
  for (const own of ofKind(declared, "subexpression")) {
    values.set(own.name, inferDeclared(own, own.dimension, own.name, dynamics));
  }
  const states = ofKind(declared, "state");
  const slopes = new Map(states.map((own) => [own.name, slopeOf(own, dynamics)] as const));
  const formulas = formulasOf(withClamps(values, driven.clamps, slopes, declared, source), declared, source);
  const derivatives = states.map((own) => formulas.writeOut(slopes.get(own.name)!, source));
  const written = [...derivatives, ...driven.states.map((own) => own.derivative), ...formulas.values.values()];
  const noise = new Set(written.flatMap((e) => [...namesIn(e)].filter(isNoise)));
  const finder = edgeFinder(new Set([...states, ...driven.states].map((own) => own.name).concat(...noise)));
  const ownStates = states.map((own, k) => stateOf(own, finder.hold(derivatives[k]!), noise, source));
  requireOwnNoise(ownStates, declared, source);
  const checkedStates = [...ownStates, ...driven.states.map((own) => drivenState(own, noise, source))];
  const subexpressions = [...declared.values()]
    .filter(({ name }) => formulas.values.has(name) && !dependsOn(formulas.values.get(name)!, noise))
    .map(({ name, dimension }) => ({ name, dimension, value: finder.hold(formulas.values.get(name)!) }));

  const quiet = (e: Expression, text: string): Expression => withoutNoise(formulas.writeOut(e, text), noise, text);
  const { threshold: thresholdText, refractory: refractoryText } = definition;
  const threshold =
    thresholdText === undefined ? undefined : quiet(checkThreshold(scopeOf(thresholdText, "event")), thresholdText);
  const resetScope = scopeOf(definition.reset ?? "", "event");
  const reset = checkReset(assignments, declared, resetScope).map(({ target, value }) => ({
    target,
    value: quiet(value, resetScope.source),
  }));
  const refractory =
    refractoryText === undefined
      ? ({ kind: "none" } as const)
      : checkRefractory(refractoryText, scopeOf(String(refractoryText), "event"), states, quiet);
  const initial = checkInitial(
    definition.initial ?? {},
    states,
    given,
    formulas,
    (text) => scopeOf(text, "event"),
    driven.states,
  );

  requireValues(source, declared, given);
  requireUse(given.keys(), definition.parameters ?? {}, used, declared.keys());
  const parameters = [...ownParameters(declared, given), ...driven.parameters];
  return {
    states: checkedStates,
    parameters,
    subexpressions,
    tables: driven.tables,
    edges: finder.edges(),
    threshold,
    reset,
    refractory,
    initial,
    ports: [],
    kicks: [],
    inputs: ofKind(declared, "input").map(({ name, dimension }) => ({ name, dimension })),
  };
}

function ofKind(declared: ReadonlyMap<string, Declaration>, kind: Declaration["kind"]): Declaration[] {
  return [...declared.values()].filter((own) => own.kind === kind);
}

/** Everything that the model's own texts may name. */
function variablesOf(
  declared: ReadonlyMap<string, Declaration>,
  given: ReadonlyMap<string, Quantity>,
): ReadonlyMap<string, Variable> {
  const dimensionsOf: [string, Dimension][] = [...[...given], ...[...declared]].map(([name, { dimension }]) => [
    name,
    dimension,
  ]);
  return new Map(dimensionsOf.map(([name, dimension]) => [name, { name, dimension }]));
}

/** Equations may hold noise; events and initial values may hold random numbers. */
function scopesOf(
  variables: ReadonlyMap<string, Variable>,
  used: Set<string>,
): (source: string, kind: "dynamics" | "event") => Scope {
  const use = (name: string): void => void used.add(name);
  return (source, kind) => ({
    source,
    variables,
    tables: new Map(),
    noise: kind === "dynamics",
    random: kind === "event",
    use,
  });
}

/** A derivative as written, in the names of subexpressions and inputs. */
function slopeOf(own: Declaration, scope: Scope): Expression {
  if (own.value === undefined) return number(0);
  return inferDeclared(own, divide(own.dimension, dimensions.second), `d${own.name}/dt`, scope);
}

function stateOf(own: Declaration, derivative: Expression, noise: ReadonlySet<string>, source: string): State {
  const { name, dimension } = own;
  const held = own.flags.has("unless refractory");
  return { name, dimension, held, ...splitNoise(derivative, noise, own, source) };
}

function drivenState({ name, derivative }: DrivenState, noise: ReadonlySet<string>, source: string): State {
  const own = { name, span: { start: 0, end: 1 } };
  return { name, dimension: dimensionless, held: false, ...splitNoise(derivative, noise, own, source) };
}

/** The plain `xi` in two equations leaves open whether it is the same noise. */
function requireOwnNoise(states: readonly State[], declared: ReadonlyMap<string, Declaration>, source: string): void {
  const [first, second] = states.filter((state) => state.noise.some((noise) => noise.source === "xi"));
  if (!first || !second) return;
  const wayOut = `name them: "xi_${first.name}" and "xi_${second.name}", or the same name for the same noise`;
  const problem = `"xi" stands in the equations of both "${first.name}" and "${second.name}"`;
  throw new EquationError(problem, source, declared.get(second.name)!.span, wayOut);
}

function withoutNoise(e: Expression, noise: ReadonlySet<string>, source: string): Expression {
  if (!dependsOn(e, noise)) return e;
  throw new EquationError(
    "this names a subexpression with noise",
    source,
    e.span,
    "noise belongs into a derivative only",
  );
}

/** Declared parameters in the order of the text, then those that only `parameters` names. */
function ownParameters(declared: ReadonlyMap<string, Declaration>, given: ReadonlyMap<string, Quantity>): Parameter[] {
  const names = [
    ...ofKind(declared, "parameter").map((own) => own.name),
    ...[...given.keys()].filter((name) => !declared.has(name)),
  ];
  return names.map((name) => {
    const own = declared.get(name);
    const { dimension, value } = given.get(name)!;
    return { name, dimension: own?.dimension ?? dimension, value, shared: own?.flags.has("shared") ?? false };
  });
}

/** A stimulus may not bring a name that the model or another stimulus has. */
function requireDistinct(
  driven: Driven,
  declared: ReadonlyMap<string, Declaration>,
  given: ReadonlyMap<string, Quantity>,
  source: string,
): void {
  const seen = new Set([...declared.keys(), ...given.keys()]);
  for (const { name } of [...driven.parameters, ...driven.tables, ...driven.states]) {
    if (seen.has(name)) {
      const span = declared.get(name)?.span ?? { start: 0, end: 1 };
      throw new EquationError(
        `a stimulus brings "${name}", which is there already`,
        source,
        span,
        "give the model's another name",
      );
    }
    seen.add(name);
  }
}
