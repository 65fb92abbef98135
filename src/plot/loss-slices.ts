import type { Column } from "../quantity/measure.ts";
import { drawFigure, gridded } from "./figure.ts";
import { area, line } from "./marks.ts";
import type { Panel } from "./panel.ts";
import { extentOf, scaleOver } from "./scale.ts";
import { withUnit } from "./text.ts";
import { type FigureOptions, type Theme, themeOf } from "./theme.ts";

/** The loss along one free number of a fit. */
export interface SliceFigure {
  readonly name: string;
  readonly values: Column;
  /** One for each value; what is not finite is not drawn. */
  readonly losses: readonly number[];
  readonly best: number;
  /** In the unit of the values: where the bootstrap has it. */
  readonly interval?: { readonly low: number; readonly high: number };
  readonly scale?: "linear" | "log";
}

/** Losses are drawn up to so much above the best: a coincidence factor loses 1 from perfect to chance. */
const highest = 1.2;

/**
 * A small panel for each free number: the loss along it, where the best value is, and how the bootstrap scatters it. A flat line is
 * a number that the data do not determine.
 *
 * @throws RangeError where a slice has not a loss for each value
 */
export function drawLossSlices(slices: readonly SliceFigure[], options: FigureOptions): SVGSVGElement {
  for (const { name, values, losses } of slices)
    if (values.values.length !== losses.length)
      throw new RangeError(`${name} has ${values.values.length} values, but ${losses.length} losses`);
  const columns = Math.min(4, Math.max(1, slices.length));
  const theme = themeOf(options, 0.05 + 0.2 * Math.ceil(slices.length / columns));
  const finite = slices.map(({ losses }) => losses.filter(Number.isFinite));
  const [low, high] = extentOf(finite) ?? [0, 1];
  const top = Math.min(high, low + highest);
  const y = scaleOver("", [low, top], { room: 0.06 });
  const panels = slices.map((slice, k) => panelOf(slice, k % columns === 0 ? { ...y, label: "loss" } : y, theme));
  return drawFigure(theme, (space) => gridded(panels, columns, space, theme, { shared: false }));
}

function panelOf(
  { name, values, losses, best, interval, scale = "linear" }: SliceFigure,
  y: Panel["y"],
  theme: Theme,
): Panel {
  const x = scaleOver(withUnit(name, values.unit), extentOf([values.values], scale), { type: scale });
  const [colour, second] = theme.series;
  const [bottom, top] = y.domain;
  const shownLosses = losses.map((loss) => (Number.isFinite(loss) ? Math.min(top, loss) : Number.NaN));
  return {
    x,
    y,
    marks: [
      ...(interval
        ? [
            area([interval.low, interval.high, interval.high, interval.low], [bottom, bottom, top, top], {
              fill: second!,
              opacity: 0.25,
              label: "bootstrap",
            }),
          ]
        : []),
      line(values.values, shownLosses, { stroke: colour!, width: theme.line, label: `loss along ${name}` }),
      line([best, best], [bottom, top], { stroke: theme.faint, width: theme.line, dash: "4 3", label: "best" }),
    ],
  };
}
