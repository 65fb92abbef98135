import { ExperimentError } from "./errors.ts";
import { type Arrangement, type Axis, lengthOf, memberCount, quantityAt, settingAt } from "./experiment-axes.ts";
import { resolveDrives } from "./experiment-drives.ts";
import { presetOf } from "./experiment-preset.ts";
import type { ExperimentDocument, Values } from "./experiment-types.ts";
import { checkModel } from "./language/check.ts";
import type { Drive, ModelDefinition } from "./language/definition.ts";
import type { Model } from "./language/model.ts";
import { parseEquations } from "./language/parse.ts";
import { modelNamed } from "./models/index.ts";
import { type Dimension, dimensions } from "./quantity/dimension.ts";
import { formatQuantity } from "./quantity/quantity.ts";
import { didYouMean } from "./quantity/spelling.ts";
import { stimulusNamed } from "./stimuli/index.ts";

export { memberValue } from "./experiment-axes.ts";

/** An experiment with its names looked up and its quantities in SI: all that a run needs. */
export interface ResolvedExperiment {
  /** With the values of the document in the place of the model's own. */
  readonly definition: ModelDefinition;
  readonly drives: readonly Drive[];
  /** The definition checked, where there is nothing to add to it. */
  readonly undriven: Model | undefined;
  /** In the order of the document: parameters, input, initial. */
  readonly axes: readonly Axis[];
  readonly arrangement: Arrangement;
  /** How many neurons the axes make together; 1 without axes. */
  readonly members: number;
  readonly steps: number;
  /** Seconds. */
  readonly dt: number;
  /** Steps from one sample to the next. */
  readonly every: number;
  /** Variables to record. */
  readonly variables: readonly string[];
  readonly method: string;
  readonly tolerance: number;
  readonly spikeTimes: "exact" | "grid";
  readonly seed: number;
}

const mostSteps = 2 ** 31 - 1;

/**
 * What a document says, ready to run.
 *
 * @throws ExperimentError naming the place, both sides and a way out; EquationError for the text of a model.
 */
export function resolveExperiment(document: ExperimentDocument): ResolvedExperiment {
  const dt = timeAt(document.dt ?? "0.1 ms", "dt");
  const duration = timeAt(document.duration, "duration");
  const steps = multipleOf(dt, duration, document.duration, "duration");
  const every = document.record?.every;
  const arrangement = document.axes ?? "product";
  const members = memberCount(axisLengths(document), arrangement);
  const parameters = withParameters(definitionOf(document), document.parameters ?? {});
  const plain = checkModel(parameters.definition, []);
  for (const { parameter } of parameters.axes) refuseShared(plain, parameter);
  const { drives, axes } = resolveDrives(
    document.input ?? [],
    plain,
    namesOf(plain, parameters.definition),
    duration,
    arrangement,
  );
  const initial = withInitial(parameters.definition, document.initial ?? {}, plain);
  return {
    definition: initial.definition,
    drives,
    undriven: drives.length === 0 && !document.initial ? plain : undefined,
    axes: [...parameters.axes, ...axes, ...initial.axes],
    arrangement,
    members,
    steps,
    dt,
    every: every === undefined ? 1 : multipleOf(dt, timeAt(every, "record.every"), every, "record.every"),
    variables: recorded(document.record?.variables ?? [], plain),
    method: document.method ?? "auto",
    tolerance: document.tolerance ?? 1e-8,
    spikeTimes: document.spikeTimes ?? "exact",
    seed: document.seed ?? 1,
  };
}

/** The experiment's model with its stimuli. Throws an EquationError. */
export function modelOf({ definition, drives, undriven }: ResolvedExperiment): Model {
  return undriven ?? checkModel(definition, drives);
}

/** The lengths of all axes by their places, before any is made: a product that is too large is refused at once. */
function axisLengths({ parameters, input, initial }: ExperimentDocument): ReadonlyMap<string, number> {
  const lengths = new Map<string, number>();
  const note = (place: string, values: unknown) => {
    const length = values === undefined ? undefined : lengthOf(values as Values<string | number>);
    if (length !== undefined) lengths.set(place, length);
  };
  for (const [name, values] of Object.entries(parameters ?? {})) note(`parameters.${name}`, values);
  for (const [k, stimulus] of (input ?? []).entries())
    for (const name of Object.keys(stimulusNamed(stimulus.stimulus).parameters))
      note(`input[${k}].${name}`, stimulus[name]);
  for (const [name, values] of Object.entries(initial ?? {})) note(`initial.${name}`, values);
  return lengths;
}

interface Overridden {
  readonly definition: ModelDefinition;
  readonly axes: readonly Axis[];
}

/** The model's text, with the values of the preset. */
export function definitionOf(document: Pick<ExperimentDocument, "model" | "preset">): ModelDefinition {
  const { model } = document;
  const preset = presetOf(document);
  const definition = typeof model === "string" ? modelNamed(model).definition : model;
  if (!preset) return definition;
  return {
    ...definition,
    parameters: { ...definition.parameters, ...preset.parameters },
    initial: { ...definition.initial, ...preset.initial },
  };
}

/** A parameter has the dimension of the value it replaces; one without a value has that of its line in the equations. */
function withParameters(
  definition: ModelDefinition,
  given: Readonly<Record<string, Values<string | number>>>,
): Overridden {
  const own = definition.parameters ?? {};
  const known = (): string[] => [...new Set([...Object.keys(own), ...parametersIn(definition.equations)])];
  const parameters: Record<string, string | number> = { ...own };
  const axes: Axis[] = [];
  for (const [name, values] of Object.entries(given)) {
    const path = `parameters.${name}`;
    const hasValue = Object.hasOwn(own, name);
    if (!hasValue && !known().includes(name)) throw unknown("parameter", name, path, known());
    const { dimension } = hasValue ? quantityAt(own[name]!, `model.${path}`) : quantityAt(firstOf(values), path);
    const setting = settingAt(values, path, dimension);
    const first = firstOf(values);
    parameters[name] = first === 0 ? formatQuantity(0, dimension) : first;
    if (setting.kind === "axis") axes.push({ parameter: name, label: name, dimension, values: setting.values });
  }
  return { definition: { ...definition, parameters }, axes };
}

function parametersIn(equations: string): string[] {
  return parseEquations(equations).flatMap((line) => (line.kind === "parameter" ? [line.name] : []));
}

/** An axis of initial values becomes a parameter of the model, `v_initial`, which the variable starts from. */
function withInitial(
  definition: ModelDefinition,
  given: Readonly<Record<string, Values<string | number>>>,
  model: Model,
): Overridden {
  const names = model.states.map((state) => state.name);
  const taken = namesOf(model, definition);
  const parameters: Record<string, string | number> = { ...definition.parameters };
  const initial: Record<string, string | number> = { ...definition.initial };
  const axes: Axis[] = [];
  for (const [name, values] of Object.entries(given)) {
    const path = `initial.${name}`;
    const dimension = model.states.find((state) => state.name === name)?.dimension;
    if (!dimension) throw unknown("variable", name, path, names);
    if (typeof values === "string" && isExpression(values)) {
      initial[name] = values;
      continue;
    }
    const setting = settingAt(values, path, dimension);
    initial[name] = firstOf(values);
    if (setting.kind === "value") continue;
    let parameter = `${name}_initial`;
    while (taken.has(parameter)) parameter += "_";
    parameters[parameter] = firstOf(values);
    initial[name] = parameter;
    axes.push({ parameter, label: path, dimension, values: setting.values });
  }
  return { definition: { ...definition, parameters, initial }, axes };
}

/** A quantity begins with a digit: `-70 mV`; an expression with a name or a bracket: `E_L`, `-E_L`. */
function isExpression(text: string): boolean {
  return /^\s*[-+]?\s*[(A-Za-z_]/.test(text);
}

function firstOf(values: Values<string | number>): string | number {
  if (typeof values === "string" || typeof values === "number") return values;
  return "from" in values ? values.from : values[0]!;
}

/** Every name that the model has given away. */
function namesOf(model: Model, definition: ModelDefinition): Set<string> {
  const all = [model.states, model.parameters, model.subexpressions, model.inputs, model.tables];
  return new Set([...all.flatMap((list) => list.map(({ name }) => name)), ...Object.keys(definition.parameters ?? {})]);
}

function refuseShared(model: Model, name: string): void {
  if (model.parameters.find((parameter) => parameter.name === name)?.shared)
    throw new ExperimentError(
      "is shared by all neurons, so it cannot be an axis",
      `parameters.${name}`,
      "leave out the flag (shared), or run once for each value",
    );
}

function recorded(variables: readonly string[], model: Model): readonly string[] {
  const names = [model.states, model.subexpressions].flatMap((list) => list.map(({ name }) => name));
  variables.forEach((name, k) => {
    if (!names.includes(name)) throw unknown("variable", name, `record.variables[${k}]`, names);
  });
  return [...new Set(variables)];
}

function unknown(what: string, name: string, path: string, known: readonly string[]): ExperimentError {
  const list = known.length > 0 ? `there are ${known.join(", ")}` : "it has none";
  return new ExperimentError(`the model has no ${what} "${name}"`, path, didYouMean(name, known, list));
}

/** Seconds; greater than zero. */
export function timeAt(text: string, path: string): number {
  const { value } = quantityAt(text, path, dimensions.second);
  if (value > 0) return value;
  throw new ExperimentError(`must be greater than zero, but is "${text}"`, path);
}

/** How many steps of `dt` a time is, which must be a whole number to a millionth of a step (or the rounding of a long run). */
export function multipleOf(dt: number, time: number, text: string, path: string): number {
  const ratio = time / dt;
  const steps = Math.round(ratio);
  const inTime = (seconds: number) => formatQuantity(Number(seconds.toPrecision(12)), dimensions.second as Dimension);
  if (steps > mostSteps)
    throw new ExperimentError(
      `"${text}" is ${ratio.toPrecision(3)} steps of ${inTime(dt)}, but at most ${mostSteps} are allowed`,
      path,
      "take a longer dt, or a shorter time",
    );
  if (steps >= 1 && Math.abs(ratio - steps) <= Math.max(1e-6, 1e-12 * steps)) return steps;
  const below = Math.floor(ratio);
  const nearest = [below, below + 1].filter((count) => count >= 1).map((count) => inTime(count * dt));
  throw new ExperimentError(
    `"${text}" is not a whole number of time steps of ${inTime(dt)}`,
    path,
    `the nearest ${nearest.length > 1 ? "are" : "is"} ${nearest.join(" and ")}`,
  );
}
