import { Command } from "commander";
import { version } from "../index.ts";
import { addCable } from "./cable.ts";
import { addCheck } from "./check.ts";
import { addData } from "./data.ts";
import { describeFailure, exitCodes } from "./failure.ts";
import { addFit } from "./fit.ts";
import { addHidden } from "./hidden.ts";
import { addLab } from "./lab.ts";
import { addModels } from "./models.ts";
import { addPlot } from "./plot.ts";
import { addProtocols } from "./protocols.ts";
import { addReproduce } from "./reproduce.ts";
import { addRun } from "./run.ts";
import { addSchema } from "./schema.ts";
import { addShow } from "./show.ts";
import { addSynapses } from "./synapses.ts";
import type { Terminal } from "./terminal.ts";

const commands = [
  addRun,
  addPlot,
  addProtocols,
  addHidden,
  addCable,
  addCheck,
  addShow,
  addModels,
  addSynapses,
  addData,
  addFit,
  addSchema,
  addReproduce,
  addLab,
];

const examples = `
Examples:
  rheobase run examples/in-vivo-current.json
  rheobase fi-curve lif
  rheobase models adex
  rheobase run --help`;

/**
 * The command line: `rheobase(["run", "examples/lif-step.json"], terminal)`.
 *
 * @returns the exit code
 */
export async function rheobase(args: readonly string[], terminal: Terminal): Promise<number> {
  const program = new Command("rheobase")
    .description("Simulates spiking neuron models: equations with units in, exact spike times out.")
    .version(version)
    .exitOverride()
    .configureOutput({ writeOut: terminal.write, writeErr: terminal.complain })
    .showHelpAfterError("(--help shows how)")
    .addHelpText("after", examples);
  for (const add of commands) add(program, terminal);
  try {
    await program.parseAsync([...args], { from: "user" });
    return exitCodes.ok;
  } catch (error) {
    const { text, code } = describeFailure(error, terminal.errorColours);
    terminal.complain(text);
    return code;
  }
}
