import type uPlot from "uplot";
import { extremesIn, type Pyramid } from "./extremes.ts";

/** A long course of equally spaced samples, the first at 0. */
export interface Course {
  /** ms from one sample to the next. */
  readonly step: number;
  readonly values: Float64Array;
  readonly pyramid: Pyramid;
  /** Its extremes. */
  readonly low: number;
  readonly high: number;
}

/** The part of a course that a window shows, as it is drawn in so many columns: times and values. */
export function windowOf(
  { step, values, pyramid }: Pick<Course, "step" | "values" | "pyramid">,
  { from, to }: { readonly from: number; readonly to: number },
  columns: number,
): [Float64Array, Float64Array] {
  const indices = extremesIn(values, pyramid, Math.floor(from / step) - 1, Math.ceil(to / step) + 1, columns);
  return [Float64Array.from(indices, (k) => k * step), Float64Array.from(indices, (k) => values[k]!)];
}

/** Stretches that a plot this many pixels wide is drawn from: one for each dot of the screen. */
export function columnsOf(width: number): number {
  return Math.max(256, Math.round(width * devicePixelRatio));
}

export interface LineLook {
  readonly stroke: string;
  readonly width: number;
  readonly opacity?: number;
}

/** Draws courses behind the one that a plot shows. */
export function drawCourses(u: uPlot, courses: readonly Course[], look: LineLook): void {
  const { min, max } = u.scales.x!;
  for (const course of courses)
    drawLine(u, ...windowOf(course, { from: min!, to: max! }, Math.max(1, Math.round(u.bbox.width))), look);
}

/** Corners of a line that are one path. */
const together = 48;

/**
 * Draws a line through points, a few of them at a time: the time to fill a path grows with the lines that cross each row of
 * dots, and a noisy trace crosses every row in every column.
 */
export function drawLine(
  u: uPlot,
  x: ArrayLike<number>,
  y: ArrayLike<number>,
  { stroke, width, opacity = 1 }: LineLook,
): void {
  const { ctx, bbox } = u;
  const [left, top] = [u.scales.x!.min!, u.scales.y!.max!];
  const perX = bbox.width / (u.scales.x!.max! - left);
  const perY = bbox.height / (top - u.scales.y!.min!);
  ctx.save();
  ctx.beginPath();
  ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
  ctx.clip();
  ctx.strokeStyle = stroke;
  ctx.globalAlpha = opacity;
  ctx.lineWidth = width * devicePixelRatio;
  ctx.lineJoin = "round";
  // Pieces overlap where they meet, so that no seam shows; what shines through would show the overlap instead.
  ctx.lineCap = opacity < 1 ? "butt" : "round";
  ctx.setLineDash([]);
  for (let begin = 0; begin < x.length; begin += together) {
    ctx.beginPath();
    const end = Math.min(x.length - 1, begin + together);
    for (let k = begin; k <= end; k++) ctx.lineTo(bbox.left + (x[k]! - left) * perX, bbox.top + (top - y[k]!) * perY);
    ctx.stroke();
  }
  ctx.restore();
}

/** The samples of a quantity as a course. */
export function courseFrom(step: number, values: Float64Array, pyramid: Pyramid): Course {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let k = 0; k < values.length; k++) {
    const value = values[k]!;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return { step, values, pyramid, low, high };
}
