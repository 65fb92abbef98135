import {
  type FeatureName,
  type FeatureUnit,
  featureNames,
  measureFeatures,
  traceFeatures,
} from "../../analysis/index.ts";
import { ExperimentError } from "../../errors.ts";
import { quantityAt } from "../../experiment-axes.ts";
import { type Dimension, dimensionless, dimensions, divide } from "../../quantity/dimension.ts";
import { didYouMean } from "../../quantity/spelling.ts";
import { meanSquare, type Objective, type Target } from "../objective.ts";

export const features: Objective = {
  name: "features",
  description:
    "The mean square of the differences of features of the traces, each in units of its deviation: " +
    '"features": {"mean_frequency": "1 Hz"}. Each is the mean of its values in a sweep. One that only data or model have counts as ' +
    "`missing` deviations. It has residuals.",
  needs: ["spikes", "voltage"],
  settings: { missing: { dimension: "1", default: 5, meaning: "what a feature counts that only data or model have" } },
  comparison(targets, { missing }, { features: asked }) {
    const entries = Object.entries(asked ?? {}).map(([name, deviation]) => read(name, deviation));
    if (entries.length === 0)
      throw new ExperimentError("no feature is named", "fit.objective.features", 'such as {"mean_frequency": "1 Hz"}');
    const names = entries.map(({ name }) => name);
    const data = targets.map((target) => measured(target, target.voltage!.values, target.spikes[0]!, names, false));
    return (responses) =>
      meanSquare(
        Float64Array.from(
          targets.flatMap((target, k) => {
            const model = measured(target, responses[k]!.voltage!, responses[k]!.spikes, names, true);
            return entries.map(({ deviation }, i) => {
              const [own, wanted] = [model[i], data[k]![i]];
              if (own === undefined || wanted === undefined) return own === wanted ? 0 : missing!;
              return (own - wanted) / deviation;
            });
          }),
        ),
      );
  },
};

/** The mean of each feature; undefined where the trace has none. The spikes of a model reset its potential. */
function measured(
  { stimulus, voltage }: Target,
  values: Float64Array,
  times: Float64Array,
  names: readonly FeatureName[],
  resets: boolean,
): (number | undefined)[] {
  const time = Float64Array.from(values, (_, k) => k * voltage!.interval);
  const found = measureFeatures({ time, voltage: values, stimulus }, names, {
    criterion: { by: "times", times, resets },
  });
  return names.map((name) => {
    const all = found[name].values;
    return all.length === 0 ? undefined : all.reduce((sum, value) => sum + value, 0) / all.length;
  });
}

const dimensionOf: Record<FeatureUnit, Dimension> = {
  s: dimensions.second,
  V: dimensions.volt,
  A: dimensions.amp,
  "V/s": divide(dimensions.volt, dimensions.second),
  Hz: dimensions.hertz,
  "1/s": dimensions.hertz,
  ohm: dimensions.ohm,
  "1": dimensionless,
};

function read(name: string, deviation: string | number | undefined): { name: FeatureName; deviation: number } {
  const place = `fit.objective.features.${name}`;
  const known = featureNames.find((feature) => feature === name);
  if (!known)
    throw new ExperimentError(
      `there is no feature "${name}"`,
      place,
      didYouMean(name, featureNames, "see rheobase data --help"),
    );
  const { value } = quantityAt(deviation!, place, dimensionOf[traceFeatures[known].unit]);
  if (!(value > 0)) throw new ExperimentError(`must be greater than zero, but is ${deviation}`, place);
  return { name: known, deviation: value };
}
