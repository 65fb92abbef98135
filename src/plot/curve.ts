import type { Column } from "../quantity/measure.ts";
import { dashOf, drawFigure, type LegendEntry, stacked } from "./figure.ts";
import { type Guide, horizontalGuide, rowsOf, verticalGuide } from "./guides.ts";
import { dotRadius, dots, line } from "./marks.ts";
import type { Panel } from "./panel.ts";
import { extentOf, type Scale, scaleOver } from "./scale.ts";
import { withUnit } from "./text.ts";
import { type FigureOptions, type Theme, themeOf } from "./theme.ts";

/** One column against the horizontal axis. */
export interface Curve {
  /** What it is, in the legend or at its end: `measured`, `closed form`. Needed where there are several. */
  readonly name?: string;
  readonly y: Column;
  /** Measured values are points, formulas lines. Default: points. */
  readonly look?: "points" | "line" | "dashed" | "points and line";
  /** Default: a single formula among measured points is ink, every other curve has a colour of its own. */
  readonly tone?: "ink" | "faint" | "colour";
}

export interface CurvePanel {
  /** Without its unit, which is that of the columns: `rate`. */
  readonly label: string;
  readonly curves: readonly Curve[];
  readonly scale?: "linear" | "log";
  /** Values that the axis must hold, such as 0. */
  readonly including?: readonly number[];
  /** Horizontal lines with their texts, in the unit of the columns. */
  readonly guides?: readonly Guide[];
}

export interface CurveFigure {
  readonly x: Column;
  /** `amplitude` */
  readonly label: string;
  readonly scale?: "linear" | "log";
  /** One panel, or several over each other: amplitude and phase. */
  readonly panels: readonly CurvePanel[];
  /** Vertical lines, in the unit of x. */
  readonly guides?: readonly Guide[];
}

/**
 * Columns against a column: f-I curves with their closed forms, strength and duration, amplitude and phase.
 *
 * @throws RangeError where the columns have not the length of x
 */
export function drawCurve(figure: CurveFigure, options: FigureOptions): SVGSVGElement {
  const theme = themeOf(options, figure.panels.length > 1 ? 0.42 * figure.panels.length : 0.58);
  for (const { y, name } of figure.panels.flatMap(({ curves }) => curves))
    if (y.values.length !== figure.x.values.length)
      throw new RangeError(
        `${name ?? "a curve"} has ${y.values.length} values, but the horizontal axis ${figure.x.values.length}`,
      );
  const type = figure.scale ?? "linear";
  const xs = [figure.x.values, (figure.guides ?? []).map(({ at }) => at)];
  const x = scaleOver(withUnit(figure.label, figure.x.unit), extentOf(xs, type), { type, room: 0.02 });
  const panels = figure.panels.map((panel, k) => panelOf(panel, figure, x, k === 0, theme));
  return drawFigure(theme, (space) => stacked(panels, space, theme), { legend: legendOf(figure, theme) });
}

function panelOf(panel: CurvePanel, figure: CurveFigure, x: Scale, isFirst: boolean, theme: Theme): Panel {
  const { label, curves, scale: type = "linear", including = [], guides = [] } = panel;
  const unit = curves[0]?.y.unit ?? "1";
  const extent = extentOf([...curves.map(({ y }) => y.values), including, guides.map(({ at }) => at)], type);
  const rows = rowsOf(figure.guides ?? [], x);
  const strip = isFirst && rows.length > 0 ? rowHeight * (Math.max(...rows) + 1) : 0;
  const isWhole = unit === "1" && curves.every(({ y }) => y.values.every(Number.isInteger));
  const y = {
    ...scaleOver(withUnit(label, unit), extent && raised(extent, strip, type), { type, room: 0.05 }),
    isWhole,
  };
  const marks = [
    ...guides.flatMap((guide) => horizontalGuide(guide, x, endFreeOf(curves, figure.x, guide.at, x, y), theme)),
    ...(figure.guides ?? []).flatMap((guide, k) => verticalGuide(guide, x, y, isFirst ? rows[k] : undefined, theme)),
    // Lines over points: what is measured stays visible on both sides of a thin line.
    ...curves.flatMap((curve, k) => pointsOf(curve, figure.x, colourOf(curve, k, curves, theme), theme)),
    ...curves.flatMap((curve, k) => lineOf(curve, figure.x, colourOf(curve, k, curves, theme), theme)),
  ];
  const ends = labelsAtEnds(curves)
    ? curves.map((curve, k) => ({
        text: curve.name!,
        y: valueAtRight(curve.y, figure.x),
        colour: colourOf(curve, k, curves, theme),
      }))
    : [];
  return { x, y, marks, ends };
}

/** Of the height of a panel: a line of text above the curves, for what vertical guides are. */
const rowHeight = 0.08;

function raised([low, high]: readonly [number, number], part: number, type: Scale["type"]): readonly [number, number] {
  return [low, type === "log" ? high * (high / low) ** part : high + part * (high - low)];
}

/** The end of a horizontal line above which no curve runs where its text is to stand: the right one, where both are free. */
function endFreeOf(curves: readonly Curve[], { values }: Column, at: number, x: Scale, y: Scale): "left" | "right" {
  const part = (value: number, { domain, type }: Scale): number => {
    const [low, high, own] = type === "log" ? [...domain, value].map(Math.log) : [...domain, value];
    return (own! - low!) / (high! - low!);
  };
  const isMet = (isThere: (place: number) => boolean): boolean =>
    curves.some((curve) =>
      curve.y.values.some((value, k) => {
        const above = part(value, y) - part(at, y);
        return isThere(part(values[k]!, x)) && above > -0.03 && above < 0.1;
      }),
    );
  return isMet((place) => place > 0.65) && !isMet((place) => place < 0.35) ? "left" : "right";
}

/** Lines that are all there is are labelled at their ends; points with their formula on them need a legend. */
function labelsAtEnds(curves: readonly Curve[]): boolean {
  return curves.length > 1 && curves.every(({ look = "points", name }) => look !== "points" && name !== undefined);
}

function legendOf({ panels }: CurveFigure, theme: Theme): LegendEntry[] {
  const entries = panels
    .filter(({ curves }) => !labelsAtEnds(curves))
    .flatMap(({ curves }) =>
      curves.flatMap((curve, k) =>
        curve.name === undefined
          ? []
          : [{ text: curve.name, colour: colourOf(curve, k, curves, theme), look: legendLook(curve.look) }],
      ),
    );
  return entries.filter((entry, k) => entries.findIndex(({ text }) => text === entry.text) === k);
}

function legendLook(look: Curve["look"] = "points"): LegendEntry["look"] {
  return look === "line" || look === "dashed" ? look : "dot";
}

function colourOf(curve: Curve, k: number, curves: readonly Curve[], theme: Theme): string {
  const own = theme.series[k % theme.series.length]!;
  if (curve.tone !== undefined) return curve.tone === "colour" ? own : theme[curve.tone];
  const isLine = ({ look = "points" }: Curve): boolean => look === "line" || look === "dashed";
  if (isLine(curve) && curves.filter(isLine).length === 1 && curves.length > 1) return theme.ink;
  return own;
}

function pointsOf({ y, look = "points", name = "points" }: Curve, x: Column, stroke: string, theme: Theme) {
  if (!look.startsWith("points")) return [];
  const width = 2 * dotRadius(x.values.length, 0.85 * theme.width, theme);
  return [dots(x.values, y.values, { stroke, width, label: name })];
}

function lineOf({ y, look = "points", name = "curve" }: Curve, x: Column, stroke: string, theme: Theme) {
  if (look === "points") return [];
  const dash = look === "dashed" ? { dash: dashOf(theme) } : {};
  return [
    line(x.values, y.values, {
      stroke,
      width: stroke === theme.ink ? 0.8 * theme.line : theme.line,
      label: name,
      ...dash,
    }),
  ];
}

/** The value of a curve where it ends on the right. */
function valueAtRight({ values }: Column, { values: x }: Column): number {
  const finite = [...values.keys()].filter((k) => Number.isFinite(values[k]));
  return values[finite.reduce((best, k) => (x[k]! > x[best]! ? k : best), finite[0] ?? 0)] ?? 0;
}
