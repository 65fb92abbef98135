import type uPlot from "uplot";
import type { PlotColours } from "../look/colours.ts";

/** Courses beneath the trace of a panel: other neurons of the run, and the run it is compared with. */
export interface Overlay {
  /** ms of the samples of the others. */
  readonly times: Float64Array;
  /** In order of drawing. */
  readonly others: readonly Float64Array[];
  readonly pinned: { readonly times: Float64Array; readonly values: Float64Array } | undefined;
  /** ms: spikes of the run compared with. */
  readonly pinnedSpikes: Float64Array;
}

export const noOverlay: Overlay = {
  times: new Float64Array(),
  others: [],
  pinned: undefined,
  pinnedSpikes: new Float64Array(),
};

/** Neurons that are drawn beside the chosen one. */
const mostOthers = 60;

/** Evenly spread members of a run, without the one that is chosen. */
export function othersOf(members: number, chosen: number): number[] {
  const count = Math.min(members, mostOthers);
  const all = Array.from({ length: count }, (_, k) => (count < 2 ? 0 : Math.round((k * (members - 1)) / (count - 1))));
  return all.filter((member) => member !== chosen);
}

/** The least and the greatest value of all courses; undefined where there are none. */
export function extentOf({ others, pinned }: Overlay): readonly [number, number] | undefined {
  let [low, high] = [Infinity, -Infinity];
  for (const values of pinned ? [...others, pinned.values] : others)
    for (const value of values) {
      if (value < low) low = value;
      if (value > high) high = value;
    }
  return low <= high ? [low, high] : undefined;
}

/** Beneath the trace: other neurons pale, the run compared with dashed. */
export function drawOverlay(u: uPlot, overlay: Overlay, stroke: string, { ghost }: PlotColours): void {
  const { others, pinned } = overlay;
  if (others.length === 0 && !pinned) return;
  const { ctx, bbox } = u;
  ctx.save();
  ctx.beginPath();
  ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
  ctx.clip();
  ctx.strokeStyle = stroke;
  ctx.lineWidth = devicePixelRatio;
  ctx.globalAlpha = Math.max(0.12, 0.8 / Math.sqrt(Math.max(1, others.length)));
  for (const values of others) path(u, overlay.times, values);
  if (pinned) {
    ctx.globalAlpha = 1;
    ctx.strokeStyle = ghost;
    ctx.lineWidth = 1.5 * devicePixelRatio;
    ctx.setLineDash([5 * devicePixelRatio, 4 * devicePixelRatio]);
    path(u, pinned.times, pinned.values);
  }
  ctx.restore();
}

/** The window's part of a course; several samples in one column of dots become their lowest and highest. */
function path(u: uPlot, times: ArrayLike<number>, values: Float64Array): void {
  const { ctx, bbox } = u;
  const { min, max } = u.scales.x!;
  const step = times.length > 1 ? times[1]! - times[0]! : 1;
  const from = Math.max(0, Math.floor((min! - times[0]!) / step) - 1);
  const to = Math.min(values.length, Math.ceil((max! - times[0]!) / step) + 2);
  const each = Math.max(1, Math.floor((to - from) / bbox.width));
  ctx.beginPath();
  for (let k = from; k < to; k += each) {
    const x = u.valToPos(times[k]!, "x", true);
    let [low, high] = [values[k]!, values[k]!];
    for (let inner = k + 1; inner < Math.min(k + each, to); inner++) {
      low = Math.min(low, values[inner]!);
      high = Math.max(high, values[inner]!);
    }
    ctx.lineTo(x, u.valToPos(low, "y", true));
    if (high > low) ctx.lineTo(x, u.valToPos(high, "y", true));
  }
  ctx.stroke();
}
