import { finished, partOf, type Work } from "../progress.ts";
import { type Equilibria, type EquilibriaOptions, equilibriaSearch } from "./equilibria.ts";
import type { Region } from "./field-intervals.ts";
import type { Interval } from "./interval.ts";
import { type Attractor, attractorFrom, type LimitCycle } from "./limit-cycle.ts";
import type { VectorField } from "./vector-field.ts";

export interface DiagramOptions extends EquilibriaOptions {
  /** At how many values of the parameter cycles are looked for. Default: 33; 0: not at all. */
  readonly cycles?: number;
  /** Integration steps of one search before it gives up. Default: 5,000. */
  readonly steps?: number;
}

/** What oscillates at a value of the parameter. */
export interface CycleSample {
  /** Of the parameter, SI. */
  readonly value: number;
  /** Stable cycles, each once: from rising and from falling values of the parameter. */
  readonly cycles: readonly LimitCycle[];
  /** Mean rates, Hz, of firing that does not repeat itself. */
  readonly irregular: readonly number[];
  /** A search ended before it had settled. */
  readonly unsettled: boolean;
}

export interface BifurcationDiagram extends Equilibria {
  readonly parameter: string;
  /** By ascending value. */
  readonly oscillations: readonly CycleSample[];
}

/**
 * Equilibria of a field over a range of a parameter, with their bifurcations, and the stable limit cycles, followed from either
 * end: each search starts where the last one ended, so that where rest and firing coexist both are found.
 *
 * @param range of the parameter, SI.
 * @param region of the variables, SI; see `fixedPoints`.
 * @param start where trajectories begin, SI. Default: the model's initial values.
 */
export function bifurcationDiagram(...asked: Parameters<typeof bifurcationSearch>): BifurcationDiagram {
  return finished(bifurcationSearch(...asked));
}

/** `bifurcationDiagram` little by little: yields how much of it is done, from 0 to 1. */
export function* bifurcationSearch(
  field: VectorField,
  parameter: string,
  range: Interval,
  region: Region,
  start: ArrayLike<number>,
  options: DiagramOptions = {},
): Work<BifurcationDiagram> {
  const { cycles = 33, steps = 5_000 } = options;
  if (!(Number.isInteger(cycles) && cycles >= 0 && cycles !== 1))
    throw new RangeError(`cycles must be 0, or a whole number of at least 2, but is ${cycles}`);
  const found = yield* partOf(equilibriaSearch(field, parameter, range, region, options), 0, equilibriaShare);
  const values = Array.from({ length: cycles }, (_, k) => range[0] + ((range[1] - range[0]) * k) / (cycles - 1));
  const middle = (1 + equilibriaShare) / 2;
  const rising = yield* partOf(sweep(field, parameter, values, start, steps), equilibriaShare, middle);
  const back = sweep(field, parameter, values.toReversed(), rising.at(-1)?.x ?? start, steps);
  const falling = (yield* partOf(back, middle, 1)).reverse();
  const oscillations = values.map((value, k) => sampleOf(value, [rising[k]!, falling[k]!], field.scales));
  return { ...found, parameter, oscillations };
}

/** How much of a diagram its equilibria are, about. */
const equilibriaShare = 1 / 3;

/** Each search starts where the last ended; from a point of rest a little beside it, so that it notices when it is none any more. */
function* sweep(
  field: VectorField,
  parameter: string,
  values: readonly number[],
  start: ArrayLike<number>,
  steps: number,
): Work<Attractor[]> {
  let x: ArrayLike<number> = start;
  const found: Attractor[] = [];
  for (const value of values) {
    const from = Float64Array.from(x, (own, i) => own + (i === 0 ? 0.1 * field.scales[0]! : 0));
    const attractor = field.at(parameter, value, () => attractorFrom(field, from, { steps }));
    if (attractor.kind !== "away" && attractor.x.every(Number.isFinite)) x = attractor.x;
    found.push(attractor);
    yield found.length / values.length;
  }
  return found;
}

function sampleOf(value: number, attractors: readonly Attractor[], scales: readonly number[]): CycleSample {
  const cycles: LimitCycle[] = [];
  for (const attractor of attractors) {
    if (attractor.kind !== "cycle") continue;
    const { cycle } = attractor;
    if (!cycles.some((other) => isSame(cycle, other, scales))) cycles.push(cycle);
  }
  return {
    value,
    cycles,
    irregular: attractors.flatMap((attractor) => (attractor.kind === "irregular" ? [attractor.rate] : [])),
    unsettled: attractors.some(({ kind }) => kind === "unsettled"),
  };
}

function isSame(a: LimitCycle, b: LimitCycle, scales: readonly number[]): boolean {
  const near = (p: number, q: number, scale: number) => Math.abs(p - q) <= 1e-4 * (Math.abs(p) + scale);
  return (
    near(a.period, b.period, 0) &&
    a.maximum.every((value, i) => near(value, b.maximum[i]!, scales[i]!)) &&
    a.minimum.every((value, i) => near(value, b.minimum[i]!, scales[i]!))
  );
}
