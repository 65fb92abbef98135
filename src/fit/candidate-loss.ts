import { concatenate } from "../concatenate.ts";
import type { ReadObjective } from "./fit-schema.ts";
import type { Evaluation, Response, Wanted } from "./fit-types.ts";
import type { Compared, Comparison, Target } from "./objective.ts";
import type { Responses } from "./responses.ts";

/** What candidates are compared by. */
export interface Yardstick {
  readonly targets: readonly Target[];
  readonly objectives: readonly ReadObjective[];
  /** One for each objective. */
  readonly comparisons: readonly Comparison[];
}

/**
 * What a candidate is worth by its answers: one run, or, of a model with noise, several.
 *
 * @param ratesAt how the one run moves with each free number; undefined where that is not known
 */
export function lossOf(
  runs: readonly Responses[],
  { targets, objectives, comparisons }: Yardstick,
  what: Wanted,
  ratesAt: () => readonly (readonly Response[])[] | undefined,
): Evaluation {
  const failed = runs.find((run) => "failure" in run);
  if (failed)
    return {
      loss: Number.POSITIVE_INFINITY,
      parts: objectives.map(() => Number.POSITIVE_INFINITY),
      failure: (failed as { failure: string }).failure,
    };
  const answers = runs as readonly (readonly Response[])[];
  const windowed = answers.map((run) => run.map((response, k) => within(response, response, targets[k]!)));
  const compared = comparisons.map((compare) => together(windowed.map(compare)));
  const parts = compared.map(({ value }) => (Number.isNaN(value) ? Number.POSITIVE_INFINITY : value));
  const loss = parts.reduce((sum, value, k) => sum + objectives[k]!.weight * value, 0);
  if (!what.residuals || !compared.every(({ residuals }) => residuals)) return { loss, parts };
  const weighted = (of: (one: Compared) => Float64Array) =>
    concatenate(compared.map((one, k) => of(one).map((value) => Math.sqrt(objectives[k]!.weight) * value)));
  const residuals = weighted((one) => one.residuals!);
  const rates = what.jacobian && compared.every(({ derivative }) => derivative) ? ratesAt() : undefined;
  if (!rates) return { loss, parts, residuals };
  const columns = rates.map((rate) => {
    const moving = rate.map((own, k) => within(own, answers[0]![k]!, targets[k]!));
    return weighted((one) => one.derivative!(moving));
  });
  const jacobian = new Float64Array(residuals.length * columns.length);
  for (const [d, column] of columns.entries())
    for (let r = 0; r < column.length; r++) jacobian[r * columns.length + d] = column[r]!;
  return { loss, parts, residuals, jacobian };
}

/**
 * The comparisons of runs with different noise as one: residuals are those of the mean run, so that what fluctuates is not taken for
 * an error; a distance between trains is the mean over the runs.
 */
function together(runs: readonly Compared[]): Compared {
  const [first] = runs as readonly [Compared];
  if (runs.length === 1) return first;
  const value = runs.reduce((sum, run) => sum + run.value, 0) / runs.length;
  if (!runs.every(({ residuals }) => residuals)) return { value };
  const residuals = first.residuals!.map(
    (_, r) => runs.reduce((sum, run) => sum + run.residuals![r]!, 0) / runs.length,
  );
  return { value: residuals.reduce((sum, residual) => sum + residual ** 2, 0), residuals };
}

/** Of a response, or of how it moves, what belongs to the spikes in the window. */
function within(own: Response, { spikes }: Response, { start, stop }: Target): Response {
  let [from, to] = [0, spikes.length];
  while (from < to && spikes[from]! < start) from++;
  while (to > from && spikes[to - 1]! >= stop) to--;
  return { ...own, spikes: own.spikes.subarray(from, to) };
}
