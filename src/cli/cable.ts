import type { Command } from "commander";
import { type CableDocument, type CableResult, simulateCable } from "../index.ts";
import { reportCable } from "./cable-report.ts";
import { type ChangeOptions, changed, withSettings } from "./changes.ts";
import { writeCableCsv } from "./export-cable.ts";
import { type FigureFileOptions, figureFormat, titled, withFigureOptions, writeFigure } from "./figure-file.ts";
import { type OpenedDocument, openDocument } from "./files.ts";
import { jsonLine } from "./json-line.ts";
import type { Terminal } from "./terminal.ts";

/** What is done with the result: it is shown where none of these is asked for. */
interface OutputOptions extends Pick<ChangeOptions, "set"> {
  readonly json?: boolean;
  readonly csv?: string;
}

interface FigureFile extends FigureFileOptions {
  readonly output: string;
}

type Options = OutputOptions & FigureFileOptions & Partial<Pick<FigureFile, "output">>;

const examples = `
Examples:
  rheobase cable examples/dendrite.json
  rheobase cable examples/dendrite.json -o dendrite.svg
  rheobase cable examples/dendrite.json --set cable.R_m='5 ohm*m**2'
  rheobase cable examples/dendrite.json --set electrodes.0.at=400um --json

A cable experiment has a "cable" (length, diameter, compartments, R_m, R_i, C_m,
E_L; its ends: sealed, killed or infinite; its branches), "electrodes" with a
place and a stimulus each, and what to "record":
  rheobase schema --cable

What is shown: the potential over time at the place that is depolarised the
most, the peak at every recorded place, the constants of the cable, and how far
all is from the solution of the cable equation, where it has one.`;

/** `rheobase cable FILE`: runs a passive cable and shows, prints, writes or draws what came out. */
export function addCable(program: Command, terminal: Terminal): void {
  withFigureOptions(withSettings(program.command("cable")))
    .summary("run a passive cable with electrodes")
    .description("Runs a passive cable, with or without branches: shows the potential over place and time.")
    .argument("<file>", "the cable experiment, a JSON document; - for standard input")
    .option("--json", "print the result as JSON")
    .option("--csv <folder>", "write traces.csv and profiles.csv into a folder")
    .option("-o, --output <file>", "draw the potential along the cable and over time: a .svg or .png file")
    .addHelpText("after", examples)
    .action((file: string, { output, ...options }: Options) =>
      runCable(
        openDocument(file, terminal),
        options,
        terminal,
        output === undefined ? undefined : { ...options, output },
      ),
    );
}

/** Runs a cable document that has been opened, and shows, prints, writes or draws what came out. */
export async function runCable(
  opened: OpenedDocument,
  options: OutputOptions,
  terminal: Terminal,
  figure?: FigureFile,
): Promise<void> {
  if (figure) figureFormat(figure.output);
  const begun = performance.now();
  const result = simulateCable(changed(opened, options) as unknown as CableDocument);
  const wallTime = performance.now() - begun;
  if (options.json) terminal.write(jsonLine(result, "record less, or less often"));
  const files = [
    ...(options.csv === undefined ? [] : writeCableCsv(result.toJSON(), options.csv)),
    ...(figure ? [await drawFile(result, figure)] : []),
  ];
  for (const written of files) terminal.write(`${written}\n`);
  if (!options.json && files.length === 0) terminal.write(reportCable(result, wallTime, terminal));
}

function drawFile(result: CableResult, figure: FigureFile): Promise<string> {
  return writeFigure(
    figure.output,
    (figures, page) => figures.drawCable(result, { ...page, ...titled(figure, "passive cable") }),
    figure,
  );
}
