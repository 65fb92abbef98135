import type { Command } from "commander";
import {
  ExperimentError,
  estimateLif,
  formatQuantity,
  type HiddenNeuron,
  hiddenNeuron,
  type LifParameters,
  type Probe,
  parseQuantity,
  type Result,
  recordedTraces,
  stepFamily,
} from "../index.ts";
import { openDocument, readFiles } from "./files.ts";
import { valuesIn } from "./protocols.ts";
import { reportRun } from "./report.ts";
import { drawTable } from "./table.ts";
import type { Terminal } from "./terminal.ts";

interface Options {
  readonly seed: number;
  readonly step: string;
  readonly json?: boolean;
  readonly estimate?: boolean;
  readonly reveal?: boolean;
}

const examples = `
Examples:
  rheobase hidden --seed 432
  rheobase hidden --seed 432 --step 2nA
  rheobase hidden --seed 432 --step 1nA,5nA,9nA --json
  echo '{"input": [{"stimulus": "ramp", "amplitude": "9 nA"}]}' |
    rheobase hidden - --seed 432
  rheobase hidden --seed 432 --estimate --reveal

The file is an experiment without a model: input, duration (50 ms unless it says
otherwise), dt, spikeTimes, record. Seed 432 is the neuron of the exercise in
Neuronal Dynamics, chapter 1.`;

/** `rheobase hidden`: a neuron to be identified. */
export function addHidden(program: Command, terminal: Terminal): void {
  program
    .command("hidden")
    .summary("a leaky neuron whose parameters are to be found")
    .description(
      "Deals a leaky integrate-and-fire neuron by its seed and shows how it answers to a step of current, or to the stimuli " +
        "of a file. What are its resting potential, reset, threshold, resistance, time constant and refractory period?",
    )
    .argument("[file]", "what to inject: a JSON document without a model; - for standard input")
    .option("--seed <number>", "which neuron: a whole number", Number, 1)
    .option("--step <current>", "a step from 5 to 45 ms in the place of a file; several make an ensemble", "2nA")
    .option("--json", "print what was recorded, as JSON")
    .option("--estimate", "find the parameters from the answers to seven steps, 1 to 64 nA")
    .option("--reveal", "show the parameters")
    .addHelpText("after", examples)
    .action((file: string | undefined, options: Options) => askHidden(file, options, terminal));
}

function askHidden(file: string | undefined, options: Options, terminal: Terminal): void {
  const begun = performance.now();
  const neuron = hiddenNeuron(wholeSeed(options.seed));
  if (options.estimate || (options.reveal && file === undefined)) {
    terminal.write(`${parameterTable(neuron, options, terminal).join("\n")}\n`);
    return;
  }
  const probe = file === undefined ? stepOf(options.step) : (readFiles(openDocument(file, terminal)) as Probe);
  const result = neuron.probe(probe);
  if (options.json) terminal.write(`${JSON.stringify(result)}\n`);
  else terminal.write(reportRun(result, factsOf(neuron, probe, result, performance.now() - begun), terminal));
  if (options.reveal) terminal.write(`\n${parameterTable(neuron, options, terminal).join("\n")}\n`);
}

function wholeSeed(seed: number): number {
  if (Number.isSafeInteger(seed) && seed >= 0) return seed;
  throw new ExperimentError("must be a whole number from 0 on", "--seed", "such as --seed 432");
}

/** One current, or several. */
function stepOf(text: string): Probe {
  const values = valuesIn(text) as readonly string[];
  const amplitude = Array.isArray(values) && values.length === 1 ? values[0] : values;
  return {
    input: [{ stimulus: "step", amplitude, start: "5 ms", stop: "45 ms" }] as unknown as Probe["input"] & object,
  };
}

function factsOf({ seed }: HiddenNeuron, { duration = "50 ms" }: Probe, { fingerprint }: Result, wallTime: number) {
  return { model: `hidden neuron ${seed}`, duration: parseQuantity(duration).value, wallTime, fingerprint };
}

function parameterTable(neuron: HiddenNeuron, { estimate, reveal }: Options, { colours }: Terminal): string[] {
  const truth = neuron.reveal();
  const found = estimate ? estimateOf(neuron) : undefined;
  const names = Object.keys(truth) as (keyof LifParameters)[];
  const rows = names.map((name) => [name, ...(found ? [found[name]] : []), ...(reveal ? [truth[name]] : [])]);
  return drawTable(["parameter", ...(found ? ["estimate"] : []), ...(reveal ? ["truth"] : [])], rows, colours, [0]);
}

function estimateOf(neuron: HiddenNeuron): LifParameters {
  const found = estimateLif(recordedTraces(neuron.probe(stepFamily)));
  const shown = (name: keyof LifParameters, unit: string) => {
    const { dimension } = parseQuantity(`1 ${unit}`);
    return formatQuantity(Number(found[name].toPrecision(6)), dimension);
  };
  return {
    E_L: shown("E_L", "mV"),
    v_reset: shown("v_reset", "mV"),
    v_th: shown("v_th", "mV"),
    R: shown("R", "MOhm"),
    tau_m: shown("tau_m", "ms"),
    t_ref: shown("t_ref", "ms"),
  };
}
