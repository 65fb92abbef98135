import { ExperimentError } from "../errors.ts";
import type { Course } from "./protocol.ts";

/**
 * The course of a protocol whose answer follows from the equations alone. What these do not allow, a RangeError that says so,
 * becomes an ExperimentError about the model.
 */
// biome-ignore lint/correctness/useYield: there is nothing to run
export function* withoutRun<A>(answer: () => A): Course<A> {
  try {
    return answer();
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new ExperimentError(error.message, "experiment.model");
  }
}
