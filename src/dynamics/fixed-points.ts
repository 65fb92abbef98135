import type { Expression } from "../language/ast.ts";
import { finished, type Work } from "../progress.ts";
import { searchBox } from "./box-search.ts";
import { eliminate, slopeOf } from "./elimination.ts";
import { intervalsOf, type Region } from "./field-intervals.ts";
import { contains, type Interval, whole } from "./interval.ts";
import { intervalTape } from "./interval-tape.ts";
import { polish } from "./newton.ts";
import { classify, type FixedPoint } from "./stability.ts";
import type { VectorField } from "./vector-field.ts";
import { type ScalarFunction, zerosBetween } from "./zeros.ts";

export interface FixedPoints {
  /** By the first variable that was searched, ascending. */
  readonly points: readonly FixedPoint[];
  /** Lines of fixed points: both ends of each, SI. */
  readonly lines: readonly { readonly from: Float64Array; readonly to: Float64Array }[];
  /** Proved: the region holds no others. */
  readonly complete: boolean;
  /** How it is known, or what is not, in a sentence. */
  readonly reason: string;
}

/**
 * Finds all fixed points of a field in regions; the preparation serves any number of searches, with parameters as they are at
 * each.
 */
export function fixedPointSearch(field: VectorField): (region: Region) => FixedPoints {
  const search = fixedPointWork(field);
  return (region) => finished(search(region));
}

/** `fixedPointSearch` little by little: yields how much of a region is done, from 0 to 1. */
export function fixedPointWork(field: VectorField): (region: Region) => Work<FixedPoints> {
  const { solved, left, equations } = eliminate(field.names, field.derivatives);
  const coefficients = intervalTape(solved.map(({ coefficient }) => coefficient));
  const whole = fullState(field, solved, left);
  const scalar = left.length === 1 ? scalarFunction(field, equations[0]!, left[0]!) : undefined;
  const boxes = searchBox(field);
  return function* (region) {
    checkRegion(field, region);
    const intervalOf = intervalsOf(field, region);
    const nonzero = coefficients(intervalOf).every((c) => !contains(c, 0));
    const range = left[0] === undefined ? undefined : region[left[0]];
    if (!scalar || !nonzero || !range) {
      requireRanges(field, region, scalar !== undefined && nonzero ? left : field.names);
      return yield* boxes(region);
    }
    const zeros = zerosBetween(scalar, range[0], range[1]);
    const inside = (x: ArrayLike<number>) => field.names.every((name, i) => contains(widened(region[name]), x[i]!));
    const states = zeros.at.map(({ x, multiple }) => ({ x: whole(x), multiple })).filter(({ x }) => inside(x));
    const name = left[0]!;
    const others = field.dimension === 1 ? "" : "; the other variables follow from it";
    return {
      points: states.map(({ x, multiple }) => classify(field, multiple ? x : polish(field, x), multiple)),
      lines: zeros.stretches.map(([from, to]) => ({ from: whole(from), to: whole(to) })),
      complete: true,
      reason: `interval arithmetic over the whole range of ${name} leaves room for no others${others}`,
    };
  };
}

/** All fixed points of a field in a region. See `fixedPointSearch`, which prepares once. */
export function fixedPoints(field: VectorField, region: Region): FixedPoints {
  return fixedPointSearch(field)(region);
}

function widened(range: Interval | undefined): Interval {
  if (!range) return whole;
  const margin = 1e-12 * (range[1] - range[0]);
  return [range[0] - margin, range[1] + margin];
}

/** All variables from the one that is left. */
function fullState(
  field: VectorField,
  solved: readonly { readonly name: string; readonly value: Expression }[],
  left: readonly string[],
): (x: number) => Float64Array {
  const steps = [...solved]
    .reverse()
    .map(({ name, value }) => ({ slot: field.indexOf(name), value: field.compile([value]) }));
  const out = new Float64Array(1);
  return (x) => {
    const state = new Float64Array(field.dimension);
    state[field.indexOf(left[0]!)] = x;
    for (const { slot, value } of steps) {
      value(state, out);
      state[slot] = out[0]!;
    }
    return state;
  };
}

function scalarFunction(field: VectorField, equation: Expression, name: string): ScalarFunction {
  const slope = slopeOf(equation, name);
  const state = new Float64Array(field.dimension);
  const out = new Float64Array(1);
  const [value, slopeValue] = [field.compile([equation]), slope && field.compile([slope])];
  const over = intervalTape([equation]);
  const slopeOver = slope && intervalTape([slope]);
  const number = (evaluation: typeof value) => (x: number) => {
    state[field.indexOf(name)] = x;
    evaluation(state, out);
    return out[0]!;
  };
  return {
    at: number(value),
    slopeAt: slopeValue ? number(slopeValue) : () => 0,
    over: (x) => over(intervalsOf(field, { [name]: x }))[0]!,
    slopeOver: (x) => slopeOver?.(intervalsOf(field, { [name]: x }))[0] ?? whole,
  };
}

function checkRegion(field: VectorField, region: Region): void {
  for (const [name, range] of Object.entries(region)) {
    field.indexOf(name);
    const [low, high] = range;
    if (!(Number.isFinite(low) && Number.isFinite(high) && low < high))
      throw new RangeError(
        `the range of ${name} must be two finite numbers, the lower first, but is [${low}, ${high}]`,
      );
  }
}

function requireRanges(field: VectorField, region: Region, names: readonly string[]): void {
  const missing = names.filter((name) => !Object.hasOwn(region, name));
  if (missing.length > 0)
    throw new RangeError(
      `fixed points need a range of ${missing.join(", ")} to look in (there are ranges of ${Object.keys(region).join(", ") || "none"}; the variables are ${field.names.join(", ")})`,
    );
}
