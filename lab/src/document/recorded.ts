import { type ExperimentDocument, stimuli } from "rheobase";
import { factsOf } from "./facts.ts";

/** A document that records its inputs too, but for those that hold white noise, which has no value at an instant. */
export function withInputsRecorded(document: ExperimentDocument): ExperimentDocument {
  const inputs = factsOf(document.model).inputs.map(({ name }) => name);
  const noisy = new Set(
    (document.input ?? []).filter(({ stimulus }) => isWhite(stimulus)).map(({ to }) => to ?? inputs[0]),
  );
  const others = (document.record?.variables ?? []).filter((name) => !inputs.includes(name));
  const variables = [...others, ...inputs.filter((name) => !noisy.has(name))];
  return { ...document, record: { ...document.record, variables } };
}

/** A stimulus that is random at every instant brings no variable that sums it up. */
function isWhite(name: string): boolean {
  const stimulus = stimuli.find((known) => known.name === name);
  return stimulus?.kind === "fluctuation" && stimulus.state === undefined;
}
