import {
  check,
  type ExperimentDocument,
  ExperimentError,
  everydayUnit,
  type Model,
  meanFiringRate,
  memberValue,
  modelNamed,
  parseQuantity,
  potentialLines,
  prepareExperiment,
  type Result,
  spikesOf,
} from "../index.ts";
import type { FigureOptions } from "../plot/index.ts";
import type { Figures } from "./figure-file.ts";

export const figureKinds = ["trace", "raster", "isi", "rate"] as const;
export type FigureKind = (typeof figureKinds)[number];

/** The document that a figure needs run, and how its result is drawn. */
export interface PlannedFigure {
  readonly document: ExperimentDocument;
  draw(figures: Figures, result: Result, options: FigureOptions): SVGSVGElement;
}

/**
 * The figure of an experiment: of the kind asked for, or of the one that suits it.
 *
 * @throws ExperimentError where the experiment does not make the kind asked for; and as `check`
 */
export function planFigure(document: ExperimentDocument, asked: FigureKind | undefined): PlannedFigure {
  const { axes, members } = check(document);
  const hasRange = axes.length === 1;
  const isRecorded = (document.record?.variables ?? []).length > 0;
  const fitting = members === 1 || isRecorded ? "trace" : hasRange && members >= 8 ? "rate" : "raster";
  const kind = asked ?? fitting;
  const duration = parseQuantity(document.duration).value;
  switch (kind) {
    case "trace":
      return recordingFigure(document);
    case "raster":
      return {
        document,
        draw: (figures, result, options) => figures.drawRaster(trainsOf(result), duration, options),
      };
    case "isi":
      return {
        document,
        draw: (figures, result, options) => figures.drawIntervalHistogram(trainsOf(result), options),
      };
    case "rate":
      if (hasRange) return { document, draw: (...args) => drawRates(duration, ...args) };
      throw new ExperimentError(
        `a rate is drawn against one list or range, but the document has ${axes.length === 0 ? "none" : axes.length}`,
        "--kind",
        'give a parameter one: --set \'amplitude={"from": "0 nA", "to": "5 nA", "count": 50}\'',
      );
  }
}

/** What is recorded, else the first state with its threshold where that moves; and the inputs that are driven, as far as they have a value at an instant. */
function recordingFigure(document: ExperimentDocument): PlannedFigure {
  const { model } = prepareExperiment(document).compiled;
  const driven = new Set((document.input ?? []).map(({ to }) => to ?? model.inputs[0]?.name));
  const inputs = model.inputs
    .map(({ name }) => name)
    .filter((name) => driven.has(name) && model.subexpressions.some((own) => own.name === name));
  const asked = document.record?.variables ?? [];
  const [first] = model.states;
  const { variable, threshold } = potentialLines(model);
  const moving = first && variable === first.name && typeof threshold === "string" ? [threshold] : [];
  const own = asked.length > 0 || !first ? asked : [first.name, ...moving];
  const variables = [...new Set([...own, ...inputs])];
  return {
    document: { ...document, record: { ...document.record, variables } },
    draw: (figures, result, options) =>
      figures.drawRecording(result, {
        ...options,
        inputs,
        meanings: typeof document.model === "string" ? modelNamed(document.model).meanings : {},
        lines: (member) => potentialLines(model, parametersOf(result, model, member)),
      }),
  };
}

/** The values of the parameters that differ between members. */
function parametersOf({ axes, arrangement }: Result, { parameters }: Model, member: number): Map<string, number> {
  const entries = axes.map(({ label }, axis) => [label, memberValue(axes, axis, member, arrangement)] as const);
  return new Map(entries.filter(([name]) => parameters.some((own) => own.name === name)));
}

function trainsOf(result: Result): Float64Array[] {
  return Array.from({ length: result.members }, (_, m) => spikesOf(result, m));
}

/** @param duration seconds */
function drawRates(duration: number, figures: Figures, result: Result, options: FigureOptions): SVGSVGElement {
  const { label, dimension, values } = result.axes[0]!;
  const { symbol, factor } = everydayUnit(dimension);
  const rates = Array.from(values, (_, m) => meanFiringRate(spikesOf(result, m), { stop: duration }));
  const x = { unit: symbol, values: Array.from(values, (value) => value / factor) };
  const curves = [{ y: { unit: "Hz", values: rates } }];
  return figures.drawCurve({ x, label, panels: [{ label: "firing rate", curves, including: [0] }] }, options);
}
