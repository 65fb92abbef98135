import { ExperimentError } from "../errors.ts";
import { closest } from "../quantity/spelling.ts";
import { adaptiveLeakyIntegrateAndFire } from "./adaptive-lif.ts";
import { adaptiveExponentialIntegrateAndFire } from "./adex.ts";
import { hodgkinHuxley } from "./hodgkin-huxley.ts";
import { hodgkinHuxley1952 } from "./hodgkin-huxley-1952.ts";
import { integrateAndFire } from "./if.ts";
import { izhikevich } from "./izhikevich.ts";
import { leakyIntegrateAndFire } from "./lif.ts";
import type { NeuronModel } from "./neuron-model.ts";

export type { NeuronModel, Preset } from "./neuron-model.ts";

/** The catalogue with the literal type of every text in it: the typed documents of experiment-types.ts are read from it. */
export const catalogue = [
  integrateAndFire,
  leakyIntegrateAndFire,
  adaptiveLeakyIntegrateAndFire,
  adaptiveExponentialIntegrateAndFire,
  izhikevich,
  hodgkinHuxley,
  hodgkinHuxley1952,
] as const;

/** The neuron models of the catalogue, from the simplest to the most detailed. */
export const models: readonly NeuronModel[] = catalogue;

/**
 * The model of the catalogue with this name.
 *
 * @throws ExperimentError for a name that is not in the catalogue, with the nearest one that is.
 */
export function modelNamed(name: string): NeuronModel {
  const found = models.find((model) => model.name === name);
  if (found) return found;
  const names = models.map((model) => model.name);
  const near = closest(name, names);
  throw new ExperimentError(
    `there is no model "${name}" in the catalogue`,
    "model",
    near ? `did you mean "${near}"?` : `there are ${names.join(", ")}; or write a model object with equations`,
  );
}
