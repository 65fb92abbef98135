import { type NetworkDocument, type PopulationDocument, parseQuantity } from "rheobase";
import type { Path } from "../document/at-place.ts";
import { writtenOf } from "../document/written.ts";

/** A value of a network document that a control can change. */
export interface LivePlace {
  /** As an error names it: `projections[2].weight`. */
  readonly name: string;
  readonly path: Path;
  readonly value: string | number;
  /** Neurons and synapses are counted. */
  readonly isCount: boolean;
}

/** What belongs together: a population, the synapses from one onto others, or the run. */
export interface LiveGroup {
  readonly title: { readonly kind: "population" | "projection" | "run"; readonly text: string };
  readonly places: readonly LivePlace[];
}

/** Every number of a document that can be moved: sizes, parameters and inputs, weights, delays, rates, rules, and the run's. */
export function liveGroups(document: NetworkDocument): LiveGroup[] {
  const populations = Object.entries(document.populations).flatMap(([name, own]) =>
    "model" in own || "source" in own ? [group("population", name, withoutReplaced(own), ["populations", name])] : [],
  );
  const projections = (document.projections ?? []).map((own, k) => {
    const from = typeof own.from === "string" ? own.from : "Poisson";
    return group("projection", `${from} → ${own.to}`, own, ["projections", k]);
  });
  const { duration, dt, seed } = document;
  const run = group("run", "", { duration, dt, seed }, []);
  return [run, ...projections, ...populations].filter(({ places }) => places.length > 0);
}

/** Without those parameters of its model that the population gives values of its own. */
function withoutReplaced(own: PopulationDocument): PopulationDocument {
  if (!("model" in own) || typeof own.model === "string" || !own.parameters) return own;
  const { parameters = {}, ...rest } = own.model;
  const left = Object.entries(parameters).filter(([name]) => !Object.hasOwn(own.parameters!, name));
  return { ...own, model: { ...rest, parameters: Object.fromEntries(left) } };
}

function group(kind: LiveGroup["title"]["kind"], text: string, node: object, path: Path): LiveGroup {
  return { title: { kind, text }, places: [...placesIn(node, path)] };
}

/** What is recorded, and lists of one value for each neuron or synapse. */
const passedOver = ["initial", "record", "positions", "spikes", "pairs", "sources", "targets"];
const counts = ["size", "count", "sources", "seed"];

function* placesIn(node: object, path: Path): Generator<LivePlace> {
  for (const [key, value] of Object.entries(node)) {
    const here = [...path, Array.isArray(node) ? Number(key) : key];
    if (typeof value === "object" && value !== null) {
      if (!passedOver.includes(key)) yield* placesIn(value, here);
    } else if (isQuantity(value)) yield { name: nameOf(here), path: here, value, isCount: counts.includes(key) };
  }
}

function isQuantity(value: unknown): value is string | number {
  if (!writtenOf(value)) return false;
  try {
    parseQuantity(value as string | number);
    return true;
  } catch {
    return false;
  }
}

function nameOf(path: Path): string {
  return path
    .map((key) => (typeof key === "number" ? `[${key}]` : `.${key}`))
    .join("")
    .replace(/^\./, "");
}
