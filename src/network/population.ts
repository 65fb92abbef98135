import { ExperimentError } from "../errors.ts";
import { quantityAt } from "../experiment-axes.ts";
import { presetOf } from "../experiment-preset.ts";
import { definitionOf, modelOf, type ResolvedExperiment, resolveExperiment } from "../experiment-resolve.ts";
import type { ExperimentDocument, Values } from "../experiment-types.ts";
import { checkModel } from "../language/check.ts";
import type { ModelDefinition } from "../language/definition.ts";
import type { Model } from "../language/model.ts";
import type { Dimension } from "../quantity/dimension.ts";
import { formatQuantity } from "../quantity/quantity.ts";
import { type Composed, compose, type Receptor } from "./compose.ts";
import { type DistributionDocument, distributionAt, drawMany } from "./distribution.ts";
import type { NetworkDocument, NeuronsDocument, Varied } from "./network-types.ts";
import type { PoissonInput } from "./poisson-sources.ts";
import { isDistribution } from "./varied.ts";

/** Neurons of one model, with what their synapses need. */
export interface Population {
  readonly name: string;
  readonly size: number;
  /** Of random numbers: its number among all that draws them. */
  readonly object: number;
  readonly experiment: ResolvedExperiment;
  readonly model: Model;
  /** By receptor: what its names are called in the model. */
  readonly receptors: readonly ReadonlyMap<string, string>[];
  /** Parameters that differ between neurons, each with its values in SI. */
  readonly differing: ReadonlyMap<string, Float64Array>;
  /** What Poisson sources add to its neurons. */
  readonly poisson: readonly PoissonInput[];
  /** Neurons whose variables are recorded; undefined for all. */
  readonly recorded: readonly number[] | undefined;
}

/**
 * A population of a document, with receptors for what projects onto it.
 *
 * @throws ExperimentError naming the place; EquationError for the text of a model or a synapse
 */
export function resolvePopulation(
  name: string,
  document: NeuronsDocument,
  receptors: readonly Receptor[],
  network: NetworkDocument,
  object: number,
): Population {
  const path = `populations.${name}`;
  try {
    return resolve(name, document, receptors, network, object);
  } catch (error) {
    throw error instanceof ExperimentError && !error.path.startsWith("projections") && !error.path.startsWith(path)
      ? new ExperimentError(
          error.problem,
          networkKeys.has(error.path.split(".")[0]!) ? error.path : `${path}${error.path ? "." : ""}${error.path}`,
          error.wayOut,
        )
      : error;
  }
}

/** Ends the name of the parameter that holds the drawn initial values of a variable. */
export const initialEnding = "_initial_";

/** Keys that all populations share. */
const networkKeys = new Set(["duration", "dt", "method", "tolerance", "spikeTimes", "seed"]);

function resolve(
  name: string,
  document: NeuronsDocument,
  receptors: readonly Receptor[],
  network: NetworkDocument,
  object: number,
): Population {
  const { size, record } = document;
  const neuron = definitionOf(document);
  const composed = compose(neuron, checkModel(neuron, []), receptors);
  const drawn = withoutDistributions(document, composed, network.seed ?? 1, object);
  const experiment = resolveExperiment(experimentOf(document, network, composed, drawn));
  const lengths = experiment.axes.filter(({ values }) => values.length !== size);
  if (lengths[0])
    throw new ExperimentError(
      `there are ${lengths[0].values.length} values for ${size} neurons`,
      lengths[0].label,
      `give one value, ${size}, or a distribution`,
    );
  const model = modelOf(experiment);
  const differing = new Map(experiment.axes.map(({ parameter, values }) => [parameter, values] as const));
  for (const [parameter, values] of drawn.values) differing.set(parameter, values);
  const wrong =
    record?.neurons?.findIndex((neuron) => !(Number.isInteger(neuron) && neuron >= 0 && neuron < size)) ?? -1;
  if (wrong >= 0)
    throw new ExperimentError(
      `there is no neuron ${record!.neurons![wrong]}`,
      `record.neurons[${wrong}]`,
      `they are numbered from 0 to ${size - 1}`,
    );
  return {
    name,
    size,
    object,
    experiment,
    model,
    receptors: composed.names,
    differing,
    poisson: [],
    recorded: record?.neurons,
  };
}

/** The population as an ensemble whose members differ value by value. */
function experimentOf(
  document: NeuronsDocument,
  network: NetworkDocument,
  composed: Composed,
  drawn: Drawn,
): ExperimentDocument {
  const { duration, dt, method, tolerance, spikeTimes, seed } = network;
  const input = document.input ?? presetOf(document)?.input;
  const shared = { dt, method, tolerance, spikeTimes, seed };
  return {
    model: drawn.definition,
    parameters: drawn.parameters,
    initial: drawn.initial,
    axes: "paired",
    duration,
    ...Object.fromEntries(Object.entries(shared).filter(([, value]) => value !== undefined)),
    ...(input
      ? { input: input.map((stimulus) => ({ ...stimulus, ...renamed(stimulus.to as string | undefined, composed) })) }
      : {}),
    ...(document.record ? { record: recordOf(document.record) } : {}),
  };
}

function recordOf({
  variables,
  every,
}: NonNullable<NeuronsDocument["record"]>): NonNullable<ExperimentDocument["record"]> {
  return { ...(variables ? { variables } : {}), ...(every === undefined ? {} : { every }) };
}

function renamed(to: string | undefined, { inputs }: Composed): { to?: string } {
  const called = to === undefined ? undefined : (inputs.get(to) ?? to);
  return called === undefined ? {} : { to: called };
}

interface Drawn {
  readonly definition: ModelDefinition;
  readonly parameters: Readonly<Record<string, Values<string | number>>>;
  readonly initial: Readonly<Record<string, Values<string | number>>>;
  /** By the parameter of the model that takes them. */
  readonly values: ReadonlyMap<string, Float64Array>;
}

/** Distributions drawn; one of initial values becomes a parameter, from which the variable starts. */
function withoutDistributions(
  document: NeuronsDocument,
  { definition }: Composed,
  seed: number,
  object: number,
): Drawn {
  const values = new Map<string, Float64Array>();
  const given = Object.entries(document.parameters ?? {});
  const starts = Object.entries(document.initial ?? {});
  const isDrawn = ([, value]: [string, Varied]): boolean => isDistribution(value);
  const plain = (entries: [string, Varied][]): Record<string, Values<string | number>> =>
    Object.fromEntries(entries.filter((entry) => !isDrawn(entry))) as Record<string, Values<string | number>>;
  const draw = (value: Varied, path: string, dimension: Dimension, draw: number): Float64Array =>
    drawMany(distributionAt(value as DistributionDocument, path, dimension), document.size, { seed, object, draw });
  const parameters: Record<string, string | number> = { ...definition.parameters };
  const initial: Record<string, string | number> = { ...definition.initial };
  let number = 0;
  for (const [name, value] of given.filter(isDrawn)) {
    const own = parameters[name];
    if (own === undefined)
      throw new ExperimentError(
        `the model has no parameter "${name}" with a value`,
        `parameters.${name}`,
        `there are ${Object.keys(parameters).join(", ")}`,
      );
    const { dimension } = quantityAt(own, `model.parameters.${name}`);
    values.set(name, draw(value, `parameters.${name}`, dimension, number++));
  }
  const { states } = checkModel(definition, []);
  for (const [name, value] of starts.filter(isDrawn)) {
    const state = states.find((own) => own.name === name);
    if (!state)
      throw new ExperimentError(
        `the model has no variable "${name}"`,
        `initial.${name}`,
        `there are ${states.map((own) => own.name).join(", ")}`,
      );
    const parameter = `${name}${initialEnding}`;
    parameters[parameter] = formatQuantity(1, state.dimension);
    initial[name] = parameter;
    values.set(parameter, draw(value, `initial.${name}`, state.dimension, number++));
  }
  return {
    definition: { ...definition, parameters, initial },
    parameters: plain(given),
    initial: plain(starts),
    values,
  };
}
