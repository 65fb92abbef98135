import type { Curve as Line, Plane } from "../protocol/plane.ts";
import type { Varied } from "../protocol/varied.ts";
import { labelOf } from "./names.ts";
import type { PhaseLine } from "./phase-line.ts";
import type { PhasePlane, PlaneAxis, Polyline } from "./phase-plane.ts";

type Meanings = Readonly<Record<string, string>>;

/** The figure of an answer in the plane of two variables. */
export function phasePlaneOf(plane: Plane, meanings: Meanings): PhasePlane {
  const { x, y, nullclines = [], flow, fixedPoints, separatrix = [], threshold, reset, trajectory } = plane;
  const names = [...new Set(nullclines.map(({ name }) => name))];
  const size = x.values[1]! - x.values[0]!;
  const [fires, goesOn] = [threshold, reset].map((lines) => upright(lines, size));
  const path = withoutResets(trajectory.time.values, trajectory.x.values, trajectory.y!.values);
  return {
    x: axisOf(x, meanings),
    y: axisOf(y!, meanings),
    nullclines: names.map((name) => ({ name, lines: nullclines.filter((own) => own.name === name).map(polyline) })),
    ...(flow ? { flow: { ...polyline(flow), dx: flow.dx.values, dy: flow.dy.values } } : {}),
    fixedPoints: fixedPoints.map((point) => ({ x: point.x.value, y: point.y!.value, type: point.kind })),
    trajectories: [path.course],
    jumps: path.jumps,
    others: [
      { name: "separatrix", lines: separatrix.map(polyline) },
      ...(fires === undefined ? [{ name: "threshold", lines: threshold.map(polyline) }] : []),
      ...(goesOn === undefined ? [{ name: "reset", lines: reset.map(polyline) }] : []),
    ].filter(({ lines }) => lines.length > 0),
    ...(fires === undefined ? {} : { threshold: fires }),
    ...(goesOn === undefined ? {} : { reset: goesOn }),
  };
}

/** The figure of an answer about one variable. */
export function phaseLineOf(plane: Plane, meanings: Meanings): PhaseLine {
  const { x, slope, fixedPoints, threshold, reset } = plane;
  const [fires, goesOn] = [threshold, reset].map((lines) => lines[0]?.x.values[0]);
  return {
    x: axisOf(x, meanings),
    slope: { label: slope!.name, unit: slope!.y.unit, line: polyline(slope!) },
    fixedPoints: fixedPoints.map((point) => ({ x: point.x.value, y: 0, type: point.kind })),
    ...(fires === undefined ? {} : { threshold: fires }),
    ...(goesOn === undefined ? {} : { reset: goesOn }),
  };
}

function axisOf({ name, unit, values }: Varied, meanings: Meanings): PlaneAxis {
  return { label: labelOf(name, meanings), unit, from: values[0]!, to: values[1]! };
}

function polyline({ x, y }: Line): Polyline {
  return { x: x.values, y: y.values };
}

/** Where a single line stands upright: its place on the horizontal axis. */
function upright(lines: readonly Line[], size: number): number | undefined {
  const places = lines.flatMap(({ x }) => x.values);
  const [first] = places;
  return first !== undefined && places.every((own) => Math.abs(own - first) <= 1e-9 * size) ? first : undefined;
}

/** A trajectory broken where time stands still, at resets; and the jumps there, each from before to after. */
function withoutResets(
  time: readonly number[],
  x: readonly number[],
  y: readonly number[],
): { readonly course: Polyline; readonly jumps: readonly Polyline[] } {
  const course: { x: number[]; y: number[] } = { x: [], y: [] };
  const jumps: Polyline[] = [];
  for (const [k, at] of time.entries()) {
    if (k > 0 && at === time[k - 1]) {
      course.x.push(Number.NaN);
      course.y.push(Number.NaN);
      jumps.push({ x: [x[k - 1]!, x[k]!], y: [y[k - 1]!, y[k]!] });
    }
    course.x.push(x[k]!);
    course.y.push(y[k]!);
  }
  return { course, jumps };
}
