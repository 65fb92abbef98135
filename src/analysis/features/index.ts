export {
  type DetectedSpikes,
  detectSpikes,
  passesMinus20mV,
  type Spike,
  type SpikeCriterion,
} from "./detect-spikes.ts";
export type { FeatureUnit, TraceFeature } from "./feature.ts";
export { type FeatureName, featureNames, measureFeatures, traceFeatures } from "./measure-features.ts";
export type { FeatureMeasurement, TracePlace, TracePoint } from "./measurement.ts";
export type { FeatureOptions } from "./response.ts";
export type { StimulusWindow, VoltageTrace } from "./trace.ts";
