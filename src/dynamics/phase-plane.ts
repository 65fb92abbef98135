import type { Expression } from "../language/ast.ts";
import { number } from "../language/calculus.ts";
import { linearIn } from "../language/linear.ts";
import { type Box, contours, gridLines, type PlaneFunction, type Polyline } from "./contour.ts";
import { type FixedPoints, fixedPointSearch } from "./fixed-points.ts";
import { type SpikeRule, spikeRule } from "./spike-rule.ts";
import type { VectorField } from "./vector-field.ts";

/** What stands in a phase plane; the parameters are those of the field at each call. */
export interface PhasePlane {
  /** The curves where the first variable stands still, and those where the second does. */
  nullclines(box: Box, options?: { readonly cells?: number }): readonly [readonly Polyline[], readonly Polyline[]];
  /** All fixed points in the box. */
  fixedPoints(box: Box): FixedPoints;
  /** The field at `columns` times `rows` points spread over the box: SI, per second. */
  arrows(box: Box, columns: number, rows: number): Arrows;
  /** The threshold line, and where the reset takes its points; undefined for a model without threshold. */
  reset(box: Box, options?: { readonly cells?: number }): ResetLines | undefined;
}

export interface Arrows {
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly dx: Float64Array;
  readonly dy: Float64Array;
}

export interface ResetLines {
  readonly threshold: readonly Polyline[];
  /** The images of the lines of `threshold`, point by point. */
  readonly after: readonly Polyline[];
}

/** The plane of a field with two variables; the first is horizontal. Throws a RangeError for other dimensions. */
export function phasePlane(field: VectorField): PhasePlane {
  if (field.dimension !== 2)
    throw new RangeError(
      `a phase plane has two variables, but ${field.names.join(", ")} move (choose two in "variables", and hold the others)`,
    );
  const [x, y] = field.names as [string, string];
  const functions = field.derivatives.map((e) => planeFunction(field, e));
  const search = fixedPointSearch(field);
  let rule: SpikeRule | undefined | null = null;
  let margin: ((box: Box, cells: number) => PlaneFunction) | undefined;
  return {
    nullclines: (box, { cells = 64 } = {}) => {
      checkBox(box, cells);
      const [first, second] = functions.map((make) => contours(make(box, cells), box, cells));
      return [first!, second!];
    },
    fixedPoints: (box) => {
      checkBox(box, 1);
      return search({ [x]: box.x, [y]: box.y });
    },
    arrows: (box, columns, rows) => {
      checkBox(box, Math.min(columns, rows) - 1);
      return arrows(field, box, columns, rows);
    },
    reset: (box, { cells = 64 } = {}) => {
      checkBox(box, cells);
      if (rule === null) {
        rule = spikeRule(field);
        if (rule) margin = general(field, rule.margin);
      }
      if (!rule || !margin) return undefined;
      const threshold = contours(margin(box, cells), box, cells);
      return { threshold, after: threshold.map((line) => mapped(line, rule!)) };
    },
  };
}

function checkBox(box: Box, cells: number): void {
  for (const [low, high] of [box.x, box.y])
    if (!(Number.isFinite(low) && Number.isFinite(high) && low < high))
      throw new RangeError(`a range must be two finite numbers, the lower first, but is [${low}, ${high}]`);
  if (!(Number.isInteger(cells) && cells >= 1 && cells <= 2048))
    throw new RangeError(`a plane is divided into 1 to 2048 cells each way, but ${cells} are asked for`);
}

type Maker = (box: Box, cells: number) => PlaneFunction;

/** Where a component is linear in one of the variables, coefficient and rest are computed once for each line of the grid. */
function planeFunction(field: VectorField, e: Expression): Maker {
  const [x, y] = field.names as [string, string];
  const inY = linearIn(e, new Set([y]));
  if (inY) return linear(field, inY.coefficients.get(y) ?? number(0), inY.rest, 0);
  const inX = linearIn(e, new Set([x]));
  if (inX) return linear(field, inX.coefficients.get(x) ?? number(0), inX.rest, 1);
  return general(field, field.compile([e]));
}

/** a(u) w + b(u), with u the variable `axis`. */
function linear(field: VectorField, coefficient: Expression, rest: Expression, axis: 0 | 1): Maker {
  const parts = field.compile([coefficient, rest]);
  const state = new Float64Array(2);
  const out = new Float64Array(2);
  let known = Number.NaN;
  const value = (u: number, w: number): number => {
    if (u !== known) {
      state[axis] = u;
      parts(state, out);
      known = u;
    }
    return out[0]! * w + out[1]!;
  };
  return (box, cells) => {
    known = Number.NaN;
    const [us, ws] =
      axis === 0
        ? [gridLines(box.x, cells), gridLines(box.y, cells)]
        : [gridLines(box.y, cells), gridLines(box.x, cells)];
    const row = cells + 1;
    const grid = new Float64Array(row * row);
    for (let i = 0; i < row; i++)
      for (let j = 0; j < row; j++) grid[axis === 0 ? j * row + i : i * row + j] = value(us[i]!, ws[j]!);
    return { grid, at: axis === 0 ? value : (x, y) => value(y, x) };
  };
}

function general(field: VectorField, evaluation: SpikeRule["margin"]): Maker {
  const state = new Float64Array(field.dimension);
  const out = new Float64Array(1);
  const at = (x: number, y: number): number => {
    state[0] = x;
    state[1] = y;
    evaluation(state, out);
    return out[0]!;
  };
  return (box, cells) => {
    const [xs, ys] = [gridLines(box.x, cells), gridLines(box.y, cells)];
    const row = cells + 1;
    const grid = new Float64Array(row * row);
    for (let j = 0; j < row; j++) for (let i = 0; i < row; i++) grid[j * row + i] = at(xs[i]!, ys[j]!);
    return { grid, at };
  };
}

function arrows(field: VectorField, box: Box, columns: number, rows: number): Arrows {
  const [xs, ys] = [gridLines(box.x, columns - 1), gridLines(box.y, rows - 1)];
  const n = columns * rows;
  const [x, y, dx, dy] = [new Float64Array(n), new Float64Array(n), new Float64Array(n), new Float64Array(n)];
  const out = new Float64Array(2);
  for (let k = 0; k < n; k++) {
    x[k] = xs[k % columns]!;
    y[k] = ys[Math.floor(k / columns)]!;
    field.f([x[k]!, y[k]!], out);
    dx[k] = out[0]!;
    dy[k] = out[1]!;
  }
  return { x, y, dx, dy };
}

function mapped(line: Polyline, rule: SpikeRule): Polyline {
  const out = new Float64Array(2);
  const images = Array.from(line.x, (x, k) => {
    rule.reset([x, line.y[k]!], out);
    return [out[0]!, out[1]!] as const;
  });
  return {
    x: Float64Array.from(images, ([x]) => x),
    y: Float64Array.from(images, ([, y]) => y),
    closed: line.closed,
  };
}
