import { didYouMean, ExperimentError, experimentSchema, models, stimuli } from "../index.ts";
import { isObject, type JsonObject } from "./files.ts";

/**
 * The document with one place set, as `--set` names it:
 *
 *     dt=0.05ms                         a key of the document
 *     parameters.tau_m="12 ms"          a place, keys and numbers joined by dots
 *     input.0.amplitude=3nA             likewise; input[0].amplitude is the same
 *     tau_m=12ms                        a parameter of the model
 *     amplitude=3nA                     a parameter of the only stimulus that has it
 *
 * A value that is JSON is taken as such (`0.02`, `["8 ms", "16 ms"]`, `{"from": "0 nA", "to": "5 nA", "count": 50}`), any
 * other as text.
 *
 * @throws ExperimentError for a place that does not exist, with the nearest one that does
 */
export function setPlace(document: JsonObject, assignment: string): JsonObject {
  const split = assignment.indexOf("=");
  if (split < 1) throw new ExperimentError(`"${assignment}" sets nothing`, "--set", "write it as amplitude=3nA");
  const key = assignment.slice(0, split).trim();
  const keys = key
    .replace(/\[(\d+)\]/g, ".$1")
    .split(".")
    .filter((part) => part !== "");
  const value = parsedValue(assignment.slice(split + 1).trim());
  const place = documentKeys().includes(keys[0]!) ? keys : placeNamed(document, key);
  return setAt(document, place, value, key) as JsonObject;
}

function parsedValue(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** The place of a parameter given by its name alone. */
function placeNamed(document: JsonObject, name: string): string[] {
  const places = namedPlaces(document);
  const found = places.filter(({ name: own }) => own === name);
  if (found.length === 1) return found[0]!.place;
  if (found.length > 1) {
    const candidates = found.map(({ place }) => place.join(".")).join(" or ");
    throw new ExperimentError(`"${name}" has more than one place`, "--set", `say which: ${candidates}`);
  }
  const names = [...new Set(places.map(({ name: own }) => own))];
  const otherwise = `there are ${[...names, ...documentKeys()].join(", ")}`;
  const wayOut = didYouMean(name, [...names, ...documentKeys()], otherwise);
  throw new ExperimentError(`there is no "${name}" to set`, "--set", wayOut);
}

/** Parameters of the model and of each stimulus, with their places. */
function namedPlaces(document: JsonObject): { readonly name: string; readonly place: string[] }[] {
  const own = isObject(document.model)
    ? document.model.parameters
    : models.find((model) => model.name === document.model)?.definition.parameters;
  const places = isObject(own) ? Object.keys(own).map((name) => ({ name, place: ["parameters", name] })) : [];
  const input = Array.isArray(document.input) ? document.input : [];
  for (const [k, entry] of input.entries()) {
    const stimulus = isObject(entry) ? stimuli.find(({ name }) => name === entry.stimulus) : undefined;
    for (const name of Object.keys(stimulus?.parameters ?? {})) places.push({ name, place: ["input", `${k}`, name] });
  }
  return places;
}

/** A copy of the document in which the place has the value; objects on the way are made where they are missing. */
function setAt(node: unknown, [key, ...rest]: readonly string[], value: unknown, whole: string): unknown {
  if (key === undefined) return value;
  if (Array.isArray(node)) {
    const index = Number(key);
    if (!Number.isInteger(index) || index < 0 || index >= node.length) {
      const entries = node.length === 1 ? "one entry, 0" : `${node.length} entries, counted from 0`;
      throw new ExperimentError(`there is no entry ${key} in ${whole}`, "--set", `the list has ${entries}`);
    }
    return node.map((entry, k) => (k === index ? setAt(entry, rest, value, whole) : entry));
  }
  if (node !== undefined && !isObject(node)) {
    throw new ExperimentError(`there is nothing below ${JSON.stringify(node)} in ${whole}`, "--set");
  }
  // A key such as __proto__ becomes a property like any other, which the check of the document then refuses.
  return Object.fromEntries([...Object.entries(node ?? {}), [key, setAt(own(node, key), rest, value, whole)]]);
}

function own(node: JsonObject | undefined, key: string): unknown {
  return node !== undefined && Object.hasOwn(node, key) ? node[key] : undefined;
}

function documentKeys(): string[] {
  return Object.keys((experimentSchema() as { properties?: object }).properties ?? {});
}
