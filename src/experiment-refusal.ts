import type * as z from "zod";
import { ExperimentError } from "./errors.ts";
import { didYouMean } from "./quantity/spelling.ts";

/** The way to a place in a document: `["input", 0, "amplitude"]`. */
export type Path = readonly PropertyKey[];

/** What a document may hold, for errors that name it. */
export interface Known {
  /** The keys of the object at this place. */
  keysAt(path: Path, json: unknown): readonly string[];
  /** The names that a text at this place may be; undefined where it is no name. */
  namesAt(path: Path): readonly string[] | undefined;
}

/** The error of a document that the schema refuses: of a misspelt key before that of the key which is missing for it. */
export function refusalOf(issues: readonly z.core.$ZodIssue[], json: unknown, known: Known): ExperimentError {
  return refusal(issues.find(({ code }) => code === "unrecognized_keys") ?? issues[0]!, [], json, known);
}

/** The error of an issue at `base`; of a union, that of the branch whose shape the value has, and which knows most of its keys. */
export function refusal(issue: z.core.$ZodIssue, base: Path, json: unknown, known: Known): ExperimentError {
  const path = [...base, ...issue.path];
  const value = valueAt(json, path);
  if (issue.code === "unrecognized_keys") {
    const key = issue.keys[0]!;
    return unknownName(`there is no key "${shown(key)}"`, [...path, key], key, known.keysAt(path, json));
  }
  if (issue.code === "invalid_union") {
    const names = known.namesAt(path);
    if (names && typeof value === "string")
      return unknownName(`there is no ${String(path.at(-1))} "${shown(value)}"`, path, value, names);
    const [branch] = issue.errors
      .filter(([first]) => first && fitsShape(first, value))
      .sort((a, b) => unknownKeys(a) - unknownKeys(b));
    if (branch) return refusal(branch[0]!, path, json, known);
  }
  if (value === undefined) return new ExperimentError(`is missing; it ${issue.message}`, pathText(path));
  return new ExperimentError(`${issue.message}, but is ${literal(value)}`, pathText(path));
}

/** An issue inside the value, or one of its size, says that the value had the shape of the branch; not that a key to choose by is missing. */
function fitsShape(issue: z.core.$ZodIssue, value: unknown): boolean {
  const isUnchosen = issue.code === "invalid_union" && issue.errors.length === 0;
  if (isUnchosen && valueAt(value, issue.path) === undefined) return false;
  return issue.path.length > 0 || !["invalid_type", "invalid_value", "invalid_union"].includes(issue.code);
}

function unknownKeys(issues: readonly z.core.$ZodIssue[]): number {
  return issues.reduce((sum, issue) => sum + (issue.code === "unrecognized_keys" ? issue.keys.length : 0), 0);
}

function unknownName(problem: string, path: Path, name: string, known: readonly string[]): ExperimentError {
  return new ExperimentError(problem, pathText(path), didYouMean(name, known, `there are ${known.join(", ")}`));
}

/** The value at a place of a document; undefined where there is none. */
export function valueAt(json: unknown, path: Path): unknown {
  return path.reduce<unknown>((value, key) => (value as Record<PropertyKey, unknown> | undefined)?.[key], json);
}

/** `input[0].amplitude` */
export function pathText(path: Path): string {
  return path.reduce<string>((text, key) => {
    if (typeof key === "number") return `${text}[${key}]`;
    return text ? `${text}.${shown(String(key))}` : shown(String(key));
  }, "");
}

/** A value as JSON, cut short; `a list` or `an object` where it is one. */
function literal(value: unknown): string {
  if (Array.isArray(value)) return value.length === 0 ? "an empty list" : "a list";
  if (typeof value === "object" && value !== null) return "an object";
  return typeof value === "string" ? `"${shown(value)}"` : String(value);
}

function shown(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
