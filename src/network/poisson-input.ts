import { ExperimentError } from "../errors.ts";
import { quantityAt } from "../experiment-axes.ts";
import { mul, number } from "../language/calculus.ts";
import type { PoissonDocument, ProjectionDocument } from "./network-types.ts";
import type { PoissonInput } from "./poisson-sources.ts";
import type { Projection } from "./projection.ts";
import { ratesAt } from "./rates.ts";
import { windowOf } from "./sources/settings.ts";
import { isVaryingRate, varyingRate } from "./varying-rate.ts";

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
  const from = document.from as PoissonDocument;
  const { poisson, sources = 1 } = from;
  const { weight } = document;
  if (typeof weight === "object")
    throw new ExperimentError(
      "Poisson sources have one weight",
      `${path}.weight`,
      "make several projections, or a population of Poisson neurons",
    );
  const { value } = quantityAt(weight, `${path}.weight`, dimension);
  const place = `${path}.from.poisson`;
  const rates = isVaryingRate(poisson) ? varyingRate(poisson, place) : ratesAt(poisson, place, size, { seed, object });
  return {
    ...{ path, object },
    ...windowOf(from, `${path}.from`),
    increments: increments.map(({ target, amount }) => ({ target, amount: amount(value) })),
    rate: multiplied(rates, sources),
  };
}

function multiplied(rate: PoissonInput["rate"], factor: number): PoissonInput["rate"] {
  if (typeof rate === "number") return rate * factor;
  return rate instanceof Float64Array ? rate.map((own) => own * factor) : mul(number(factor), rate);
}
