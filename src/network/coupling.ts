import { ExperimentError } from "../errors.ts";
import { type Dimension, dimensionless, multiply, nameOfDimension, sameDimension } from "../quantity/dimension.ts";
import { didYouMean } from "../quantity/spelling.ts";
import { isPoisson } from "./poisson-input.ts";
import type { Population } from "./population.ts";
import type { Projection } from "./projection.ts";
import { readSums } from "./sums.ts";

/**
 * What a projection adds to a variable of its target neurons all the time: the sum over the synapses of a neuron of w, of a state
 * of the source neuron, or of their product.
 */
export interface Coupling {
  /** The projection's place among those that come from a population. */
  readonly projection: number;
  /** The population and its state that hold the sum during a step. */
  readonly to: string;
  readonly target: string;
  /** Whether each term has the weight of its synapse as a factor. */
  readonly weighted: boolean;
  /** The population and its state that is summed up; undefined for a sum of weights. */
  readonly source: { readonly from: string; readonly state: string } | undefined;
}

/**
 * The couplings of a network, with their names looked up.
 *
 * @param projections all of them; Poisson sources can have none
 * @param receptorOf what the target population calls the names of a projection's receptor
 * @throws ExperimentError naming the place
 */
export function couplingsOf(
  projections: readonly Projection[],
  populations: readonly Population[],
  receptorOf: (projection: Projection) => ReadonlyMap<string, string>,
): readonly Coupling[] {
  const sent = projections.filter(({ document }) => !isPoisson(document.from));
  return projections.flatMap((projection) => {
    const { definition, document, path, from, to } = projection;
    if (definition.sum === undefined) return [];
    const place = `${path}.synapse.sum`;
    const source = isPoisson(document.from) ? undefined : populations.find(({ name }) => name === from);
    if (document.delay !== undefined && definition.onPre === undefined)
      throw new ExperimentError("a sum over the source neurons has no delay", `${path}.delay`, "take it out");
    const receptor = receptorOf(projection);
    const target = populations.find(({ name }) => name === to)!;
    return readSums(definition.sum, place).map((sum) => {
      const held = target.model.states.find(({ name }) => name === receptor.get(sum.target));
      if (!held)
        throw new ExperimentError(
          `the receptor has no variable "${sum.target}"`,
          place,
          `add "${sum.target} : 1" to its text`,
        );
      const state = sum.source === undefined ? undefined : stateOf(sum.source, source, place);
      const weight = sum.weighted ? projection.weight : dimensionless;
      requireUnit(sum.target, held.dimension, multiply(weight, state?.dimension ?? dimensionless), place);
      return {
        ...{ projection: sent.indexOf(projection), to, target: held.name, weighted: sum.weighted },
        source: state && { from, state: state.name },
      };
    });
  });
}

function stateOf(name: string, population: Population | undefined, path: string) {
  const states = population?.model.states ?? [];
  const found = states.find((state) => state.name === name);
  if (found) return found;
  const names = states.map((state) => `${state.name}_pre`);
  throw new ExperimentError(
    population
      ? `the neurons of "${population.name}" have no state "${name}"`
      : `the source has no state "${name}": it is given as spikes alone`,
    path,
    population
      ? didYouMean(`${name}_pre`, names, names.length > 0 ? `there are ${names.join(", ")}` : "they have none")
      : "project from a population of neurons whose model has it",
  );
}

function requireUnit(name: string, wanted: Dimension, found: Dimension, path: string): void {
  if (sameDimension(wanted, found)) return;
  throw new ExperimentError(
    `"${name}" is in ${nameOfDimension(wanted)}, but the terms of its sum are in ${nameOfDimension(found)}`,
    path,
    "give the weight, or the variable, another unit",
  );
}
