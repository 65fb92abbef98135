import { type Command, InvalidArgumentError, Option } from "commander";
import {
  type CellRecording,
  type ReadOptions,
  recordingCsv,
  recordingNpz,
  recordingNwb,
  type Sweep,
} from "../data/index.ts";
import {
  type DescribeOptions,
  describeSweeps,
  ExperimentError,
  parseQuantity,
  spikeCriterionOf,
  spikeTimesIn,
} from "../index.ts";
import { reportRecording } from "./data-report.ts";
import { writeText } from "./export.ts";
import { figureFormat, writeFigure } from "./figure-file.ts";
import { openRecording } from "./recording-files.ts";
import { recordingFamily } from "./sweep-figure.ts";
import type { Terminal } from "./terminal.ts";

interface Options extends ReadOptions {
  readonly json?: boolean;
  readonly output?: string;
  readonly save?: string;
  readonly started?: string;
  readonly threshold?: string;
  readonly bridge?: string;
  readonly sweep?: number;
  readonly size: "paper" | "slide" | "screen";
  readonly scheme: "light" | "dark";
}

const examples = `
Examples:
  rheobase data cell.abf
  rheobase data cell.abf --json
  rheobase data cell.nwb -o cell.svg --size slide
  rheobase data X_ch0_349.ibw X_ch1_349.ibw
  rheobase data trace.npy --rate "10 kHz" --voltage-unit mV
  rheobase data cell.abf --bridge "4.7 MOhm" --save cell.nwb

Reads Axon ABF 1 and 2, NWB 1 and 2, Igor binary waves 2 and 5, NumPy arrays
and archives, and tables of numbers, packed with gzip or not. What a file is, is
told from its content. Several files are joined: a current is put beside the
voltage that is called the same but for the channel (ch0, ch1).

Spikes are upward passings of the lowest level from -20 to 10 mV that finds as
many as one 10 mV higher; --threshold names another.`;

/** `rheobase data FILE`: what is in a recording, and what it says about the cell. */
export function addData(program: Command, terminal: Terminal): void {
  program
    .command("data")
    .summary("show what is in a recording of a cell, and what it says")
    .description("Shows what is in a recording: sweeps, units, protocol, spikes, and what follows about the cell.")
    .argument("<files...>", "one recording, or the files of its channels or sweeps")
    .option("--json", "print JSON: samples, means and spikes of each sweep")
    .option("-o, --output <file>", "draw the sweeps: a .svg or .png file")
    .option("--save <file>", "write the recording: a .csv, .npz or .nwb file")
    .option("--sweep <number>", "the sweep of the chart, from 1", wholeNumber)
    .option("--threshold <voltage>", 'level that a spike passes, as in "-10 mV"')
    .option("--bridge <resistance>", 'take an unbalanced bridge off, as in "12 MOhm"')
    .option("--voltage <name>", "the channel, column or array of the potential")
    .option("--current <name>", "the channel, column or array of the current")
    .option("--rate <rate>", 'sampling rate, where the file has none, as in "10 kHz"')
    .option("--voltage-unit <unit>", "unit of a potential without one, as in mV")
    .option("--current-unit <unit>", "unit of a current without one, as in pA")
    .option("--started <time>", "of an NWB file: when the session began, ISO 8601")
    .addOption(new Option("--size <size>", "of the figure").choices(["paper", "slide", "screen"]).default("screen"))
    .addOption(new Option("--scheme <scheme>", "colours").choices(["light", "dark"]).default("light"))
    .addHelpText("after", examples)
    .action(async (files: string[], options: Options) => {
      if (options.output !== undefined) figureFormat(options.output);
      const write = options.save === undefined ? undefined : writerFor(options.save, options);
      const recording = await openRecording(files, options);
      const choices = describeOptions(options);
      terminal.write(
        options.json
          ? `${JSON.stringify(recordingJson(recording, choices))}\n`
          : `${reportRecording(recording, describeSweeps(recording.sweeps, choices), terminal, options.sweep).join("\n")}\n`,
      );
      const { output, size, scheme } = options;
      const written: string[] = [];
      if (write) written.push(writeText(options.save!, await write(recording)));
      if (output !== undefined)
        written.push(
          await writeFigure(output, recordingFamily(recording, describeSweeps(recording.sweeps, choices)), {
            size,
            scheme,
          }),
        );
      if (!options.json) for (const file of written) terminal.write(`written to ${file}\n`);
    });
}

/**
 * The document of `--json`. Samples in mV and pA, times in ms from the first sample; null for a channel that a sweep has not.
 *
 *     {"format":"abf2","sweeps":[{"rate_Hz":20000,"samples":30000,"voltage_mV":{"first":[…],"mean":-70.4},…,"spikes_ms":[]}]}
 */
function recordingJson({ format, sweeps }: CellRecording, choices: DescribeOptions) {
  const balanced = sweeps.map((sweep) => ({ ...sweep, voltage: balancedVoltage(sweep, choices.bridge) }));
  const recorded = balanced.flatMap(({ rate, voltage }) => (voltage ? [{ rate, voltage }] : []));
  const criterion = choices.criterion ?? spikeCriterionOf(recorded);
  const channel = (values: Float64Array | undefined, unit: number) =>
    values
      ? {
          first: Array.from(values.subarray(0, 5), (value) => value * unit),
          mean: (values.reduce((sum, value) => sum + value, 0) / values.length) * unit,
        }
      : null;
  return {
    format,
    sweeps: balanced.map(({ rate, voltage, current }) => ({
      rate_Hz: rate,
      samples: (voltage ?? current)!.length,
      voltage_mV: channel(voltage, 1e3),
      current_pA: channel(current, 1e12),
      spikes_ms: voltage ? Array.from(spikeTimesIn({ rate, voltage }, criterion), (time) => time * 1e3) : [],
    })),
  };
}

function balancedVoltage({ voltage, current }: Sweep, bridge: number | undefined): Float64Array | undefined {
  if (bridge === undefined || !voltage || !current) return voltage;
  return voltage.map((value, k) => value - bridge * current[k]!);
}

function describeOptions({ threshold, bridge }: Options): DescribeOptions {
  const si = (text: string, like: string, option: string): number => {
    try {
      return parseQuantity(text, { dimension: parseQuantity(like).dimension }).value;
    } catch (error) {
      throw new ExperimentError((error as Error).message, option);
    }
  };
  return {
    ...(threshold !== undefined && {
      criterion: { by: "threshold" as const, threshold: si(threshold, "1 mV", "--threshold"), hysteresis: 5e-3 },
    }),
    ...(bridge !== undefined && { bridge: si(bridge, "1 MOhm", "--bridge") }),
  };
}

function writerFor(file: string, { started }: Options): (recording: CellRecording) => Promise<Uint8Array> | Uint8Array {
  const ending = /\.([^./\\]*)$/.exec(file)?.[1]?.toLowerCase();
  switch (ending) {
    case "csv":
      return (recording) => new TextEncoder().encode(recordingCsv(recording));
    case "npz":
      return recordingNpz;
    case "nwb":
      return (recording) => recordingNwb(recording, started === undefined ? {} : { started });
    default:
      throw new ExperimentError(
        `${file} has no ending that names a format`,
        "--save",
        "name a .csv, .npz or .nwb file",
      );
  }
}

function wholeNumber(text: string): number {
  if (!/^[1-9]\d*$/.test(text)) throw new InvalidArgumentError("It must be a whole number from 1.");
  return Number(text);
}
