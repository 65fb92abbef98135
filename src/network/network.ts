import { ExperimentError } from "../errors.ts";
import { timeAt } from "../experiment-resolve.ts";
import { didYouMean } from "../quantity/spelling.ts";
import { distanceDimension } from "./by-distance.ts";
import type { Receptor } from "./compose.ts";
import { type Coupling, couplingsOf } from "./coupling.ts";
import { isSpikeSource, type NetworkDocument, type ProjectionDocument } from "./network-types.ts";
import { isPoisson, poissonInput } from "./poisson-input.ts";
import { type Population, resolvePopulation } from "./population.ts";
import { type Projection, receptorOf, resolveProjection } from "./projection.ts";
import { resolveSource, type SpikeSource } from "./spike-source.ts";

/** A network with its names looked up and its quantities in SI, before its synapses are made. */
export interface Network {
  readonly document: NetworkDocument;
  readonly populations: readonly Population[];
  readonly sources: readonly SpikeSource[];
  readonly projections: readonly Projection[];
  /** What couples neurons all the time. */
  readonly couplings: readonly Coupling[];
  readonly steps: number;
  /** Seconds. */
  readonly dt: number;
  readonly spikeTimes: "exact" | "grid";
  readonly seed: number;
}

/** Objects that draw random numbers: populations from 1 on, projections behind them. 0 is a neuron without a network. */
const mostObjects = 1022;

/**
 * What a network document says.
 *
 * @throws ExperimentError naming the place; EquationError for the text of a model or a synapse
 */
export function resolveNetwork(document: NetworkDocument): Network {
  const entries = Object.entries(document.populations);
  const projections = document.projections ?? [];
  const names = entries.map(([name]) => name);
  if (entries.length + projections.length > mostObjects)
    throw new ExperimentError(
      `there are ${entries.length} populations and ${projections.length} projections, but at most ${mostObjects} together`,
      "projections",
    );
  const neurons = entries.flatMap(([name, population]) =>
    isSpikeSource(population) ? [] : [[name, population] as const],
  );
  projections.forEach((projection, k) => {
    for (const end of isPoisson(projection.from) ? (["to"] as const) : (["from", "to"] as const))
      if (!names.includes(projection[end] as string))
        throw new ExperimentError(
          `there is no population "${projection[end] as string}"`,
          `projections[${k}].${end}`,
          didYouMean(projection[end] as string, names, `there are ${names.join(", ")}`),
        );
    if (!neurons.some(([name]) => name === projection.to))
      throw new ExperimentError(
        `"${projection.to}" fires by itself, so nothing can project onto it`,
        `projections[${k}].to`,
      );
  });
  const receptorsOf = new Map(neurons.map(([name]) => [name, receptorsOnto(name, projections)]));
  const populations = neurons.map(([name, neuron]) => {
    const { receptors } = receptorsOf.get(name)!;
    return resolvePopulation(name, neuron, receptors, document, 1 + names.indexOf(name));
  });
  const receptorNames = projections.map(({ to }, k): ReadonlyMap<string, string> => {
    const place = receptorsOf.get(to)!.places[k];
    return place === undefined ? new Map() : populations.find(({ name }) => name === to)!.receptors[place]!;
  });
  const { seed = 1 } = document;
  const end = timeAt(document.duration, "duration");
  const sources = entries.flatMap(([name, population]) =>
    isSpikeSource(population)
      ? [resolveSource(name, population, { path: `populations.${name}`, seed, object: 1 + names.indexOf(name), end })]
      : [],
  );
  const sizes = new Map([...populations, ...sources].map(({ name, size }) => [name, size] as const));
  const resolved = projections.map((projection, k) => {
    const target = populations.find(({ name }) => name === projection.to)!;
    const { from } = projection;
    const source = isPoisson(from)
      ? { size: 0, distance: undefined }
      : {
          size: sizes.get(from)!,
          distance: distanceDimension(document.populations[from]!.positions, `populations.${from}.positions`),
        };
    const object = 1 + names.length + k;
    return resolveProjection(projection, `projections[${k}]`, object, target, receptorNames[k]!, source);
  });
  const { spikeTimes = "exact" } = document;
  for (const { plastic, path } of resolved) {
    const [read] = plastic?.reads ?? [];
    if (!read || spikeTimes === "grid") continue;
    throw new ExperimentError(
      `its text reads "${read.name}", which with exact spike times changes while a spike arrives inside a time step`,
      `${path}.synapse`,
      'take "spikeTimes": "grid"',
    );
  }
  const { steps, dt } = timeOf(populations[0]);
  return {
    document,
    populations: populations.map((population) => ({
      ...population,
      poisson: resolved
        .filter(({ document: { from }, to }) => isPoisson(from) && to === population.name)
        .map((projection) => poissonInput(projection, population.size, seed)),
    })),
    sources,
    projections: resolved.filter(({ document }) => !isPoisson(document.from)),
    couplings: couplingsOf(resolved, populations, (own) => receptorNames[resolved.indexOf(own)]!),
    steps,
    dt,
    spikeTimes,
    seed,
  };
}

/** Neurons of each population, in the document's order. */
export function sizesOf(network: Network): number[] {
  const all = [...network.populations, ...network.sources];
  return Object.keys(network.document.populations).map((name) => all.find((own) => own.name === name)!.size);
}

function timeOf(population: Population | undefined): { steps: number; dt: number } {
  if (!population)
    throw new ExperimentError(
      "there are no neurons that receive anything",
      "populations",
      'give one a model, such as {"model": "lif", "size": 100}',
    );
  return population.experiment;
}

interface Receptors {
  readonly receptors: readonly Receptor[];
  /** By projection: which of them is its own; undefined where it needs none, or goes elsewhere. */
  readonly places: readonly (number | undefined)[];
}

/** Projections of one kind, parameters and driven input share a receptor, unless they name different ones. */
function receptorsOnto(name: string, projections: readonly ProjectionDocument[]): Receptors {
  const receptors: Receptor[] = [];
  const keys: string[] = [];
  const labels = new Set<string>();
  const places = projections.map((projection, k) => {
    if (projection.to !== name) return undefined;
    const path = `projections[${k}]`;
    const label = projection.receptor ?? projection.name ?? (isPoisson(projection.from) ? "poisson" : projection.from);
    const receptor = receptorOf(projection, path, label);
    if (!receptor) return undefined;
    const key = JSON.stringify([
      projection.receptor ?? null,
      receptor.definition,
      receptor.parameters,
      receptor.input ?? null,
    ]);
    const known = keys.indexOf(key);
    if (known >= 0) return known;
    if (projection.receptor !== undefined && labels.has(projection.receptor))
      throw new ExperimentError(
        `another projection onto "${name}" has a receptor "${projection.receptor}" with another synapse or other parameters`,
        `${path}.receptor`,
        "give this one another name, or both the same parameters",
      );
    labels.add(label);
    keys.push(key);
    return receptors.push(receptor) - 1;
  });
  return { receptors, places };
}
