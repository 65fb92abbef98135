import { type Command, InvalidArgumentError, Option } from "commander";
import {
  ExperimentError,
  isProtocolDocument,
  modelNamed,
  type ProtocolDocument,
  parseExperiment,
  protocols,
  runProtocolAsync,
} from "../index.ts";
import type { FigureOptions } from "../plot/index.ts";
import { type ChangeOptions, changed, withChanges } from "./changes.ts";
import { type FigureKind, figureKinds, planFigure } from "./experiment-figure.ts";
import { type FigureFileOptions, type Figures, figureFormat, writeFigure } from "./figure-file.ts";
import { openSubject } from "./files.ts";
import { watched } from "./progress.ts";
import { changedQuestion } from "./protocols.ts";
import type { Terminal } from "./terminal.ts";

interface Options extends ChangeOptions, FigureFileOptions {
  readonly output: string;
  readonly kind?: FigureKind;
  readonly title?: string | false;
}

const examples = `
Examples:
  rheobase plot examples/lif-step.json -o step.svg
  rheobase plot examples/hodgkin-huxley.json -o hh.png --size slide
  rheobase plot examples/eif-fi-curve.json -o fi.png --scheme dark
  rheobase plot examples/fi-curve.json -o fi.svg --set tau_m=12ms
  rheobase plot examples/lif-step.json -o isi.svg --kind isi

Kinds of figures:
  trace   the recorded variables and the input against time, with the spikes;
          the first variable where the document records nothing
  raster  a stroke for each spike, and the population rate
  isi     a histogram of the interspike intervals
  rate    the firing rate against the parameter that has a range
Without --kind: traces, where there is one neuron or something is recorded;
else the rate against a range, or a raster. A document that asks a protocol
draws its curve.

Sizes: paper is 13 cm wide with letters of 8 points (a PNG has 300 dots to the
inch), slide is 16 to 9. --width scales the whole picture.`;

/** `rheobase plot FILE -o figure.svg`: runs the document and draws what came out. */
export function addPlot(program: Command, terminal: Terminal): void {
  withChanges(program.command("plot"))
    .summary("run an experiment or a protocol and draw it as SVG or PNG")
    .description("Runs an experiment or a protocol and draws a figure of it.")
    .argument("<file>", "the document, JSON; or the name of a model; - for standard input")
    .requiredOption("-o, --output <file>", "where to draw: a .svg or .png file")
    .addOption(new Option("--kind <kind>", "what to draw").choices(figureKinds))
    .addOption(new Option("--size <size>", "for what").choices(["paper", "slide", "screen"]).default("screen"))
    .addOption(new Option("--scheme <scheme>", "colours").choices(["light", "dark"]).default("light"))
    .option("--width <pixels>", "width of the file", pixels)
    .option("--title <text>", "above the figure; default: the name of the model")
    .option("--no-title", "nothing above the figure")
    .addHelpText("after", examples)
    .action((file: string, options: Options) => plotFile(file, options, terminal));
}

async function plotFile(file: string, options: Options, terminal: Terminal): Promise<void> {
  figureFormat(options.output);
  const opened = openSubject(file, terminal);
  const draw = isProtocolDocument(opened.document)
    ? await answerFigure(changedQuestion(opened, options) as unknown as ProtocolDocument, options)
    : await experimentFigure(changed(opened, options), options, terminal);
  terminal.write(`${await writeFigure(options.output, draw, options)}\n`);
}

type Draw = (figures: Figures, options: FigureOptions) => SVGSVGElement;

async function experimentFigure(json: object, options: Options, terminal: Terminal): Promise<Draw> {
  const document = parseExperiment(json);
  const figure = planFigure(document, options.kind);
  const result = await watched(figure.document, {}, terminal);
  const title = titled(options, titleOf(document));
  return (figures, page) => figure.draw(figures, result, { ...page, ...title });
}

async function answerFigure(document: ProtocolDocument, options: Options): Promise<Draw> {
  if (options.kind !== undefined)
    throw new ExperimentError(
      "a protocol draws its own curve",
      "--kind",
      "leave it out, or plot the experiment itself",
    );
  const asked = protocols.find(({ name }) => name === document.protocol);
  const answer = await runProtocolAsync(document);
  return (figures, page) => {
    const curve = figures.curveOfAnswer(asked!, answer);
    if (!curve)
      throw new ExperimentError(
        `the answer of ${document.protocol} is no curve`,
        "protocol",
        "rheobase run prints its numbers",
      );
    return figures.drawCurve(curve, {
      ...page,
      ...titled(options, [asked!.title, titleOf(document.experiment) ?? []].flat().join(": ")),
    });
  };
}

function titled({ title }: Options, own: string | undefined): { readonly title?: string } {
  const shown = title === false ? undefined : (title ?? own);
  return shown === undefined ? {} : { title: shown };
}

/** The title of the model, and its preset; undefined for equations of one's own. */
function titleOf(experiment: unknown): string | undefined {
  const { model, preset } = experiment as { readonly model: unknown; readonly preset?: string };
  if (typeof model !== "string") return undefined;
  const { title } = modelNamed(model);
  return preset === undefined ? title : `${title}: ${preset}`;
}

function pixels(text: string): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= 50 && value <= 20_000) return value;
  throw new InvalidArgumentError("It must be a whole number of pixels from 50 to 20000.");
}
