import type uPlot from "uplot";
import type { PlotColours } from "../look/colours.ts";

/** Points, and lines between two of them, in the units of a plot: where numbers were read on its trace. */
export interface Places {
  readonly points: readonly Point[];
  readonly lines: readonly (readonly [Point, Point])[];
}

interface Point {
  readonly x: number;
  readonly y: number;
}

/** Rings at points, bars along lines. */
export function drawPlaces(u: uPlot, places: Places | undefined, colours: PlotColours): void {
  if (!places) return;
  const { ctx, bbox } = u;
  const dot = devicePixelRatio;
  const at = ({ x, y }: Point): [number, number] => [u.valToPos(x, "x", true), u.valToPos(y, "y", true)];
  ctx.save();
  ctx.beginPath();
  ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
  ctx.clip();
  ctx.setLineDash([]);
  ctx.strokeStyle = colours.stimulus;
  ctx.fillStyle = colours.paper;
  ctx.lineWidth = 3 * dot;
  ctx.beginPath();
  for (const [from, to] of places.lines) {
    ctx.moveTo(...at(from));
    ctx.lineTo(...at(to));
  }
  ctx.stroke();
  ctx.lineWidth = 1.75 * dot;
  for (const point of places.points) {
    ctx.beginPath();
    ctx.arc(...at(point), 3.5 * dot, 0, 2 * Math.PI);
    ctx.fill();
    ctx.stroke();
  }
  ctx.restore();
}
