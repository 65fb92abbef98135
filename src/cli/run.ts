import { type Command, InvalidArgumentError, Option } from "commander";
import {
  check,
  type ExperimentDocument,
  ExperimentError,
  fingerprint,
  isCableDocument,
  isNetworkDocument,
  isProtocolDocument,
  parseExperiment,
  parseQuantity,
  type TargetName,
  targets,
} from "../index.ts";
import { runCable } from "./cable.ts";
import { type ChangeOptions, changed, nameOf, withChanges } from "./changes.ts";
import { writeCsv, writeNpz } from "./export.ts";
import { openDocument } from "./files.ts";
import { jsonLine } from "./json-line.ts";
import { type CheckpointFiles, namesOf, withCheckpoints } from "./network-checkpoint.ts";
import { runNetworkDocument } from "./network-run.ts";
import { watched } from "./progress.ts";
import { ask, changedQuestion } from "./protocols.ts";
import { reportRun } from "./report.ts";
import type { Terminal } from "./terminal.ts";

interface Options extends ChangeOptions, CheckpointFiles {
  readonly json?: boolean;
  readonly csv?: string;
  readonly npz?: string;
  readonly target?: TargetName;
  readonly threads?: number;
}

const examples = `
Examples:
  rheobase run examples/in-vivo-current.json
  rheobase run examples/in-vivo-current.json --current measured.csv
  rheobase run examples/lif-step.json --set amplitude=3nA --set method=rk4
  rheobase run examples/fi-curve.json --json | jq '.spikes.times | map(length)'
  rheobase run examples/hodgkin-huxley.json --csv results
  rheobase run examples/eif-fi-curve.json
  rheobase run examples/cuba.json --set e.size=800 --set i.size=200
  rheobase run examples/brunel-c.json --checkpoint brunel.checkpoint
  rheobase run examples/brunel-c.json --resume brunel.checkpoint
  echo '{"model": "lif", "duration": "100 ms"}' | rheobase run -

A place to set is a key of the document (dt=0.05ms), a path
(input.0.amplitude=3nA), or the name of a parameter of the model, or of the
only stimulus that has it (tau_m=12ms). Its value is JSON or text; a range
sweeps it:
  --set 'amplitude={"from": "0 nA", "to": "5 nA", "count": 50}'

What is shown: the trace and the spikes of a single neuron, or a line for each
neuron of a sweep. ISI is the interspike interval, CV the standard deviation of
the intervals over their mean: 0 for a clock, 1 for a Poisson process.

Exit code: 0 done, 1 the run could not go on, 2 the document or an argument is
wrong.`;

/** `rheobase run FILE`: runs the document and shows, prints or writes what came out. */
export function addRun(program: Command, terminal: Terminal): void {
  withCheckpoints(withChanges(program.command("run")))
    .summary("run an experiment and show its spikes")
    .description("Runs an experiment: shows the spikes and a trace, or prints or writes the whole result.")
    .argument("<file>", "the experiment, a JSON document; - for standard input")
    .addOption(new Option("--json", "print the result as JSON").conflicts(["csv", "npz"]))
    .option("--csv <folder>", "write spikes.csv and traces.csv into a folder")
    .option("--npz <path>", "write a NumPy archive: a .npz file, or a folder for recording.npz")
    .addOption(new Option("--target <name>", "what runs the kernel; the numbers are the same").choices(targets))
    .option("--threads <number>", "of a network; default: as many as it is worth on this machine", threadsIn)
    .addHelpText("after", examples)
    .action((file: string, options: Options) => runFile(file, options, terminal));
}

async function runFile(file: string, options: Options, terminal: Terminal): Promise<void> {
  const begun = performance.now();
  const opened = openDocument(file, terminal);
  if (isNetworkDocument(opened.document)) return runNetworkDocument(opened, options, terminal);
  if (options.threads !== undefined)
    throw new ExperimentError("only a network runs on several threads", "--threads", "leave it out");
  for (const name of namesOf(options))
    throw new ExperimentError("only the run of a network can be stopped and gone on with", name, "leave it out");
  if (isCableDocument(opened.document)) return runCable(opened, cableOptions(options), terminal);
  if (isProtocolDocument(opened.document)) return ask(changedQuestion(opened, options), options, terminal);
  const document = parseExperiment(changed(opened, options));
  const isForPeople = !options.json && options.csv === undefined && options.npz === undefined;
  const shown = isForPeople ? withTrace(document) : document;
  const result = await watched(shown, options.target ? { target: options.target } : {}, terminal);
  if (options.json) terminal.write(jsonLine(result, "record less, or write it with --npz"));
  const files = [
    ...(options.csv === undefined ? [] : writeCsv(result.toJSON(), options.csv)),
    ...(options.npz === undefined ? [] : [writeNpz(result.toJSON(), options.npz)]),
  ];
  for (const written of files) terminal.write(`${written}\n`);
  if (!isForPeople) return;
  const facts = {
    model: nameOf(document),
    duration: parseQuantity(document.duration).value,
    wallTime: performance.now() - begun,
    fingerprint: shown === document ? result.fingerprint : fingerprint({ ...result, traces: noTraces }),
  };
  terminal.write(reportRun(result, facts, terminal));
}

function threadsIn(text: string): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= 1 && value <= 256) return value;
  throw new InvalidArgumentError("It must be a whole number of threads from 1 to 256.");
}

/** The options that a cable has too. Throws an ExperimentError for the others. */
function cableOptions({ npz, target, current, ...options }: Options) {
  for (const [name, value] of Object.entries({ npz, target, current }))
    if (value !== undefined)
      throw new ExperimentError("a cable experiment has no such option", `--${name}`, "rheobase cable --help");
  return options;
}

const noTraces = { times: new Float64Array(0), variables: [] };

/** A single neuron that records nothing shows its first variable. The spikes are the same. */
function withTrace(document: ExperimentDocument): ExperimentDocument {
  if ((document.record?.variables ?? []).length > 0) return document;
  const { members, states, steps } = check(document);
  const longestShown = 1e6;
  const [first] = states;
  if (members > 1 || !first || steps > longestShown) return document;
  return { ...document, record: { ...document.record, variables: [first.name] } };
}
