import type { ExperimentDocument, StimulusDocument } from "rheobase";

/** The experiment with the first neuron of its families alone: the first value in the place of each list and range. */
export function firstNeuron(document: ExperimentDocument): ExperimentDocument {
  const { axes: _, parameters, input, initial, ...rest } = document;
  return {
    ...rest,
    ...(parameters ? { parameters: firstValues(parameters) as Record<string, string | number> } : {}),
    ...(input ? { input: input.map(withoutRanges) } : {}),
    ...(initial ? { initial: firstValues(initial) as Record<string, string | number> } : {}),
  };
}

function firstValues(values: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, firstValue(value)]));
}

/** Lists of spike times and of samples are no families. */
function withoutRanges(stimulus: StimulusDocument): StimulusDocument {
  const { times, values } = stimulus;
  const lists = { ...(times === undefined ? {} : { times }), ...(values === undefined ? {} : { values }) };
  return { ...firstValues(stimulus), stimulus: stimulus.stimulus, ...lists };
}

/** `"1 nA"` of `["1 nA", "2 nA"]` and of `{ from: "1 nA", to: "2 nA", count: 5 }`. */
export function firstValue(value: unknown): unknown {
  if (Array.isArray(value)) return value[0];
  return typeof value === "object" && value !== null && "from" in value ? value.from : value;
}

/** The last of them. */
export function lastValue(value: unknown): unknown {
  if (Array.isArray(value)) return value.at(-1);
  return typeof value === "object" && value !== null && "to" in value ? value.to : value;
}
