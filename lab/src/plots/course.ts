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

/** Draws courses over or under the one that a plot shows. */
export function drawCourses(
  u: uPlot,
  courses: readonly Course[],
  { stroke, width, opacity = 1 }: { readonly stroke: string; readonly width: number; readonly opacity?: number },
): void {
  if (courses.length === 0) return;
  const { ctx, bbox } = u;
  const { min, max } = u.scales.x!;
  ctx.save();
  ctx.beginPath();
  ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
  ctx.clip();
  ctx.strokeStyle = stroke;
  ctx.globalAlpha = opacity;
  ctx.lineWidth = width * devicePixelRatio;
  ctx.setLineDash([]);
  const [left, top] = [u.valToPos(min!, "x", true), u.valToPos(u.scales.y!.max!, "y", true)];
  const perX = (u.valToPos(max!, "x", true) - left) / (max! - min!);
  const perY = (u.valToPos(u.scales.y!.min!, "y", true) - top) / (u.scales.y!.max! - u.scales.y!.min!);
  for (const course of courses) {
    const [x, y] = windowOf(course, { from: min!, to: max! }, Math.max(1, Math.round(bbox.width)));
    ctx.beginPath();
    for (let k = 0; k < x.length; k++)
      ctx.lineTo(left + (x[k]! - min!) * perX, top + (u.scales.y!.max! - y[k]!) * perY);
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
