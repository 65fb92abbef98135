import * as Plot from "@observablehq/plot";
import type { Column } from "../quantity/measure.ts";
import { type Cell, drawFigure, type LegendEntry } from "./figure.ts";
import { type Guide, haloOf, verticalGuide } from "./guides.ts";
import { area, line } from "./marks.ts";
import { marginsOf, type Panel } from "./panel.ts";
import { extentOf, numberText, type Scale, scaleOver } from "./scale.ts";
import { textWidth, unitText } from "./text.ts";
import { type FigureOptions, type Theme, themeOf } from "./theme.ts";

/** Things side by side in several measures. */
export interface Comparison {
  /** What is compared: `lif`, `adex`, … */
  readonly names: readonly string[];
  readonly measures: readonly ComparedMeasure[];
  /** Of the dots and the rings, where there are rings. */
  readonly legend?: { readonly dots: string; readonly rings: string };
}

export interface ComparedMeasure {
  /** `time of a step` */
  readonly title: string;
  /** A value for each name; NaN where there is none. */
  readonly column: Column;
  /** Other values of the same, in the same unit: drawn as rings, the column as dots. */
  readonly rings?: readonly number[];
  /** Across all rows: what is to be reached. */
  readonly guide?: Guide;
}

/**
 * A table that can be seen: a row for each name, a column for each measure, every value as a number and as a bar from zero on. Where
 * a measure spans more than a factor of a hundred bars would not be seen, so it is drawn as a dot on a log scale; with a second value
 * for each name, as a dot and a ring.
 *
 * @throws RangeError where a column has not a value for each name
 */
export function drawComparison({ names, measures, legend }: Comparison, options: FigureOptions): SVGSVGElement {
  for (const { title, column, rings = column.values } of measures)
    for (const { length } of [column.values, rings])
      if (length !== names.length)
        throw new RangeError(`"${title}" has ${length} values, but there are ${names.length} names`);
  const theme = themeOf(options, 0.1 + 0.05 * Math.max(3, names.length));
  const panels = measures.map((measure, k) => panelOf(measure, names, k, theme));
  const { fontSize, series, faint } = theme;
  const entries: LegendEntry[] =
    legend && measures.some(({ rings }) => rings)
      ? [
          { text: legend.dots, colour: series[0]!, look: "dot" },
          { text: legend.rings, colour: faint, look: "ring" },
        ]
      : [];
  return drawFigure(
    theme,
    (space) => {
      const left = Math.max(0, ...names.map(textWidth)) * fontSize + 1.4 * fontSize;
      const width = (space.width - left) / Math.max(1, panels.length);
      const box = { width, height: space.height };
      const top = Math.max(fontSize, ...panels.map((panel) => marginsOf(panel, box, theme).top));
      const around = { top, right: fontSize, bottom: 0.6 * fontSize, left: 0.4 * fontSize, yLabel: [] };
      return [
        { panel: namesPanel(names, theme), margins: { ...around, left: 0, right: 0 }, x: 0, y: 0, ...box, width: left },
        ...panels.map((panel, k): Cell => ({ panel, margins: around, x: left + k * width, y: 0, ...box })),
      ];
    },
    { legend: entries },
  );
}

function rowsOver(names: readonly string[]): Scale {
  return { label: "", type: "linear", domain: [0.4, Math.max(1, names.length) + 0.6] };
}

function namesPanel(names: readonly string[], { fontSize, ink, faint }: Theme): Panel {
  return {
    ...{ bare: true, showX: false, showY: false, x: scaleOver("", [0, 1]), y: rowsOver(names) },
    marks: [
      Plot.text(names, {
        y: (_: unknown, row: number) => names.length - row,
        text: (name: string) => name,
        ...{
          frameAnchor: "right",
          textAnchor: "end",
          dx: -0.6 * fontSize,
          fontSize,
          fill: ink,
          ariaDescription: "name",
        },
      }),
      ...(names.length === 0
        ? [Plot.text(["nothing to compare"], { frameAnchor: "middle", fontSize, fill: faint })]
        : []),
    ],
  };
}

function panelOf(measure: ComparedMeasure, names: readonly string[], k: number, theme: Theme): Panel {
  const { title, column, rings, guide } = measure;
  const [least, most] = extentOf([column.values, rings ?? [], guide ? [guide.at] : []]) ?? [0, 1];
  const isLog = least > 0 && most / least > 100;
  // Room for the number to the right of the longest bar.
  const x = isLog
    ? scaleOver("", [least / 2, most * (most / least) ** 0.8], { type: "log" })
    : scaleOver("", [Math.min(0, least), most > 0 ? (rings ? 1.35 : 1.7) * most : 1]);
  const rows = column.values.map((value, row) => {
    const other = rings?.[row] ?? Number.NaN;
    const last = Math.max(...[value, other].filter(Number.isFinite), x.domain[0]);
    return { value, other, last, y: names.length - row, text: numberText(value, 3) };
  });
  const unit = column.unit === "1" ? "" : ` (${unitText(column.unit)})`;
  const isDotted = isLog || rings !== undefined;
  const { fontSize, ink, series } = theme;
  const colour = series[(rings ? 0 : k) % series.length]!;
  const y = rowsOver(names);
  return {
    bare: true,
    showX: false,
    showY: false,
    heading: `${title}${unit}${isLog ? ", log scale" : ""}`,
    x,
    y,
    marks: [
      ...(guide ? verticalGuide(guide, x, y, undefined, theme) : []),
      ...(isDotted ? dotted(rows, colour, title, theme) : bars(rows, colour, title)),
      Plot.text(rows, {
        ...{ x: "last", y: "y", text: "text", textAnchor: "start" },
        ...{ dx: (isDotted ? 0.8 : 0.4) * fontSize, fontSize: 0.9 * fontSize, fill: ink, ariaDescription: "value" },
        ...haloOf(theme),
      }),
    ],
  };
}

interface Row {
  readonly value: number;
  readonly other: number;
  readonly y: number;
}

function bars(rows: readonly Row[], fill: string, label: string): Plot.Markish[] {
  return rows
    .filter(({ value }) => Number.isFinite(value))
    .map(({ value, y }) => area([0, value, value, 0], [y - 0.32, y - 0.32, y + 0.32, y + 0.32], { fill, label }));
}

function dotted(rows: readonly Row[], colour: string, title: string, theme: Theme): Plot.Markish[] {
  const { background, faint, hairline, line: width, dot } = theme;
  const ringed = rows.filter(({ other }) => Number.isFinite(other));
  const shown = rows.filter(({ value }) => Number.isFinite(value));
  return [
    ...ringed.map(({ value, other, y }) =>
      line([value, other], [y, y], { stroke: faint, width: hairline, label: title }),
    ),
    Plot.dot(ringed, {
      ...{ x: "other", y: "y", r: 1.3 * dot, fill: background, stroke: faint, strokeWidth: width },
      ariaDescription: `${title}, rings`,
    }),
    Plot.dot(shown, { x: "value", y: "y", r: 1.4 * dot, fill: colour, ariaDescription: title }),
  ];
}
