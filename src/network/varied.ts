import * as z from "zod";
import { quantity } from "../experiment-stimuli.ts";
import type { ByDistance } from "./by-distance.ts";
import { type DistributionDocument, distributionSchema } from "./distribution.ts";

/** A value for all, one for each, or values drawn from a distribution. */
export type Varied = string | number | readonly (string | number)[] | DistributionDocument;

export const variedSchema = z.union(
  [quantity, z.array(quantity).min(1, "must have at least one value"), distributionSchema],
  { error: 'must be a quantity such as "8 ms", a list with one for each, or a distribution' },
);

/** Whether a value of a document is drawn. */
export function isDistribution(value: Varied | ByDistance): value is DistributionDocument {
  return typeof value === "object" && "distribution" in value;
}
