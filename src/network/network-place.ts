import { ExperimentError } from "../errors.ts";
import { isObject, type JsonObject, setAt } from "../experiment-place.ts";
import { didYouMean } from "../quantity/spelling.ts";
import { networkKeys } from "./network-schema.ts";

/**
 * A copy of a network document in which one place has a value. A place is
 *
 *     dt                             a key of the document
 *     populations.e.size             keys and numbers joined by dots; projections[0].weight is projections.0.weight
 *     e.size                         a place in a population, by its name
 *     recurrent.weight               a place in a projection that has a name
 *
 * @param asked what asks for the place, as errors name it: `--set`.
 * @throws ExperimentError for a place that does not exist, with those that are there.
 */
export function setNetworkPlace(document: JsonObject, name: string, value: unknown, asked = ""): JsonObject {
  return setAt(document, placeIn(document, name, asked), value, name, asked) as JsonObject;
}

function placeIn({ populations, projections }: JsonObject, name: string, asked: string): readonly string[] {
  const parts = name
    .replace(/\[(\d+)\]/g, ".$1")
    .split(".")
    .filter((part) => part !== "");
  const [first = "", ...rest] = parts;
  if (networkKeys.includes(first)) return parts;
  const names = isObject(populations) ? Object.keys(populations) : [];
  if (names.includes(first)) return ["populations", first, ...rest];
  const labels = (Array.isArray(projections) ? projections : []).map((own) => (isObject(own) ? own.name : undefined));
  const place = labels.indexOf(first);
  if (first !== "" && place >= 0) return ["projections", `${place}`, ...rest];
  const known = [...names, ...labels.filter((label) => typeof label === "string"), ...networkKeys];
  throw new ExperimentError(
    `there is no "${first}" to set`,
    asked,
    didYouMean(first, known, `there are ${known.join(", ")}`),
  );
}
