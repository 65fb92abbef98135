import type { Compiled } from "../compile.ts";
import { stepOperations } from "../kernel/step-operations.ts";
import type { Model } from "../language/model.ts";
import { everydayUnit, formatQuantity } from "../quantity/quantity.ts";
import type { TargetName } from "../target/target.ts";
import { type Network, resolveNetwork } from "./network.ts";
import { parseNetwork } from "./network-schema.ts";
import { compilePopulation } from "./part.ts";
import { initialEnding } from "./population.ts";
import { expectedOf } from "./wire.ts";

/** A name and the everyday unit of its values. */
export interface NamedUnit {
  readonly name: string;
  readonly unit: string;
}

/** A population as it would run, with the variables of its synapses. */
export interface CheckedPopulation {
  readonly name: string;
  readonly size: number;
  readonly states: readonly NamedUnit[];
  readonly inputs: readonly NamedUnit[];
  readonly parameters: readonly { readonly name: string; readonly value: string }[];
  readonly method: string;
  /** NaN where the method has none. */
  readonly order: number;
  readonly reason: string;
  /** Operations for one neuron and step. */
  readonly operations: number;
  /** Of its neurons in memory, with what arrives in one step. */
  readonly bytes: number;
}

/** Synapses that a projection would make. */
export interface CheckedProjection {
  /** Its place in the document: `projections[0]`. */
  readonly path: string;
  readonly name: string | undefined;
  readonly from: string;
  readonly to: string;
  /** About how many: exactly for rules of fixed numbers, else the mean. */
  readonly synapses: number;
  /** What the weight is given in. */
  readonly unit: string;
  readonly bytes: number;
}

/** What a network would run, without making its synapses. */
export interface NetworkCheck {
  readonly populations: readonly CheckedPopulation[];
  /** Populations that fire whatever happens, and how: "fire at given times". */
  readonly sources: readonly { readonly name: string; readonly size: number; readonly what: string }[];
  readonly projections: readonly CheckedProjection[];
  /** Poisson sources, which are part of the neurons they project onto. */
  readonly poisson: readonly { readonly path: string; readonly to: string; readonly sources: number }[];
  readonly steps: number;
  /** Seconds. */
  readonly dt: number;
  readonly spikeTimes: "exact" | "grid";
  readonly target: TargetName;
  /** About what neurons and synapses take, without the recording. */
  readonly bytes: number;
}

/**
 * Checks a network: units, names, methods, sizes, and about how many synapses it would have. Throws an ExperimentError or an
 * EquationError as `simulateNetwork`.
 */
export function checkNetwork(document: unknown): NetworkCheck {
  const network = resolveNetwork(parseNetwork(document));
  const { dt, steps, spikeTimes, sources } = network;
  const compiled = compiledPopulations(network);
  const populations = compiled.map(({ population, compiled, program }): CheckedPopulation => {
    const { model, kernel, method, reason } = compiled;
    const { name, size, differing } = population;
    const { lanes, blockBytes, arrivalBytes } = program.layout;
    return {
      ...{ name, size, reason },
      method: method.name,
      order: method.order,
      states: model.states.map(unitOf),
      inputs: model.inputs.map(unitOf),
      parameters: parametersOf(model, differing),
      operations: stepOperations(kernel),
      bytes: Math.ceil(size / lanes) * (blockBytes + arrivalBytes),
    };
  });
  const projections = expectedOf(network).map(({ projection, count, bytes }): CheckedProjection => {
    const { path, document, from, to, weight } = projection;
    return { path, name: document.name, from, to, synapses: count, unit: everydayUnit(weight).symbol, bytes };
  });
  return {
    ...{ populations, projections, steps, dt, spikeTimes },
    sources: sources.map(({ name, size, what }) => ({ name, size, what })),
    poisson: poissonOf(network),
    target: compiled[0]!.program.target,
    bytes: [...populations, ...projections].reduce((sum, { bytes }) => sum + bytes, 0),
  };
}

/** The populations of a network, compiled without their neurons and synapses in memory. */
export function compiledPopulations(network: Network) {
  return network.populations.map((population) => {
    const incoming = network.projections.filter(({ to }) => to === population.name);
    return compilePopulation(
      network,
      population,
      incoming.map((projection) => ({ projection, atOnce: false })),
      { target: undefined, stepwise: false },
    );
  });
}

function unitOf({ name, dimension }: Model["inputs"][number]): NamedUnit {
  return { name, unit: everydayUnit(dimension).symbol };
}

/** Those that a document can name, not what is drawn for initial values and the rates of Poisson sources. */
function parametersOf(
  { parameters }: Compiled["model"],
  differing: ReadonlyMap<string, Float64Array>,
): CheckedPopulation["parameters"] {
  return parameters
    .filter(({ name }) => /^\w+$/.test(name) && !name.endsWith(initialEnding))
    .map(({ name, dimension, value }) => {
      const own = differing.get(name);
      return { name, value: own ? `${own.length} values` : formatQuantity(value, dimension) };
    });
}

function poissonOf({ document }: Network): NetworkCheck["poisson"] {
  return (document.projections ?? []).flatMap(({ from, to }, k) =>
    typeof from === "string" ? [] : [{ path: `projections[${k}]`, to, sources: from.sources ?? 1 }],
  );
}
