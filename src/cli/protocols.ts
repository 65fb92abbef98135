import { type Command, Option } from "commander";
import {
  type Answer,
  ExperimentError,
  isProtocolDocument,
  type Protocol,
  type ProtocolDocument,
  protocols,
  runProtocolAsync,
  type Setting,
} from "../index.ts";
import { columnGroups, reportAnswer } from "./answer.ts";
import { type ChangeOptions, changed, nameOf, withChanges } from "./changes.ts";
import { heading } from "./columns.ts";
import { writeText } from "./export.ts";
import { isObject, type JsonObject, type OpenedDocument, openSubject } from "./files.ts";
import { ProgressBar } from "./progress.ts";
import { parsedValue } from "./set.ts";
import type { Terminal } from "./terminal.ts";

interface OutputOptions extends ChangeOptions {
  readonly json?: boolean;
  readonly csv?: string;
}

/** `rheobase fi-curve FILE`, and so on: one command for each protocol, with an option for each of its settings. */
export function addProtocols(program: Command, terminal: Terminal): void {
  for (const asked of protocols) addProtocol(program, asked, terminal);
}

function addProtocol(program: Command, asked: Protocol, terminal: Terminal): void {
  const command = withChanges(program.command(asked.name))
    .summary(asked.title[0]!.toLowerCase() + asked.title.slice(1))
    .description(asked.description)
    .argument("<file>", "an experiment or a protocol, a JSON document; or the name of a model; - for standard input")
    .option("--json", "print the answer as JSON")
    .option("--csv <file.csv>", "write the answer's columns as a table")
    .addHelpText(
      "after",
      `\nExamples:\n  rheobase ${asked.name} lif\n  rheobase ${asked.name} examples/lif-step.json --set tau_m=12ms --json`,
    );
  for (const [name, setting] of Object.entries(asked.settings)) command.addOption(optionOf(name, setting));
  command.action((file: string, options: OutputOptions & Readonly<Record<string, unknown>>) => {
    const opened = openSubject(file, terminal);
    const given = Object.keys(asked.settings).flatMap((name) => (name in options ? [[name, options[name]]] : []));
    return ask(protocolDocument(asked, opened, options, Object.fromEntries(given)), options, terminal);
  });
}

/** Asks what the document asks, and shows, prints or writes the answer. */
export async function ask(document: JsonObject, options: OutputOptions, terminal: Terminal): Promise<void> {
  const bar = terminal.interactive ? new ProgressBar() : undefined;
  let answer: Answer;
  try {
    const clock = () => performance.now();
    const watch = { clock, ...(bar ? { onProgress: (part: number) => bar.show(part) } : {}) };
    answer = await runProtocolAsync(document as unknown as ProtocolDocument, watch);
  } finally {
    bar?.stop();
  }
  if (options.json) terminal.write(`${JSON.stringify({ protocol: document.protocol, ...answer })}\n`);
  else if (options.csv !== undefined) terminal.write(`${writeText(options.csv, tableOf(answer))}\n`);
  else {
    const asked = protocols.find(({ name }) => name === document.protocol)!;
    terminal.write(reportAnswer(asked, nameOf(document.experiment as Parameters<typeof nameOf>[0]), answer, terminal));
  }
}

/** The question in an opened document: one that it asks itself, or this protocol's about the experiment that it is. */
export function protocolDocument(
  asked: Protocol,
  opened: OpenedDocument,
  options: ChangeOptions,
  settings: JsonObject,
): JsonObject {
  const { document, folder } = opened;
  if (!isProtocolDocument(document)) return { protocol: asked.name, experiment: changed(opened, options), ...settings };
  if (document.protocol !== asked.name)
    throw new ExperimentError(`the document asks "${String(document.protocol)}", not "${asked.name}"`, "protocol");
  return { ...changedQuestion({ document, folder }, options), ...settings };
}

/** A protocol's document with the changes made to its experiment, and the samples of the files that it names. */
export function changedQuestion({ document, folder }: OpenedDocument, options: ChangeOptions): JsonObject {
  if (!isObject(document.experiment)) return document;
  return { ...document, experiment: changed({ document: document.experiment, folder }, options) };
}

function optionOf(name: string, setting: Setting): Option {
  const flag = `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
  const value = Array.isArray(setting.default) ? setting.default.join(", ") : JSON.stringify(setting.default);
  const standard = setting.default === undefined ? "" : ` Default: ${value}.`;
  const option = (argument: string) => new Option(`${flag}${argument}`, setting.meaning + standard);
  switch (setting.kind) {
    case "flag":
      return option("");
    case "choice":
      return option(" <word>").choices(setting.words);
    case "number":
      return option(" <number>").argParser(Number);
    case "values":
      return option(" <values>").argParser(valuesIn);
    case "names":
      return option(" <names>").argParser((text) => text.split(",").map((part) => part.trim()));
    case "quantity":
      return option(" <quantity>").argParser((text) => parsedValue(text) as string);
    case "time":
    case "frequency":
    case "name":
      return option(` <${setting.kind}>`);
  }
}

/** `0nA:10nA:100`, `10Hz:1kHz:50:log`, `1nA,2nA,5nA`, or JSON. */
export function valuesIn(text: string): unknown {
  const range = /^([^:,{[]+):([^:,]+):(\d+)(?::(log|linear))?$/.exec(text);
  if (range) {
    const [, from, to, count, scale] = range;
    return {
      from: parsedValue(from!.trim()),
      to: parsedValue(to!.trim()),
      count: Number(count),
      ...(scale ? { scale } : {}),
    };
  }
  if (text.startsWith("[") || text.startsWith("{")) return parsedValue(text);
  return text.split(",").map((part) => parsedValue(part.trim()));
}

/** The answer's columns as one table; shorter ones leave their last cells empty. */
function tableOf(answer: Answer): string {
  const columns = columnGroups(answer).flat();
  const length = Math.max(0, ...columns.map(([, { values }]) => values.length));
  const cell = (value: number | undefined): string => (value === undefined || Number.isNaN(value) ? "" : String(value));
  const rows = Array.from({ length }, (_, row) => columns.map(([, { values }]) => cell(values[row])).join(","));
  return `${[columns.map(([name, { unit }]) => heading(name, unit)).join(","), ...rows].join("\n")}\n`;
}
