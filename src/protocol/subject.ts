import { ExperimentError } from "../errors.ts";
import { type ExperimentDocument, parseExperiment } from "../experiment.ts";
import { type Axis, quantityAt } from "../experiment-axes.ts";
import { placeOf, readPlace, setPlace } from "../experiment-place.ts";
import type { PresetDefaults } from "../experiment-preset.ts";
import { modelOf, resolveExperiment } from "../experiment-resolve.ts";
import type { StimulusDocument, Values } from "../experiment-types.ts";
import type { Model, State } from "../language/model.ts";
import { dimensions } from "../quantity/dimension.ts";
import { didYouMean } from "../quantity/spelling.ts";

/** The neuron that a protocol asks, and what drives it. */
export interface Subject {
  readonly document: ExperimentDocument;
  /** Checked, in SI, with the document's parameters and without its stimuli: inputs are free. */
  readonly model: Model;
  /** Axes that the document has of its own. */
  readonly axes: readonly Axis[];
  /** Seconds. */
  readonly duration: number;
  /** Seconds. */
  readonly dt: number;
}

/**
 * The experiment of a protocol's document. What drives the neuron by default is left out where the model has no input.
 *
 * @throws ExperimentError with places below `experiment`.
 */
export function subjectOf(json: unknown, defaults: PresetDefaults): Subject {
  try {
    return completed(json, defaults);
  } catch (error) {
    if (!(error instanceof ExperimentError)) throw error;
    throw new ExperimentError(error.problem, error.path ? `experiment.${error.path}` : "experiment", error.wayOut);
  }
}

function completed(json: unknown, { input, duration }: PresetDefaults): Subject {
  const silent = parseExperiment(json, { duration: duration ?? "100 ms" });
  const model = modelOf(resolveExperiment({ ...silent, input: [] }));
  const driven = input !== undefined && model.inputs.length > 0;
  const document = driven && silent.input === undefined ? { ...silent, input } : silent;
  const { axes, dt } = resolveExperiment(document);
  return { document, model, axes, dt, duration: quantityAt(document.duration, "duration", dimensions.second).value };
}

/** @throws ExperimentError where the model has no threshold, naming what it has. */
export function needThreshold({ model }: Subject): void {
  if (model.threshold) return;
  const states = model.states.map(({ name }) => name).join(", ");
  throw new ExperimentError(
    "the model has no threshold, so it makes no spikes to count",
    "experiment.model",
    `write it as a model object with a threshold on one of its variables, ${states}: such as "${model.states[0]?.name ?? "v"} > 0"`,
  );
}

/**
 * The variables that move, those that settings name first.
 *
 * @param named by setting, such as `{ x: "v", y: undefined }`
 * @throws ExperimentError where there are none, or a setting names another, with those there are.
 */
export function statesOf(
  { model: { states } }: Subject,
  named: Readonly<Record<string, string | undefined>>,
): readonly [State, ...State[]] {
  const [first] = states;
  if (!first)
    throw new ExperimentError("the model has no variable that moves", "experiment.model", 'write one as "dx/dt = ..."');
  const names = states.map(({ name }) => name);
  const chosen = Object.entries(named).flatMap(([setting, name]) => {
    const found = states.find((own) => own.name === name);
    if (name !== undefined && !found)
      throw new ExperimentError(
        `the model has no variable "${name}"`,
        setting,
        didYouMean(name, names, `there are ${names.join(", ")}`),
      );
    return found ?? [];
  });
  return [...new Set([...chosen, ...states])] as [State, ...State[]];
}

/** @throws ExperimentError where the document has lists or ranges: the protocol asks one neuron. */
export function needOneNeuron({ axes }: Subject): void {
  if (axes.length === 0) return;
  throw new ExperimentError(
    `${axes.map(({ label }) => label).join(" and ")} have lists or ranges, but this protocol asks one neuron`,
    "experiment",
    "give each one value, and run the protocol once for each",
  );
}

/** @throws ExperimentError where the model has no input, naming what it has. */
export function needInput({ model }: Subject): void {
  if (model.inputs.length > 0) return;
  const parameters = model.parameters.map(({ name }) => name).join(", ");
  throw new ExperimentError(
    "the model has no input to drive",
    "experiment.model",
    `say where the current enters, such as "I : amp (input)", or vary a parameter: ${parameters}`,
  );
}

/**
 * The input of this name, or the model's only one.
 *
 * @throws ExperimentError where there is none, or are several, naming them.
 */
export function inputNamed(subject: Subject, name?: string): Model["inputs"][number] {
  needInput(subject);
  const { inputs } = subject.model;
  const found = name === undefined && inputs.length === 1 ? inputs[0] : inputs.find((input) => input.name === name);
  if (found) return found;
  const names = inputs.map((input) => input.name).join(", ");
  throw new ExperimentError(
    name === undefined ? "the model has several inputs" : `the model has no input "${name}"`,
    "to",
    `name one of ${names}`,
  );
}

/**
 * The document with one place set to a value, a list or a range.
 *
 * @throws ExperimentError where there is no such place, or where it is none that can vary.
 */
export function withPlace(
  document: ExperimentDocument,
  place: string,
  value: Values<string | number>,
): ExperimentDocument {
  return setPlace(
    document as unknown as Readonly<Record<string, unknown>>,
    place,
    value,
    "vary",
    [],
  ) as unknown as ExperimentDocument;
}

/** What the document says at a place. Throws as `withPlace`. */
export function atPlace(document: ExperimentDocument, place: string): unknown {
  return readPlace(document as unknown as Readonly<Record<string, unknown>>, place, "vary", []);
}

/** The stimulus that a place such as `amplitude` or `input.0.amplitude` belongs to; undefined where it is none's. */
export function stimulusAt(document: ExperimentDocument, place: string): StimulusDocument | undefined {
  const [key, index] = placeOf(document as unknown as Readonly<Record<string, unknown>>, place, "vary", []);
  return key === "input" ? document.input?.[Number(index)] : undefined;
}
