import { checkModel, EquationError, type ModelDefinition, parseEquations } from "rheobase";
import { type CodeField, codeFields, type Draft, definitionOf, type NamedText } from "./draft.ts";

/** What is wrong with a draft, where, and the way out. */
export interface Problem {
  /** In the words of the checker; `twice` and `noName` are said by the page. */
  readonly problem: string | { readonly kind: "twice" | "noName"; readonly name: string };
  readonly wayOut: string | undefined;
  readonly place: Place | undefined;
  readonly missing: Missing | undefined;
}

/** A name that stands for nothing yet: what can be added with one click. */
export interface Missing {
  readonly name: string;
  /** A value in the unit that the equations give it. */
  readonly value: string;
  /** Where in the equations it can be marked as an input; undefined where it cannot. */
  readonly inputAt: number | undefined;
}

export type Place =
  | { readonly field: CodeField; readonly start: number; readonly end: number }
  | { readonly field: "parameters" | "initial"; readonly name: string };

export type Checked =
  | { readonly kind: "right"; readonly definition: ModelDefinition }
  | { readonly kind: "wrong"; readonly problem: Problem };

/** What the library's own checker says of a draft. */
export function checkDraft(draft: Draft): Checked {
  const wrong = wrongName(draft.parameters);
  if (wrong) return { kind: "wrong", problem: wrong };
  const definition = definitionOf(draft);
  try {
    checkModel(definition, []);
    return { kind: "right", definition };
  } catch (error) {
    if (!(error instanceof EquationError)) throw error;
    const place = placeOf(error, draft);
    const { problem, wayOut } = error;
    return { kind: "wrong", problem: { problem, wayOut, place, missing: missingAt(place, draft, problem) } };
  }
}

function wrongName(rows: readonly NamedText[]): Problem | undefined {
  for (const [k, { name, value }] of rows.entries()) {
    const isNamed = /^[A-Za-z_]\w*$/.test(name);
    const kind = rows.findIndex((other) => other.name === name) < k ? "twice" : "noName";
    if ((name === "" && value.trim() === "") || (isNamed && kind === "noName")) continue;
    const place = { field: "parameters", name } as const;
    return { problem: { kind: isNamed ? kind : "noName", name }, wayOut: undefined, place, missing: undefined };
  }
  return undefined;
}

function placeOf({ source, span }: EquationError, draft: Draft): Place | undefined {
  const isIn = (text: string): boolean => text === source || text.trim() === source;
  const row = (rows: readonly NamedText[]) =>
    rows.find(({ name, value }) => source === `${name} = ${value.trim()}`) ??
    rows.find(({ value }) => value.trim() === source);
  const field = codeFields.find((name) => isIn(draft[name]) && draft[name] !== "");
  if (field) {
    const offset = draft[field] === source ? 0 : draft[field].indexOf(source);
    return { field, start: span.start + offset, end: span.end + offset };
  }
  const parameter = row(draft.parameters);
  if (parameter) return { field: "parameters", name: parameter.name };
  const initial = row(draft.initial);
  return initial && { field: "initial", name: initial.name };
}

/** The name at the place, if a parameter of that name would be a way out. */
function missingAt(place: Place | undefined, draft: Draft, problem: string): Problem["missing"] {
  if (!place || !("start" in place)) return undefined;
  const name = draft[place.field].slice(place.start, place.end);
  if (!/^[A-Za-z_]\w*$/.test(name) || draft.parameters.some((row) => row.name === name)) return undefined;
  const declared = declaredIn(draft.equations).find((line) => line.name === name);
  if (declared && declared.kind !== "parameter") return undefined;
  const unit = declared && draft.equations.slice(declared.unit.span.start, declared.unit.span.end);
  const value = unitValue(unit);
  const remedied = { ...draft, parameters: [...draft.parameters, { name, value }] };
  if (problemOf(definitionOf(remedied)) === problem) return undefined;
  return { name, value, inputAt: declared && declared.flags.length === 0 ? declared.unit.span.end : undefined };
}

function unitValue(unit: string | undefined): string {
  return unit === undefined || unit === "1" ? "1" : `1 ${unit}`;
}

function problemOf(definition: ModelDefinition): string | undefined {
  try {
    checkModel(definition, []);
    return undefined;
  } catch (error) {
    return error instanceof EquationError ? error.problem : undefined;
  }
}

function declaredIn(equations: string): ReturnType<typeof parseEquations> {
  try {
    return parseEquations(equations);
  } catch {
    return [];
  }
}
