import { initialState } from "../dynamics/initial-state.ts";
import { type VectorField, vectorField } from "../dynamics/vector-field.ts";
import { ExperimentError } from "../errors.ts";
import { modelOf, resolveExperiment } from "../experiment-resolve.ts";
import type { Model, State } from "../language/model.ts";
import { type Measure, measure } from "../quantity/measure.ts";
import { constantBetween } from "../theory/constancy.ts";
import { needOneNeuron, type Subject } from "./subject.ts";
import { windowOf } from "./window.ts";

/** A number of an answer that has a name of the model: `{ "name": "I", "value": 1.3, "unit": "1" }`. */
export interface NamedMeasure extends Measure {
  readonly name: string;
}

/** A neuron as dx/dt = f(x): what drives it stands still, and noise is left out. */
export interface DrivenField {
  readonly field: VectorField;
  readonly states: readonly State[];
  /** Where the variables begin, SI. */
  readonly start: Float64Array;
  /** The inputs, as far as they have a value that does not depend on the variables. */
  readonly inputs: readonly NamedMeasure[];
  /** Variables that do not move, where they are held. */
  readonly held: readonly NamedMeasure[];
  readonly notes: readonly string[];
}

/**
 * Some variables of the subject's neuron, with the others held at their initial values, under what drives it at an instant. By
 * default this is the middle of the first stimulus, in which nothing may change.
 *
 * @param time of the instant, in seconds.
 * @throws ExperimentError where the drive is not constant and no time is given.
 */
export function drivenField(subject: Subject, variables: readonly string[], time: number | undefined): DrivenField {
  needOneNeuron(subject);
  const noisy = modelOf(resolveExperiment(subject.document));
  const model: Model = { ...noisy, states: noisy.states.map((state) => ({ ...state, noise: [] })) };
  const window = windowOf(subject, subject.document.input?.[0], "experiment.input[0]");
  const instant = time ?? (window.start + window.stop) / 2;
  const whole = vectorField(model, { time: instant });
  if (time === undefined && !constantBetween(model, whole, window.start, window.stop)) throw changingDrive(subject);
  const initial = startOfField(whole);
  const values = new Map(whole.names.map((name, i) => [name, initial[i]!]));
  const held = whole.names.filter((name) => !variables.includes(name));
  const field = vectorField(model, {
    variables,
    held: Object.fromEntries(held.map((name) => [name, values.get(name)!])),
    time: instant,
  });
  const named = (name: string, value: number): NamedMeasure => ({
    name,
    ...measure(value, model.states.find((state) => state.name === name)!.dimension),
  });
  return {
    field,
    states: variables.map((name) => model.states.find((state) => state.name === name)!),
    start: Float64Array.from(variables, (name) => values.get(name)!),
    inputs: inputsOf(noisy, whole, initial),
    held: held.map((name) => named(name, values.get(name)!)),
    notes: noisy.states.some(({ noise }) => noise.length > 0) ? ["The noise of the experiment is left out."] : [],
  };
}

/** What is wrong where a drive does not stand still. */
export function changingDrive({ document }: Subject): ExperimentError {
  const names = (document.input ?? []).map(({ stimulus }) => stimulus).join(", ");
  return new ExperimentError(
    `what drives the neuron changes with time${names ? ` (${names})` : ""}, so that nothing stands still`,
    "experiment.input",
    'take a constant, or look at an instant: "time": "10 ms"',
  );
}

/** Where a field's variables begin, SI. Throws an ExperimentError where that is drawn. */
export function startOfField(field: VectorField): Float64Array {
  const state = initialState(field);
  if (state) return state;
  throw new ExperimentError("the initial values are random", "experiment.initial", "say where the neuron begins");
}

/** Inputs that are driven are subexpressions of the model. */
function inputsOf(model: Model, field: VectorField, state: Float64Array): NamedMeasure[] {
  const out = new Float64Array(1);
  return model.inputs.flatMap(({ name, dimension }) => {
    const written = model.subexpressions.find((own) => own.name === name);
    if (!written) return [];
    field.compile([written.value])(state, out);
    return [{ name, ...measure(out[0]!, dimension) }];
  });
}
