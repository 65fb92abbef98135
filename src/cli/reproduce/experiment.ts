import { type Experiment, type ExperimentDocument, parseExperiment, simulate } from "../../index.ts";
import type { FigureOptions } from "../../plot/index.ts";
import * as figures from "../../plot/index.ts";
import { planFigure } from "../experiment-figure.ts";

/** The traces of an experiment, as `rheobase plot` draws them. */
export function drawExperiment(document: Experiment | ExperimentDocument, options: FigureOptions): SVGSVGElement {
  const planned = planFigure(parseExperiment(document), "trace");
  return planned.draw(figures, simulate(planned.document), options);
}
