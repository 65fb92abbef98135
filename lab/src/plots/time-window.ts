import { extremesIn, type Pyramid } from "./extremes.ts";

/** Stretches that a plot this many pixels wide is drawn from: one for each dot of the screen. */
export function columnsOf(width: number): number {
  return Math.max(256, Math.round(width * devicePixelRatio));
}

/**
 * The part of a long course that a window shows, with a sample beyond either end: few enough samples to be drawn in a moment, and
 * the same picture as of all.
 *
 * @param times equally spaced, from 0 on
 */
export function windowOf(
  times: Float64Array,
  values: Float64Array,
  pyramid: Pyramid,
  { from, to }: { readonly from: number; readonly to: number },
  columns: number,
): [Float64Array, Float64Array] {
  const step = times.length > 1 ? times[1]! - times[0]! : 1;
  const indices = extremesIn(values, pyramid, Math.floor(from / step) - 1, Math.ceil(to / step) + 1, columns);
  return [Float64Array.from(indices, (k) => times[k]!), Float64Array.from(indices, (k) => values[k]!)];
}
