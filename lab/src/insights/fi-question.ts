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

/** Inputs of the curve. */
const points = 101;

export function fiQuestion(document: ExperimentDocument): object {
  return { protocol: "fi-curve", points, experiment: constantly(document) };
}

/** The same curve over the inputs that are shown already. */
export function sameInputs(document: ExperimentDocument, { varied }: Pick<FiAnswer, "varied">): object {
  return { protocol: "fi-curve", values: rangeOf(varied), experiment: constantly(document) };
}

/** The neurons of that curve as one family. */
export function familyOf(document: ExperimentDocument, { varied }: Pick<FiAnswer, "varied">): ExperimentDocument {
  const { input, ...experiment } = constantly(document);
  return { ...experiment, input: [{ ...input![0]!, amplitude: rangeOf(varied) }] } as ExperimentDocument;
}

function rangeOf({ values, unit }: FiAnswer["varied"]) {
  const size = (value: number): string | number => (unit === "1" ? value : `${value} ${unit}`);
  return { from: size(values[0]!), to: size(values.at(-1)!), count: values.length };
}

/** The neuron of an experiment under a constant input from 0 on, whatever else drives it there. */
function constantly(document: ExperimentDocument): Partial<ExperimentDocument> {
  const { input, record: _, ...experiment } = firstNeuron(document);
  const to = input?.[0]?.to;
  return {
    ...experiment,
    duration: "500 ms",
    input: [{ stimulus: "constant", amplitude: 0, ...(to === undefined ? {} : { to }) }],
  };
}
