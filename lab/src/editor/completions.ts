import { commonUnits, functionNames, parseEquations } from "rheobase";
import type { Draft } from "./draft.ts";

export interface Suggestion {
  readonly label: string;
  readonly kind: "state" | "parameter" | "input" | "expression" | "function" | "unit" | "word" | "flag";
  /** What is written in the place of the word; default: the label. */
  readonly apply?: string;
}

const flags = ["unless refractory", "constant", "shared", "input"];
/** Tables are read by stimuli only. */
const forStimuli: ReadonlySet<string> = new Set(["sample", "passed"]);
const kinds = { differential: "state", subexpression: "expression", parameter: "parameter" } as const;

/** What can stand at a place of a line: a unit behind the colon, a flag in its brackets, otherwise a name or a function. */
export function suggestionsFor(draft: Draft, lineBefore: string, isEquation: boolean): Suggestion[] {
  const colon = isEquation ? lineBefore.replace(/#.*/, "").lastIndexOf(":") : -1;
  const units = commonUnits.map((label): Suggestion => ({ label, kind: "unit" }));
  if (colon >= 0) {
    const behind = lineBefore.slice(colon + 1);
    return /\([\w\s,]*$/.test(behind) ? flags.map((label) => ({ label, kind: "flag" })) : units;
  }
  const functions = functionNames
    .filter((name) => !forStimuli.has(name))
    .map((label): Suggestion => ({ label, kind: "function", apply: `${label}(` }));
  const words = ["t", "dt", "i", "xi", "pi", "inf", "and", "or", "not"].map(
    (label): Suggestion => ({ label, kind: "word" }),
  );
  return [...namesOf(draft), ...functions, ...units, ...words];
}

/** The names of the model: those that the equations declare, and the parameters; all words of a text that cannot be parsed. */
function namesOf({ equations, parameters }: Draft): Suggestion[] {
  const found = new Map<string, Suggestion["kind"]>();
  for (const { name } of parameters) if (name !== "") found.set(name, "parameter");
  try {
    for (const line of parseEquations(equations)) {
      const isInput = line.flags.some(({ name }) => name === "input");
      found.set(line.name, isInput ? "input" : kinds[line.kind]);
    }
  } catch {
    for (const [, name] of equations.matchAll(/^\s*(?:d(\w+)\s*\/\s*dt|\w+)\s*[=:]/gm))
      if (name) found.set(name, "state");
  }
  return Array.from(found, ([label, kind]) => ({ label, kind }));
}
