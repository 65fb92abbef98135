import { existsSync, readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { parseCsvTable, timesIn } from "../data/index.ts";
import { didYouMean, ExperimentError, models } from "../index.ts";
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
 * The document in a file, as `openDocument`; or, where there is no such file, the model of this name.
 *
 * @throws ExperimentError where it is neither
 */
export function openSubject(fileOrModel: string, terminal: Terminal): OpenedDocument {
  if (fileOrModel === "-" || existsSync(fileOrModel)) return openDocument(fileOrModel, terminal);
  const names = models.map(({ name }) => name);
  if (names.includes(fileOrModel)) return { document: { model: fileOrModel }, folder: process.cwd() };
  throw new ExperimentError(
    `there is no file and no model "${fileOrModel}"`,
    "",
    didYouMean(fileOrModel, names, "give a JSON document, or a model: rheobase models lists them"),
  );
}

/**
 * The document with the text of each file of samples that it names, in its input or its electrodes: `{ "stimulus": "samples", "file": "noise.csv" }` gets
 * `"csv": "time (ms),current (nA)\n0.0,0.138\n…"` beside its `file`.
 *
 * @throws ExperimentError where a file cannot be read
 */
export function readFiles({ document, folder }: OpenedDocument): JsonObject {
  const lists = ["input", "electrodes"].filter((name) => Array.isArray(document[name]));
  const read = (name: string) => [
    name,
    (document[name] as unknown[]).map((stimulus, k) => withText(stimulus, `${name}[${k}]`, folder)),
  ];
  return { ...document, ...Object.fromEntries(lists.map(read)) };
}

/**
 * The same for a network: the files of samples in the inputs of its populations, and the tables of synapses of its projections.
 *
 * @throws ExperimentError where a file cannot be read
 */
export function readNetworkFiles({ document, folder }: OpenedDocument): JsonObject {
  const { populations, projections } = document;
  const read = ([name, own]: [string, unknown]): [string, unknown] => {
    if (!isObject(own) || !Array.isArray(own.input)) return [name, own];
    const place = `populations.${name}.input`;
    return [name, { ...own, input: own.input.map((stimulus, k) => withText(stimulus, `${place}[${k}]`, folder)) }];
  };
  return {
    ...document,
    ...(isObject(populations) ? { populations: Object.fromEntries(Object.entries(populations).map(read)) } : {}),
    ...(Array.isArray(projections)
      ? { projections: projections.map((own, k) => withSynapses(own, `projections[${k}].connect`, folder)) }
      : {}),
  };
}

function withSynapses(projection: unknown, path: string, folder: string): unknown {
  if (!isObject(projection) || !isObject(projection.connect)) return projection;
  const { connect } = projection;
  if (connect.rule !== "list" || typeof connect.file !== "string") return projection;
  return { ...projection, connect: withCsv(connect, path, folder) };
}

/** The stimulus that plays the current in a CSV file from time 0, and how long it lasts, such as `"5000 ms"`. */
export function currentStimulus(file: string): { readonly input: JsonObject[]; readonly duration: string } {
  const path = resolve(file);
  const { duration } = timesIn(parseCsvTable(readText(path, "--current"), file));
  return { input: [{ stimulus: "samples", file: path, start: "0 ms" }], duration };
}

function withText(stimulus: unknown, path: string, folder: string): unknown {
  if (!isObject(stimulus) || stimulus.stimulus !== "samples" || typeof stimulus.file !== "string") return stimulus;
  return withCsv(stimulus, path, folder);
}

function withCsv(object: JsonObject, path: string, folder: string): JsonObject {
  if ("csv" in object) throw new ExperimentError("has both csv and file", path, "keep one of them");
  return { ...object, csv: readText(resolve(folder, `${object.file}`), `${path}.file`) };
}

function readText(file: string, place: string): string {
  return reading(file, place, () => readFileSync(file, "utf8"));
}

/** The bytes of a file that is named at a place. Throws an ExperimentError where it cannot be read. */
export function readBytes(file: string, place: string): Uint8Array {
  return reading(file, place, () => readFileSync(file));
}

function reading<T>(file: string, place: string, read: () => T): T {
  try {
    return read();
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
