import * as z from "zod";
import { ExperimentError } from "../../errors.ts";
import { quantityAt } from "../../experiment-axes.ts";
import { quantity, text } from "../../experiment-stimuli.ts";
import { formatQuantity } from "../../quantity/quantity.ts";
import { type Connections, type Ends, Rows } from "../connections.ts";
import { functionOfDistance } from "../function-of-distance.ts";
import type { Positions } from "../positions.ts";
import { RandomStream } from "../random-stream.ts";
import { allToAll } from "./all-to-all.ts";
import { connectionRule } from "./rule.ts";
import { autapses, withoutAutapses } from "./settings.ts";

type Settings = z.output<typeof schema>;

const schema = z
  .strictObject({
    rule: z.literal("distance"),
    probability: text('an expression of d such as "exp(-d/(100*um))"').describe(
      'Probability of a pair at the distance d: "0.5*exp(-d**2/(2*sigma**2))", "exp(-d/lambda)", "d < radius".',
    ),
    parameters: z
      .record(z.string(), quantity, { error: 'must be an object such as {"sigma": "100 um"}' })
      .optional()
      .describe("Values of the names in the expression."),
    within: quantity.optional().describe("Pairs further apart are not connected. Default: no limit."),
    autapses,
  })
  .describe(
    "Each pair of neurons on its own, with a probability that depends on their distance. Both populations have positions.",
  );

export const distance = connectionRule({
  name: "distance",
  schema,
  /** An upper bound: how many pairs there are. */
  expected(settings, ends) {
    placesOf(ends);
    return allToAll.expected({ rule: "all-to-all", autapses: settings.autapses }, ends);
  },
  connect(settings, ends) {
    return withProbability(settings, ends);
  },
});

/** The positions of both populations, on axes that fit each other. */
function placesOf({ positions, path }: Ends): NonNullable<Ends["positions"]> {
  if (!positions)
    throw new ExperimentError(
      "a rule of distance needs positions of both populations",
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

/** A pair's own number is compared with its probability; so it is the same whichever other pairs are looked at. */
function withProbability(settings: Settings, ends: Ends): Connections {
  const { source: from, target: to } = placesOf(ends);
  const { sources, firstTarget, endTarget, path } = ends;
  const probabilityOf = functionOfDistance(settings.probability, {
    dimension: from.dimension,
    parameters: settings.parameters ?? {},
    path,
  });
  const within =
    settings.within === undefined ? Infinity : quantityAt(settings.within, `${path}.within`, from.dimension).value;
  const others = withoutAutapses(settings, ends);
  const stream = new RandomStream(ends.seed, ends.object, "connections");
  const rows = new Rows(ends, 0);
  const distances = new Float64Array(ends.targets);
  for (let source = 0; source < sources; source++) {
    stream.open(source);
    measure(from, to, source, ends, distances);
    const target = rows.reserve(endTarget - firstTarget);
    for (let k = firstTarget; k < endTarget; k++) {
      const d = distances[k]!;
      if (d > within || (others && k === source)) continue;
      const p = probabilityOf(d);
      if (!(p >= 0 && p <= 1))
        throw new ExperimentError(
          `is ${p} at the distance ${formatQuantity(d, from.dimension)}, of source ${source} and target ${k}`,
          `${path}.probability`,
          'a probability is from 0 to 1; write it as in "clip(…, 0, 1)"',
        );
      stream.seek(2 * k);
      if (stream.uniform() < p) target[rows.count++] = k;
    }
    rows.endRow();
  }
  return rows.connections();
}

/** Distances of a source from the targets of the range: on a periodic axis the shorter way round. */
function measure(from: Positions, to: Positions, source: number, ends: Ends, out: Float64Array): void {
  const { firstTarget, endTarget } = ends;
  out.fill(0, firstTarget, endTarget);
  for (let axis = 0; axis < to.axes.length; axis++) {
    const x = from.axes[axis]![source]!;
    const places = to.axes[axis]!;
    const period = to.periods[axis]!;
    for (let k = firstTarget; k < endTarget; k++) {
      const straight = Math.abs(places[k]! - x);
      const way = straight > period - straight ? period - straight : straight;
      out[k]! += way * way;
    }
  }
  for (let k = firstTarget; k < endTarget; k++) out[k] = Math.sqrt(out[k]!);
}
