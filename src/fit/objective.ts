import type { FeatureName } from "../analysis/index.ts";

/** What counts as good, as a document says it. The value of each is 0 at best. Times are quantities: `"4 ms"`. */
export type ObjectiveDocument = { readonly weight?: number } & /** 1 - Γ, the mean over sweeps and repeats. */
(
  | { readonly name: "gamma"; readonly precision?: string }
  /** Victor-Purpura distance for each spike of the data; `cost` of a shift such as `"250 Hz"`. */
  | { readonly name: "victor-purpura"; readonly cost?: string }
  /** Van Rossum distance, D² for each spike of the data. */
  | { readonly name: "van-rossum"; readonly tau?: string }
  /** Differences of the k-th spikes, in units of `precision`; a missing or additional spike counts as one of `missing`. */
  | { readonly name: "spike-times"; readonly precision?: string; readonly missing?: string }
  /** Mean square of the difference of the potentials, in units of `scale`, but for what is near a spike of data or model. */
  | { readonly name: "trace"; readonly scale?: string; readonly before?: string; readonly after?: string }
  /** Mean square of (feature of the model - of the data)/deviation. */
  | { readonly name: "features"; readonly features: readonly FeatureName[]; readonly deviation?: number }
  /** Mean square of the differences of the rates while the stimulus is on, in units of the data's RMS rate. */
  | { readonly name: "rates" }
  /** Mean square of the relative difference of the first spike's latency. */
  | { readonly name: "latency" }
);
