import type { ModelDefinition } from "../language/definition.ts";
import { parseEquations, parseReset } from "../language/parse.ts";
import { tokenize } from "../language/token.ts";
import { closingOf, isOperator, type Statement, splitAtCommas, statementsOf } from "./python.ts";
import { quantityOf, type Value } from "./value.ts";

/** What was found in a program for Brian 2. */
export interface BrianProgram {
  /** Its neuron: the equations as they are written there, and the values that they use. Nobody has checked it yet. */
  readonly definition: ModelDefinition;
  /** What of it was taken: `"equations"`, `"threshold"`, `"tau = 10 ms"`. */
  readonly taken: readonly string[];
  readonly notUnderstood: readonly NotUnderstood[];
}

export interface NotUnderstood {
  readonly text: string;
  readonly reason: string | undefined;
}

type Texts = "equations" | "threshold" | "reset" | "refractory";

/** What a reading gathers. */
interface Reading {
  readonly source: string;
  readonly strings: Map<string, string>;
  readonly values: Map<string, Value>;
  /** Variables of the neurons that the program sets: `G.v = -70*mV`. */
  readonly set: Map<string, string>;
  /** Names of inputs that the program has as tables. */
  readonly tables: Set<string>;
  readonly texts: Map<Texts, string>;
  readonly groups: Set<string>;
  readonly missed: NotUnderstood[];
}

/**
 * Reads the neuron model out of a program in Python for Brian 2, or out of a part of one: strings of equations, NeuronGroup with
 * threshold, reset and refractory, values such as `tau = 10*ms`, and what is set of the group. The program is read, never run:
 * whatever takes running it is named in `notUnderstood`. Undefined where there are no equations.
 */
export function readBrianProgram(source: string): BrianProgram | undefined {
  const reading: Reading = {
    source,
    strings: new Map(),
    values: new Map(),
    set: new Map(),
    tables: new Set(),
    texts: new Map(),
    groups: new Set(),
    missed: [],
  };
  for (const statement of statementsOf(source)) readStatement(statement, reading);
  for (const field of ["threshold", "reset", "refractory"] as const) {
    const own = reading.strings.get(field) ?? (field === "refractory" ? reading.values.get(field)?.text : undefined);
    if (own !== undefined && !reading.texts.has(field)) reading.texts.set(field, own);
  }
  if (!reading.texts.has("equations")) {
    const found = [...reading.strings.values()].filter((text) => /\bd\w+\s*\/\s*dt\s*=/.test(text));
    if (found.length === 0) return undefined;
    reading.texts.set("equations", found.at(-1)!);
  }
  return programOf(reading);
}

function readStatement(statement: Statement, reading: Reading): void {
  const [first] = statement;
  if (first!.text === "import" || first!.text === "from" || isOperator(first, "%")) return;
  const parts = splitAtCommas(statement);
  const isAssignment = (part: Statement): boolean => part[0]!.kind === "name" && isOperator(part[1], "=");
  if (parts.length > 1 && parts.every(isAssignment)) for (const part of parts) readAssignment(part, reading);
  else if (isAssignment(statement) || isOperator(statement[1], "+=")) readAssignment(statement, reading);
  else if (isOperator(statement[1], ".") && isOperator(statement[3], "=")) readSetting(statement, reading);
  else if (first!.text === "NeuronGroup" || statement[2]?.text === "NeuronGroup") readGroup(statement, reading);
  else miss(statement, reading);
}

/** `tau = 10*ms`, `eqs = '''…'''`, `eqs += '''…'''`, `G = NeuronGroup(…)`. */
function readAssignment(statement: Statement, reading: Reading): void {
  const [target, sign, ...right] = statement;
  const { text: name } = target!;
  const callee = right[1]?.text === "." ? right[2]?.text : right[0]?.text;
  if (callee === "NeuronGroup") {
    reading.groups.add(name);
    readGroup(right, reading);
  } else if (callee === "TimedArray") {
    reading.tables.add(name);
    miss(statement, reading, `the equations get an input "${name}": give it a stimulus`);
  } else {
    const text = stringIn(right, reading);
    const value = isOperator(sign, "=") ? valueIn(right, reading) : undefined;
    if (text !== undefined)
      reading.strings.set(name, isOperator(sign, "+=") ? (reading.strings.get(name) ?? "") + text : text);
    else if (value) reading.values.set(name, value);
    else miss(statement, reading);
  }
}

/** `G.v = -70*mV`, `G.v = 'E_L'`. */
function readSetting(statement: Statement, reading: Reading): void {
  const [group, , variable, , ...right] = statement;
  const value = stringIn(right, reading) ?? valueIn(right, reading)?.text;
  if (reading.groups.has(group!.text) && variable!.kind === "name" && value !== undefined)
    reading.set.set(variable!.text, value);
  else miss(statement, reading);
}

const positions = [undefined, "equations", "method"] as const;
const keywords: Readonly<Record<string, Texts>> = {
  model: "equations",
  threshold: "threshold",
  reset: "reset",
  refractory: "refractory",
};

/** `NeuronGroup(N, eqs, threshold='v > v_th', reset='v = v_reset', refractory=5*ms, namespace={…})`. */
function readGroup(call: Statement, reading: Reading): void {
  const open = call.findIndex((token) => isOperator(token, "("));
  if (open < 0) miss(call, reading);
  for (const [k, part] of splitAtCommas(open < 0 ? [] : call.slice(open + 1, closingOf(call, open))).entries()) {
    const isKeyword = part[0]!.kind === "name" && isOperator(part[1], "=");
    const key = isKeyword ? part[0]!.text : positions[k];
    const value = isKeyword ? part.slice(2) : part;
    const field = key === "equations" ? key : keywords[key ?? ""];
    if (field) {
      const text = stringIn(value, reading) ?? (field === "refractory" ? refractoryIn(value, reading) : undefined);
      if (text === undefined) miss(part, reading);
      else reading.texts.set(field, text);
    } else if (key === "namespace" && isOperator(value[0], "{")) readNames(value, reading);
    else if (key === "method" || key === "dt")
      miss(part, reading, "it belongs to the experiment, not to the model: choose it there");
    else if (key !== undefined && key !== "N" && key !== "name") miss(part, reading);
  }
}

/** `{'tau': 10*ms, 'v_th': -50*mV}`. */
function readNames(dictionary: Statement, reading: Reading): void {
  for (const entry of splitAtCommas(dictionary.slice(1, closingOf(dictionary, 0)))) {
    const value = isOperator(entry[1], ":") ? valueIn(entry.slice(2), reading) : undefined;
    if (value && entry[0]!.kind === "string") reading.values.set(entry[0]!.text, value);
    else miss(entry, reading);
  }
}

/** Texts side by side, joined by +, in brackets, under a name, or in Equations(…). */
function stringIn(tokens: Statement, { strings }: Reading): string | undefined {
  const [first] = tokens;
  const isEquations = first?.text === "Equations" && isOperator(tokens[1], "(");
  const open = isEquations ? 1 : 0;
  if (isOperator(tokens[open], "(") && closingOf(tokens, open) === tokens.length - 1)
    return stringIn(tokens.slice(open + 1, -1), { strings } as Reading);
  const parts = tokens.filter((token) => !isOperator(token, "+"));
  const texts = parts.map((token) =>
    token.kind === "string" && !token.isMade ? token.text : token.kind === "name" ? strings.get(token.text) : undefined,
  );
  return parts.length === 0 || texts.includes(undefined) ? undefined : texts.join("");
}

function valueIn(tokens: Statement, { source, values }: Reading): Value | undefined {
  return tokens.length === 0 ? undefined : quantityOf(withoutModules(tokens, source), values);
}

function refractoryIn(tokens: Statement, reading: Reading): string | undefined {
  if (tokens.length === 1 && tokens[0]!.text === "False") return "";
  return valueIn(tokens, reading)?.text;
}

/** `10*ms` of `10*b2.ms`, `2*units.nA`: the text on one line, without the names of modules. */
function withoutModules(tokens: Statement, source: string): string {
  const kept = tokens.filter(
    (token, k) =>
      !(token.kind === "name" && isOperator(tokens[k + 1], ".")) &&
      !(isOperator(token, ".") && tokens[k - 1]?.kind === "name"),
  );
  return kept.map(({ start, end }) => source.slice(start, end)).join("");
}

function miss(tokens: Statement, { source, missed }: Reading, reason?: string): void {
  const text = source.slice(tokens[0]!.start, tokens.at(-1)!.end).replace(/\s+/g, " ");
  missed.push({ text: text.length > 90 ? `${text.slice(0, 87)}…` : text, reason });
}

/** The texts and values put together: values that the texts use, inputs where the program has tables or says nothing. */
function programOf(reading: Reading): BrianProgram {
  const { texts, values, set, missed } = reading;
  const written = withInputs(dedented(texts.get("equations")!), reading);
  const others = [...texts].filter(([field, text]) => field !== "equations" && text.trim() !== "");
  const fields = Object.fromEntries(others.map(([field, text]) => [field, dedented(text)]));
  const { states, declared } = linesOf(written, fields.reset ?? "");
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
  const unused = [...values].filter(([name]) => !used.has(name));
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
function withInputs(equations: string, { tables, values, set }: Reading): string {
  let text = equations;
  for (const name of tables) {
    const read = new RegExp(`\\b${name}\\s*\\(\\s*t\\s*(?:,\\s*i\\s*)?\\)`, "g");
    if (read.test(text)) text = `${text.replace(read, name)}\n${name} : amp (input)`;
  }
  const isGiven = (name: string): boolean => values.has(name) || set.has(name);
  return text.replace(
    /^([^\S\n]*(\w+)[^\S\n]*:[^\S\n]*(?:amp|ampere)\b[^\n(#]*?)([^\S\n]*(?:#[^\n]*)?)$/gm,
    (line, declaration: string, name: string, rest: string) =>
      isGiven(name) || line.includes("(") ? line : `${declaration} (input)${rest}`,
  );
}

function linesOf(equations: string, reset: string): { states: ReadonlySet<string>; declared: ReadonlySet<string> } {
  try {
    const lines = parseEquations(equations);
    const assigned = new Set(parseReset(reset).map(({ target }) => target));
    const isState = ({ kind, name }: (typeof lines)[number]): boolean =>
      kind === "differential" || (kind === "parameter" && assigned.has(name));
    return {
      states: new Set(lines.filter(isState).map(({ name }) => name)),
      declared: new Set(lines.map(({ name }) => name)),
    };
  } catch {
    const states = Array.from(equations.matchAll(/\bd(\w+)\s*\/\s*dt\s*=/g), ([, name]) => name!);
    return { states: new Set(states), declared: new Set(states) };
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
