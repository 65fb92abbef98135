import { type Command, Option } from "commander";
import {
  type Answer,
  ExperimentError,
  experimentOf,
  isProtocolDocument,
  type Protocol,
  type ProtocolDocument,
  protocols,
  runProtocolAsync,
  type Setting,
} from "../index.ts";
import { columnGroups, reportAnswer } from "./answer.ts";
import { answerFigure, needFigure } from "./answer-figure.ts";
import { type ChangeOptions, changed, nameOf, withChanges } from "./changes.ts";
import { heading } from "./columns.ts";
import { writeText } from "./export.ts";
import { type FigureFileOptions, figureFormat, withFigureOptions, writeFigure } from "./figure-file.ts";
import { isObject, type JsonObject, type OpenedDocument, openSubject } from "./files.ts";
import { ProgressBar } from "./progress.ts";
import { parsedValue, setPlace } from "./set.ts";
import type { Terminal } from "./terminal.ts";

interface AskOptions extends ChangeOptions {
  readonly json?: boolean;
  readonly csv?: string;
}

interface OutputOptions extends AskOptions, FigureFileOptions {
  readonly output?: string;
}

/** `rheobase fi-curve FILE`, and so on: one command for each protocol, with an option for each of its settings. */
export function addProtocols(program: Command, terminal: Terminal): void {
  for (const asked of protocols) addProtocol(program, asked, terminal);
}

function addProtocol(program: Command, asked: Protocol, terminal: Terminal): void {
  const command = withFigureOptions(withChanges(program.command(asked.name)))
    .summary(asked.title[0]!.toLowerCase() + asked.title.slice(1))
    .description(asked.description)
    .argument("<file>", "an experiment or a protocol, a JSON document; or the name of a model; - for standard input")
    .option("--json", "print the answer as JSON")
    .option("--csv <file.csv>", "write the answer's columns as a table")
    .option("-o, --output <file>", "draw the answer into a .svg or .png file")
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

/** The answer to what a document asks, with a progress bar where there is a screen for it. */
export async function answered(document: ProtocolDocument, terminal: Terminal): Promise<Answer> {
  const bar = terminal.interactive ? new ProgressBar() : undefined;
  try {
    const clock = () => performance.now();
    return await runProtocolAsync(document, { clock, ...(bar ? { onProgress: (part) => bar.show(part) } : {}) });
  } finally {
    bar?.stop();
  }
}

/** Asks what the document asks, and shows, prints or writes the answer; writes its figure where one is asked for. */
export async function ask(
  document: JsonObject,
  options: AskOptions & Partial<OutputOptions>,
  terminal: Terminal,
): Promise<void> {
  const { output, size = "screen", scheme = "light" } = options;
  const asked = protocols.find(({ name }) => name === document.protocol);
  if (output !== undefined) figureFormat(output);
  if (output !== undefined && asked) needFigure(asked);
  const answer = await answered(document as unknown as ProtocolDocument, terminal);
  const written =
    output === undefined
      ? undefined
      : await writeFigure(output, answerFigure(asked!, document.experiment, answer, options), {
          ...options,
          size,
          scheme,
        });
  if (options.json) terminal.write(`${JSON.stringify({ protocol: document.protocol, ...answer })}\n`);
  else if (options.csv !== undefined) terminal.write(`${writeText(options.csv, tableOf(answer))}\n`);
  else if (written !== undefined) terminal.write(`${written}\n`);
  else
    terminal.write(reportAnswer(asked!, nameOf(document.experiment as Parameters<typeof nameOf>[0]), answer, terminal));
}

/** The question in an opened document: one that it asks itself, or this protocol's about the experiment that it is. */
export function protocolDocument(
  asked: Protocol,
  opened: OpenedDocument,
  options: ChangeOptions,
  settings: JsonObject,
): JsonObject {
  const { document, folder } = opened;
  if (!isProtocolDocument(document)) {
    const experiment = changed({ document: withDrive(asked, document, options), folder }, options);
    return { protocol: asked.name, experiment, ...settings };
  }
  if (document.protocol !== asked.name)
    throw new ExperimentError(`the document asks "${String(document.protocol)}", not "${asked.name}"`, "protocol");
  return { ...changedQuestion({ document, folder }, options), ...settings };
}

/** The experiment with what drives it by default, so that its parameters can be set: `--set amplitude=1.3`. */
function withDrive(asked: Protocol, document: JsonObject, { set = [], current }: ChangeOptions): JsonObject {
  if (document.input !== undefined || current !== undefined || set.length === 0) return document;
  const chosen = set.filter((own) => /^(model|preset)\s*=/.test(own)).reduce(setPlace, document);
  const { input } = experimentOf({ protocol: asked.name, experiment: chosen });
  return input ? { ...document, input } : document;
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
