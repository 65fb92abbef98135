import { programOf } from "./put-together.ts";
import { closingOf, isOperator, type Statement, splitAtCommas, statementsOf } from "./python.ts";
import type { BrianProgram, Reading, Texts } from "./reading.ts";
import { quantityOf, type Value } from "./value.ts";

export type { BrianProgram, NotUnderstood } from "./reading.ts";

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
    mentioned: new Set(),
    tables: new Set(),
    texts: new Map(),
    groups: new Set(),
    missed: [],
  };
  let block = Number.POSITIVE_INFINITY;
  for (const statement of statementsOf(source)) {
    const indentation = indentationOf(statement, source);
    if (indentation <= block) block = branching.has(statement[0]!.text) ? indentation : Number.POSITIVE_INFINITY;
    if (indentation > block) miss(statement, reading, "whether it happens is known when the program runs");
    else readStatement(statement, reading);
  }
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

/** What stands in these may happen or not; a function's body is read like the rest. */
const branching = new Set(["for", "while", "if", "elif", "else", "try", "except", "finally", "with"]);

function indentationOf([first]: Statement, source: string): number {
  return first!.start - (source.lastIndexOf("\n", first!.start - 1) + 1);
}

function readStatement(statement: Statement, reading: Reading): void {
  const [first] = statement;
  if (first!.text === "import" || first!.text === "from" || isOperator(first, "%")) return;
  const parts = splitAtCommas(statement);
  const isAssignment = (part: Statement): boolean => part[0]!.kind === "name" && isOperator(part[1], "=");
  if (parts.length > 1 && parts.every(isAssignment)) for (const part of parts) readAssignment(part, reading);
  else if (isAssignment(statement) || isOperator(statement[1], "+=")) readAssignment(statement, reading);
  else if (isOperator(statement[1], ".") && isOperator(statement[3], "=")) readSetting(statement, reading);
  else if (statement.slice(0, 4).some(({ text }) => text === "NeuronGroup")) readGroup(statement, reading);
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

function valueIn(tokens: Statement, { source, values, mentioned }: Reading): Value | undefined {
  const value = tokens.length === 0 ? undefined : quantityOf(withoutModules(tokens, source), values);
  if (value) for (const { kind, text } of tokens) if (kind === "name") mentioned.add(text);
  return value;
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
