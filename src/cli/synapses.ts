import type { Command } from "commander";
import { type SynapseModel, synapseNamed, synapses } from "../index.ts";
import { drawWrappedTable, wrap } from "./table.ts";
import type { Terminal } from "./terminal.ts";

const examples = `
Examples:
  rheobase synapses
  rheobase synapses exponential-conductance
  rheobase synapses alpha --json`;

/** `rheobase synapses [NAME]`: the catalogue of synapses, or the page of one. */
export function addSynapses(program: Command, terminal: Terminal): void {
  program
    .command("synapses")
    .summary("list the synapses of networks, or describe one")
    .description("Lists the synapses of the catalogue, or describes one: equations, parameters, sources.")
    .argument("[name]", "a synapse of the catalogue")
    .option("--json", "print JSON")
    .addHelpText("after", examples)
    .action((name: string | undefined, { json }: { readonly json?: boolean }) => {
      const found = name === undefined ? undefined : synapseNamed(name, "");
      if (json) terminal.write(`${JSON.stringify(found ?? synapses, null, 2)}\n`);
      else terminal.write(`${(found ? described(found, terminal) : listed(terminal)).join("\n")}\n`);
    });
}

function listed({ colours, columns }: Terminal): string[] {
  const rows = synapses.map(({ name, title }) => [name, title]);
  return [
    ...drawWrappedTable(["name", "synapse"], rows, colours, columns),
    "",
    "rheobase synapses NAME describes one.",
  ];
}

function described(synapse: SynapseModel, { colours, columns }: Terminal): string[] {
  const { receptor, equations, parameters = {}, onPre, onPost } = synapse.definition;
  const texts = [
    ["receptor, in the target neuron", receptor],
    ["synapse", equations],
    ["where a spike arrives", onPre],
    ["where the target neuron fires", onPost],
  ].filter((entry): entry is [string, string] => entry[1] !== undefined && entry[1] !== "");
  const rows = Object.entries(synapse.meanings).map(([name, meaning]) => [name, `${parameters[name] ?? ""}`, meaning]);
  return [
    `${colours.bold(synapse.name)}  ${synapse.title}`,
    ...wrap(synapse.description, columns),
    ...texts.flatMap(([title, text]) => ["", colours.bold(title), ...text.split("\n").map((line) => `  ${line}`)]),
    "",
    ...drawWrappedTable(["name", "default", "meaning"], rows, colours, columns),
    "",
    colours.bold("Sources"),
    ...synapse.references.flatMap((reference) => wrap(reference, columns, "  ")),
  ];
}
