import { ExperimentError } from "./errors.ts";
import { experimentKeys } from "./experiment.ts";
import { models } from "./models/index.ts";
import { didYouMean } from "./quantity/spelling.ts";
import { stimuli } from "./stimuli/index.ts";

/** A document as it is read, before it is checked. */
export type JsonObject = Readonly<Record<string, unknown>>;

/**
 * A copy of a document in which one place has a value. A place is
 *
 *     dt                      a key of the document
 *     input.0.amplitude       keys and numbers joined by dots; input[0].amplitude is the same
 *     tau_m                   a parameter of the model
 *     amplitude               a parameter of the only stimulus that has it
 *
 * Objects on the way are made where they are missing.
 *
 * @param asked what asks for the place, as errors name it: `--set`.
 * @param others names that an error lists beside those of parameters.
 * @throws ExperimentError for a place that does not exist or is not the only one, with those that are there.
 */
export function setPlace(
  document: JsonObject,
  name: string,
  value: unknown,
  asked = "",
  others: readonly string[] = experimentKeys,
): JsonObject {
  return setAt(document, placeOf(document, name, asked, others), value, name, asked) as JsonObject;
}

/** What stands at a place, named as in `setPlace`; undefined where nothing does. Throws as `setPlace`. */
export function readPlace(document: JsonObject, name: string, asked = "", others = experimentKeys): unknown {
  return placeOf(document, name, asked, others).reduce<unknown>(
    (node, key) => (isObject(node) || Array.isArray(node) ? own(node as JsonObject, key) : undefined),
    document,
  );
}

/** The keys on the way to a place: `["input", "0", "amplitude"]`. Throws as `setPlace`. */
export function placeOf(
  document: JsonObject,
  name: string,
  asked = "",
  others: readonly string[] = experimentKeys,
): readonly string[] {
  const parts = name
    .replace(/\[(\d+)\]/g, ".$1")
    .split(".")
    .filter((part) => part !== "");
  if (experimentKeys.includes(parts[0] ?? "") || Object.hasOwn(document, parts[0] ?? "")) return parts;
  const places = namedPlaces(document);
  const found = places.filter(({ name: own }) => own === name);
  if (found.length === 1) return found[0]!.place;
  if (found.length > 1) {
    const candidates = found.map(({ place }) => place.join(".")).join(" or ");
    throw new ExperimentError(`"${name}" has more than one place`, asked, `say which: ${candidates}`);
  }
  const names = [...new Set(places.map(({ name: own }) => own))];
  const known = [...names, ...others];
  throw new ExperimentError(
    `there is no "${name}" to set`,
    asked,
    didYouMean(name, known, known.length > 0 ? `there are ${known.join(", ")}` : "there is no parameter at all"),
  );
}

/** Parameters of the model and of each stimulus, with their places. */
export function namedPlaces(document: JsonObject): { readonly name: string; readonly place: string[] }[] {
  const parameters = isObject(document.model)
    ? document.model.parameters
    : models.find((model) => model.name === document.model)?.definition.parameters;
  const places = isObject(parameters)
    ? Object.keys(parameters).map((name) => ({ name, place: ["parameters", name] }))
    : [];
  for (const list of ["input", "electrodes"]) {
    const entries = document[list];
    for (const [k, entry] of (Array.isArray(entries) ? entries : []).entries()) {
      const stimulus = isObject(entry) ? stimuli.find(({ name }) => name === entry.stimulus) : undefined;
      for (const name of Object.keys(stimulus?.parameters ?? {})) places.push({ name, place: [list, `${k}`, name] });
    }
  }
  return places;
}

/** A copy of a document with a value at the end of a way of keys. Throws an ExperimentError for entries that are not there. */
export function setAt(
  node: unknown,
  [key, ...rest]: readonly string[],
  value: unknown,
  whole: string,
  asked: string,
): unknown {
  if (key === undefined) return value;
  if (Array.isArray(node)) {
    const index = Number(key);
    if (!Number.isInteger(index) || index < 0 || index >= node.length) {
      const entries = node.length === 1 ? "one entry, 0" : `${node.length} entries, counted from 0`;
      throw new ExperimentError(`there is no entry ${key} in ${whole}`, asked, `the list has ${entries}`);
    }
    return node.map((entry, k) => (k === index ? setAt(entry, rest, value, whole, asked) : entry));
  }
  if (node !== undefined && !isObject(node))
    throw new ExperimentError(`there is nothing below ${JSON.stringify(node)} in ${whole}`, asked);
  // A key such as __proto__ becomes a property like any other, which the check of the document then refuses.
  const inner = setAt(own(node, key), rest, value, whole, asked);
  return Object.fromEntries([...Object.entries(node ?? {}), [key, inner]]);
}

function own(node: JsonObject | undefined, key: string): unknown {
  return node !== undefined && Object.hasOwn(node, key) ? node[key] : undefined;
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
