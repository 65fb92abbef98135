import { ExperimentError } from "../errors.ts";
import type { Work } from "../progress.ts";
import type { Course } from "./protocol.ts";

/**
 * The course of a protocol whose answer follows from the equations alone; how much of it is done comes from the work itself. What
 * the equations do not allow, a RangeError that says so, becomes an ExperimentError about the model.
 */
export function* withoutRun<A>(work: Work<A>): Course<A> {
  try {
    for (;;) {
      const step = work.next();
      if (step.done) return step.value;
      yield { done: step.value };
    }
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new ExperimentError(error.message, "experiment.model");
  }
}
