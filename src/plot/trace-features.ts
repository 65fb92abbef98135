import * as Plot from "@observablehq/plot";
import type { Column } from "../quantity/measure.ts";
import { drawFigure, type LegendEntry, stacked } from "./figure.ts";
import { dots, line } from "./marks.ts";
import type { Polyline } from "./phase-plane.ts";
import { extentOf, scaleOver } from "./scale.ts";
import { withUnit } from "./text.ts";
import { type FigureOptions, themeOf } from "./theme.ts";

/** Where on the trace a feature was measured, in the units of its axes. */
export interface MeasuredFeature {
  /** `AP_threshold` */
  readonly name: string;
  /** Single points, such as the peaks of all spikes. */
  readonly points?: Polyline;
  /** Stretches, such as a width at half height; each from its first to its last point. */
  readonly stretches?: readonly Polyline[];
}

export interface MeasuredTrace {
  readonly time: Column;
  readonly trace: Column;
  /** `membrane potential v` */
  readonly label: string;
  readonly features: readonly MeasuredFeature[];
  /** The part to show, in the unit of the time. Default: all of it. */
  readonly from?: number;
  readonly to?: number;
}

/**
 * A trace with the places on it where its features were measured: dots, and bars for what has a length.
 *
 * @throws RangeError where trace and time differ in length, or the part to show has none
 */
export function drawTraceFeatures(figure: MeasuredTrace, options: FigureOptions): SVGSVGElement {
  const { time, trace, label, features } = figure;
  if (time.values.length !== trace.values.length)
    throw new RangeError(`the trace has ${trace.values.length} samples, but the time ${time.values.length}`);
  const [first, last] = extentOf([time.values]) ?? [0, 1];
  const { from = first, to = last } = figure;
  if (!(to >= from)) throw new RangeError(`the part to show must go onwards, but goes from ${from} to ${to}`);
  const theme = themeOf(options, 0.56);
  const colours = theme.series;
  const colourOf = (k: number): string => colours[(k + 1) % colours.length]!;
  const shown = trace.values.filter((_, k) => time.values[k]! >= from && time.values[k]! <= to);
  const x = scaleOver(withUnit("time", time.unit), [from, to]);
  const y = scaleOver(withUnit(label, trace.unit), extentOf([shown]), { room: 0.08 });
  const marks: Plot.Markish[] = [
    line(time.values, trace.values, { stroke: colours[0]!, width: theme.line, label }),
    ...features.flatMap(({ name, stretches = [] }, k) =>
      stretches.map((own) => line(own.x, own.y, { stroke: colourOf(k), width: 2 * theme.line, label: name })),
    ),
    ...features.flatMap(({ name, points }, k) =>
      points ? [dots(points.x, points.y, { stroke: colourOf(k), width: 2.6 * theme.dot, label: name })] : [],
    ),
    ...(time.values.length === 0
      ? [Plot.text(["no samples"], { frameAnchor: "middle", fontSize: theme.fontSize, fill: theme.faint })]
      : []),
  ];
  const legend = features.map(
    ({ name, points }, k): LegendEntry => ({ text: name, colour: colourOf(k), look: points ? "dot" : "line" }),
  );
  return drawFigure(theme, (space) => stacked([{ x, y, marks }], space, theme), { legend });
}
