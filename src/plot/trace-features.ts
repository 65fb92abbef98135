import * as Plot from "@observablehq/plot";
import type { FeatureMeasurement } from "../analysis/features/measurement.ts";
import type { VoltageTrace } from "../analysis/features/trace.ts";
import { drawFigure, type LegendEntry, stacked } from "./figure.ts";
import { dots, line } from "./marks.ts";
import type { Polyline } from "./phase-plane.ts";
import { extentOf, scaleOver } from "./scale.ts";
import { type FigureOptions, themeOf } from "./theme.ts";

export interface TraceFeaturesOptions extends FigureOptions {
  /** The part to show, in seconds. Default: all of it. */
  readonly from?: number;
  readonly to?: number;
}

/**
 * A trace with the places on it where its features were measured, as `measureFeatures` returns them: dots for points, lines for
 * what reaches from one point to another, bars for windows. Features without a value are left out.
 *
 * @throws RangeError where trace and time differ in length, or the part to show has none
 */
export function drawTraceFeatures(
  { time, voltage }: Pick<VoltageTrace, "time" | "voltage">,
  features: Readonly<Record<string, FeatureMeasurement>>,
  options: TraceFeaturesOptions,
): SVGSVGElement {
  if (time.length !== voltage.length)
    throw new RangeError(`the trace has ${voltage.length} samples, but the time ${time.length}`);
  const [first, last] = extentOf([time]) ?? [0, 1];
  const { from = first, to = last } = options;
  if (!(to >= from)) throw new RangeError(`the part to show must go onwards, but goes from ${from} to ${to} s`);
  const theme = themeOf(options, 0.56);
  const { series, faint, fontSize } = theme;
  const drawn = Object.entries(features)
    .filter(([, { places }]) => places.length > 0)
    .map(([name, { places }], k) => ({ name, colour: series[(k + 1) % series.length]!, ...shapesOf(places) }));
  const shown = voltage.filter((_, k) => time[k]! >= from && time[k]! <= to).map(thousandfold);
  const marks: Plot.Markish[] = [
    line(time.map(thousandfold), voltage.map(thousandfold), { stroke: series[0]!, width: theme.line, label: "trace" }),
    ...drawn.flatMap(({ name, colour, lines }) =>
      lines.map((own) => line(own.x, own.y, { stroke: colour, width: 2 * theme.line, label: name })),
    ),
    ...drawn.map(({ name, colour, points }) =>
      dots(points.x, points.y, { stroke: colour, width: 2.6 * theme.dot, label: name }),
    ),
    Plot.text(time.length === 0 ? ["no samples"] : [], { frameAnchor: "middle", fontSize, fill: faint }),
  ];
  const panel = {
    x: scaleOver("time (ms)", [1000 * from, 1000 * to]),
    y: scaleOver("membrane potential (mV)", extentOf([shown]), { room: 0.08 }),
    marks,
  };
  const legend = drawn.map(
    ({ name, colour, points }): LegendEntry => ({ text: name, colour, look: points.x.length > 0 ? "dot" : "line" }),
  );
  return drawFigure(theme, (space) => stacked([panel], space, theme), { legend });
}

/** Milliseconds and millivolts. */
function shapesOf(places: FeatureMeasurement["places"]): { readonly points: Polyline; readonly lines: Polyline[] } {
  const lines: Polyline[] = [];
  const points: { readonly x: number[]; readonly y: number[] } = { x: [], y: [] };
  for (const place of places) {
    const corners =
      place.kind === "window"
        ? [place.start, place.stop].map((time) => ({ time, voltage: place.voltage }))
        : place.points;
    const x = corners.map(({ time }) => thousandfold(time));
    const y = corners.map(({ voltage }) => thousandfold(voltage));
    if (corners.length === 2) lines.push({ x, y });
    else {
      points.x.push(...x);
      points.y.push(...y);
    }
  }
  return { points, lines };
}

function thousandfold(value: number): number {
  return 1000 * value;
}
