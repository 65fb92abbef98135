import type * as Plot from "@observablehq/plot";
import { type Equilibrium, equilibriumLegend, equilibriumMarks } from "./equilibria.ts";
import { dashOf, drawFigure, type LegendEntry, stacked } from "./figure.ts";
import { type Guide, guideStroke, rowsOf, verticalGuide } from "./guides.ts";
import { arrows, line } from "./marks.ts";
import { scaleOver } from "./scale.ts";
import { sequence } from "./sequence.ts";
import { withUnit } from "./text.ts";
import { type FigureOptions, type Theme, themeOf } from "./theme.ts";

/** A line in the plane, in the units of its axes. A point that is not finite breaks it. */
export interface Polyline {
  readonly x: ArrayLike<number>;
  readonly y: ArrayLike<number>;
}

export interface PlaneAxis {
  /** `membrane potential v` */
  readonly label: string;
  readonly unit: string;
  readonly from: number;
  readonly to: number;
}

/** Directions on a grid: at (x[k], y[k]) the state moves by (dx[k], dy[k]) in a unit of time. */
export interface Flow extends Polyline {
  readonly dx: ArrayLike<number>;
  readonly dy: ArrayLike<number>;
}

/** Two variables against each other; all numbers are in the units of the axes. */
export interface PhasePlane {
  readonly x: PlaneAxis;
  readonly y: PlaneAxis;
  /** Where one of the two does not change: `{ name: "dv/dt = 0", lines }`. */
  readonly nullclines: readonly { readonly name: string; readonly lines: readonly Polyline[] }[];
  readonly flow?: Flow;
  readonly fixedPoints?: readonly Equilibrium[];
  readonly trajectories?: readonly (Polyline & { readonly name?: string })[];
  /** What resets do to a trajectory: thin lines from before to after. */
  readonly jumps?: readonly Polyline[];
  /** Dashed, with their names in the legend: a separatrix, a threshold that is no upright line. */
  readonly others?: readonly { readonly name: string; readonly lines: readonly Polyline[] }[];
  /** Where the horizontal variable makes a spike, and where it goes on after it. */
  readonly threshold?: number;
  readonly reset?: number;
}

/** Steps of the scale of speeds. */
const shades = 8;

/**
 * Nullclines, flow, fixed points and trajectories. Arrows have one length and tell the speed by their colour; speed is the
 * part of the axes that is passed in a unit of time, on a logarithmic scale.
 *
 * @throws RangeError where an axis has no length
 */
export function drawPhasePlane(plane: PhasePlane, options: FigureOptions): SVGSVGElement {
  for (const { label, from, to } of [plane.x, plane.y])
    if (!(to > from)) throw new RangeError(`the axis of ${label} must go upwards, but goes from ${from} to ${to}`);
  const theme = themeOf(options, 0.72);
  const { series, ink } = theme;
  const [x, y] = [plane.x, plane.y].map(({ label, unit, from, to }) =>
    scaleOver(withUnit(label, unit), [from, to]),
  ) as [ReturnType<typeof scaleOver>, ReturnType<typeof scaleOver>];
  const { nullclines, flow, fixedPoints = [], trajectories = [], jumps = [], others = [] } = plane;
  const colourOf = (k: number): string => series[k % series.length]!;
  const rules = [
    { at: plane.threshold, text: "threshold" },
    { at: plane.reset, text: "reset" },
  ].filter((rule): rule is Guide => rule.at !== undefined);
  const rows = rowsOf(rules, x);
  const path = { stroke: ink, width: 0.9 * theme.line };
  const marks: Plot.Markish[] = [
    ...(flow ? flowMarks(flow, plane, theme) : []),
    ...rules.flatMap((rule, k) => verticalGuide(rule, x, y, rows[k], theme)),
    ...nullclines.flatMap(({ name, lines }, k) =>
      lines.map((own) => line(own.x, own.y, { stroke: colourOf(k), width: 1.5 * theme.line, label: name })),
    ),
    ...others.flatMap(({ name, lines }, k) => {
      const stroke = { stroke: colourOf(nullclines.length + k), width: theme.line, dash: dashOf(theme), label: name };
      return lines.map((own) => line(own.x, own.y, stroke));
    }),
    ...jumps.map((own) => line(own.x, own.y, { ...guideStroke("reset", theme), stroke: ink, opacity: 0.5 })),
    ...trajectories.map((own) => line(own.x, own.y, { ...path, label: own.name ?? "trajectory" })),
    ...equilibriumMarks(fixedPoints, theme),
  ];
  const names = [...new Set(trajectories.map(({ name = "trajectory" }) => name))];
  const legend: LegendEntry[] = [
    ...nullclines.map(({ name }, k) => ({ text: name, colour: colourOf(k), look: "line" as const })),
    ...others.map(({ name }, k) => ({
      text: name,
      colour: colourOf(nullclines.length + k),
      look: "dashed" as const,
    })),
    ...names.map((text) => ({ text, colour: ink, look: "line" as const })),
    ...equilibriumLegend(fixedPoints, theme),
    ...(flow
      ? [0, shades - 1].map((k) => ({ text: k ? "fast" : "slow", colour: shade(k, theme), look: "square" as const }))
      : []),
  ];
  return drawFigure(theme, (space) => stacked([{ x, y, marks }], space, theme), { legend });
}

function flowMarks(flow: Flow, { x, y }: PhasePlane, theme: Theme): Plot.Markish[] {
  const count = Math.min(flow.x.length, flow.y.length, flow.dx.length, flow.dy.length);
  const speeds = Float64Array.from({ length: count }, (_, k) =>
    Math.log(Math.hypot(flow.dx[k]! / (x.to - x.from), flow.dy[k]! / (y.to - y.from))),
  );
  const moving = speeds.filter(Number.isFinite);
  const [low, high] = [Math.min(...moving), Math.max(...moving)];
  const groups = Array.from({ length: shades }, () => [] as number[]);
  speeds.forEach((speed, k) => {
    if (!Number.isFinite(speed)) return;
    const part = high > low ? (speed - low) / (high - low) : 1;
    groups[Math.min(shades - 1, Math.floor(part * shades))]!.push(k);
  });
  const size = 1.15 * theme.fontSize;
  return groups.flatMap((places, k) =>
    places.length === 0
      ? []
      : [arrows(flow, places, size, { stroke: shade(k, theme), width: theme.hairline, label: "flow" })],
  );
}

/** Of the middle of the k-th step of the scale of speeds. */
function shade(k: number, theme: Theme): string {
  return sequence(theme)(k / (shades - 1));
}
