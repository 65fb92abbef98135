import { ExperimentError } from "../errors.ts";
import { lengthOf, quantityAt, settingAt } from "../experiment-axes.ts";
import type { Values } from "../experiment-types.ts";
import { type Dimension, dimensions, nameOfDimension, sameDimension } from "../quantity/dimension.ts";
import { parseQuantity, type Quantity } from "../quantity/quantity.ts";
import { didYouMean } from "../quantity/spelling.ts";
import { type SynapseDefinition, synapseNamed } from "../synapses/index.ts";
import { type ByDistance, dimensionByDistance, isByDistance, valuesByDistance } from "./by-distance.ts";
import type { Receptor } from "./compose.ts";
import { type ConnectDocument, type Connections, connect, type Ends } from "./connect.ts";
import { distributionAt, drawForSynapses } from "./distribution.ts";
import type { ProjectionDocument, Varied } from "./network-types.ts";
import type { Population } from "./population.ts";
import { type Increment, type Named, requireTarget, staticIncrements, targetsOf } from "./static-synapse.ts";
import { resolveSynapseRecord, type SynapseRecord } from "./synapse-record.ts";
import { checkSynapse, type PlasticText } from "./synapse-text.ts";
import { isDistribution } from "./varied.ts";

/** A projection with its names looked up; its synapses are made by `synapsesOf`. */
export interface Projection {
  readonly path: string;
  readonly document: ProjectionDocument;
  readonly from: string;
  readonly to: string;
  /** Of random numbers. */
  readonly object: number;
  readonly definition: SynapseDefinition;
  readonly parameters: ReadonlyMap<string, Quantity>;
  /** Dimension of the weight. */
  readonly weight: Dimension;
  /** What a spike adds to the target neuron, where that is known before the run. */
  readonly increments: readonly Increment[];
  /** Synapses with states of their own, which say what a spike adds; undefined where there are none. */
  readonly plastic: PlasticText | undefined;
  /** States of the target population that spikes add to. */
  readonly increased: readonly string[];
  /** What is recorded of its synapses over time. */
  readonly record: SynapseRecord | undefined;
}

/** The synapses of a projection onto some of the target neurons. */
export interface Synapses {
  readonly connections: Connections;
  /** SI; one for all, or one for each. */
  readonly weight: number | Float64Array;
  /** Seconds; one for all, or one for each. */
  readonly delay: number | Float64Array;
}

/** The synapse of a projection as text, and the values of its parameters. */
export function synapseOf(document: ProjectionDocument, path: string) {
  const { synapse = "delta" } = document;
  const definition = typeof synapse === "string" ? synapseNamed(synapse, `${path}.synapse`).definition : synapse;
  const own: Readonly<Record<string, string | number>> = definition.parameters ?? {};
  const values: Record<string, string | number> = { ...own };
  for (const [name, value] of Object.entries(document.parameters ?? {})) {
    const place = `${path}.parameters.${name}`;
    if (!Object.hasOwn(own, name))
      throw new ExperimentError(
        `the synapse has no parameter "${name}"`,
        place,
        didYouMean(
          name,
          Object.keys(own),
          Object.keys(own).length > 0 ? `there are ${Object.keys(own).join(", ")}` : "it has none",
        ),
      );
    quantityAt(value, place, parseQuantity(own[name]!).dimension);
    values[name] = value;
  }
  return { definition, values };
}

/** What the target population must hold for a projection; undefined where it needs nothing of its own. */
export function receptorOf(document: ProjectionDocument, path: string, label: string): Receptor | undefined {
  const { definition, values } = synapseOf(document, path);
  if (definition.receptor === undefined) return undefined;
  return { label, definition, parameters: values, input: document.target, path };
}

/**
 * The projection, once its target population is known.
 *
 * @param source how many neurons it is from, and what distances are in where the neurons have positions
 */
export function resolveProjection(
  document: ProjectionDocument,
  path: string,
  object: number,
  target: Population,
  receptor: ReadonlyMap<string, string>,
  source: { readonly size: number; readonly distance: Dimension | undefined },
): Projection {
  const { definition, values } = synapseOf(document, path);
  const parameters = new Map(
    Object.entries(values).map(([name, value]) => [name, quantityAt(value, `${path}.parameters.${name}`)]),
  );
  const weight = dimensionOf(document.weight, `${path}.weight`, source.distance);
  const targets = targetsOf(target.model.states, receptor);
  const reset = new Set(target.model.reset.map((own) => own.target));
  const { increments, plastic } = spikeEffect(definition, { values, parameters, weight, targets, reset, path });
  if (plastic && typeof document.from === "object")
    throw new ExperimentError(
      "Poisson sources that are one of all their spikes have no synapses of their own",
      `${path}.synapse`,
      'make a population that fires: {"model": "poisson", "size": 100}',
    );
  const adds = plastic ? plastic.onPre.filter((own) => own.kind === "add") : increments;
  return {
    path,
    document,
    from: document.from as string,
    to: document.to,
    object,
    definition,
    parameters,
    weight,
    increments,
    plastic,
    increased: adds.map((own) => own.target),
    record:
      document.record &&
      resolveSynapseRecord(
        document.record,
        `${path}.record`,
        plastic,
        { sources: source.size, targets: target.size },
        target.experiment.dt,
      ),
  };
}

/** What a spike does: it adds what is known before the run, or changes synapses with states of their own. */
function spikeEffect(
  definition: SynapseDefinition,
  about: {
    readonly values: Readonly<Record<string, string | number>>;
    readonly parameters: ReadonlyMap<string, Quantity>;
    readonly weight: Dimension;
    readonly targets: ReadonlyMap<string, Named>;
    readonly reset: ReadonlySet<string>;
    readonly path: string;
  },
): Pick<Projection, "increments" | "plastic"> {
  const { onPre = "", equations, onPost } = definition;
  const { values, parameters, weight, targets, reset, path } = about;
  if (equations === undefined && onPost === undefined) {
    requireTarget(onPre, targets, `${path}.synapse.onPre`, new Set());
    const increments = staticIncrements(onPre, parameters, weight, targets);
    if (increments) return { increments, plastic: undefined };
  }
  return { increments: [], plastic: checkSynapse(definition, values, parameters, weight, targets, reset, path) };
}

/** The dimension that a weight is given in. */
function dimensionOf(value: Varied | ByDistance, path: string, distance: Dimension | undefined): Dimension {
  if (isByDistance(value)) return dimensionByDistance(value, path, distance);
  if (!isDistribution(value)) {
    const single = typeof value === "string" || typeof value === "number" ? value : value[0];
    if (single === undefined) throw new ExperimentError("must have at least one value", path);
    return quantityAt(single, path).dimension;
  }
  const [name, first] = Object.entries(value).find(([key]) => key !== "distribution")!;
  return quantityAt(first as string | number, `${path}.${name}`).dimension;
}

/** The synapses of a projection onto the targets of a range; the same ones whatever the range. */
export function synapsesOf(projection: Projection, ends: Omit<Ends, "path" | "object">, dt: number): Synapses {
  const { document, path, object } = projection;
  const rule: ConnectDocument = document.connect ?? "all-to-all";
  const connections = connect(rule, { ...ends, object, path: `${path}.connect` });
  const { seed } = ends;
  const values = (
    value: Varied | ByDistance,
    name: "weight" | "delay",
    dimension: Dimension,
    draw: number,
  ): number | Float64Array => {
    const listed = connections.listed?.[name];
    const place = `${path}.${name}`;
    if (listed) {
      if (!sameDimension(listed.dimension, dimension))
        throw new ExperimentError(
          `is in ${nameOfDimension(listed.dimension)}, but ${nameOfDimension(dimension)} is wanted`,
          listed.path,
        );
      return listed.values;
    }
    if (isByDistance(value)) return valuesByDistance(value, connections, ends, { path: place, dimension });
    if (isDistribution(value))
      return drawForSynapses(distributionAt(value, place, dimension), connections, { seed, object, draw });
    const length = lengthOf(value as Values<string | number>);
    const count = connections.target.length;
    if (length !== undefined && length !== count)
      throw new ExperimentError(
        `there are ${length} values for ${count} synapses`,
        place,
        "give one value, a distribution, or a list of pairs with their weights",
      );
    const setting = settingAt(value as Values<string | number>, place, dimension);
    return setting.kind === "value" ? setting.value : setting.values;
  };
  const isGiven = document.delay !== undefined || connections.listed?.delay !== undefined;
  const delay = !isGiven ? dt : values(document.delay ?? 0, "delay", dimensions.second, 1);
  const earliest = typeof delay === "number" ? delay : delay.reduce((least, value) => Math.min(least, value), Infinity);
  if (!(earliest >= 0))
    throw new ExperimentError(
      "a delay must not be negative",
      `${path}.delay`,
      "give the times from a spike to its arrival",
    );
  return { connections, weight: values(document.weight, "weight", projection.weight, 0), delay };
}
