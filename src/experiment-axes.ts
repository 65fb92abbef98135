import { ExperimentError } from "./errors.ts";
import type { Range, Values } from "./experiment-types.ts";
import type { Dimension } from "./quantity/dimension.ts";
import { fromUnit, parseQuantity, type Quantity, type QuantityProblem } from "./quantity/quantity.ts";

/** A parameter with several values: one dimension of the ensemble. */
export interface Axis {
  /** The parameter's name in the model. */
  readonly parameter: string;
  /** Its name in results: `amplitude`, or `input[1].amplitude` where two stimuli have one. */
  readonly label: string;
  readonly dimension: Dimension;
  /** SI, in the order of the document. */
  readonly values: Float64Array;
}

/** One value, or those of an axis; SI. */
export type Setting =
  | { readonly kind: "value"; readonly value: number }
  | { readonly kind: "axis"; readonly values: Float64Array };

const mostMembers = 1e8;

/** How several axes make members: their outer product, or value by value, all of one length. */
export type Arrangement = "product" | "paired";

/**
 * The value of an axis for one member of the ensemble. Members count the outer product of the axes in row-major order: the
 * last axis varies fastest. Of paired axes, member k has the k-th value of each.
 */
export function memberValue(
  axes: readonly { readonly values: ArrayLike<number> }[],
  axis: number,
  member: number,
  arrangement: Arrangement = "product",
): number {
  if (arrangement === "paired") return axes[axis]!.values[member]!;
  const stride = axes.slice(axis + 1).reduce((product, { values }) => product * values.length, 1);
  const { values } = axes[axis]!;
  return values[Math.floor(member / stride) % values.length]!;
}

/**
 * How many members axes of these lengths make together; 1 without axes.
 *
 * @throws ExperimentError above 10^8, and for paired axes of different lengths.
 */
export function memberCount(lengths: ReadonlyMap<string, number>, arrangement: Arrangement = "product"): number {
  if (arrangement === "paired") return commonLength(lengths);
  const members = [...lengths.values()].reduce((product, length) => product * length, 1);
  if (members > mostMembers) {
    const sizes = [...lengths].map(([place, length]) => `${place} ${length}`).join(" x ");
    throw new ExperimentError(
      `the axes make ${members} members (${sizes}), but at most 10^8 are allowed`,
      "",
      "take fewer points, or run parts of the sweep one after the other",
    );
  }
  return members;
}

function commonLength(lengths: ReadonlyMap<string, number>): number {
  const [first, ...others] = lengths;
  if (!first) return 1;
  const different = others.find(([, length]) => length !== first[1]);
  if (different)
    throw new ExperimentError(
      `${first[0]} has ${first[1]} values but ${different[0]} has ${different[1]}`,
      "axes",
      "paired axes have the same number of values; or leave axes out for their product",
    );
  return first[1];
}

/** How many points the values at a place of the document have; undefined for a single value. */
export function lengthOf(values: Values<string | number>): number | undefined {
  if (typeof values === "string" || typeof values === "number") return undefined;
  return isRange(values) ? values.count : values.length;
}

/** The quantity of a text or number, in SI, with the dimension wanted. Throws an ExperimentError naming the place. */
export function quantityAt(text: string | number, path: string, dimension?: Dimension): Quantity {
  try {
    return parseQuantity(text, dimension ? { dimension } : {});
  } catch (error) {
    throw at(path, error);
  }
}

/** The values at this place of the document, all of one dimension. Throws an ExperimentError naming the place. */
export function settingAt(values: Values<string | number>, path: string, dimension: Dimension): Setting {
  if (typeof values === "string" || typeof values === "number")
    return { kind: "value", value: quantityAt(values, path, dimension).value };
  if (isRange(values)) return { kind: "axis", values: pointsOf(values, path, dimension) };
  const each = Float64Array.from(values, (value, k) => quantityAt(value, `${path}[${k}]`, dimension).value);
  return { kind: "axis", values: each };
}

/** A RangeError of what was read there, as an ExperimentError naming the place; any other error as it is. */
export function at(path: string, error: unknown): unknown {
  if (error instanceof ExperimentError) return new ExperimentError(error.problem, path, error.wayOut);
  if (!(error instanceof RangeError)) return error;
  const cause = error.cause as QuantityProblem | undefined;
  return new ExperimentError(cause?.problem ?? error.message, path, cause?.wayOut);
}

function isRange(values: readonly (string | number)[] | Range<string | number>): values is Range<string | number> {
  return !Array.isArray(values);
}

/** Both ends are as written; the points between are computed in the unit of the ends where they share one: 0.1 nA, 0.2 nA. */
function pointsOf(range: Range<string | number>, path: string, dimension: Dimension): Float64Array {
  const first = quantityAt(range.from, `${path}.from`, dimension).value;
  const last = quantityAt(range.to, `${path}.to`, dimension).value;
  const { count } = range;
  const log = range.scale === "log";
  if (log && !(first * last > 0))
    throw new ExperimentError(
      `a logarithmic range cannot go from ${JSON.stringify(range.from)} to ${JSON.stringify(range.to)}`,
      path,
      "both ends must be positive, or both negative; or take a linear scale",
    );
  const [from, to] = [numberAndUnit(range.from), numberAndUnit(range.to)];
  const inUnit = from && to && from.unit === to.unit ? from.unit : undefined;
  const a = inUnit === undefined ? first : from!.number;
  const b = inUnit === undefined ? last : to!.number;
  const between = log ? geometric(a, b, count) : (k: number) => a + ((b - a) * k) / (count - 1);
  const toSI = inUnit === undefined ? (value: number) => value : fromUnit(inUnit);
  return Float64Array.from({ length: count }, (_, k) => {
    if (k === 0) return first;
    return k === count - 1 ? last : toSI(between(k));
  });
}

/** `"-0.5 nA"` as -0.5 and `"nA"`; undefined for anything longer. */
function numberAndUnit(text: string | number): { readonly number: number; readonly unit: string } | undefined {
  const parts = /^\s*([-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)\s*([^\d\s][^\s]*)?\s*$/.exec(String(text));
  return parts ? { number: Number(parts[1]), unit: parts[2] ?? "" } : undefined;
}

/**
 * Point k of `count` in equal ratios: a (b/a)^(k/(count - 1)), to 13 digits. Made of operations that every machine rounds
 * alike: from a, count - 1 steps would add up errors, so k/(count - 1) is taken in binary digits, as products of repeated
 * square roots of b/a.
 */
function geometric(a: number, b: number, count: number): (k: number) => number {
  const roots: number[] = [];
  for (let root = Math.sqrt(b / a); roots.length < 53; root = Math.sqrt(root)) roots.push(root);
  return (k) => {
    let ratio = 1;
    let fraction = k / (count - 1);
    for (const root of roots) {
      fraction *= 2;
      if (fraction >= 1) {
        ratio *= root;
        fraction -= 1;
      }
    }
    return Number((a * ratio).toPrecision(13));
  };
}
