import type { AnswerOf, Column, ExperimentDocument, Measure } from "rheobase";
import { firstNeuron } from "../document/first-neuron.ts";

/** The answer, with the theory of those neurons that have one. */
export type FiAnswer = AnswerOf<"fi-curve"> & {
  readonly closedForm?: Column;
  readonly rheobase?: Measure;
  readonly theory?: string;
};

/** The smallest constant input that makes the neuron fire, to six digits. */
export type Rheobase = AnswerOf<"threshold">;

export function rheobaseQuestion(document: ExperimentDocument): object {
  return { protocol: "threshold", tolerance: 1e-7, experiment: constantly(document) };
}

export function fiQuestion(document: ExperimentDocument): object {
  return { protocol: "fi-curve", experiment: constantly(document) };
}

/** The neuron of an experiment under a constant input from 0 on, whatever else drives it there. */
function constantly(document: ExperimentDocument): object {
  const { input, record: _, ...experiment } = firstNeuron(document);
  const to = input?.[0]?.to;
  return {
    ...experiment,
    duration: "500 ms",
    input: [{ stimulus: "constant", amplitude: 0, ...(to === undefined ? {} : { to }) }],
  };
}
