import { vectorField } from "../dynamics/vector-field.ts";
import type { ExperimentDocument } from "../experiment.ts";
import { quantityAt } from "../experiment-axes.ts";
import { resolveExperiment } from "../experiment-resolve.ts";
import { checkModel } from "../language/check.ts";
import { type Dimension, divide } from "../quantity/dimension.ts";
import { formatQuantity } from "../quantity/quantity.ts";
import { constantBetween } from "../theory/constancy.ts";
import { type LinearResponse, linearResponse } from "../theory/linear-response.ts";
import { type Subject, withPlace } from "./subject.ts";
import type { Window } from "./window.ts";

/** How a variable follows one stimulus of a document, by the linear theory of the model about its rest. */
export interface LinearTheory extends LinearResponse {
  /** The variables at rest, as a document's `initial`. */
  readonly initial: Readonly<Record<string, string>>;
  /** Of the response per stimulus: ohm, where v follows a current. */
  readonly dimension: Dimension;
  /** Of the stimulus. */
  readonly input: Dimension;
}

/**
 * The stimulus is replaced by a constant one of its offset, and the slope in this constant is the input of the theory.
 * Undefined where the neuron does not come to rest, or other stimuli change within the window.
 *
 * @param index of the stimulus among the inputs.
 * @param output a variable of the model.
 */
export function linearTheory(
  { document, model }: Subject,
  index: number,
  output: string,
  window: Window,
): LinearTheory | undefined {
  const driven = document.input![index]!;
  const constant = {
    stimulus: "constant",
    amplitude: (driven.offset as string | number | undefined) ?? 0,
    ...(driven.to === undefined ? {} : { to: driven.to }),
  };
  const input = document.input!.map((own, k) => (k === index ? constant : own));
  const place = `input.${index}.amplitude`;
  const standing = withPlace({ ...document, input }, place, [constant.amplitude, constant.amplitude]);
  const { definition, drives, axes } = resolveExperiment(standing);
  const axis = axes[0]!;
  const still = checkModel(definition, drives);
  const quiet = { ...still, states: still.states.map((state) => ({ ...state, noise: [] })) };
  const field = vectorField(quiet, { time: (window.start + window.stop) / 2 });
  if (axes.length > 1 || !constantBetween(quiet, field, window.start, window.stop)) return undefined;
  field.set(axis.parameter, quantityAt(constant.amplitude, place, axis.dimension).value);
  const response = linearResponse(field, axis.parameter, output);
  const dimension = [...model.states, ...model.subexpressions].find(({ name }) => name === output)!.dimension;
  return (
    response && {
      ...response,
      initial: Object.fromEntries(
        model.states.map((state) => [
          state.name,
          formatQuantity(response.rest[field.indexOf(state.name)]!, state.dimension),
        ]),
      ),
      dimension: divide(dimension, axis.dimension),
      input: axis.dimension,
    }
  );
}

/** The document beginning at rest, where it does not say itself where it begins. */
export function fromRest(document: ExperimentDocument, theory: LinearTheory | undefined): ExperimentDocument {
  return theory && document.initial === undefined ? { ...document, initial: theory.initial } : document;
}
