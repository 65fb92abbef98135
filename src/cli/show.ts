import { type Command, Option } from "commander";
import { inspect, parseExperiment, type Stage, stages } from "../index.ts";
import { type ChangeOptions, changedDocument, withChanges } from "./changes.ts";
import type { Terminal } from "./terminal.ts";

const examples = `
Examples:
  rheobase show examples/lif-step.json --stage model
  rheobase show examples/lif-step.json --stage kernel --set method=rk4

Stages, in order: tokens of the equations; ast, their trees; model, checked and
in SI; step, the assignments of the method; kernel, the operations with their
rates; wasm, the instructions of the module.`;

/** `rheobase show FILE --stage kernel`: what the equations have become after a stage of the pipeline. */
export function addShow(program: Command, terminal: Terminal): void {
  withChanges(program.command("show"))
    .summary("show what the equations become, stage by stage")
    .description("Prints what the equations of an experiment have become after a stage of the pipeline.")
    .argument("<file>", "the experiment, a JSON document; - for standard input")
    .addOption(new Option("--stage <name>", "the stage").choices(stages).default("model"))
    .addHelpText("after", examples)
    .action((file: string, options: ChangeOptions & { readonly stage: Stage }) => {
      const document = parseExperiment(changedDocument(file, options, terminal));
      terminal.write(`${inspect(document, options.stage)}\n`);
    });
}
