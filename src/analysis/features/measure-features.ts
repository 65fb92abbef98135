import { afterhyperpolarisation } from "./afterhyperpolarisation.ts";
import { burstFeatures } from "./bursts.ts";
import type { TraceFeature } from "./feature.ts";
import { intervalFeatures } from "./intervals.ts";
import type { FeatureMeasurement } from "./measurement.ts";
import { type FeatureOptions, responseOf } from "./response.ts";
import { spikeEvents } from "./spike-events.ts";
import { spikeShape } from "./spike-shape.ts";
import { subthreshold } from "./subthreshold.ts";
import { timeConstants } from "./time-constants.ts";
import type { VoltageTrace } from "./trace.ts";

/**
 * The features of a trace, by their names in eFEL, the Electrophys Feature Extraction Library of the Blue Brain Project
 * (https://doi.org/10.5281/zenodo.593869), whose definitions they follow. What differs, so that results depend less on the
 * sampling: SI units, straight lines between samples where a level is passed, means over time; and where eFEL gives 0 or
 * nothing, the list is empty and a sentence says why.
 */
export const traceFeatures = {
  ...spikeEvents,
  ...intervalFeatures,
  ...burstFeatures,
  ...spikeShape,
  ...afterhyperpolarisation,
  ...subthreshold,
  ...timeConstants,
} as const satisfies Record<string, TraceFeature>;

export type FeatureName = keyof typeof traceFeatures;

/** The names of all features, in the order of the table. */
export const featureNames = Object.keys(traceFeatures) as FeatureName[];

/**
 * Measures features on a trace: `measureFeatures({ time, voltage, stimulus }).AP_amplitude.values`. All of them, or those named.
 *
 * Values are in SI units, those of `traceFeatures[name].unit`; a feature that the trace does not have is an empty list with a
 * reason. Throws a RangeError for a trace, a name or an option that is not one.
 */
export function measureFeatures<Name extends FeatureName = FeatureName>(
  trace: VoltageTrace,
  names: readonly Name[] = featureNames as Name[],
  options: FeatureOptions = {},
): Record<Name, FeatureMeasurement> {
  const unknown = names.find((name) => !Object.hasOwn(traceFeatures, name));
  if (unknown !== undefined)
    throw new RangeError(`there is no feature "${unknown}"; there are ${featureNames.join(", ")}`);
  const response = responseOf(trace, options);
  const measured = names.map((name) => [name, traceFeatures[name].measure(response)] as const);
  return Object.fromEntries(measured) as Record<Name, FeatureMeasurement>;
}
