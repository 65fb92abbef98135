import type { Work } from "../progress.ts";
import { slopeOf } from "./elimination.ts";
import { intervalsOf, type Region } from "./field-intervals.ts";
import { add, contains, type Interval, intersection, mul, sub, whole } from "./interval.ts";
import { intervalTape } from "./interval-tape.ts";
import { inverseOf, polish } from "./newton.ts";
import { classify, type FixedPoint } from "./stability.ts";
import type { VectorField } from "./vector-field.ts";

type IntervalBox = readonly Interval[];

/** More boxes than this are too many: a line or plane of fixed points. */
const mostBoxes = 20_000;
/** So many are searched before it says how much is done. */
const boxesAtOnce = 256;
/** A box this small, as part of the region, is not divided again. */
const smallest = 1e-7;

interface Found {
  readonly points: readonly FixedPoint[];
  readonly lines: readonly never[];
  readonly complete: boolean;
  readonly reason: string;
}

/**
 * All fixed points in a box of any dimension, by Krawczyk's operator K(X) = m - Y f(m) + (1 - Y f'(X))(X - m), with m the middle
 * of the box X and Y = f'(m)^-1: a box that K misses holds none, one that K maps into itself holds exactly one, any other is
 * divided. Krawczyk (1969), Computing 4:187; Neumaier (1990), Interval Methods for Systems of Equations, section 5.1. How much is
 * done is the part of the region that has been searched.
 */
export function searchBox(field: VectorField): (region: Region) => Work<Found> {
  const n = field.dimension;
  const values = intervalTape(field.derivatives);
  const slopes = field.derivatives.map((e) => field.names.map((name) => slopeOf(e, name)));
  const known = intervalTape(slopes.flat().filter((slope) => slope !== undefined));
  const over = (box: IntervalBox) =>
    intervalsOf(field, Object.fromEntries(field.names.map((name, i) => [name, box[i]!])));
  const jacobianOver = (box: IntervalBox): Interval[][] => {
    const found = known(over(box));
    let k = 0;
    return slopes.map((row) => row.map((slope) => (slope === undefined ? whole : found[k++]!)));
  };

  /** Undefined: no fixed point inside. */
  const contract = (box: IntervalBox): { box: IntervalBox; unique: boolean } | undefined => {
    if (values(over(box)).some((value) => !contains(value, 0))) return undefined;
    const middle = box.map(([low, high]) => low + (high - low) / 2);
    const jacobian = new Float64Array(n * n);
    field.jacobian(middle, jacobian);
    const y = inverseOf(jacobian, n);
    if (!y) return { box, unique: false };
    const atMiddle = values(over(middle.map((x) => [x, x])));
    const slope = jacobianOver(box);
    const image = middle.map((m, i): Interval => {
      let sum: Interval = [m, m];
      for (let k = 0; k < n; k++) sum = sub(sum, mul([y[i]![k]!, y[i]![k]!], atMiddle[k]!));
      for (let j = 0; j < n; j++) {
        let factor: Interval = i === j ? [1, 1] : [0, 0];
        for (let k = 0; k < n; k++) factor = sub(factor, mul([y[i]![k]!, y[i]![k]!], slope[k]![j]!));
        sum = add(sum, mul(factor, sub(box[j]!, [middle[j]!, middle[j]!])));
      }
      return sum;
    });
    const narrowed = image.map((part, i) => intersection(part, box[i]!));
    if (narrowed.includes(undefined)) return undefined;
    const unique = image.every(([low, high], i) => box[i]![0] < low && high < box[i]![1]);
    return { box: narrowed as IntervalBox, unique };
  };

  return function* (region) {
    const outer = field.names.map((name) => region[name]!);
    const size = (box: IntervalBox) => box.map(([low, high], i) => (high - low) / (outer[i]![1] - outer[i]![0]));
    const waiting: IntervalBox[] = [outer];
    const found: Float64Array[] = [];
    const unsure: IntervalBox[] = [];
    const partOfRegion = (box: IntervalBox) => size(box).reduce((product, length) => product * length, 1);
    let boxes = 0;
    for (let box = waiting.pop(); box; box = waiting.pop()) {
      if (++boxes > mostBoxes) return gaveUp(field, found, waiting.length + 1);
      if (boxes % boxesAtOnce === 0)
        yield Math.max(0, 1 - waiting.reduce((sum, own) => sum + partOfRegion(own), partOfRegion(box)));
      // a fixed point on the border between two boxes lies inside both once these are a little larger
      const result = contract(box.map(([low, high], i) => enlarged([low, high], outer[i]!)));
      if (!result) continue;
      if (result.unique) {
        remember(
          found,
          polish(
            field,
            result.box.map(([low, high]) => low + (high - low) / 2),
          ),
          outer,
        );
        continue;
      }
      const sizes = size(box);
      const widest = sizes.indexOf(Math.max(...sizes));
      if (sizes[widest]! < smallest) {
        unsure.push(box);
        continue;
      }
      const kept = result.box.map((part, i) => intersection(part, box[i]!));
      if (kept.includes(undefined)) continue;
      waiting.push(...halves(kept as IntervalBox, size(kept as IntervalBox)));
    }
    const doubtful = unsure.filter((box) => !found.some((x) => box.every((part, i) => near(part, x[i]!, outer[i]!))));
    const points = found.map((x) => classify(field, x));
    return {
      points: [...points, ...clusters(doubtful, outer).map((x) => classify(field, polish(field, x), true))],
      lines: [],
      complete: doubtful.length === 0,
      reason:
        doubtful.length === 0
          ? "Krawczyk's test over the whole region, in interval arithmetic, leaves room for no others"
          : "where a fixed point is not hyperbolic, interval arithmetic cannot tell how many there are",
    };
  };
}

function gaveUp(field: VectorField, found: readonly Float64Array[], left: number): Found {
  return {
    points: found.map((x) => classify(field, x)),
    lines: [],
    complete: false,
    reason: `the search stopped after ${mostBoxes} boxes with ${left} left: a whole line of fixed points, or too large a region`,
  };
}

function enlarged([low, high]: Interval, outer: Interval): Interval {
  const margin = 1e-3 * (high - low) + 1e-13 * (outer[1] - outer[0]);
  return [low - margin, high + margin];
}

function halves(box: IntervalBox, sizes: readonly number[]): IntervalBox[] {
  const widest = sizes.indexOf(Math.max(...sizes));
  const [low, high] = box[widest]!;
  const middle = low + (high - low) / 2;
  return [
    box.map((part, i) => (i === widest ? [middle, high] : part)),
    box.map((part, i) => (i === widest ? [low, middle] : part)),
  ];
}

function near([low, high]: Interval, x: number, outer: Interval): boolean {
  const margin = 1e-6 * (outer[1] - outer[0]);
  return low - margin <= x && x <= high + margin;
}

function remember(found: Float64Array[], x: Float64Array, outer: IntervalBox): void {
  const same = (a: number, b: number, i: number) => Math.abs(a - b) <= 1e-9 * (outer[i]![1] - outer[i]![0]);
  if (!x.every((value, i) => near([outer[i]![0], outer[i]![1]], value, [0, 1e-6 * (outer[i]![1] - outer[i]![0])])))
    return;
  if (!found.some((other) => other.every((value, i) => same(value, x[i]!, i)))) found.push(x);
}

/** One middle for each heap of boxes that touch. */
function clusters(boxes: readonly IntervalBox[], outer: IntervalBox): Float64Array[] {
  const heaps: IntervalBox[][] = [];
  for (const box of boxes) {
    const heap = heaps.find((other) =>
      other.some((one) => one.every((part, i) => near(part, (box[i]![0] + box[i]![1]) / 2, outer[i]!))),
    );
    if (heap) heap.push(box);
    else heaps.push([box]);
  }
  return heaps.map((heap) =>
    Float64Array.from(outer, (_, i) => heap.reduce((sum, box) => sum + box[i]![0] + box[i]![1], 0) / (2 * heap.length)),
  );
}
