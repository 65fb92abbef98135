import { ExperimentError } from "../errors.ts";
import { closest } from "../quantity/spelling.ts";
import { adaptiveLeakyIntegrateAndFire } from "./adaptive-lif.ts";
import { adaptiveExponentialIntegrateAndFire } from "./adex.ts";
import { augmentedAdaptiveThreshold } from "./amat.ts";
import { exponentialIntegrateAndFire } from "./eif.ts";
import { fitzHughNagumo } from "./fitzhugh-nagumo.ts";
import { generalisedIntegrateAndFire } from "./gif.ts";
import { generalisedLeaky1 } from "./glif1.ts";
import { generalisedLeaky2 } from "./glif2.ts";
import { generalisedLeaky3 } from "./glif3.ts";
import { generalisedLeaky4 } from "./glif4.ts";
import { generalisedLeaky5 } from "./glif5.ts";
import { hodgkinHuxley } from "./hodgkin-huxley.ts";
import { hodgkinHuxley1952 } from "./hodgkin-huxley-1952.ts";
import { integrateAndFire } from "./if.ts";
import { izhikevich } from "./izhikevich.ts";
import { izhikevich2007 } from "./izhikevich-2007.ts";
import { izhikevichAccommodation } from "./izhikevich-accommodation.ts";
import { leakyIntegrateAndFire } from "./lif.ts";
import { multiTimescaleAdaptiveThreshold } from "./mat.ts";
import { mihalasNiebur } from "./mihalas-niebur.ts";
import { morrisLecar } from "./morris-lecar.ts";
import type { NeuronModel } from "./neuron-model.ts";
import { poisson } from "./poisson.ts";
import { quadraticIntegrateAndFire } from "./qif.ts";
import { resonateAndFire } from "./resonate-and-fire.ts";
import { traubMiles } from "./traub-miles.ts";
import { typeOne } from "./type-1.ts";
import { typeTwo } from "./type-2.ts";
import { wangBuzsaki } from "./wang-buzsaki.ts";

export type { NeuronModel, Preset, PresetStimulus } from "./neuron-model.ts";

/** The catalogue with the literal type of every text in it: the typed documents of experiment-types.ts are read from it. */
export const catalogue = [
  poisson,
  integrateAndFire,
  leakyIntegrateAndFire,
  adaptiveLeakyIntegrateAndFire,
  multiTimescaleAdaptiveThreshold,
  augmentedAdaptiveThreshold,
  generalisedLeaky1,
  generalisedLeaky2,
  generalisedLeaky3,
  generalisedLeaky4,
  generalisedLeaky5,
  generalisedIntegrateAndFire,
  mihalasNiebur,
  resonateAndFire,
  quadraticIntegrateAndFire,
  exponentialIntegrateAndFire,
  adaptiveExponentialIntegrateAndFire,
  izhikevich,
  izhikevichAccommodation,
  izhikevich2007,
  fitzHughNagumo,
  typeTwo,
  typeOne,
  morrisLecar,
  hodgkinHuxley,
  hodgkinHuxley1952,
  wangBuzsaki,
  traubMiles,
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
