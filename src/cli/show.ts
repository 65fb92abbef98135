import { type Command, Option } from "commander";
import {
  brian2Script,
  type ExperimentDocument,
  inspect,
  latexScript,
  nestScript,
  parseExperiment,
  stages,
} from "../index.ts";
import { type ChangeOptions, changedDocument, withChanges } from "./changes.ts";
import type { Terminal } from "./terminal.ts";

const examples = `
Examples:
  rheobase show examples/lif-step.json --stage model
  rheobase show examples/lif-step.json --stage kernel --set method=rk4
  rheobase show examples/lif-step.json --stage brian2 > experiment.py

Stages, in order: tokens of the equations; ast, their trees; model, checked and
in SI; step, the assignments of the method; kernel, the operations with their
rates; wasm, the instructions of the module.
The experiment for others: brian2 and nest, Python scripts that run it there;
latex, the equations and parameters.`;

/** The experiment as others write it. */
const scripts: Readonly<Record<string, (document: ExperimentDocument) => string>> = {
  brian2: brian2Script,
  nest: nestScript,
  latex: latexScript,
};

/** `rheobase show FILE --stage kernel`: what the equations have become after a stage of the pipeline. */
export function addShow(program: Command, terminal: Terminal): void {
  withChanges(program.command("show"))
    .summary("show what the equations become, stage by stage")
    .description("Prints what the equations of an experiment have become after a stage of the pipeline.")
    .argument("<file>", "the experiment, a JSON document; - for standard input")
    .addOption(new Option("--stage <name>", "the stage").choices([...stages, ...Object.keys(scripts)]).default("model"))
    .addHelpText("after", examples)
    .action((file: string, options: ChangeOptions & { readonly stage: string }) => {
      const document = parseExperiment(changedDocument(file, options, terminal));
      const stage = stages.find((name) => name === options.stage);
      terminal.write(stage ? `${inspect(document, stage)}\n` : scripts[options.stage]!(document));
    });
}
