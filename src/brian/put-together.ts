import type { Equation, Expression } from "../language/ast.ts";
import { parseEquations, parseReset } from "../language/parse.ts";
import { tokenize } from "../language/token.ts";
import { dimensionOfUnit } from "../language/unit.ts";
import { dimensions, divide, power, sameDimension } from "../quantity/dimension.ts";
import type { BrianProgram, Reading } from "./reading.ts";

/** The texts and values put together: values that the texts use, inputs where the program has tables or says nothing. */
export function programOf(reading: Reading): BrianProgram {
  const { texts, values, set, mentioned, missed } = reading;
  const written = withInputs(dedented(texts.get("equations")!), reading);
  const others = [...texts].filter(([field, text]) => field !== "equations" && text.trim() !== "");
  const fields = Object.fromEntries(others.map(([field, text]) => [field, dedented(text)]));
  const { states, declared } = namesOf(written, fields.reset ?? "");
  const used = new Set([written, ...Object.values(fields), ...set.values()].flatMap(wordsIn));
  const parameters = new Map<string, string>();
  const initial = new Map<string, string>();
  for (const [name, { text }] of values) if (used.has(name) && !states.has(name)) parameters.set(name, text);
  for (const [name, text] of set) {
    if (states.has(name)) initial.set(name, text);
    else if (declared.has(name)) parameters.set(name, text);
    else missed.push({ text: `${name} = ${text}`, reason: "the equations do not declare it" });
  }
  const pairs = (map: ReadonlyMap<string, string>) => Array.from(map, ([name, text]) => `${name} = ${text}`);
  const unused = [...values].filter(([name]) => !used.has(name) && !mentioned.has(name));
  return {
    definition: {
      equations: written,
      ...fields,
      parameters: Object.fromEntries(parameters),
      initial: Object.fromEntries(initial),
    },
    taken: ["equations", ...Object.keys(fields), ...pairs(parameters), ...pairs(initial)],
    notUnderstood: [
      ...missed,
      ...unused.map(([name, { text }]) => ({ text: `${name} = ${text}`, reason: "the model does not use it" })),
    ],
  };
}

/** Tables, `stimulus(t)`, become inputs; so do declared currents to which the program gives no value. */
function withInputs(equations: string, { tables, values, set, texts }: Reading): string {
  const assigned = assignedIn(texts.get("reset") ?? "");
  let text = equations;
  for (const name of tables) {
    const read = new RegExp(`\\b${name}\\s*\\(\\s*t\\s*(?:,\\s*i\\s*)?\\)`, "g");
    if (read.test(text)) text = `${text.replace(read, name)}\n${name} : amp (input)`;
  }
  for (const { name, kind, unit, flags } of linesIn(text).toReversed()) {
    const isGiven = values.has(name) || set.has(name) || assigned.has(name);
    const isOpen = kind === "parameter" && flags.length === 0 && !isGiven;
    if (isOpen && isCurrent(unit, text)) text = `${text.slice(0, unit.span.end)} (input)${text.slice(unit.span.end)}`;
  }
  return text;
}

function isCurrent(unit: Expression, source: string): boolean {
  try {
    const dimension = dimensionOfUnit(unit, source);
    return currents.some((own) => sameDimension(own, dimension));
  } catch {
    return false;
  }
}

const currents = [dimensions.amp, divide(dimensions.amp, power(dimensions.metre, 2))];

/** The equations, or none where the text cannot be parsed. */
function linesIn(equations: string): Equation[] {
  try {
    return parseEquations(equations);
  } catch {
    return [];
  }
}

/** The names of what changes and of all that is declared. */
function namesOf(equations: string, reset: string): Record<"states" | "declared", ReadonlySet<string>> {
  const lines = linesIn(equations);
  const assigned = assignedIn(reset);
  const isState = ({ kind, name }: Equation): boolean =>
    kind === "differential" || (kind === "parameter" && assigned.has(name));
  const unread = lines.length > 0 ? [] : Array.from(equations.matchAll(/\bd(\w+)\s*\/\s*dt\s*=/g), ([, name]) => name!);
  return {
    states: new Set([...lines.filter(isState).map(({ name }) => name), ...unread]),
    declared: new Set([...lines.map(({ name }) => name), ...unread]),
  };
}

function assignedIn(reset: string): ReadonlySet<string> {
  try {
    return new Set(parseReset(reset).map(({ target }) => target));
  } catch {
    return new Set();
  }
}

function wordsIn(text: string): string[] {
  try {
    return tokenize(text).flatMap(({ kind, text: word }) => (kind === "name" ? [word] : []));
  } catch {
    return text.match(/[A-Za-z_]\w*/g) ?? [];
  }
}

/** Without the empty lines around, and without the indentation that all lines share. */
function dedented(text: string): string {
  const lines = text.replace(/^(?:[^\S\n]*\n)+|\s+$/g, "").split("\n");
  const full = lines.filter((line) => line.trim() !== "");
  const least = Math.min(...full.slice(/^\S/.test(text) ? 1 : 0).map((line) => line.length - line.trimStart().length));
  const cut = Number.isFinite(least) ? least : 0;
  return lines.map((line) => (line.slice(0, cut).trim() === "" ? line.slice(cut) : line).trimEnd()).join("\n");
}
