import type { FixedPoint } from "../dynamics/stability.ts";
import type { Trajectory } from "../dynamics/trajectory.ts";
import type { VectorField } from "../dynamics/vector-field.ts";
import { div, neg } from "../language/calculus.ts";
import { linearIn } from "../language/linear.ts";
import { type Range, rangeOver } from "./range.ts";

/** Everyday units to either side of the start: 200 mV. */
const farthest = 200;

/** Free at both ends of what is shown, as part of it. */
const room = 0.12;

/** Where fixed points of a variable are looked for, SI. */
export function wideRange(field: VectorField, start: ArrayLike<number>, variable: number): Range {
  const reach = farthest * field.scales[variable]!;
  return [start[variable]! - reach, start[variable]! + reach];
}

/**
 * A range that shows all that matters, SI: points, the trajectory as far as it stays near, and `more`. At least 40 everyday units
 * of the first variable, or 4 where it has none.
 */
export function shownRange(
  field: VectorField,
  variable: number,
  { states }: Trajectory,
  points: readonly FixedPoint[],
  more: readonly number[] = [],
): Range {
  const path = states[variable]!;
  const [low, high] = wideRange(field, [...states.map((own) => own[0]!)], variable);
  const values = [...path.filter((own) => own >= low && own <= high), ...points.map(({ x }) => x[variable]!), ...more];
  const scale = field.scales[variable]!;
  return rangeOver(values, room, scale * (variable > 0 ? 0.1 : scale === 1 ? 4 : 40));
}

/** The second variable where it stands still, over the middle of a range of the first; empty where no formula gives that. */
export function levelsOfRest(field: VectorField, range: Range): readonly number[] {
  const free = ((range[1] - range[0]) * room) / (1 + 2 * room);
  const [low, high] = [range[0] + free, range[1] - free];
  const y = field.names[1]!;
  const form = linearIn(field.derivatives[1]!, new Set([y]));
  const coefficient = form?.coefficients.get(y);
  if (!form || !coefficient) return [];
  const level = field.compile([neg(div(form.rest, coefficient))]);
  const [state, out] = [new Float64Array(2), new Float64Array(1)];
  return Array.from({ length: 65 }, (_, k) => {
    state[0] = low + ((high - low) * k) / 64;
    level(state, out);
    return out[0]!;
  });
}
