import type { FeatureMeasurement } from "./measurement.ts";
import type { Response } from "./response.ts";

/** SI. Hz counts spikes; 1/s is a rate of change. */
export type FeatureUnit = "s" | "V" | "A" | "V/s" | "Hz" | "1/s" | "ohm" | "1";

/** One row of the table of features. */
export interface TraceFeature {
  readonly unit: FeatureUnit;
  /** What the number is, with its definition. */
  readonly meaning: string;
  measure(response: Response): FeatureMeasurement;
}
