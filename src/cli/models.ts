import type { Command } from "commander";
import { modelNamed, models, type NeuronModel } from "../index.ts";
import { writeText } from "./export.ts";
import { goldenRow } from "./golden-row.ts";
import { drawWrappedTable, wrap } from "./table.ts";
import type { Terminal } from "./terminal.ts";

const examples = `
Examples:
  rheobase models
  rheobase models adex
  rheobase models lif --json
  rheobase models --html models.html`;

/** `rheobase models [NAME]`: the catalogue, or the page of one model. */
export function addModels(program: Command, terminal: Terminal): void {
  program
    .command("models")
    .summary("list the neuron models, or describe one")
    .description("Lists the neuron models of the catalogue, or describes one: equations, parameters, presets, sources.")
    .argument("[name]", "a model of the catalogue")
    .option("--json", "print JSON")
    .option("--html <file>", "write one page of all models, or of one: equations, figures, golden numbers")
    .addHelpText("after", examples)
    .action(async (name: string | undefined, { json, html }: { readonly json?: boolean; readonly html?: string }) => {
      const found = name === undefined ? models : [modelNamed(name)];
      if (html !== undefined) await writePage(html, found, terminal);
      else if (json) terminal.write(`${JSON.stringify(name === undefined ? found : found[0], null, 2)}\n`);
      else terminal.write(`${(name === undefined ? listed(terminal) : described(found[0]!, terminal)).join("\n")}\n`);
    });
}

/** What draws and typesets is loaded where it is wanted: it would slow down every other command. */
async function writePage(file: string, found: readonly NeuronModel[], terminal: Terminal): Promise<void> {
  const [{ modelsPage }, { modelResponses }] = await Promise.all([
    import("./models-page.ts"),
    import("./model-responses.ts"),
  ]);
  terminal.write(`${writeText(file, modelsPage(found, await modelResponses()))}\n`);
}

function listed({ colours, columns }: Terminal): string[] {
  const rows = models.map(({ name, title }) => [name, title]);
  return [...drawWrappedTable(["name", "model"], rows, colours, columns), "", "rheobase models NAME describes one."];
}

function described(model: NeuronModel, { colours, columns }: Terminal): string[] {
  const { equations, parameters = {}, threshold, reset, refractory, initial = {} } = model.definition;
  const meaning = (name: string): string => model.meanings[name] ?? "";
  const indented = (text: string): string[] => text.split("\n").map((line) => `  ${line}`);
  const section = (title: string, lines: readonly string[]): string[] =>
    lines.length === 0 ? [] : ["", colours.bold(title), ...lines];
  const table = (headings: string[], rows: string[][]): string[] =>
    rows.length === 0 ? [] : drawWrappedTable(headings, rows, colours, columns - 2).map((line) => `  ${line}`);
  const quantities = (entries: Readonly<Record<string, string | number>>): string[][] =>
    Object.entries(entries).map(([name, value]) => [name, `${value}`, meaning(name)]);
  const others = Object.keys(model.meanings).filter((name) => !(name in parameters) && !(name in initial));
  const presets = Object.entries(model.presets).flatMap(([name, preset]) => {
    const values = Object.entries(preset.parameters).map(([parameter, value]) => `${parameter} ${value}`);
    const stimuli = (preset.input ?? []).map(({ stimulus, ...settings }) =>
      [stimulus, ...Object.entries(settings).map(([parameter, value]) => `${parameter} ${value}`)].join(" "),
    );
    const list = values.map((value, k) => (k < values.length - 1 ? `${value},` : value));
    return [
      `  ${colours.cyan(name)}`,
      ...wrap(preset.source, columns, "    "),
      ...(list.length > 0 ? wrap(list, columns, "    ") : []),
      ...stimuli.flatMap((stimulus) => wrap(`input: ${stimulus}`, columns, "    ")),
    ];
  });
  return [
    `${colours.bold(model.name)}  ${model.title}`,
    ...wrap(model.description, columns),
    ...section("Equations", [
      ...indented(equations),
      ...(threshold === undefined ? [] : [`  threshold ${threshold}`]),
      ...(reset ? [`  reset ${reset}`] : []),
      ...(refractory === undefined ? [] : [`  refractory ${refractory}`]),
    ]),
    ...section("Parameters", table(["name", "default", "meaning"], quantities(parameters))),
    ...section(
      "Variables",
      table(
        ["name", "initially", "meaning"],
        [...quantities(initial), ...others.map((name) => [name, "", meaning(name)])],
      ),
    ),
    ...section("Presets", presets),
    ...section(
      "Golden numbers",
      model.golden.flatMap((number) => {
        const [what, expected, source] = goldenRow(number);
        return [...wrap(`${what}: ${expected}`, columns, "  "), ...wrap(source!, columns, "    ")];
      }),
    ),
    ...section(
      "Sources",
      model.references.flatMap((reference) => wrap(reference, columns, "  ")),
    ),
  ];
}
