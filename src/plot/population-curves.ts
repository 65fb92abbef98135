import { drawFigure, type LegendEntry, stacked } from "./figure.ts";
import { line } from "./marks.ts";
import type { Panel } from "./panel.ts";
import { type NamedPopulation, populationColours } from "./population-colours.ts";
import { extentOf, scaleOver } from "./scale.ts";
import { withUnit } from "./text.ts";
import { type FigureOptions, themeOf } from "./theme.ts";

/** A curve of a population, such as the spectrum of its rate. */
export interface PopulationCurve extends NamedPopulation {
  readonly values: Float64Array;
}

export interface PopulationCurves {
  readonly x: {
    readonly label: string;
    readonly unit: string;
    readonly values: Float64Array;
    readonly scale?: "linear" | "log";
  };
  readonly y: { readonly label: string; readonly unit: string; readonly scale?: "linear" | "log" };
  readonly curves: readonly PopulationCurve[];
}

/** Curves of populations over one axis, in the colours of the populations. */
export function drawPopulationCurves({ x, y, curves }: PopulationCurves, options: FigureOptions): SVGSVGElement {
  const theme = themeOf(options, 0.58);
  const colours = populationColours(curves, theme);
  const xScale = scaleOver(withUnit(x.label, x.unit), extentOf([x.values], x.scale), { type: x.scale ?? "linear" });
  const extent = extentOf(
    curves.map(({ values }) => values),
    y.scale,
  );
  const yScale = scaleOver(
    withUnit(y.label, y.unit),
    y.scale === "log" || !extent ? extent : [Math.min(0, extent[0]), extent[1]],
    {
      room: 0.04,
      type: y.scale ?? "linear",
    },
  );
  const panel: Panel = {
    x: xScale,
    y: yScale,
    marks: curves.map(({ name, values }, k) =>
      line(x.values, values, { stroke: colours[k]!, width: 0.8 * theme.line, label: name }),
    ),
  };
  const legend: LegendEntry[] = curves.map(({ name }, k) => ({ text: name, colour: colours[k]!, look: "line" }));
  return drawFigure(theme, (space) => stacked([panel], space, theme), { legend });
}
