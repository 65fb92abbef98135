import * as z from "zod";
import { ExperimentError } from "../errors.ts";
import { multipleOf, timeAt } from "../experiment-resolve.ts";
import { text } from "../experiment-stimuli.ts";
import { didYouMean } from "../quantity/spelling.ts";
import type { PlasticText } from "./synapse-text.ts";

const numbers = z.array(z.int("must be the number of a neuron"), {
  error: "must be a list of numbers such as [0, 1, 2]",
});

/** What to record of a projection's synapses over time, in a document. */
export const synapseRecordSchema = z
  .strictObject({
    variables: z
      .array(text("the name of a state"), { error: 'must be a list of names such as ["w"]' })
      .min(1, "must have at least one name")
      .describe("States of the synapses to record."),
    sources: numbers.optional().describe("Only synapses from these source neurons. Default: from all."),
    targets: numbers.optional().describe("Only synapses onto these target neurons. Default: onto all."),
    every: text('a time such as "10 ms"').optional().describe("Time between samples. Default: dt."),
  })
  .describe("What to record of the synapses over time; their states at the end are always in the result.");

export type SynapseRecordDocument = z.input<typeof synapseRecordSchema>;

/** What is recorded of the synapses of a projection. */
export interface SynapseRecord {
  /** Numbers of the states. */
  readonly states: readonly number[];
  /** Neurons; undefined for all. */
  readonly sources: ReadonlySet<number> | undefined;
  readonly targets: ReadonlySet<number> | undefined;
  /** Steps between samples. */
  readonly every: number;
}

/**
 * @param sizes of the two populations
 * @throws ExperimentError for states that the synapses have not, and neurons that there are not
 */
export function resolveSynapseRecord(
  { variables, sources, targets, every }: SynapseRecordDocument,
  path: string,
  plastic: PlasticText | undefined,
  sizes: { readonly sources: number; readonly targets: number },
  dt: number,
): SynapseRecord {
  if (!plastic || plastic.states.length === 0)
    throw new ExperimentError(
      "the synapses have no states: their weights stay as they are",
      path,
      "record variables of the neurons, or take synapses that change, such as stdp",
    );
  const names = plastic.states.map(({ name }) => name);
  const states = variables.map((name, k) => {
    const state = names.indexOf(name);
    if (state >= 0) return state;
    throw new ExperimentError(
      `the synapses have no state "${name}"`,
      `${path}.variables[${k}]`,
      didYouMean(name, names, `there are ${names.join(", ")}`),
    );
  });
  const neuronsOf = (chosen: readonly number[] | undefined, key: "sources" | "targets") => {
    const wrong = chosen?.findIndex((neuron) => !(neuron >= 0 && neuron < sizes[key])) ?? -1;
    if (wrong < 0) return chosen && new Set(chosen);
    throw new ExperimentError(
      `there is no neuron ${chosen![wrong]}`,
      `${path}.${key}[${wrong}]`,
      `they are numbered from 0 to ${sizes[key] - 1}`,
    );
  };
  return {
    states,
    sources: neuronsOf(sources, "sources"),
    targets: neuronsOf(targets, "targets"),
    every: every === undefined ? 1 : multipleOf(dt, timeAt(every, `${path}.every`), every, `${path}.every`),
  };
}
