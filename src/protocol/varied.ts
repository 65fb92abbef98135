import { ExperimentError } from "../errors.ts";
import type { ExperimentDocument } from "../experiment.ts";
import type { Values } from "../experiment-types.ts";
import { type Column, column } from "../quantity/measure.ts";
import type { Axis, Result } from "../result.ts";
import { atPlace, type Subject, withPlace } from "./subject.ts";

/** The values that a protocol gave to a parameter, and its name. */
export interface Varied extends Column {
  readonly name: string;
}

/**
 * The document in which one place runs through values: those asked for, or the list or range that stands there already.
 *
 * @throws ExperimentError where there is neither, and where the document has other axes: a protocol asks one neuron.
 */
export function varying(
  { document, axes }: Subject,
  place: string,
  values: Values<string | number> | undefined,
): ExperimentDocument | undefined {
  const standing = atPlace(document, place);
  const isAxis = typeof standing === "object" && standing !== null;
  const others = axes.length - (isAxis ? 1 : 0);
  if (others > 0)
    throw new ExperimentError(
      `${axes.map(({ label }) => label).join(" and ")} have lists or ranges, but this protocol varies ${place} alone`,
      "experiment",
      "give the others one value, and run the protocol once for each",
    );
  if (values !== undefined) return withPlace(document, place, values);
  return isAxis ? document : undefined;
}

/** The axis of a run of `varying`. A single value in its place makes none. */
export function axisOf(result: Result): Axis {
  const [axis] = result.axes;
  if (axis) return axis;
  throw new ExperimentError("is one value", "values", 'give a list, or a range such as {"from", "to", "count"}');
}

/** The axis as a column of the answer. */
export function variedOf({ label, values, dimension }: Axis): Varied {
  return { name: label, ...column(values, dimension) };
}
