import { type ExperimentDocument, type ModelDefinition, parseEquations, parseReset, tokenize } from "rheobase";
import { factsOf } from "../document/facts.ts";

/** A name and the text of its value, as typed. */
export interface NamedText {
  readonly name: string;
  readonly value: string;
}

/** The texts of a model while they are written: they need not be right. */
export interface Draft {
  readonly equations: string;
  readonly threshold: string;
  readonly reset: string;
  readonly refractory: string;
  readonly parameters: readonly NamedText[];
  readonly initial: readonly NamedText[];
}

/** The fields of a draft that hold code. */
export const codeFields = ["equations", "threshold", "reset", "refractory"] as const;
export type CodeField = (typeof codeFields)[number];

/** The model of a document, with the values of its preset and its own in the place of the model's. */
export function draftOf({ model, preset, parameters, initial }: ExperimentDocument): Draft {
  const { definition, known } = factsOf(model);
  const chosen = preset === undefined ? undefined : known?.presets[preset];
  return {
    equations: definition.equations.trim(),
    threshold: definition.threshold ?? "",
    reset: definition.reset ?? "",
    refractory: String(definition.refractory ?? ""),
    parameters: named({ ...definition.parameters, ...chosen?.parameters, ...single(parameters) }),
    initial: named({ ...definition.initial, ...chosen?.initial, ...single(initial) }),
  };
}

function named(texts: Readonly<Record<string, unknown>>): NamedText[] {
  return Object.entries(texts).map(([name, value]) => ({ name, value: String(value) }));
}

/** Values that are one quantity: lists and ranges stay with the document. */
function single(values: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => typeof value !== "object"));
}

/** The lists and ranges among the values of a document, for names that are still there. */
export function manyOf(
  values: ExperimentDocument["parameters"],
  names: readonly string[],
): NonNullable<ExperimentDocument["parameters"]> {
  return Object.fromEntries(
    Object.entries(values ?? {}).filter(([name, value]) => typeof value === "object" && names.includes(name)),
  );
}

/** The model that a draft writes: rows without a name left out, initial values only of what is a state. */
export function definitionOf(draft: Draft): ModelDefinition {
  const { equations, threshold, reset, refractory } = draft;
  const states = new Set(statesOf(draft));
  const text = (key: string, value: string) => (value.trim() === "" ? {} : { [key]: value.trim() });
  const record = (rows: readonly NamedText[]) =>
    Object.fromEntries(rows.filter(({ name }) => name !== "").map(({ name, value }) => [name, value.trim()]));
  return {
    equations,
    parameters: record(draft.parameters),
    ...text("threshold", threshold),
    ...text("reset", reset),
    ...text("refractory", refractory),
    initial: record(draft.initial.filter(({ name, value }) => states.has(name) && value.trim() !== "")),
  };
}

/** The names of the variables that change, as far as the text can be read. */
export function statesOf({ equations, reset }: Draft): string[] {
  try {
    const assigned = new Set(parseReset(reset).map(({ target }) => target));
    return parseEquations(equations).flatMap(({ kind, name }) =>
      kind === "differential" || (kind === "parameter" && assigned.has(name)) ? [name] : [],
    );
  } catch {
    return Array.from(equations.matchAll(/\bd(\w+)\s*\/\s*dt\s*=/g), ([, name]) => name!);
  }
}

/** A parameter under another name, everywhere it is written. */
export function renamed(draft: Draft, from: string, to: string): Draft {
  const other = (text: string): string => withName(text, from, to);
  const { equations, threshold, reset, refractory } = draft;
  return {
    equations: other(equations),
    threshold: other(threshold),
    reset: other(reset),
    refractory: other(refractory),
    parameters: draft.parameters.map((row) => (row.name === from ? { ...row, name: to } : row)),
    initial: draft.initial.map((row) => ({ ...row, value: other(row.value) })),
  };
}

/** The text with every word `from` in the place of another; as it is where it cannot be read. */
function withName(text: string, from: string, to: string): string {
  try {
    const places = tokenize(text).filter(({ kind, text: word }) => kind === "name" && word === from);
    return places.reduceRight((whole, { span }) => whole.slice(0, span.start) + to + whole.slice(span.end), text);
  } catch {
    return text;
  }
}
