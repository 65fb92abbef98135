import { ExperimentError } from "../errors.ts";
import type { ExperimentDocument } from "../experiment-types.ts";
import type { Dimension } from "../quantity/dimension.ts";
import { simulate } from "../simulate.ts";

/** An input at every time step of every member; SI. */
export interface InputCourse {
  readonly name: string;
  readonly dimension: Dimension;
  readonly samples: number;
  /** values[m * samples + k]: member m at step k. */
  readonly values: Float64Array;
}

/** Numbers in a script beyond which nobody can open it. */
const mostNumbers = 2_000_000;

/**
 * The inputs of an experiment as it runs, one value a time step: what a script gives to a simulator that has no such stimulus.
 *
 * @throws ExperimentError where there are too many numbers for a script; and as `simulate`.
 */
export function inputCourses(
  document: ExperimentDocument,
  names: readonly string[],
  members: number,
  steps: number,
): InputCourse[] {
  const numbers = names.length * members * steps;
  if (numbers > mostNumbers)
    throw new ExperimentError(
      `the stimuli of this experiment are ${numbers} numbers, but a script holds at most ${mostNumbers}`,
      "input",
      "take a shorter duration, a longer dt, or fewer values of an axis",
    );
  if (names.length === 0) return [];
  const { traces } = simulate({ ...document, record: { variables: names } });
  const samples = traces.times.length;
  return traces.variables.map(({ name, dimension, values }) => ({ name, dimension, samples, values }));
}
