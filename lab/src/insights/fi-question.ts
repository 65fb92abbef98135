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

/**
 * The same curve over the inputs that are shown already, while a control moves. An adaptive method spends most of its time in the
 * upstrokes of spikes; until the control is left alone, the classical Runge-Kutta method takes the same steps in its place.
 */
export function movingQuestion(document: ExperimentDocument, { varied }: FiAnswer, isAdaptive: boolean): object {
  const size = (value: number): string | number => (varied.unit === "1" ? value : `${value} ${varied.unit}`);
  const values = { from: size(varied.values[0]!), to: size(varied.values.at(-1)!), count: points };
  const { method, ...experiment } = constantly(document);
  const own = isAdaptive ? movingMethod : method;
  return { protocol: "fi-curve", values, experiment: { ...experiment, ...(own === undefined ? {} : { method: own }) } };
}

export const movingMethod = "rk4";

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
