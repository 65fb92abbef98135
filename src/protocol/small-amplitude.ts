import { ExperimentError } from "../errors.ts";
import { quantityAt } from "../experiment-axes.ts";
import type { Dimension } from "../quantity/dimension.ts";
import { everydayUnit } from "../quantity/quantity.ts";
import type { Complex } from "../theory/linear-response.ts";
import { atPlace, type Subject } from "./subject.ts";

export function modulus({ re, im }: Complex): number {
  return Math.hypot(re, im);
}

/**
 * The amplitude of an oscillating stimulus, SI: as asked, as the experiment says, or where that is 0 what moves the variable by a
 * tenth of its everyday unit (0.1 mV), at the largest gain that theory knows.
 *
 * @throws ExperimentError where it is 0 and there is no theory.
 */
export function smallAmplitude(
  { document }: Subject,
  asked: string | number | undefined,
  place: string,
  input: Dimension,
  output: Dimension,
  gain: number | undefined,
): number {
  const written = asked ?? (atPlace(document, place) as string | number);
  const value = quantityAt(written, asked === undefined ? place : "amplitude", input).value;
  if (value !== 0) return value;
  if (gain !== undefined && gain > 0 && Number.isFinite(gain))
    return Number((everydayUnit(output).factor / 10 / gain).toPrecision(3));
  throw new ExperimentError("is 0, and without a resting point no other follows from theory", "amplitude", "give one");
}
