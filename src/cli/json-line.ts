import { ExperimentError } from "../index.ts";

/**
 * A result as one line of JSON.
 *
 * @param wayOut what to do about one that is too long.
 * @throws ExperimentError where it is longer than a text can be
 */
export function jsonLine(result: object, wayOut: string): string {
  try {
    return `${JSON.stringify(result)}\n`;
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new ExperimentError("the result is too long for JSON", "--json", wayOut);
  }
}
