import type uPlot from "uplot";
import type { PlotColours } from "../look/colours.ts";
import type { Levels } from "../worker/contract.ts";
import { plainAxis } from "./axis.ts";
import { type Course, drawCourses, drawLine } from "./course.ts";
import { drawOverlay, extentOf, noOverlay, type Overlay } from "./overlay.ts";
import { drawPlaces, type Places } from "./places.ts";
import { chooseSpike } from "./spike-click.ts";
import type { TimeWindow } from "./time-view.svelte.ts";
import type { PlotSpec } from "./u-plot.svelte";

export interface Panel {
  readonly name: string;
  readonly unit: string;
  readonly role: "stimulus" | "potential" | "other";
  /** Which of the others it is. */
  readonly place: number;
  /** The last panel bears the axis of time. */
  readonly isLast: boolean;
}

/** What is drawn beside the trace; read at every drawing. */
export interface Marks {
  readonly levels: Levels | undefined;
  /** ms. */
  readonly spikes: Float64Array;
  /** A measured course under the trace. */
  readonly measured?: Course | undefined;
  /** Courses of the same quantity, behind it. */
  readonly others?: readonly Course[];
  /** Where something was measured on the trace, ms. */
  readonly places?: Places | undefined;
  readonly overlay?: Overlay;
}

/** Width of the vertical axes and room at the right: the same for all panels, so that equal times stand above each other. */
export const axisWidth = 54;
export const panelRight = 16;

/** One panel of the stack: a trace against time, guide lines, spikes, and a cursor that the stack shares. */
export function timeSpec(
  panel: Panel,
  view: TimeWindow,
  marks: () => Marks,
  colours: PlotColours,
  drawn: () => void,
): PlotSpec {
  const stroke = strokeOf(panel, colours);
  const axis = plainAxis(colours);
  return {
    padding: [6, panelRight, panel.isLast ? 0 : 6, 0],
    legend: { show: false },
    cursor: {
      y: false,
      drag: { x: true, y: false, setScale: false },
      points: { size: 6, fill: stroke, stroke: colours.paper },
      bind: {
        dblclick: () => () => {
          view.all();
          return null;
        },
      },
    },
    scales: {
      x: { time: false, range: () => [view.from, view.to] },
      y: { range: (_, low, high) => padded(low, high, marks(), panel.role) },
    },
    axes: [
      panel.isLast
        ? { ...axis, size: 26, gap: 3 }
        : { ...axis, ticks: { show: false }, size: 0, values: (_, splits) => splits.map(() => "") },
      { ...axis, size: axisWidth, space: panel.role === "potential" ? 30 : 20 },
    ],
    series: [{}, { stroke, width: 1.5, points: { show: false }, pxAlign: 0, paths: () => null }],
    hooks: {
      ready: [
        (u) => chooseSpike(u, view, () => marks().spikes),
        (u) => u.over.addEventListener("wheel", (event) => turn(u, event, view), { passive: false }),
      ],
      drawAxes: [
        (u) => drawLevels(u, panel, marks(), colours),
        (u) => drawCourses(u, marks().others ?? [], { stroke, width: 1, opacity: 0.22 }),
        (u) => drawCourses(u, listed(marks().measured), { stroke: colours.other[1]!, width: 1 }),
        (u) => drawOverlay(u, marks().overlay ?? noOverlay, stroke, colours),
        (u) => drawSpikes(u, panel, { ...marks(), spikes: (marks().overlay ?? noOverlay).pinnedSpikes }, colours.ghost),
      ],
      draw: [
        (u) => drawLine(u, u.data[0], u.data[1] as ArrayLike<number>, { stroke, width: 1.5 }),
        (u) => drawSpikes(u, panel, marks(), stroke),
        (u) => drawPlaces(u, marks().places, colours),
        drawn,
      ],
      setCursor: [(u) => point(u, view)],
      setSelect: [(u) => select(u, view)],
    },
  };
}

function listed(course: Course | undefined): readonly Course[] {
  return course ? [course] : [];
}

function strokeOf({ role, place }: Panel, colours: PlotColours): string {
  if (role === "stimulus") return colours.stimulus;
  return role === "potential" ? colours.potential : colours.other[place % colours.other.length]!;
}

/** A little air above and below; the threshold and the spikes inside. A flat trace lies in the middle. */
function padded(
  low: number | null,
  high: number | null,
  { levels, spikes, measured, others = [], overlay = noOverlay }: Marks,
  role: Panel["role"],
): [number, number] {
  const inside = [low ?? 0, high ?? 0, ...(extentOf(overlay) ?? [])];
  for (const course of [...listed(measured), ...others]) inside.push(course.low, course.high);
  if (role === "stimulus") inside.push(0);
  if (role === "potential" && levels?.threshold !== undefined) {
    const { threshold, reset } = levels;
    if (threshold <= inside[1]! + 3 * (inside[1]! - inside[0]!) + 5) inside.push(threshold);
    if (levels.isCut && spikes.length > 0) inside.push(threshold, spikeTop(levels), reset ?? threshold);
  }
  const [least, most] = [Math.min(...inside), Math.max(...inside)];
  const air = most > least ? 0.06 * (most - least) : Math.max(1e-12, Math.abs(most) * 0.1) || 1;
  return [least - air, most + air];
}

/** Where the stroke of a spike ends that the model itself cuts at the threshold. */
function spikeTop({ threshold, reset }: Levels): number {
  return threshold! + 0.4 * Math.abs(threshold! - (reset ?? threshold! - 10));
}

function drawLevels(u: uPlot, { role }: Panel, { levels }: Marks, colours: PlotColours): void {
  if (role !== "potential" || !levels) return;
  const { ctx, bbox } = u;
  ctx.save();
  ctx.strokeStyle = colours.guide;
  ctx.lineWidth = devicePixelRatio;
  for (const [level, dash] of [
    [levels.threshold, [6, 4]],
    [levels.reset, [2, 4]],
  ] as const) {
    if (level === undefined) continue;
    const y = u.valToPos(level, "y", true);
    if (y < bbox.top || y > bbox.top + bbox.height) continue;
    ctx.setLineDash(dash.map((length) => length * devicePixelRatio));
    ctx.beginPath();
    ctx.moveTo(bbox.left, y);
    ctx.lineTo(bbox.left + bbox.width, y);
    ctx.stroke();
  }
  ctx.restore();
}

/** A model that is reset at its threshold shows no spike of its own: a stroke stands at the time of each. */
function drawSpikes(u: uPlot, { role }: Panel, { levels, spikes }: Marks, stroke: string): void {
  if (role !== "potential" || !levels?.isCut || levels.threshold === undefined) return;
  const { ctx, bbox } = u;
  const [top, bottom] = [spikeTop(levels), levels.reset ?? levels.threshold].map((level) =>
    u.valToPos(level, "y", true),
  ) as [number, number];
  ctx.save();
  ctx.beginPath();
  ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
  ctx.clip();
  ctx.fillStyle = stroke;
  const { min, max } = u.scales.x!;
  const width = 1.5 * devicePixelRatio;
  let last = Number.NEGATIVE_INFINITY;
  for (const time of spikes) {
    if (time < min! || time > max!) continue;
    const x = u.valToPos(time, "x", true);
    // Strokes less than half a dot apart are one.
    if (x - last < 0.5) continue;
    last = x;
    // Rectangles, not lines of one path: the time to fill a path grows with the lines that cross each row.
    ctx.fillRect(x - width / 2, top, width, bottom - top);
  }
  ctx.restore();
}

/** Only what the mouse does moves the cursor: a redrawing says where it is once more, and would let it drift. */
function point(u: uPlot, view: TimeWindow): void {
  const { left, event } = u.cursor;
  if (event === undefined || seen.get(u) === event) return;
  seen.set(u, event);
  if (view.isHeld) return;
  view.cursor = left === undefined || left === null || left < 0 ? undefined : u.posToVal(left, "x");
}

/** A wheel with Ctrl, or a pinch, zooms about the pointer; one that turns sideways, or with Shift, moves the window. */
function turn(u: uPlot, event: WheelEvent, view: TimeWindow): void {
  const sideways = event.shiftKey && event.deltaX === 0 ? event.deltaY : event.deltaX;
  const { from, to } = view;
  if (event.ctrlKey) {
    const middle = u.posToVal(event.offsetX, "x");
    const factor = Math.exp(Math.max(-50, Math.min(50, event.deltaY)) / 100);
    view.show(middle - (middle - from) * factor, middle + (to - middle) * factor);
  } else if (Math.abs(sideways) > (event.shiftKey ? 0 : Math.abs(event.deltaY))) {
    const shift = (sideways / u.over.clientWidth) * (to - from);
    view.show(from + shift, to + shift);
  } else return;
  event.preventDefault();
}

const seen = new WeakMap<uPlot, unknown>();

function select(u: uPlot, view: TimeWindow): void {
  const { left, width } = u.select;
  if (width < 4) return;
  view.show(u.posToVal(left, "x"), u.posToVal(left + width, "x"));
  u.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
}
