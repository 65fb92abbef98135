import uPlot from "uplot";
import type { PlotColours } from "../look/colours.ts";
import { plainAxis } from "../plots/axis.ts";
import type { PlotSpec } from "../plots/u-plot.svelte";
import type { Plane } from "../worker/contract.ts";

/** What stands in the plane; read at every drawing. */
export interface Scene {
  readonly plane: Plane;
  readonly trajectory: { readonly x: Float64Array; readonly y: Float64Array };
  /** The trajectory between spikes: a reset is a jump, not a way. */
  readonly pieces: readonly { readonly x: Float64Array; readonly y: Float64Array }[];
  /** The sample where the cursor is. */
  readonly at: number | undefined;
}

/** A plane: flow below, then nullclines, the trajectory, fixed points (filled where stable) and the state at the cursor. */
export function planeSpec(
  labels: { readonly x: string; readonly y: string },
  colours: PlotColours,
  scene: () => Scene | undefined,
  drawn: () => void,
  choose: (sample: number) => void,
): PlotSpec {
  const axis = plainAxis(colours);
  return {
    padding: [8, 14, 0, 0],
    legend: { show: false },
    cursor: { show: false },
    scales: {
      x: { time: false, range: () => [...(scene()?.plane.box.x ?? [0, 1])] as [number, number] },
      y: { range: () => [...(scene()?.plane.box.y ?? [0, 1])] as [number, number] },
    },
    axes: [
      { ...axis, size: 26, label: labels.x },
      { ...axis, size: 46, label: labels.y },
    ],
    series: [{}, { stroke: "transparent", points: { show: false } }],
    hooks: {
      ready: [(u) => chooseState(u, scene, choose)],
      draw: [(u) => draw(u, scene(), colours), drawn],
    },
  };
}

/** Pixels from the trajectory within which a click means it. */
const near = 12;

/** A click on the trajectory chooses the sample nearest to it. */
function chooseState(u: uPlot, scene: () => Scene | undefined, choose: (sample: number) => void): void {
  u.over.addEventListener("click", ({ clientX, clientY }) => {
    const { trajectory } = scene() ?? {};
    if (!trajectory) return;
    const box = u.over.getBoundingClientRect();
    const perX = u.over.clientWidth / (u.scales.x!.max! - u.scales.x!.min!);
    const perY = u.over.clientHeight / (u.scales.y!.max! - u.scales.y!.min!);
    const [x, y] = [u.posToVal(clientX - box.left, "x"), u.posToVal(clientY - box.top, "y")];
    let [nearest, least] = [-1, near];
    trajectory.x.forEach((own, k) => {
      const distance = Math.hypot((own - x) * perX, (trajectory.y[k]! - y) * perY);
      if (distance < least) [nearest, least] = [k, distance];
    });
    if (nearest >= 0) choose(nearest);
  });
}

function draw(u: uPlot, scene: Scene | undefined, colours: PlotColours): void {
  if (!scene) return;
  const { ctx, bbox } = u;
  const dot = uPlot.pxRatio;
  const [px, py] = [placeOn(u, "x"), placeOn(u, "y")];
  const line = (
    x: ArrayLike<number>,
    y: ArrayLike<number>,
    stroke: string,
    width: number,
    dash: readonly number[] = [],
  ): void => {
    ctx.strokeStyle = stroke;
    ctx.lineWidth = width * dot;
    ctx.setLineDash(dash.map((length) => length * dot));
    ctx.beginPath();
    const last = x.length - 1;
    let [atX, atY] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
    for (let k = 0; k <= last; k++) {
      const [nextX, nextY] = [px(x[k]!), py(y[k]!)];
      // A state that moves less than half a dot has not moved: a neuron at rest is one point, however long.
      if (k < last && Math.abs(nextX - atX) < 0.5 && Math.abs(nextY - atY) < 0.5) continue;
      ctx.lineTo(nextX, nextY);
      [atX, atY] = [nextX, nextY];
    }
    ctx.stroke();
  };
  ctx.save();
  ctx.beginPath();
  ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
  ctx.clip();
  drawFlow(u, scene.plane, colours);
  for (const { x, y } of scene.plane.nullclines[0]) line(x, y, colours.potential, 2);
  for (const { x, y } of scene.plane.nullclines[1]) line(x, y, colours.other[0]!, 2, [7, 4]);
  for (const { x, y } of scene.plane.separatrices) line(x, y, colours.accent, 1.5, [2, 3]);
  for (const { x, y } of scene.pieces) line(x, y, colours.soft, 1);
  for (const point of scene.plane.points)
    disc(
      ctx,
      px(point.x),
      py(point.y),
      4.5 * dot,
      point.isStable ? colours.ink : colours.paper,
      colours.ink,
      1.5 * dot,
    );
  const { at, trajectory } = scene;
  if (at !== undefined)
    disc(ctx, px(trajectory.x[at]!), py(trajectory.y[at]!), 4 * dot, colours.stimulus, colours.paper, dot);
  ctx.restore();
}

/** From a value to its place on the canvas, on a linear scale. */
function placeOn(u: uPlot, scale: "x" | "y"): (value: number) => number {
  const { min, max } = u.scales[scale]!;
  const origin = u.valToPos(min!, scale, true);
  const slope = (u.valToPos(max!, scale, true) - origin) / (max! - min!);
  return (value) => origin + (value - min!) * slope;
}

function disc(
  ctx: CanvasRenderingContext2D,
  x: number,
  y: number,
  radius: number,
  fill: string,
  stroke: string,
  width: number,
): void {
  ctx.setLineDash([]);
  ctx.fillStyle = fill;
  ctx.strokeStyle = stroke;
  ctx.lineWidth = width;
  ctx.beginPath();
  ctx.arc(x, y, radius, 0, 2 * Math.PI);
  ctx.fill();
  ctx.stroke();
}

/** Strokes along the flow on the screen, longer where it is faster: their length goes with the fourth root of the speed. */
function drawFlow(u: uPlot, { arrows, box }: Plane, colours: PlotColours): void {
  const { ctx, bbox } = u;
  const perX = bbox.width / (box.x[1] - box.x[0]);
  const perY = bbox.height / (box.y[1] - box.y[0]);
  const speeds = Array.from(arrows.x, (_, k) => Math.hypot(arrows.dx[k]! * perX, arrows.dy[k]! * perY));
  const fastest = Math.max(...speeds.filter(Number.isFinite), Number.MIN_VALUE);
  ctx.strokeStyle = colours.guide;
  ctx.globalAlpha = 0.75;
  ctx.lineWidth = uPlot.pxRatio;
  ctx.setLineDash([]);
  ctx.beginPath();
  for (const [k, speed] of speeds.entries()) {
    if (!(speed > 0) || !Number.isFinite(speed)) continue;
    const length = 15 * uPlot.pxRatio * Math.max(0.35, (speed / fastest) ** 0.25);
    const ux = (arrows.dx[k]! * perX) / speed;
    const uy = (-arrows.dy[k]! * perY) / speed;
    const [x, y] = [u.valToPos(arrows.x[k]!, "x", true), u.valToPos(arrows.y[k]!, "y", true)];
    const [tipX, tipY] = [x + length * ux, y + length * uy];
    ctx.moveTo(x, y);
    ctx.lineTo(tipX, tipY);
    for (const side of [-1, 1]) {
      ctx.moveTo(tipX, tipY);
      ctx.lineTo(tipX - 0.3 * length * (ux + side * 0.6 * uy), tipY - 0.3 * length * (uy - side * 0.6 * ux));
    }
  }
  ctx.stroke();
  ctx.globalAlpha = 1;
}
