import { type Equilibrium, equilibriumLegend, equilibriumMarks } from "./equilibria.ts";
import { drawFigure, stacked } from "./figure.ts";
import { type Guide, guideStroke, rowsOf, verticalGuide } from "./guides.ts";
import { line } from "./marks.ts";
import type { PlaneAxis, Polyline } from "./phase-plane.ts";
import { extentOf, scaleOver } from "./scale.ts";
import { withUnit } from "./text.ts";
import { type FigureOptions, themeOf } from "./theme.ts";

/** How fast one variable moves, against the variable; numbers in the units of the axes. */
export interface PhaseLine {
  readonly x: PlaneAxis;
  /** `{ label: "dv/dt", unit: "mV/ms", line }` */
  readonly slope: { readonly label: string; readonly unit: string; readonly line: Polyline };
  /** At the height 0. */
  readonly fixedPoints?: readonly Equilibrium[];
  readonly threshold?: number;
  readonly reset?: number;
}

/** An upstroke may be thousands of times as steep as all that lies between rest and reset: then it leaves the figure. */
function shownSlopes({ slope: { line: own }, fixedPoints = [], reset }: PhaseLine): readonly [number, number] {
  const [low, high] = extentOf([own.y, [0]])!;
  const places = [...fixedPoints.map(({ x }) => x), ...(reset === undefined ? [] : [reset])];
  const [first, last] = [Math.min(...places), Math.max(...places)];
  const inside = Array.from(own.y).filter((_, k) => own.x[k]! >= first && own.x[k]! <= last);
  const size = Math.max(0, ...inside.map(Math.abs));
  return size > 0 && size < 0.02 * (high - low) ? [Math.max(low, -4 * size), Math.min(high, 4 * size)] : [low, high];
}

/** The rate of change of a variable against it: it rises where the curve is above 0, falls where it is below. */
export function drawPhaseLine(figure: PhaseLine, options: FigureOptions): SVGSVGElement {
  const theme = themeOf(options, 0.58);
  const { slope, fixedPoints = [] } = figure;
  const x = scaleOver(withUnit(figure.x.label, figure.x.unit), [figure.x.from, figure.x.to]);
  const y = scaleOver(withUnit(slope.label, slope.unit), shownSlopes(figure), { room: 0.06 });
  const guides = [
    { at: figure.threshold, text: "threshold" },
    { at: figure.reset, text: "reset" },
  ].filter((guide): guide is Guide => guide.at !== undefined);
  const rows = rowsOf(guides, x);
  const marks = [
    line(x.domain, [0, 0], guideStroke("0", theme)),
    ...guides.flatMap((guide, k) => verticalGuide(guide, x, y, rows[k], theme)),
    line(slope.line.x, slope.line.y, { stroke: theme.series[0]!, width: 1.4 * theme.line, label: slope.label }),
    ...equilibriumMarks(fixedPoints, theme),
  ];
  const legend = equilibriumLegend(fixedPoints, theme);
  return drawFigure(theme, (space) => stacked([{ x, y, marks }], space, theme), { legend });
}
