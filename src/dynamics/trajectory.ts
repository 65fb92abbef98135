import type { Region } from "./field-intervals.ts";
import { Orbit, type Stop } from "./orbit.ts";
import type { FixedPoint } from "./stability.ts";
import type { VectorField } from "./vector-field.ts";

export interface TrajectoryOptions {
  /** Seconds, greater than 0. */
  readonly duration: number;
  /** -1: backwards in time; resets do not act then. */
  readonly direction?: 1 | -1;
  /** It ends where a variable leaves its range, SI. */
  readonly region?: Region;
  /** Error of a step, relative to the size of each variable. Default: 1e-9. */
  readonly tolerance?: number;
  /** Steps before it gives up. Default: 100,000. */
  readonly steps?: number;
}

/** A solution, at times that are close together where it bends. */
export interface Trajectory {
  /** Seconds since the start, also of one that goes backwards. */
  readonly times: Float64Array;
  /** By variable, SI. */
  readonly states: readonly Float64Array[];
  /** Places in `times` of the states right after a reset; the states before it stand one place earlier, at the same time. */
  readonly resets: Uint32Array;
  /** Why it ends: the time is up, it rests, left the region, ran off to infinity, or took all its steps. */
  readonly end: Stop | "left";
}

/** Points between the ends of a step, for a smooth drawing. */
const between = [0.25, 0.5, 0.75];

/** The solution of dx/dt = f(x) from a state, with resets where they act on what the threshold compares. */
export function trajectory(field: VectorField, start: ArrayLike<number>, options: TrajectoryOptions): Trajectory {
  const { duration, direction = 1, region = {}, tolerance = 1e-9, steps = 100_000 } = options;
  if (!(duration > 0)) throw new RangeError(`duration must be greater than 0 seconds, but is ${duration}`);
  if (start.length !== field.dimension || !Array.from(start).every(Number.isFinite))
    throw new RangeError(`a start is ${field.dimension} finite numbers in SI: ${field.names.join(", ")}`);
  const borders = Object.entries(region).map(([name, range]) => ({ slot: field.indexOf(name), range }));
  const times: number[] = [0];
  const states: number[][] = field.names.map((_, i) => [start[i]!]);
  const resets: number[] = [];
  const orbit = new Orbit(field, { tolerance, direction, steps, near: tolerance });
  const add = (time: number, x: ArrayLike<number>) => {
    times.push(time);
    for (const [i, own] of states.entries()) own.push(x[i]!);
  };
  const point = new Float64Array(field.dimension);
  let left = false;
  orbit.until = () => left;
  orbit.watch = (integrator, end) => {
    const whole = integrator.time;
    for (const part of between) {
      integrator.between((part * end) / whole, point);
      add(orbit.time + part * end, point);
    }
    integrator.partial(end, point);
    add(orbit.time + end, point);
    left = borders.some(({ slot, range }) => !(point[slot]! >= range[0] && point[slot]! <= range[1]));
  };
  orbit.start(start);
  let end: Stop | "left" | "spike" = "spike";
  while (end === "spike" && !left) {
    end = orbit.toSpike(duration);
    if (end !== "spike") break;
    add(orbit.time, orbit.x);
    resets.push(times.length - 1);
  }
  return {
    times: Float64Array.from(times),
    states: states.map((own) => Float64Array.from(own)),
    resets: Uint32Array.from(resets),
    end: left ? "left" : (end as Stop),
  };
}

/** Both halves of a curve through a saddle, each starting at it. */
export interface SaddleCurve {
  readonly halves: readonly [Trajectory, Trajectory];
}

/**
 * The curves through a saddle of the plane: the stable one, from which trajectories run into it and which parts the plane
 * (the separatrix: a threshold where the saddle is one), and the unstable one. Each is integrated from a point next to the
 * saddle on the eigenvector, backwards in time for the stable one.
 *
 * Throws a RangeError where the fixed point is no saddle of a plane.
 */
export function saddleCurve(
  field: VectorField,
  saddle: FixedPoint,
  which: "stable" | "unstable",
  options: Omit<TrajectoryOptions, "direction">,
): SaddleCurve {
  if (field.dimension !== 2 || saddle.kind !== "saddle")
    throw new RangeError(
      `a separatrix belongs to a saddle of a plane, but this is a ${saddle.kind} of ${field.dimension} variables`,
    );
  const eigenvalue = which === "unstable" ? saddle.eigenvalues[0]! : saddle.eigenvalues[1]!;
  const direction = eigenvector(field, saddle, eigenvalue.re);
  const half = (sign: number): Trajectory => {
    const start = saddle.x.map((value, i) => value + sign * 1e-6 * direction[i]!);
    return trajectory(field, start, { ...options, direction: which === "stable" ? -1 : 1 });
  };
  return { halves: [half(-1), half(1)] };
}

/** Of length 1 in everyday units, the first part positive. */
function eigenvector(field: VectorField, { jacobian }: FixedPoint, value: number): [number, number] {
  const [sx, sy] = field.scales as [number, number];
  const [a, b, c, d] = [jacobian[0]! - value, (jacobian[1]! * sy) / sx, (jacobian[2]! * sx) / sy, jacobian[3]! - value];
  // orthogonal to the larger row
  const [p, q] = Math.abs(a) + Math.abs(b) > Math.abs(c) + Math.abs(d) ? [b, -a] : [d, -c];
  const length = Math.sqrt(p * p + q * q) * (p < 0 || (p === 0 && q < 0) ? -1 : 1);
  return [(p / length) * sx, (q / length) * sy];
}
