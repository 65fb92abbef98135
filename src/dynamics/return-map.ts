import { dependsOn } from "../language/calculus.ts";
import { type Eigenvalue, eigenvaluesOf } from "./eigenvalues.ts";
import { solveLinear } from "./newton.ts";
import { Orbit } from "./orbit.ts";
import type { VectorField } from "./vector-field.ts";

/** Where a trajectory comes back to: after some spikes (right after the last reset), or some rises of a variable through a level. */
export type Section =
  | { readonly kind: "spikes"; readonly count: number }
  | { readonly kind: "level"; readonly slot: number; readonly level: number; readonly count: number };

export interface Return {
  readonly x: Float64Array;
  /** Seconds. */
  readonly time: number;
}

/** A state that comes back to itself. */
export interface PeriodicState extends Return {
  /** Of the return map: how much small departures have grown after one period, and turned. */
  readonly multipliers: readonly Eigenvalue[];
  /** Derivative of the return map in the free coordinates, rows one after another. */
  readonly derivative: Float64Array;
}

/** Poincaré's return map of a field. */
export function returnMap(field: VectorField, section: Section): (x: ArrayLike<number>) => Return | undefined {
  return (x) => {
    const orbit = new Orbit(field, { tolerance: 1e-10 });
    orbit.start(x);
    if (section.kind === "spikes") {
      orbit.hold();
      for (let k = 0; k < section.count; k++) if (orbit.toSpike() !== "spike") return undefined;
    } else {
      const { slot, level } = section;
      const rise = (y: Float64Array) => y[slot]! - level;
      for (let k = 0; k < section.count; k++) if (orbit.toZero(rise) !== "zero") return undefined;
      orbit.x[slot] = level;
    }
    return { x: Float64Array.from(orbit.x), time: orbit.time };
  };
}

/** The coordinates that differ between states of a section: a level fixes one, a reset to a parameter its target. */
export function freeSlots(field: VectorField, section: Section): number[] {
  const all = field.names.map((_, i) => i);
  if (section.kind === "level") return all.filter((i) => i !== section.slot);
  const variables = new Set(field.names);
  const last = new Map(field.model.reset.map(({ target, value }) => [target, value]));
  return all.filter((i) => {
    const value = last.get(field.names[i]!);
    return !value || dependsOn(value, variables);
  });
}

/**
 * The fixed point of a return map near a state, by Newton's method with derivatives from differences; undefined where it
 * does not converge.
 *
 * @param sizes how far each variable goes on the cycle: what is small beside them is small.
 */
export function periodicState(
  field: VectorField,
  section: Section,
  start: ArrayLike<number>,
  sizes: ArrayLike<number>,
): PeriodicState | undefined {
  const map = returnMap(field, section);
  const free = freeSlots(field, section);
  const x = Float64Array.from(start);
  let derivative: Float64Array | undefined;
  for (let k = 0; k < 12; k++) {
    const image = map(x);
    if (!image) return undefined;
    const residual = free.map((i) => image.x[i]! - x[i]!);
    const off = Math.max(0, ...residual.map((r, k) => Math.abs(r) / size(sizes, free[k]!)));
    if (off < 1e-8 && derivative)
      return { ...image, x, multipliers: multipliersOf(derivative, free.length), derivative };
    derivative = differences(map, x, free, sizes);
    if (!derivative) return undefined;
    if (off < 1e-11) return { ...image, x, multipliers: multipliersOf(derivative, free.length), derivative };
    const minusOne = derivative.map((value, at) => value - (at % (free.length + 1) === 0 ? 1 : 0));
    const step = solveLinear(minusOne, residual);
    if (!step?.every(Number.isFinite)) return undefined;
    for (const [k, i] of free.entries()) x[i]! -= step[k]!;
  }
  return undefined;
}

/** The same cycle with the fewest returns: one of two spikes also comes back after four. */
export function shortestState(
  field: VectorField,
  section: Section,
  found: PeriodicState,
  sizes: ArrayLike<number>,
): { section: Section; found: PeriodicState } {
  for (let count = 1; count <= section.count / 2; count++) {
    if (section.count % count !== 0) continue;
    const shorter = { ...section, count };
    const image = returnMap(field, shorter)(found.x);
    const off =
      image && freeSlots(field, shorter).every((i) => Math.abs(image.x[i]! - found.x[i]!) < 1e-6 * size(sizes, i));
    const state = off ? periodicState(field, shorter, found.x, sizes) : undefined;
    if (state) return { section: shorter, found: state };
  }
  return { section, found };
}

function multipliersOf(derivative: Float64Array, n: number): Eigenvalue[] {
  return n === 0 ? [] : eigenvaluesOf(derivative, n);
}

/** Central differences. */
function differences(
  map: (x: ArrayLike<number>) => Return | undefined,
  x: Float64Array,
  free: readonly number[],
  sizes: ArrayLike<number>,
): Float64Array | undefined {
  const m = free.length;
  const result = new Float64Array(m * m);
  for (const [column, j] of free.entries()) {
    const h = 1e-4 * size(sizes, j);
    const [up, down] = [1, -1].map((sign) => {
      const moved = Float64Array.from(x);
      moved[j]! += sign * h;
      return map(moved);
    });
    if (!up || !down) return undefined;
    for (const [row, i] of free.entries()) result[row * m + column] = (up.x[i]! - down.x[i]!) / (2 * h);
  }
  return result;
}

function size(sizes: ArrayLike<number>, i: number): number {
  return sizes[i]! > 0 ? sizes[i]! : 1;
}
