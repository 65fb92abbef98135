import { ExperimentError } from "../errors.ts";
import { formatQuantity } from "../quantity/quantity.ts";
import type { Ends } from "./connections.ts";
import type { Positions } from "./positions.ts";

/**
 * The positions of both populations, on axes that fit each other.
 *
 * @param what asks for them: "a rule of distance"
 * @throws ExperimentError where there are none, or they do not fit
 */
export function placesOf(
  { positions }: Pick<Ends, "positions">,
  path: string,
  what: string,
): NonNullable<Ends["positions"]> {
  if (!positions)
    throw new ExperimentError(
      `${what} needs positions of both populations`,
      path,
      'give each population "positions", such as {"on": "ring", "length": "1 mm"}',
    );
  const { source, target } = positions;
  const shape = ({ axes, periods, dimension }: Positions) =>
    axes.map((_, k) => (periods[k] === Infinity ? "open" : `periodic after ${formatQuantity(periods[k]!, dimension)}`));
  const [from, to] = [shape(source).join(" and "), shape(target).join(" and ")];
  const sameUnits = String(source.dimension) === String(target.dimension);
  if (sameUnits && from === to) return positions;
  throw new ExperimentError(
    sameUnits
      ? `the axes of the source population are ${from}, but those of the target population ${to}`
      : "the positions of the two populations are not in one unit",
    path,
    "distances need the same kind of positions on both sides",
  );
}

/**
 * The distance of a source from a target, by coordinates: on a periodic axis the shorter way round.
 *
 * @param out distance of the j-th of the targets
 * @param targetOf the number of the j-th target
 */
export function measure(
  from: Positions,
  to: Positions,
  source: number,
  targetOf: (j: number) => number,
  out: Float64Array,
): void {
  out.fill(0);
  for (let axis = 0; axis < to.axes.length; axis++) {
    const x = from.axes[axis]![source]!;
    const places = to.axes[axis]!;
    const period = to.periods[axis]!;
    for (let j = 0; j < out.length; j++) {
      const straight = Math.abs(places[targetOf(j)]! - x);
      const way = straight > period - straight ? period - straight : straight;
      out[j]! += way * way;
    }
  }
  for (let j = 0; j < out.length; j++) out[j] = Math.sqrt(out[j]!);
}
