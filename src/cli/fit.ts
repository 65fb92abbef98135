import { type Command, InvalidArgumentError } from "commander";
import { ExperimentError, everydayUnit, type FitAnswer, judgeFit, prepareFit } from "../index.ts";
import { openSubject, readFiles } from "./files.ts";
import { type DataOptions, type FitData, openData, precisionOf } from "./fit-data.ts";
import { fitLadder, type LadderOptions } from "./fit-ladder.ts";
import { type Report, reportJson, writeReport } from "./fit-report.ts";
import { fitDocument } from "./fit-request.ts";
import { checkpointIn, searched } from "./fit-search.ts";
import { workerRefits } from "./fit-workers.ts";
import { ProgressBar } from "./progress.ts";
import { drawTable, wrap } from "./table.ts";
import type { Terminal } from "./terminal.ts";

interface FitCommandOptions extends DataOptions, LadderOptions {
  readonly ladder?: boolean;
  readonly bootstrap: number;
}

const examples = `
Examples:
  rheobase fit lif --data cell.abf --report out
  rheobase fit izhikevich --data cell.abf --train 1,3,5,7 --test 2,4,6,8
  rheobase fit adex --data noise.csv --train 0:10s --test 10:20s
  rheobase fit lif --data cell.abf --free "tau_m=5ms:50ms:log" v_th=-55mV:-35mV
  rheobase fit gif --data noise.csv --objective likelihood
  rheobase fit my.json --data cell.nwb --free g=1nS:20nS --objective rates trace
  rheobase fit --ladder --data cell.abf --report out

Without --free, the numbers of gif and of the models of the ladder move in ranges
around the cell's own rest, resistance and time constant. Without --train and --test, every
other sweep is kept for the test; of a single current, the second half. Sweeps of
the same current are repeats. Ctrl-C leaves a checkpoint in the report's folder.`;

/** `rheobase fit MODEL --data FILE`: a model fitted to a recording, and judged on what it has not seen. */
export function addFit(program: Command, terminal: Terminal): void {
  program
    .command("fit")
    .summary("fit a model to a recording, and judge it on data it has not seen")
    .description("Fits a model to a recording of a cell, judges it on data that it has not seen, and writes a report.")
    .argument("[experiment]", "a JSON document, or the name of a model")
    .requiredOption("--data <files...>", "recordings: of one cell")
    .option("--free <ranges...>", 'what moves: "tau_m=5ms:50ms:log", a name, or all')
    .option("--objective <names...>", 'what counts: gamma, rates, trace …; "gamma:precision=4 ms"')
    .option("--train <part>", "what is fitted: 0:10s, or sweeps as 1,3,5-9")
    .option("--test <part>", "what is kept to judge the fit")
    .option("--ladder", "fit every model of the ladder, from the simplest on")
    .option("--only <names>", "of the ladder: these models only, as in lif,adex")
    .option("--seed <number>", "of the search", wholeNumber)
    .option("--evaluations <number>", "most candidates that are run", positive)
    .option("--optimiser <name>", "cma-es or differential-evolution")
    .option("--polish <name>", "none, nelder-mead or levenberg-marquardt")
    .option("--bootstrap <number>", "fits to data drawn again; 0: none", wholeNumber, 20)
    .option("--precision <time>", "of the coincidence factor in the report. Default: 4 ms")
    .option("--threads <number>", "default: one for each core; the answer is the same", positive)
    .option("--report <folder>", "write a page with figures, and the numbers")
    .option("--resume", "go on from the checkpoint in the report's folder")
    .option("--json", "print JSON")
    .option("--electrode <files...>", "a subthreshold answer to noise: the electrode is taken off")
    .option("--bridge <resistance>", 'take an unbalanced bridge off, as in "12 MOhm"')
    .option("--same-current", "sweeps without a current had that of the first that has one")
    .option("--spike-level <voltage>", 'level that a spike passes, as in "-10 mV"')
    .option("--voltage <name>", "the channel, column or array of the potential")
    .option("--current <name>", "the channel, column or array of the current")
    .option("--rate <rate>", 'sampling rate, where the file has none, as in "10 kHz"')
    .option("--voltage-unit <unit>", "unit of a potential without one, as in mV")
    .option("--current-unit <unit>", "unit of a current without one, as in pA")
    .addHelpText("after", examples)
    .action(async (file: string | undefined, options: FitCommandOptions) => {
      if (options.resume && options.report === undefined)
        throw new ExperimentError("needs the folder of the report", "--resume", "say it with --report");
      const data = await openData(options);
      if (options.ladder) return fitLadder(data, options, terminal);
      if (file === undefined)
        throw new ExperimentError("there is nothing to fit", "", "name a model, a document, or --ladder");
      return fitOne(file, readFiles(openSubject(file, terminal)), data, options, terminal);
    });
}

async function fitOne(
  name: string,
  subject: ReturnType<typeof readFiles>,
  data: FitData,
  options: FitCommandOptions,
  terminal: Terminal,
): Promise<void> {
  const document = fitDocument(subject, data, options);
  const { free } = prepareFit(document, data.train);
  const { report: folder, threads } = options;
  const answer = await searched(
    document,
    data.train,
    {
      ...(folder === undefined ? {} : { checkpoint: checkpointIn(folder) }),
      ...(threads === undefined ? {} : { threads }),
      ...(options.resume ? { resume: true } : {}),
    },
    terminal,
  );
  const judgement = await judged(document, data, answer, options, terminal);
  const report: Report = { subject: name, data: data.name, split: data.split, document, free, answer, judgement };
  const page = folder === undefined ? undefined : await writeReport(folder, report);
  if (options.json) terminal.write(`${JSON.stringify(reportJson(report))}\n`);
  else
    terminal.write(`${summaryLines(report, terminal).join("\n")}\n${page === undefined ? "" : `written to ${page}\n`}`);
}

async function judged(
  document: Report["document"],
  { train, test }: FitData,
  answer: FitAnswer,
  options: FitCommandOptions,
  terminal: Terminal,
): Promise<Report["judgement"]> {
  const bar = terminal.interactive ? new ProgressBar() : undefined;
  const refits = options.bootstrap > 0 ? workerRefits(options.threads) : undefined;
  try {
    return await judgeFit(document, train, answer, {
      test,
      replicates: options.bootstrap,
      precision: precisionOf(options.precision),
      seed: options.seed ?? 1,
      ...(refits ? { refits } : {}),
      onProgress: (part) => bar?.show(part, "bootstrap"),
    });
  } finally {
    bar?.stop();
    await refits?.stop();
  }
}

function summaryLines({ data, split, free, answer, judgement }: Report, { colours, columns }: Terminal): string[] {
  const { train, test, bootstrap, warnings } = judgement;
  const digits = (value: number, count = 4): string =>
    Number.isFinite(value) ? `${Number(value.toPrecision(count))}` : "";
  const rows = free.map(({ name, dimension }, k) => {
    const { value, unit } = answer.values[name]!;
    const { factor } = everydayUnit(dimension);
    const interval = bootstrap?.intervals[k];
    const between = interval ? `${digits(interval.low / factor, 3)} to ${digits(interval.high / factor, 3)}` : "";
    return [name, digits(value), unit === "1" ? "" : unit, between];
  });
  const scores = [["fitted", train.score] as const, ...(test ? [["kept for the test", test.score] as const] : [])].map(
    ([what, { gamma, share, rates, latency, spikes }]) => [
      what,
      digits(gamma, 3),
      Number.isFinite(share) ? `${digits(100 * share, 3)} %` : "",
      Number.isFinite(rates) ? `${digits(100 * rates, 2)} %` : "",
      Number.isFinite(latency) ? `${digits(100 * latency, 2)} %` : "",
      `${digits(spikes.model)} / ${digits(spikes.data)}`,
    ],
  );
  return [
    colours.bold(data),
    ...wrap(`${split}; ${answer.evaluations} candidates`, columns),
    "",
    ...drawTable(["number", "value", "unit", bootstrap ? "90 % of bootstrap" : ""], rows, colours, [0, 2, 3]),
    "",
    ...drawTable(["data", "gamma", "of intrinsic", "rates off", "latency off", "spikes"], scores, colours, [0]),
    ...[...warnings, ...answer.notes].flatMap((text) => ["", ...wrap(text, columns)]),
  ];
}

function wholeNumber(text: string): number {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError("It must be a whole number.");
  return Number(text);
}

function positive(text: string): number {
  const value = wholeNumber(text);
  if (value === 0) throw new InvalidArgumentError("It must be at least 1.");
  return value;
}
