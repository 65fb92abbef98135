import { parseQuantity } from "../quantity/quantity.ts";
import { type ByDistance, isByDistance } from "./by-distance.ts";
import type { NetworkDocument, ProjectionDocument, Varied } from "./network-types.ts";
import { synapseOf } from "./projection.ts";
import { readSums } from "./sums.ts";
import { isDistribution } from "./varied.ts";

/** A reversal potential below this one, in volts, inhibits: chloride and potassium, not sodium and calcium. */
const inhibitoryBelow = -0.04;

/**
 * Whether the synapses of a population excite or inhibit: by the sign of their weights, and where they have a reversal potential
 * `E` by whether that is below -40 mV. Undefined where it has none, where they differ, and of
 * gap junctions, whose current goes either way.
 *
 * @throws ExperimentError for a synapse that there is not
 */
export function effectOf(document: NetworkDocument, population: string): "excitatory" | "inhibitory" | undefined {
  const effects = (document.projections ?? []).flatMap((projection, k) =>
    projection.from === population ? [effectOfSynapses(projection, `projections[${k}]`)] : [],
  );
  return effects.every((effect) => effect === effects[0]) ? effects[0] : undefined;
}

function effectOfSynapses(projection: ProjectionDocument, path: string): "excitatory" | "inhibitory" | undefined {
  const { definition, values } = synapseOf(projection, path);
  const sums = definition.sum === undefined ? [] : readSums(definition.sum, `${path}.synapse.sum`);
  if (sums.some(({ source }) => source === "v")) return undefined;
  const { E } = values;
  const isReversed = E !== undefined && parseQuantity(E).value < inhibitoryBelow;
  const sign = Math.sign(typicalValue(projection.weight)) * (isReversed ? -1 : 1);
  if (sign === 0) return undefined;
  return sign > 0 ? "excitatory" : "inhibitory";
}

/** Of a distribution its mean, of a list its first; 0 for a function of the distance, which may have both signs. */
function typicalValue(value: Varied | ByDistance): number {
  if (isByDistance(value)) return 0;
  if (isDistribution(value)) {
    if ("mean" in value) return parseQuantity(value.mean).value;
    return (parseQuantity(value.from).value + parseQuantity(value.to).value) / 2;
  }
  return parseQuantity(typeof value === "object" ? value[0]! : value).value;
}
