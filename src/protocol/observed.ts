import { ExperimentError } from "../errors.ts";
import type { Dimension } from "../quantity/dimension.ts";
import { didYouMean } from "../quantity/spelling.ts";
import { needInput, type Subject } from "./subject.ts";

/** A variable of the subject's model that a protocol is to look at. */
export interface Observed {
  readonly name: string;
  readonly dimension: Dimension;
}

/** @throws ExperimentError where the model has no variable of the name, with those it has. Default: its first state. */
export function observed({ model }: Subject, name: string | undefined): Observed {
  const known = [...model.states, ...model.subexpressions];
  const found = name === undefined ? known[0] : known.find((own) => own.name === name);
  if (found) return found;
  const names = known.map((own) => own.name);
  throw new ExperimentError(
    name === undefined ? "the model has no variable to look at" : `the model has no variable "${name}"`,
    "variable",
    didYouMean(name ?? "", names, names.length > 0 ? `there are ${names.join(", ")}` : "ask a model with equations"),
  );
}

/** The place among the inputs of the only stimulus of a name. Throws an ExperimentError where there is none or are several. */
export function stimulusIndex(subject: Subject, name: string): number {
  needInput(subject);
  const names = (subject.document.input ?? []).map(({ stimulus }) => stimulus);
  const index = names.indexOf(name);
  if (index >= 0 && names.lastIndexOf(name) === index) return index;
  throw new ExperimentError(
    index < 0
      ? `there is no ${name} among the stimuli (${names.join(", ") || "none"})`
      : `there are several of ${name}`,
    "experiment.input",
    `leave input out, or give it one {"stimulus": "${name}", ...}`,
  );
}
