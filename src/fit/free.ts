import { ExperimentError } from "../errors.ts";
import { quantityAt } from "../experiment-axes.ts";
import type { Dimension } from "../quantity/dimension.ts";
import type { FreeRange } from "./fit-types.ts";

/** A number of the experiment that moves. SI. */
export interface FreeNumber {
  /** As the document calls it. */
  readonly name: string;
  /** The parameter of the compiled model. */
  readonly parameter: string;
  readonly dimension: Dimension;
  readonly from: number;
  readonly to: number;
  readonly scale: "linear" | "log";
  /** Where the search begins, from 0 to 1. */
  readonly start: number;
}

/** @throws ExperimentError naming the place, `fit.free.tau_m.from` */
export function freeNumber(
  name: string,
  { from, to, scale = "linear", start }: FreeRange,
  { parameter, dimension }: { readonly parameter: string; readonly dimension: Dimension },
): FreeNumber {
  const path = `fit.free.${name}`;
  const [low, high] = [
    quantityAt(from, `${path}.from`, dimension).value,
    quantityAt(to, `${path}.to`, dimension).value,
  ];
  if (!(low < high))
    throw new ExperimentError(`must go up, but goes from ${from} to ${to}`, path, "give the smaller one as from");
  if (scale === "log" && !(low * high > 0))
    throw new ExperimentError(
      `a logarithmic range cannot go from ${from} to ${to}`,
      path,
      "both ends must be positive, or both negative; or take a linear scale",
    );
  const own = { name, parameter, dimension, from: low, to: high, scale, start: 0.5 };
  if (start === undefined) return own;
  const place = placeOn(own, quantityAt(start, `${path}.start`, dimension).value);
  if (place < 0 || place > 1) throw new ExperimentError(`${start} is not from ${from} to ${to}`, `${path}.start`);
  return { ...own, start: place };
}

/** The value at a place from 0 to 1 of its range. Both ends are exact. */
export function valueOn({ from, to, scale }: FreeNumber, place: number): number {
  if (place <= 0) return from;
  if (place >= 1) return to;
  return scale === "log" ? from * (to / from) ** place : from + (to - from) * place;
}

/** The derivative of the value by its place. */
export function slopeOn({ from, to, scale }: FreeNumber, place: number): number {
  return scale === "log" ? from * (to / from) ** place * Math.log(to / from) : to - from;
}

/** Where a value is on its range: 0 at one end, 1 at the other. */
export function placeOn({ from, to, scale }: FreeNumber, value: number): number {
  return scale === "log" ? Math.log(value / from) / Math.log(to / from) : (value - from) / (to - from);
}
