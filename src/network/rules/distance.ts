import * as z from "zod";
import { ExperimentError } from "../../errors.ts";
import { quantityAt } from "../../experiment-axes.ts";
import { quantity, text } from "../../experiment-stimuli.ts";
import { fits, nameOfType } from "../../language/infer.ts";
import { dimensionless } from "../../quantity/dimension.ts";
import { formatQuantity } from "../../quantity/quantity.ts";
import { type Connections, type Ends, Rows } from "../connections.ts";
import { measure, placesOf } from "../distances.ts";
import { functionOfDistance } from "../function-of-distance.ts";
import { RandomStream } from "../random-stream.ts";
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
  /** From some of the rows. */
  expected(settings, ends) {
    const row = nearTargets(settings, { ...ends, firstTarget: 0, endTarget: ends.targets });
    const step = Math.ceil(ends.sources / 16);
    let [sum, rows] = [0, 0];
    for (let source = 0; source < ends.sources; source += step, rows++)
      sum += row(source).probabilities.reduce((total, p) => total + p, 0);
    return rows === 0 ? 0 : Math.round((sum / rows) * ends.sources);
  },
  connect: withProbability,
});

/** A pair's own number is compared with its probability; so it is the same whichever other pairs are looked at. */
function withProbability(settings: Settings, ends: Ends): Connections {
  const stream = new RandomStream(ends.seed, ends.object, "connections");
  const row = nearTargets(settings, ends);
  const rows = new Rows(ends, 0);
  for (let source = 0; source < ends.sources; source++) {
    const { near, probabilities } = row(source);
    const target = rows.reserve(near.length);
    stream.open(source);
    for (let j = 0; j < near.length; j++) {
      const p = probabilities[j]!;
      if (p === 0) continue;
      stream.seek(2 * near[j]!);
      if (stream.uniform() < p) target[rows.count++] = near[j]!;
    }
    rows.endRow();
  }
  return rows.connections();
}

/** The targets of the range that a source may connect to, and with which probability. */
function nearTargets(settings: Settings, ends: Ends) {
  const { firstTarget, endTarget, path } = ends;
  const { source: from, target: to } = placesOf(ends, path, "a rule of distance");
  const { dimension } = from;
  const { probability, parameters = {} } = settings;
  const { type, apply } = functionOfDistance(probability, {
    dimension,
    parameters,
    path,
    key: "probability",
    what: "a probability",
  });
  if (type !== "boolean" && !fits(type, dimensionless))
    throw new ExperimentError(
      `"${probability}" is in ${nameOfType(type)}, but a probability has no unit`,
      `${path}.probability`,
      'divide d by a length, as in "exp(-d/(100*um))"',
    );
  const within =
    settings.within === undefined ? Infinity : quantityAt(settings.within, `${path}.within`, dimension).value;
  const others = withoutAutapses(settings, ends);
  const distances = new Float64Array(endTarget - firstTarget);
  const near = new Uint32Array(endTarget - firstTarget);
  return (source: number): { readonly near: Uint32Array; readonly probabilities: Float64Array } => {
    measure(from, to, source, (j) => firstTarget + j, distances);
    let count = 0;
    for (let j = 0; j < distances.length; j++) {
      if (distances[j]! > within || (others && firstTarget + j === source)) continue;
      distances[count] = distances[j]!;
      near[count++] = firstTarget + j;
    }
    const probabilities = distances.slice(0, count);
    apply(probabilities);
    const wrong = probabilities.findIndex((p) => !(p >= 0 && p <= 1));
    if (wrong >= 0)
      throw new ExperimentError(
        `is ${probabilities[wrong]} at the distance ${formatQuantity(distances[wrong]!, dimension)}, of source ${source} and target ${near[wrong]}`,
        `${path}.probability`,
        'a probability is from 0 to 1; write it as in "clip(…, 0, 1)"',
      );
    return { near: near.subarray(0, count), probabilities };
  };
}
