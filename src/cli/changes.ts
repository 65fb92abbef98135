import type { Command } from "commander";
import { type ExperimentDocument, ExperimentError, isNetworkDocument } from "../index.ts";
import {
  currentStimulus,
  type JsonObject,
  type OpenedDocument,
  openDocument,
  readFiles,
  readNetworkFiles,
} from "./files.ts";
import { setPlace } from "./set.ts";
import type { Terminal } from "./terminal.ts";

/** What the command line changes in a document before it is used. */
export interface ChangeOptions {
  /** `amplitude=3nA`, in order. */
  readonly set?: readonly string[];
  /** A CSV file whose current takes the place of the input. */
  readonly current?: string;
}

/** Adds the option that sets places of a document. */
export function withSettings(command: Command): Command {
  return command.option("--set <place=value>", "set a place of the document; may be repeated", collect);
}

/** Adds the options that change a document. */
export function withChanges(command: Command): Command {
  return withSettings(command).option(
    "--current <file.csv>",
    "play this current in place of the document's input, for as long as it lasts",
  );
}

/** The document in a file, with the changes asked for and the samples of the files it names. */
export function changedDocument(file: string, options: ChangeOptions, terminal: Terminal): JsonObject {
  return changed(openDocument(file, terminal), options);
}

/** The same for a document that has been opened. */
export function changed(opened: OpenedDocument, options: ChangeOptions): JsonObject {
  if (isNetworkDocument(opened.document)) return changedNetwork(opened, options);
  const played = options.current === undefined ? {} : currentStimulus(options.current);
  const document = (options.set ?? []).reduce(setPlace, { ...opened.document, ...played });
  return readFiles({ ...opened, document });
}

function changedNetwork(opened: OpenedDocument, options: ChangeOptions): JsonObject {
  if (options.current !== undefined)
    throw new ExperimentError(
      "a network has no single input that a current could take the place of",
      "--current",
      'give a population the stimulus {"stimulus": "samples", "file": "current.csv"}',
    );
  return readNetworkFiles({ ...opened, document: (options.set ?? []).reduce(setPlace, opened.document) });
}

/** `lif`, `adex (irregular)`, `own equations`. */
export function nameOf({ model, preset }: Pick<ExperimentDocument, "model" | "preset">): string {
  if (typeof model !== "string") return "own equations";
  return preset === undefined ? model : `${model} (${preset})`;
}

function collect(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value];
}
