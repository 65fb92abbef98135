import { ExperimentError } from "../errors.ts";
import { settingAt } from "../experiment-axes.ts";
import type { Values } from "../experiment-types.ts";
import { dimensions, power } from "../quantity/dimension.ts";
import { type Draws, distributionAt, drawMany } from "./distribution.ts";
import { isDistribution, type Varied } from "./varied.ts";

/**
 * Spikes per second that a document gives for the neurons of a population: one number, or one for each.
 *
 * @throws ExperimentError for a negative one, another number of them, or another unit
 */
export function ratesAt(
  given: Varied,
  path: string,
  size: number,
  { seed, object }: Pick<Draws, "seed" | "object">,
): number | Float64Array {
  const hertz = power(dimensions.second, -1);
  const rates = isDistribution(given)
    ? drawMany(distributionAt(given, path, hertz), size, { seed, object, draw: 0 })
    : ratesOf(settingAt(given as Values<string | number>, path, hertz), size, path);
  const smallest = typeof rates === "number" ? rates : rates.reduce((least, rate) => Math.min(least, rate), Infinity);
  if (!(smallest >= 0)) throw new ExperimentError("a rate must not be negative", path);
  return rates;
}

function ratesOf(setting: ReturnType<typeof settingAt>, size: number, path: string): number | Float64Array {
  if (setting.kind === "value") return setting.value;
  if (setting.values.length !== size)
    throw new ExperimentError(
      `there are ${setting.values.length} rates for ${size} neurons`,
      path,
      `give one, ${size}, or a distribution`,
    );
  return setting.values;
}
