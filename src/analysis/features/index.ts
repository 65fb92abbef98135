export {
  type DetectedSpikes,
  detectSpikes,
  passesMinus20mV,
  type Spike,
  type SpikeCriterion,
} from "./detect-spikes.ts";
export type { Feature, FeatureUnit, Measurement, Place, Point } from "./feature.ts";
export { type FeatureName, featureNames, features, measureFeatures } from "./measure-features.ts";
export type { FeatureOptions } from "./response.ts";
export type { StimulusWindow, VoltageTrace } from "./trace.ts";
