import type { Command } from "commander";
import { documentSchema, networkSchema } from "../index.ts";
import type { Terminal } from "./terminal.ts";

/** `rheobase schema`: the JSON Schema of the document. */
export function addSchema(program: Command, terminal: Terminal): void {
  program
    .command("schema")
    .summary("print the JSON Schema of the experiment document")
    .description(
      "Prints the JSON Schema of the experiment document; an editor that knows it completes and checks keys.",
    )
    .option("--network", "of the document of a network instead")
    .addHelpText(
      "after",
      "\nExamples:\n  rheobase schema > experiment.schema.json\n  rheobase schema --network > network.schema.json",
    )
    .action(({ network }: { readonly network?: boolean }) =>
      terminal.write(`${JSON.stringify(network ? networkSchema() : documentSchema(), null, 2)}\n`),
    );
}
