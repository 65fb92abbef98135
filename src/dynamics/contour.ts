import { rootBetween } from "./root.ts";

/** A rectangle of the plane, SI. */
export interface Box {
  readonly x: readonly [low: number, high: number];
  readonly y: readonly [low: number, high: number];
}

/** Points of a curve one after another; a closed curve ends with its first point. */
export interface Polyline {
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly closed: boolean;
}

/** A function on the plane, and its values on a grid of (cells + 1)^2 points, rows of constant y. */
export interface PlaneFunction {
  at(x: number, y: number): number;
  readonly grid: Float64Array;
}

/**
 * The curves on which a function is 0, as polylines through the points where they cross the lines of a grid; each of these is
 * found by a bracketing search. So every point is on the curve to rounding, and the curve between two of them is replaced by
 * a chord inside one cell. Where the function jumps or has a pole, there is no curve. A curve that stays within a cell is missed.
 */
export function contours(f: PlaneFunction, box: Box, cells: number): Polyline[] {
  const [lines, points] = crossings(f, box, cells);
  return joined(lines, points);
}

/** Coordinates of the grid lines. */
export function gridLines([low, high]: readonly [number, number], cells: number): Float64Array {
  return Float64Array.from({ length: cells + 1 }, (_, k) => (k === cells ? high : low + ((high - low) * k) / cells));
}

/** Edges are numbered: the one to the right of grid point k is 2 k, the one above it 2 k + 1. Each has at most two neighbours. */
type Links = Map<number, number[]>;
type Points = Map<number, readonly [x: number, y: number]>;

function crossings({ at, grid }: PlaneFunction, box: Box, cells: number): [Links, Points] {
  const [xs, ys] = [gridLines(box.x, cells), gridLines(box.y, cells)];
  const row = cells + 1;
  const points: Points = new Map();
  const links: Links = new Map();
  const crossed = (p: number, q: number) => grid[p]! < 0 !== grid[q]! < 0 && finite(grid[p]!) && finite(grid[q]!);
  const pointOn = (edge: number): boolean => {
    if (points.has(edge)) return true;
    const p = edge >> 1;
    const [i, j] = [p % row, Math.floor(p / row)];
    const upward = edge % 2 === 1;
    const q = upward ? p + row : p + 1;
    const value = upward ? (y: number) => at(xs[i]!, y) : (x: number) => at(x, ys[j]!);
    const line = upward ? ys : xs;
    const from = upward ? j : i;
    const root = rootBetween(value, line[from]!, line[from + 1]!, grid[p]!, grid[q]!);
    // a jump or a pole changes sign without becoming small
    if (!(Math.abs(value(root)) <= 1e-6 * Math.max(Math.abs(grid[p]!), Math.abs(grid[q]!)))) return false;
    points.set(edge, upward ? [xs[i]!, root] : [root, ys[j]!]);
    return true;
  };
  const link = (a: number, b: number) => {
    if (!pointOn(a) || !pointOn(b)) return;
    links.set(a, [...(links.get(a) ?? []), b]);
    links.set(b, [...(links.get(b) ?? []), a]);
  };
  for (let j = 0; j < cells; j++)
    for (let i = 0; i < cells; i++) {
      const p = j * row + i;
      const [bottom, left, right, top] = [2 * p, 2 * p + 1, 2 * (p + 1) + 1, 2 * (p + row)];
      const on: number[] = [];
      if (crossed(p, p + 1)) on.push(bottom);
      if (crossed(p + 1, p + row + 1)) on.push(right);
      if (crossed(p + row, p + row + 1)) on.push(top);
      if (crossed(p, p + row)) on.push(left);
      if (on.length === 2) link(on[0]!, on[1]!);
      if (on.length < 4) continue;
      // a saddle: its middle says which corners belong together
      const middle = at((xs[i]! + xs[i + 1]!) / 2, (ys[j]! + ys[j + 1]!) / 2);
      const [first, second] = middle < 0 === grid[p]! < 0 ? [right, left] : [left, right];
      link(bottom, first);
      link(top, second);
    }
  return [links, points];
}

function finite(value: number): boolean {
  return Number.isFinite(value);
}

/** Open curves from their ends, then closed ones. */
function joined(links: Links, points: Points): Polyline[] {
  const left = new Set(links.keys());
  const walk = (start: number): number[] => {
    const way: number[] = [];
    for (let edge: number | undefined = start; edge !== undefined; ) {
      way.push(edge);
      left.delete(edge);
      edge = links.get(edge)!.find((next) => left.has(next));
    }
    return way;
  };
  const starts = [...links].filter(([, next]) => next.length === 1).map(([edge]) => edge);
  const curves: Polyline[] = [];
  const add = (way: readonly number[], closed: boolean) => {
    const path = (closed ? [...way, way[0]!] : way).map((edge) => points.get(edge)!);
    curves.push({
      x: Float64Array.from(path, ([x]) => x),
      y: Float64Array.from(path, ([, y]) => y),
      closed,
    });
  };
  for (const start of starts) if (left.has(start)) add(walk(start), false);
  for (const start of links.keys()) if (left.has(start)) add(walk(start), true);
  return curves;
}
