import * as Plot from "@observablehq/plot";
import type { Column } from "../quantity/measure.ts";
import { type Cell, drawFigure } from "./figure.ts";
import { area } from "./marks.ts";
import { marginsOf, type Panel } from "./panel.ts";
import { extentOf, numberText, scaleOver } from "./scale.ts";
import { textWidth, unitText } from "./text.ts";
import { type FigureOptions, type Theme, themeOf } from "./theme.ts";

/** Things side by side in several measures. */
export interface Comparison {
  /** What is compared: `lif`, `adex`, … */
  readonly names: readonly string[];
  readonly measures: readonly {
    /** `time of a step` */
    readonly title: string;
    /** A value for each name; NaN where there is none. */
    readonly column: Column;
  }[];
}

/**
 * A table that can be seen: a row for each name, a column for each measure, every value as a number and as a bar. Bars begin at
 * zero; where a measure spans more than a factor of a hundred they would not be seen, so it is drawn as a dot on a log scale.
 *
 * @throws RangeError where a column has not a value for each name
 */
export function drawComparison({ names, measures }: Comparison, options: FigureOptions): SVGSVGElement {
  for (const { title, column } of measures)
    if (column.values.length !== names.length)
      throw new RangeError(`"${title}" has ${column.values.length} values, but there are ${names.length} names`);
  const theme = themeOf(options, 0.1 + 0.05 * Math.max(3, names.length));
  const panels = measures.map((measure, k) => panelOf(measure, names, k, theme));
  return drawFigure(theme, (space) => {
    const { fontSize } = theme;
    const left = Math.max(0, ...names.map(textWidth)) * fontSize + 1.4 * fontSize;
    const width = (space.width - left) / Math.max(1, panels.length);
    return panels.map((panel, k): Cell => {
      const box = { width: k === 0 ? left + width : width, height: space.height };
      const own = marginsOf(panel, { ...box, width }, theme);
      const top = Math.max(...panels.map((other) => marginsOf(other, { ...box, width }, theme).top));
      const margins = { ...own, top, right: fontSize, bottom: 0.6 * fontSize, left: k === 0 ? left : 0.4 * fontSize };
      return { panel, margins, x: k === 0 ? 0 : left + k * width, y: 0, ...box };
    });
  });
}

function panelOf(
  { title, column }: Comparison["measures"][number],
  names: readonly string[],
  k: number,
  theme: Theme,
): Panel {
  const { series, ink, faint, fontSize } = theme;
  const colour = series[k % series.length]!;
  const [least, most] = extentOf([column.values]) ?? [0, 1];
  const isLog = least > 0 && most / least > 100;
  // Room for the number to the right of the longest bar.
  const x = isLog
    ? scaleOver("", [least / 2, most * (most / least) ** 0.8], { type: "log" })
    : scaleOver("", [Math.min(0, least), most > 0 ? 1.7 * most : 1]);
  const rows = column.values.map((value, row) => ({ value, y: names.length - row, text: numberText(value, 3) }));
  const shown = rows.filter(({ value }) => Number.isFinite(value));
  const unit = column.unit === "1" ? "" : ` (${unitText(column.unit)})`;
  const isFirst = k === 0;
  return {
    bare: true,
    showX: false,
    showY: false,
    heading: `${title}${unit}${isLog ? ", log scale" : ""}`,
    x,
    y: { label: "", type: "linear", domain: [0.4, Math.max(1, names.length) + 0.6] },
    marks: [
      ...(isLog
        ? [Plot.dot(shown, { x: "value", y: "y", r: 1.4 * theme.dot, fill: colour, ariaDescription: title })]
        : shown.map(({ value, y }) =>
            area([0, value, value, 0], [y - 0.32, y - 0.32, y + 0.32, y + 0.32], { fill: colour, label: title }),
          )),
      Plot.text(rows, {
        x: (row: { value: number }) => (Number.isFinite(row.value) ? Math.max(row.value, x.domain[0]) : x.domain[0]),
        y: "y",
        text: "text",
        textAnchor: "start",
        dx: (isLog ? 0.8 : 0.4) * fontSize,
        fontSize: 0.9 * fontSize,
        fill: ink,
        ariaDescription: "value",
      }),
      ...(isFirst
        ? [
            Plot.text(rows, {
              y: "y",
              text: (_: unknown, row: number) => names[row]!,
              frameAnchor: "left",
              textAnchor: "end",
              dx: -0.6 * fontSize,
              fontSize,
              fill: ink,
              ariaDescription: "name",
            }),
          ]
        : []),
      ...(names.length === 0
        ? [Plot.text(["nothing to compare"], { frameAnchor: "middle", fontSize, fill: faint })]
        : []),
    ],
  };
}
