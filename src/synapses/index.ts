import { ExperimentError } from "../errors.ts";
import { didYouMean } from "../quantity/spelling.ts";
import { alpha } from "./alpha.ts";
import { alphaConductance } from "./alpha-conductance.ts";
import { delta } from "./delta.ts";
import { doubleExponential } from "./double-exponential.ts";
import { doubleExponentialConductance } from "./double-exponential-conductance.ts";
import { exponential } from "./exponential.ts";
import { exponentialConductance } from "./exponential-conductance.ts";
import { nmda } from "./nmda.ts";
import { stdp } from "./stdp.ts";
import { stdpNearest } from "./stdp-nearest.ts";
import { stdpTriplet } from "./stdp-triplet.ts";
import type { SynapseModel } from "./synapse-model.ts";
import { tsodyksMarkram } from "./tsodyks-markram.ts";
import { vogelsSprekeler } from "./vogels-sprekeler.ts";

export type { SynapseDefinition, SynapseModel } from "./synapse-model.ts";

/** The synapses that a document may name. */
export const synapses: readonly SynapseModel[] = [
  delta,
  exponential,
  alpha,
  doubleExponential,
  exponentialConductance,
  alphaConductance,
  doubleExponentialConductance,
  nmda,
  tsodyksMarkram,
  stdp,
  stdpNearest,
  stdpTriplet,
  vogelsSprekeler,
];

/**
 * The synapse of the catalogue with this name.
 *
 * @throws ExperimentError for a name that is not in the catalogue, with the nearest one that is.
 */
export function synapseNamed(name: string, path: string): SynapseModel {
  const found = synapses.find((synapse) => synapse.name === name);
  if (found) return found;
  const names = synapses.map((synapse) => synapse.name);
  throw new ExperimentError(
    `there is no synapse "${name}"`,
    path,
    didYouMean(name, names, `there are ${names.join(", ")}`),
  );
}
