import { EquationError, ExperimentError, SimulationError } from "rheobase";
import type { Failure } from "./contract.ts";

/** An error as data, with its place. */
export function failureOf(error: unknown): Failure {
  if (error instanceof ExperimentError)
    return { problem: error.problem, wayOut: error.wayOut, where: { kind: "document", path: error.path } };
  if (error instanceof EquationError) {
    const { problem, wayOut, source, span } = error;
    return { problem, wayOut, where: { kind: "equations", source, start: span.start, end: span.end } };
  }
  const isKnown = error instanceof SimulationError || error instanceof RangeError || error instanceof TypeError;
  const problem =
    error instanceof Error ? (isKnown ? error.message : `${error.name}: ${error.message}`) : String(error);
  return { problem, wayOut: undefined, where: { kind: "run" } };
}
