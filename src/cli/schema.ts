import type { Command } from "commander";
import { cableSchema, documentSchema } from "../index.ts";
import type { Terminal } from "./terminal.ts";

/** `rheobase schema`: the JSON Schema of the document. */
export function addSchema(program: Command, terminal: Terminal): void {
  program
    .command("schema")
    .summary("print the JSON Schema of the experiment document")
    .description(
      "Prints the JSON Schema of the experiment document; an editor that knows it completes and checks keys.",
    )
    .option("--cable", "that of the cable experiment")
    .addHelpText(
      "after",
      "\nExamples:\n  rheobase schema > experiment.schema.json\n  rheobase schema --cable > cable.schema.json",
    )
    .action(({ cable }: { readonly cable?: boolean }) =>
      terminal.write(`${JSON.stringify(cable ? cableSchema() : documentSchema(), null, 2)}\n`),
    );
}
