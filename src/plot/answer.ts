import type { Diagram } from "../protocol/diagram.ts";
import type { Plane } from "../protocol/plane.ts";
import type { Answer, Protocol } from "../protocol/protocol.ts";
import { drawBifurcation } from "./bifurcation.ts";
import { drawComparison } from "./comparison.ts";
import { drawCurve } from "./curve.ts";
import { curveOf } from "./curve-of-answer.ts";
import { diagramOf } from "./diagram-of-answer.ts";
import { comparisonOf, familyOf, rasterOf } from "./entries-of-answer.ts";
import { galleryOf } from "./gallery-of-answer.ts";
import { drawPhaseLine } from "./phase-line.ts";
import { drawPhasePlane } from "./phase-plane.ts";
import { phaseLineOf, phasePlaneOf } from "./plane-of-answer.ts";
import { drawRaster } from "./raster.ts";
import { drawStepFamily } from "./step-family.ts";
import type { FigureOptions } from "./theme.ts";

export interface AnswerOptions extends FigureOptions {
  /** What the variables are, by name, for the labels of axes. */
  readonly meanings?: Readonly<Record<string, string>>;
}

/** A protocol's answer in the form that the protocol declares; undefined where it declares none, or has nothing to draw. */
export function drawAnswer(
  { figure }: Pick<Protocol, "figure">,
  answer: Answer,
  { meanings = {}, ...options }: AnswerOptions,
): SVGSVGElement | undefined {
  switch (figure?.form) {
    case undefined:
      return undefined;
    case "curve": {
      const curve = curveOf(figure, answer);
      return curve && drawCurve(curve, options);
    }
    case "family":
      return drawStepFamily(familyOf(figure, answer, meanings), options);
    case "raster": {
      const { trains, duration, ...more } = rasterOf(figure, answer);
      return drawRaster(trains, duration, { ...options, ...more });
    }
    case "comparison":
      return drawComparison(comparisonOf(figure, answer), options);
    case "gallery":
      return galleryOf(figure, answer, { ...options, meanings });
    case "phase plane": {
      const plane = answer as Answer & Plane;
      return plane.y
        ? drawPhasePlane(phasePlaneOf(plane, meanings), options)
        : drawPhaseLine(phaseLineOf(plane, meanings), options);
    }
    case "bifurcation diagram":
      return drawBifurcation(diagramOf(answer as Answer & Diagram, meanings), options);
  }
}
