import { ExperimentError, isNetworkDocument, setPlace as setInDocument, setNetworkPlace } from "../index.ts";
import type { JsonObject } from "./files.ts";

/**
 * The document with one place set, as `--set` names it:
 *
 *     dt=0.05ms                         a key of the document
 *     parameters.tau_m="12 ms"          a place, keys and numbers joined by dots
 *     input.0.amplitude=3nA             likewise; input[0].amplitude is the same
 *     tau_m=12ms                        a parameter of the model
 *     amplitude=3nA                     a parameter of the only stimulus that has it
 *     e.size=100                        in a network: a place in the population e
 *
 * A value that is JSON is taken as such (`0.02`, `["8 ms", "16 ms"]`, `{"from": "0 nA", "to": "5 nA", "count": 50}`), any
 * other as text.
 *
 * @throws ExperimentError for a place that does not exist, with the nearest one that does
 */
export function setPlace(document: JsonObject, assignment: string): JsonObject {
  const split = assignment.indexOf("=");
  if (split < 1) throw new ExperimentError(`"${assignment}" sets nothing`, "--set", "write it as amplitude=3nA");
  const value = parsedValue(assignment.slice(split + 1).trim());
  const set = isNetworkDocument(document) ? setNetworkPlace : setInDocument;
  return set(document, assignment.slice(0, split).trim(), value, "--set");
}

/** A text of the command line that is JSON as what it says, any other as it is. */
export function parsedValue(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
