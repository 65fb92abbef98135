import type { Command } from "commander";
import { documentSchema } from "../index.ts";
import type { Terminal } from "./terminal.ts";

/** `rheobase schema`: the JSON Schema of the document. */
export function addSchema(program: Command, terminal: Terminal): void {
  program
    .command("schema")
    .summary("print the JSON Schema of the experiment document")
    .description(
      "Prints the JSON Schema of the experiment document; an editor that knows it completes and checks keys.",
    )
    .addHelpText("after", "\nExamples:\n  rheobase schema > experiment.schema.json")
    .action(() => terminal.write(`${JSON.stringify(documentSchema(), null, 2)}\n`));
}
