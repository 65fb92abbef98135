import type * as z from "zod";
import { ExperimentError } from "../errors.ts";
import { quantityAt } from "../experiment-axes.ts";
import { type Dimension, dimensionless } from "../quantity/dimension.ts";
import { formatQuantity } from "../quantity/quantity.ts";
import type { Connections, Ends } from "./connections.ts";
import { measure, placesOf } from "./distances.ts";
import { functionOfDistance } from "./function-of-distance.ts";
import { expressionSchema, requireDimension } from "./given-expression.ts";
import type { PositionsDocument } from "./positions.ts";

/** A weight or delay that depends on the distance of the two neurons, in a document. */
export const byDistanceSchema = expressionSchema(
  'an expression of d such as "2*pA*exp(-d/lambda)"',
  'Of the distance d of the two neurons: "J*exp(-d**2/(2*sigma**2))", "d/(0.3*meter/second)".',
).describe("A value for each synapse as a function of the distance. Both populations have positions.");

export const byDistanceKeys: readonly string[] = Object.keys(byDistanceSchema.shape);

const distanceFunction = "a function of the distance";

export type ByDistance = z.input<typeof byDistanceSchema>;

/** Whether a weight or delay depends on the distance. */
export function isByDistance(value: unknown): value is ByDistance {
  return typeof value === "object" && value !== null && "expression" in value;
}

/** What distances from a population are in; undefined where its neurons are nowhere. */
export function distanceDimension(positions: PositionsDocument | undefined, path: string): Dimension | undefined {
  if (!positions) return undefined;
  const [key, extent] = "length" in positions ? ["length", positions.length] : ["width", positions.width];
  return quantityAt(extent, `${path}.${key}`).dimension;
}

/**
 * The dimension of an expression of the distance, 1 for a condition.
 *
 * @param distance the dimension of d
 * @throws ExperimentError naming the place, for an expression that cannot be read
 */
export function dimensionByDistance(value: ByDistance, path: string, distance: Dimension | undefined): Dimension {
  if (!distance)
    throw new ExperimentError(
      `${distanceFunction} needs positions of both populations`,
      path,
      'give each population "positions", such as {"on": "ring", "length": "1 mm"}',
    );
  const { expression, parameters = {} } = value;
  const { type } = functionOfDistance(expression, {
    dimension: distance,
    parameters,
    path,
    key: "expression",
    what: distanceFunction,
  });
  return typeof type === "string" ? dimensionless : type;
}

/**
 * A value of each synapse from the distance of its two neurons, SI, in the order of `connections.target`.
 *
 * @throws ExperimentError naming the place, for values that are not finite or not of the dimension
 */
export function valuesByDistance(
  value: ByDistance,
  connections: Connections,
  ends: Omit<Ends, "path" | "object">,
  { path, dimension }: { readonly path: string; readonly dimension: Dimension },
): Float64Array {
  const { source: from, target: to } = placesOf(ends, path, distanceFunction);
  const { expression, parameters = {} } = value;
  const { type, apply } = functionOfDistance(expression, {
    dimension: from.dimension,
    ...{ parameters, path, key: "expression", what: distanceFunction },
  });
  requireDimension(expression, type, dimension, path);
  const { sources, first, target } = connections;
  const values = new Float64Array(target.length);
  for (let source = 0; source < sources; source++) {
    const start = first[source]!;
    const row = values.subarray(start, first[source + 1]!);
    measure(from, to, source, (j) => target[start + j]!, row);
    const distances = row.slice();
    apply(row);
    const wrong = row.findIndex((own) => !Number.isFinite(own));
    if (wrong >= 0)
      throw new ExperimentError(
        `is ${row[wrong]} at the distance ${formatQuantity(distances[wrong]!, from.dimension)}, of source ${source} and target ${target[start + wrong]}`,
        `${path}.expression`,
        'keep it finite, as in "1/max(d, 1*um)"',
      );
  }
  return values;
}
