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
  const rings = places.points.map(at);
  for (const line of places.lines) {
    const [from, to] = [at(line[0]), at(line[1])];
    ctx.moveTo(...from);
    ctx.lineTo(...to);
    // A line too short to be seen is a ring.
    if (Math.hypot(to[0] - from[0], to[1] - from[1]) < 7 * dot)
      rings.push([(from[0] + to[0]) / 2, (from[1] + to[1]) / 2]);
  }
  ctx.stroke();
  ctx.lineWidth = 1.75 * dot;
  for (const ring of rings) {
    ctx.beginPath();
    ctx.arc(...ring, 3.5 * dot, 0, 2 * Math.PI);
    ctx.fill();
    ctx.stroke();
  }
  ctx.restore();
}
