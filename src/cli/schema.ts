import { type Command, Option } from "commander";
import { cableSchema, documentSchema, networkSchema } from "../index.ts";
import type { Terminal } from "./terminal.ts";

/** `rheobase schema`: the JSON Schema of the document. */
export function addSchema(program: Command, terminal: Terminal): void {
  program
    .command("schema")
    .summary("print the JSON Schema of the experiment document")
    .description(
      "Prints the JSON Schema of the experiment document; an editor that knows it completes and checks keys.",
    )
    .addOption(new Option("--cable", "that of the cable experiment").conflicts("network"))
    .option("--network", "that of a network")
    .addHelpText(
      "after",
      "\nExamples:\n  rheobase schema > experiment.schema.json\n  rheobase schema --network > network.schema.json",
    )
    .action(({ cable, network }: { readonly cable?: boolean; readonly network?: boolean }) =>
      terminal.write(
        `${JSON.stringify(cable ? cableSchema() : network ? networkSchema() : documentSchema(), null, 2)}\n`,
      ),
    );
}
