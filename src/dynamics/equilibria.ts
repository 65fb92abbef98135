import { finished, partOf, type Work } from "../progress.ts";
import { type Bifurcation, bifurcationsBetween, type Tests, testsAt } from "./bifurcations.ts";
import { type CurvePoint, type CurveScales, EquilibriumCurve } from "./equilibrium-curve.ts";
import type { Region } from "./field-intervals.ts";
import { fixedPointWork } from "./fixed-points.ts";
import type { Interval } from "./interval.ts";
import { polish } from "./newton.ts";
import { lyapunovCoefficient } from "./normal-form.ts";
import { rootBetween } from "./root.ts";
import { classify, type FixedPoint } from "./stability.ts";
import type { VectorField } from "./vector-field.ts";

/** A curve of equilibria, from one end to the other. */
export interface EquilibriumBranch {
  /** Values of the parameter along the curve, SI; they may turn back. */
  readonly parameter: Float64Array;
  /** By variable, SI. */
  readonly states: readonly Float64Array[];
  /** At each point, the number of eigenvalues with a positive real part: 0 where it is stable. */
  readonly unstableDirections: Uint8Array;
  /** In their order along the curve. */
  readonly bifurcations: readonly Bifurcation[];
}

export interface Equilibria {
  readonly branches: readonly EquilibriumBranch[];
  /** What the fixed points at some values of the parameter show to be missing, in sentences; empty if nothing. */
  readonly gaps: readonly string[];
}

export interface EquilibriaOptions {
  /** Values of the parameter, from first to last, at which all fixed points are searched for branches. Default: 9. */
  readonly slices?: number;
  /** Longest step along a branch, as part of the ranges. Default: 0.02. */
  readonly step?: number;
}

const mostPoints = 20_000;

/**
 * All branches of equilibria that pass through the fixed points at some values of a parameter, with the saddle-node, Hopf and
 * branch points on them.
 *
 * @param range of the parameter, SI.
 * @param region of the variables, SI; see `fixedPoints`.
 */
export function equilibria(...asked: Parameters<typeof equilibriaSearch>): Equilibria {
  return finished(equilibriaSearch(...asked));
}

/** `equilibria` little by little: yields how much of it is done, from 0 to 1. */
export function* equilibriaSearch(
  field: VectorField,
  parameter: string,
  range: Interval,
  region: Region,
  options: EquilibriaOptions = {},
): Work<Equilibria> {
  const { slices = 9, step = 0.02 } = options;
  field.get(parameter);
  if (!(Number.isFinite(range[0]) && Number.isFinite(range[1]) && range[0] < range[1]))
    throw new RangeError(
      `the range of ${parameter} must be two finite numbers, the lower first, but is [${range.join(", ")}]`,
    );
  if (!(Number.isInteger(slices) && slices >= 2)) throw new RangeError(`slices must be at least 2, but is ${slices}`);
  if (!(step > 0 && step <= 0.5)) throw new RangeError(`step must be greater than 0 and at most 0.5, but is ${step}`);
  const search = fixedPointWork(field);
  const gaps: string[] = [];
  const seeds: { value: number; point: FixedPoint }[] = [];
  for (let k = 0; k < slices; k++) {
    const value = range[0] + ((range[1] - range[0]) * k) / (slices - 1);
    const slice = partOf(atValue(field, parameter, value, search(region)), k / (2 * slices), (k + 1) / (2 * slices));
    const { points, complete, reason, lines } = yield* slice;
    seeds.push(...points.map((point) => ({ value, point })));
    if (!complete) gaps.push(`at ${parameter} = ${value}: ${reason}`);
    if (lines.length > 0) gaps.push(`at ${parameter} = ${value} there is a whole line of fixed points`);
  }
  const scales = scalesOf(
    field,
    seeds.map(({ point }) => point),
    region,
    range,
  );
  const curve = new EquilibriumCurve(field, parameter, scales);
  const lyapunov = lyapunovCoefficient(field);
  const branches: EquilibriumBranch[] = [];
  for (const [k, seed] of seeds.entries()) {
    try {
      if (branches.some((branch) => passes(branch, curve, seed))) continue;
      const branch = trace(curve, seed, { range, region, step, lyapunov });
      if (branch) branches.push(branch);
      else if (seed.point.kind !== "non-hyperbolic")
        gaps.push(`the branch through a ${seed.point.kind} at ${parameter} = ${seed.value} could not be followed`);
    } finally {
      curve.restore();
    }
    yield (1 + (k + 1) / seeds.length) / 2;
  }
  return { branches, gaps };
}

/** Work that finds the parameter at a value, and others in between as it was. */
function* atValue<T>(field: VectorField, parameter: string, value: number, work: Work<T>): Work<T> {
  for (;;) {
    const step = field.at(parameter, value, () => work.next());
    if (step.done) return step.value;
    yield step.value;
  }
}

/** Ranges where they are given, otherwise how far the fixed points spread. */
function scalesOf(field: VectorField, points: readonly FixedPoint[], region: Region, range: Interval): CurveScales {
  const variables = field.names.map((name, i) => {
    const own = region[name];
    if (own) return own[1] - own[0];
    const values = points.map(({ x }) => x[i]!);
    const spread = Math.max(...values) - Math.min(...values);
    return spread > 0 && Number.isFinite(spread) ? spread : field.scales[i]!;
  });
  return { variables, parameter: range[1] - range[0] };
}

interface Course {
  readonly range: Interval;
  readonly region: Region;
  readonly step: number;
  readonly lyapunov: (x: ArrayLike<number>, omega: number) => number;
}

interface Walk {
  readonly points: CurvePoint[];
  readonly bifurcations: Bifurcation[];
  readonly closed: boolean;
}

function trace(
  curve: EquilibriumCurve,
  { value, point }: { value: number; point: FixedPoint },
  course: Course,
): EquilibriumBranch | undefined {
  const start = curve.from(point.x, value, 1);
  if (!start) return undefined;
  const up = walk(curve, start, course);
  const backwards = { y: start.y, tangent: start.tangent.map((part) => -part) };
  const down = up.closed ? { points: [start], bifurcations: [] } : walk(curve, backwards, course);
  const points = [...down.points.reverse(), ...up.points.slice(1)];
  return {
    parameter: Float64Array.from(points, (p) => curve.value(p)),
    states: curve.field.names.map((_, i) => Float64Array.from(points, (p) => curve.state(p)[i]!)),
    unstableDirections: Uint8Array.from(points, (p) => {
      curve.field.set(curve.parameter, curve.value(p));
      return classify(curve.field, curve.state(p)).unstableDirections;
    }),
    bifurcations: [...down.bifurcations.reverse(), ...up.bifurcations],
  };
}

/** Along the curve until it leaves the ranges, comes back to its start, or cannot be followed. */
function walk(curve: EquilibriumCurve, start: CurvePoint, course: Course): Walk {
  const points = [start];
  const bifurcations: Bifurcation[] = [];
  let length = course.step / 8;
  let tests: Tests = testsAt(curve, start);
  while (points.length < mostPoints) {
    const from = points.at(-1)!;
    let next = curve.step(from, length);
    while (next === undefined || cosine(from.tangent, next.point.tangent) < 0.98) {
      length /= 2;
      if (length < 1e-9) return { points, bifurcations, closed: false };
      next = curve.step(from, length);
    }
    let at = length;
    const bound = leaves(curve, next.point, course);
    if (bound !== undefined) {
      const beyond = (s: number) => {
        const point = curve.step(from, s)?.point;
        return point ? bound(point) : Number.NaN;
      };
      if (bound(from) <= 0) {
        at = rootBetween(beyond, 0, length, bound(from), bound(next.point));
        next = curve.step(from, at) ?? next;
      }
    }
    const later = testsAt(curve, next.point);
    if (at > 0) bifurcations.push(...bifurcationsBetween(curve, from, [tests, later], at, course.lyapunov));
    if (at > 0) points.push(next.point);
    if (bound) return { points, bifurcations, closed: false };
    if (points.length > 4 && returns(start, from, next.point)) return { points, bifurcations, closed: true };
    tests = later;
    if (next.iterations <= 3 && cosine(from.tangent, next.point.tangent) > 0.995)
      length = Math.min(course.step, length * 1.6);
  }
  return { points, bifurcations, closed: false };
}

function cosine(a: Float64Array, b: Float64Array): number {
  return a.reduce((sum, value, i) => sum + value * b[i]!, 0);
}

/** How far beyond the border that it has passed a point lies, as a function; undefined inside. */
function leaves(
  curve: EquilibriumCurve,
  point: CurvePoint,
  { range, region }: Course,
): ((point: CurvePoint) => number) | undefined {
  const borders: ((point: CurvePoint) => number)[] = [
    (p) => (range[0] - curve.value(p)) / curve.scales.parameter,
    (p) => (curve.value(p) - range[1]) / curve.scales.parameter,
  ];
  for (const [name, [low, high]] of Object.entries(region)) {
    const i = curve.field.indexOf(name);
    const scale = curve.scales.variables[i]!;
    borders.push(
      (p) => low / scale - p.y[i]!,
      (p) => p.y[i]! - high / scale,
    );
  }
  return borders.sort((p, q) => q(point) - p(point)).find((border) => border(point) > 0);
}

/** Whether a step comes past the start of a closed curve. */
function returns(start: CurvePoint, from: CurvePoint, to: CurvePoint): boolean {
  const along = ({ y }: CurvePoint) => start.tangent.reduce((sum, part, i) => sum + part * (y[i]! - start.y[i]!), 0);
  const distance = (p: CurvePoint) => Math.sqrt(p.y.reduce((sum, value, i) => sum + (value - start.y[i]!) ** 2, 0));
  const step = Math.sqrt(to.y.reduce((sum, value, i) => sum + (value - from.y[i]!) ** 2, 0));
  return along(from) < 0 && along(to) >= 0 && distance(to) <= step * 1.5 && cosine(start.tangent, to.tangent) > 0.9;
}

/** Whether a branch goes through a fixed point. */
function passes(
  branch: EquilibriumBranch,
  curve: EquilibriumCurve,
  { value, point }: { value: number; point: FixedPoint },
): boolean {
  const { parameter, states } = branch;
  curve.field.set(curve.parameter, value);
  for (let k = 0; k + 1 < parameter.length; k++) {
    const [p, q] = [parameter[k]!, parameter[k + 1]!];
    const slack = 1e-9 * curve.scales.parameter;
    if (value < Math.min(p, q) - slack || value > Math.max(p, q) + slack) continue;
    const part = p === q ? 0 : Math.min(1, Math.max(0, (value - p) / (q - p)));
    const guess = states.map((own) => own[k]! + part * (own[k + 1]! - own[k]!));
    const x = polish(curve.field, guess);
    if (x.every((own, i) => Math.abs(own - point.x[i]!) <= 1e-6 * curve.scales.variables[i]!)) return true;
  }
  return false;
}
