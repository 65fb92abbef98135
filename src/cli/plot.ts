import { type Command, Option } from "commander";
import {
  ExperimentError,
  isCableDocument,
  isNetworkDocument,
  isProtocolDocument,
  type ProtocolDocument,
  parseExperiment,
  protocols,
} from "../index.ts";
import { answerFigure, needFigure, titleOf } from "./answer-figure.ts";
import { runCable } from "./cable.ts";
import { type ChangeOptions, changed, withChanges } from "./changes.ts";
import { type FigureKind, figureKinds, planFigure } from "./experiment-figure.ts";
import {
  type Draw,
  type FigureFileOptions,
  figureFormat,
  titled,
  withFigureOptions,
  writeFigure,
} from "./figure-file.ts";
import { openSubject } from "./files.ts";
import { type NetworkFigureKind, networkFigure, networkFigureKinds } from "./network-figure.ts";
import { watched } from "./progress.ts";
import { answered, changedQuestion } from "./protocols.ts";
import type { Terminal } from "./terminal.ts";

interface Options extends ChangeOptions, FigureFileOptions {
  readonly output: string;
  readonly kind?: FigureKind | NetworkFigureKind;
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
Of a network:
  raster  spikes of some neurons, and the rate of each population
  trace   the recorded variables, also of synapses; of a few neurons the default
  isi     a histogram of the interspike intervals of all neurons
  cv      their coefficient of variation, by population
  spectrum     the spectrum of the population rates
  correlation  correlation of spike counts of pairs of neurons
  weights      the weights of synapses that learn, at the end
Without --kind: traces, where there is one neuron or something is recorded;
else the rate against a range, or a raster. A document that asks a protocol
draws its answer, a cable its potential along it and over time.

Sizes: paper is 13 cm wide with letters of 8 points (a PNG has 300 dots to the
inch), slide is 16 to 9. --width scales the whole picture.`;

/** `rheobase plot FILE -o figure.svg`: runs the document and draws what came out. */
export function addPlot(program: Command, terminal: Terminal): void {
  withFigureOptions(withChanges(program.command("plot")))
    .summary("run an experiment or a protocol and draw it as SVG or PNG")
    .description("Runs an experiment or a protocol and draws a figure of it.")
    .argument("<file>", "the document, JSON; or the name of a model; - for standard input")
    .requiredOption("-o, --output <file>", "where to draw: a .svg or .png file")
    .addOption(
      new Option("--kind <kind>", "what to draw").choices([...new Set([...figureKinds, ...networkFigureKinds])]),
    )
    .addHelpText("after", examples)
    .action((file: string, options: Options) => plotFile(file, options, terminal));
}

async function plotFile(file: string, options: Options, terminal: Terminal): Promise<void> {
  figureFormat(options.output);
  const opened = openSubject(file, terminal);
  if (isCableDocument(opened.document)) {
    refuseKind(options, "a cable");
    return runCable(opened, options, terminal, options);
  }
  if (isNetworkDocument(opened.document)) {
    const draw = await networkFigure(opened, options, terminal);
    terminal.write(`${await writeFigure(options.output, draw, options)}\n`);
    return;
  }
  const draw = isProtocolDocument(opened.document)
    ? await questionFigure(changedQuestion(opened, options) as unknown as ProtocolDocument, options, terminal)
    : await experimentFigure(changed(opened, options), options, terminal);
  terminal.write(`${await writeFigure(options.output, draw, options)}\n`);
}

function refuseKind({ kind }: Options, what: string): void {
  if (kind === undefined) return;
  throw new ExperimentError(
    `${what} has a figure of its own`,
    "--kind",
    "leave it out, or plot an experiment with a neuron",
  );
}

/** @throws ExperimentError for a kind that only networks have */
function experimentKind(asked: Options["kind"]): FigureKind | undefined {
  const kind = figureKinds.find((own) => own === asked);
  if (asked === undefined || kind !== undefined) return kind;
  throw new ExperimentError(
    `only a network has a figure of the kind "${asked}"`,
    "--kind",
    `take ${figureKinds.join(", ")}`,
  );
}

async function experimentFigure(json: object, options: Options, terminal: Terminal): Promise<Draw> {
  const document = parseExperiment(json);
  const figure = planFigure(document, experimentKind(options.kind));
  const result = await watched(figure.document, {}, terminal);
  const title = titled(options, titleOf(document));
  return (figures, page) => figure.draw(figures, result, { ...page, ...title });
}

async function questionFigure(document: ProtocolDocument, options: Options, terminal: Terminal): Promise<Draw> {
  refuseKind(options, "a protocol");
  const asked = protocols.find(({ name }) => name === document.protocol);
  if (asked) needFigure(asked);
  const answer = await answered(document, terminal);
  return answerFigure(asked!, document.experiment, answer, options);
}
