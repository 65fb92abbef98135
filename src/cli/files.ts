import { readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { currentFromCsv } from "../data/index.ts";
import { ExperimentError } from "../index.ts";
import type { Terminal } from "./terminal.ts";

/** A document as it is in its file, before it is checked. */
export type JsonObject = Record<string, unknown>;

/** A document and the folder that the files it names are looked for in. */
export interface OpenedDocument {
  readonly document: JsonObject;
  readonly folder: string;
}

/**
 * The document in a file, or in standard input where the file is `-`.
 *
 * @throws ExperimentError where the file cannot be read or is no JSON
 */
export function openDocument(file: string, terminal: Terminal): OpenedDocument {
  const text = file === "-" ? terminal.read() : readText(file, file);
  const place = file === "-" ? "standard input" : file;
  const json = parseJson(text, place);
  if (!isObject(json)) {
    throw new ExperimentError("must be an object", place, 'such as {"model": "lif", "duration": "200 ms"}');
  }
  return { document: json, folder: file === "-" ? process.cwd() : dirname(resolve(file)) };
}

/**
 * The document with the samples of each file it names written into it:
 * `{ "stimulus": "samples", "file": "noise.csv" }` becomes
 * `{ "stimulus": "samples", "values": [0.138, 0.169], "unit": "nA", "interval": "0.1 ms", "start": "0 ms" }`.
 *
 * @throws ExperimentError where a file cannot be read as equally spaced samples
 */
export function readFiles({ document, folder }: OpenedDocument): JsonObject {
  if (!Array.isArray(document.input)) return document;
  return { ...document, input: document.input.map((stimulus, k) => withSamples(stimulus, `input[${k}]`, folder)) };
}

/** The stimulus that plays the current in a CSV file, and how long it lasts, such as `"5000 ms"`. */
export function currentStimulus(file: string): { readonly input: JsonObject[]; readonly duration: string } {
  const path = resolve(file);
  const { written } = currentFromCsv(readText(path, "--current"), { file });
  const [, interval, unit] = /^(\S+) (.*)$/.exec(written.interval)!;
  const length = Number((Number(interval) * written.values.length).toPrecision(12));
  return { input: [{ stimulus: "samples", file: path, start: `0 ${unit}` }], duration: `${length} ${unit}` };
}

function withSamples(stimulus: unknown, path: string, folder: string): unknown {
  if (!isObject(stimulus) || stimulus.stimulus !== "samples" || typeof stimulus.file !== "string") return stimulus;
  const { file, column, ...rest } = stimulus;
  for (const other of ["values", "csv"]) {
    if (other in rest) throw new ExperimentError(`says both "file" and "${other}"`, path, "keep one of them");
  }
  const { written } = currentFromCsv(readText(resolve(folder, file), `${path}.file`), {
    file,
    ...(typeof column === "string" ? { column } : {}),
    ...(typeof rest.unit === "string" ? { unit: rest.unit } : {}),
    ...(typeof rest.interval === "string" ? { interval: rest.interval } : {}),
  });
  const unit = written.unit === "1" ? {} : { unit: written.unit };
  return { interval: written.interval, start: written.start, ...rest, ...unit, values: Array.from(written.values) };
}

function readText(file: string, place: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const reasons: Record<string, string> = { ENOENT: "there is no such file", EISDIR: "it is a folder" };
    throw new ExperimentError(`cannot read ${file}: ${reasons[code ?? ""] ?? message}`, place === file ? "" : place);
  }
}

function parseJson(text: string, place: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch (error) {
    const { message } = error as SyntaxError;
    const position = /position (\d+)/.exec(message)?.[1];
    const line = position === undefined ? "" : ` (line ${text.slice(0, Number(position)).split("\n").length})`;
    const problem = `is not JSON: ${message.replace(/ in JSON at position.*| \(line.*/, "")}${line}`;
    throw new ExperimentError(
      problem,
      place,
      "keys and texts are in double quotes, and the last entry has no comma behind",
    );
  }
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
