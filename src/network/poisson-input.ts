import { ExperimentError } from "../errors.ts";
import { quantityAt } from "../experiment-axes.ts";
import { dimensions } from "../quantity/dimension.ts";
import type { PoissonDocument, ProjectionDocument } from "./network-types.ts";
import type { PoissonInput } from "./poisson-sources.ts";
import type { Projection } from "./projection.ts";
import { ratesAt } from "./rates.ts";

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
  const rates = ratesAt(poisson, `${path}.from.poisson`, size, { seed, object });
  const time = (text: string | undefined, key: string, otherwise: number): number =>
    text === undefined ? otherwise : quantityAt(text, `${path}.from.${key}`, dimensions.second).value;
  return {
    ...{ path, object, start: time(start, "start", 0), stop: time(stop, "stop", Infinity) },
    increments: increments.map(({ target, amount }) => ({ target, amount: amount(value) })),
    rate: typeof rates === "number" ? rates * sources : rates.map((own) => own * sources),
  };
}
