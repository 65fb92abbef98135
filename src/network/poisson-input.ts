import { ExperimentError } from "../errors.ts";
import { quantityAt, settingAt } from "../experiment-axes.ts";
import type { Values } from "../experiment-types.ts";
import { dimensions, power } from "../quantity/dimension.ts";
import { distributionAt, drawMany } from "./distribution.ts";
import type { PoissonDocument, ProjectionDocument } from "./network-types.ts";
import type { PoissonInput } from "./poisson-sources.ts";
import type { Projection } from "./projection.ts";
import { isDistribution } from "./varied.ts";

/** Whether a projection comes from Poisson sources. */
export function isPoisson(from: ProjectionDocument["from"]): from is PoissonDocument {
  return typeof from === "object";
}

/**
 * The sources of a projection: N of them with the rate r fire in a time step a Poisson number of spikes with the mean N r dt, since
 * sums of Poisson numbers are Poisson numbers.
 */
export function poissonInput(projection: Projection, size: number, seed: number): PoissonInput {
  const { document, path, object, increments, weight: dimension } = projection;
  const { poisson, sources = 1, start, stop } = document.from as PoissonDocument;
  const { weight } = document;
  if (typeof weight === "object")
    throw new ExperimentError(
      "Poisson sources have one weight",
      `${path}.weight`,
      "make several projections, or a population of Poisson neurons",
    );
  const { value } = quantityAt(weight, `${path}.weight`, dimension);
  const hertz = power(dimensions.second, -1);
  const place = `${path}.from.poisson`;
  const rates = isDistribution(poisson)
    ? drawMany(distributionAt(poisson, place, hertz), size, { seed, object, draw: 0 })
    : ratesOf(settingAt(poisson as Values<string | number>, place, hertz), size, place);
  const smallest = typeof rates === "number" ? rates : rates.reduce((least, rate) => Math.min(least, rate), Infinity);
  if (!(smallest >= 0)) throw new ExperimentError("a rate must not be negative", place);
  const time = (text: string | undefined, key: string, otherwise: number): number =>
    text === undefined ? otherwise : quantityAt(text, `${path}.from.${key}`, dimensions.second).value;
  return {
    ...{ path, object, start: time(start, "start", 0), stop: time(stop, "stop", Infinity) },
    increments: increments.map(({ target, amount }) => ({ target, amount: amount(value) })),
    rate: typeof rates === "number" ? rates * sources : rates.map((own) => own * sources),
  };
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
