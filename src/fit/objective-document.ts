import type { FeatureName } from "../analysis/index.ts";

/** What counts as good, as a document says it: `{ "name": "gamma", "precision": "4 ms", "weight": 2 }`. */
export interface ObjectiveDocument {
  readonly name: ObjectiveName;
  /** In the sum of several. Default: 1. */
  readonly weight?: number;
  /** Of `features`: each with its deviation in its own unit, `{ "mean_frequency": "1 Hz", "ISI_CV": 0.1 }`. */
  readonly features?: { readonly [Name in FeatureName]?: string | number };
  readonly [setting: string]: unknown;
}

export type ObjectiveName =
  | "gamma"
  | "victor-purpura"
  | "van-rossum"
  | "spike-times"
  | "trace"
  | "features"
  | "rates"
  | "latency"
  | "likelihood";
