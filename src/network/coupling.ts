import { EquationError, ExperimentError } from "../errors.ts";
import type { Expression } from "../language/ast.ts";
import { parseEquations, parseReset } from "../language/parse.ts";
import { type Dimension, dimensionless, multiply, nameOfDimension, sameDimension } from "../quantity/dimension.ts";
import { didYouMean } from "../quantity/spelling.ts";
import { isPoisson } from "./poisson-input.ts";
import type { Population } from "./population.ts";
import type { Projection } from "./projection.ts";

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

/** One line of a synapse's `sum`. */
interface Sum {
  /** As the receptor calls it. */
  readonly target: string;
  readonly weighted: boolean;
  readonly source: string | undefined;
}

/**
 * Reads `"V = w*v_pre; G = w"`.
 *
 * @throws ExperimentError for another form, naming the place
 */
function readSums(text: string, path: string): readonly Sum[] {
  try {
    return parseReset(text).map(({ target, operator, value }) => {
      const term = termOf(value);
      if (operator === "=" && term) return { target, ...term };
      throw new ExperimentError(
        `the sum of "${target}" has a form that is not known`,
        path,
        `write "${target} = w*s_pre", "${target} = s_pre" or "${target} = w"; what is more goes into a line of the receptor or of the source neuron`,
      );
    });
  } catch (error) {
    if (!(error instanceof EquationError)) throw error;
    throw new ExperimentError(error.problem, path, error.wayOut);
  }
}

function termOf(value: Expression): Omit<Sum, "target"> | undefined {
  if (value.kind === "name") {
    if (value.name === "w") return { weighted: true, source: undefined };
    return value.name.endsWith("_pre") ? { weighted: false, source: value.name.slice(0, -"_pre".length) } : undefined;
  }
  if (value.kind !== "binary" || value.operator !== "*") return undefined;
  const [left, right] = [termOf(value.left), termOf(value.right)];
  const [weight, state] = left?.source === undefined ? [left, right] : [right, left];
  if (!weight?.weighted || weight.source !== undefined || state?.source === undefined || state.weighted)
    return undefined;
  return { weighted: true, source: state.source };
}

/**
 * A receptor's text in which each variable that is a sum, declared as `S : 1`, is a state that steps leave alone.
 *
 * @param path the place of the projection
 * @throws ExperimentError where the receptor does not declare it so
 */
export function withHeldSums(receptor: string, sum: string | undefined, path: string): string {
  if (sum === undefined) return receptor;
  const place = `${path}.synapse.sum`;
  const lines = parseEquations(receptor);
  const targets = readSums(sum, place).map(({ target }) => target);
  targets.forEach((target, k) => {
    if (targets.indexOf(target) < k) throw new ExperimentError(`"${target}" is a sum twice`, place, "keep one of them");
    const line = lines.find(({ name }) => name === target);
    if (line?.kind === "parameter" && line.flags.length === 0) return;
    throw new ExperimentError(
      line ? `"${target}" is a sum, so it has no equation and no flag` : `the receptor has no variable "${target}"`,
      place,
      `declare it in the receptor with its unit alone, as in "${target} : 1"`,
    );
  });
  let [result, at] = ["", 0];
  for (const line of lines) {
    if (!targets.includes(line.name)) continue;
    const unit = receptor.slice(line.unit.span.start, line.unit.span.end);
    result += `${receptor.slice(at, line.span.start)}d${line.name}/dt = 0*(${unit})/second`;
    at = line.span.end;
  }
  return result + receptor.slice(at);
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
