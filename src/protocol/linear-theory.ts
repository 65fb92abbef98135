import type { ExperimentDocument } from "../experiment.ts";
import { quantityAt } from "../experiment-axes.ts";
import { type Dimension, divide } from "../quantity/dimension.ts";
import { formatQuantity } from "../quantity/quantity.ts";
import { type LinearResponse, linearResponse } from "../theory/linear-response.ts";
import { standing } from "./standing.ts";
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
  subject: Subject,
  index: number,
  output: string,
  window: Window,
): LinearTheory | undefined {
  const { model } = subject;
  const driven = subject.document.input![index]!;
  const constant = {
    stimulus: "constant",
    amplitude: (driven.offset as string | number | undefined) ?? 0,
    ...(driven.to === undefined ? {} : { to: driven.to }),
  };
  const input = subject.document.input!.map((own, k) => (k === index ? constant : own));
  const place = `input.${index}.amplitude`;
  const document = withPlace({ ...subject.document, input }, place, [constant.amplitude, constant.amplitude]);
  const still = standing(document, window);
  if (!still) return undefined;
  const { field, axis } = still;
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
