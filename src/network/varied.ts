import type { ByDistance } from "./by-distance.ts";
import type { DistributionDocument } from "./distribution.ts";
import type { Varied } from "./network-types.ts";

/** Whether a value of a document is drawn. */
export function isDistribution(value: Varied | ByDistance): value is DistributionDocument {
  return typeof value === "object" && "distribution" in value;
}
