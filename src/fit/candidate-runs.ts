import { partOf, type Work } from "../progress.ts";
import type { Course } from "./courses.ts";
import type { Response } from "./fit-types.ts";
import type { FreeNumber } from "./free.ts";
import { type Responses, type RunSettings, responses } from "./responses.ts";
import type { LogLikelihoods, SpikeLikelihood } from "./spike-likelihood.ts";

/** How candidates are run. */
export interface RunPlan {
  readonly courses: readonly Course[];
  readonly free: readonly FreeNumber[];
  readonly settings: RunSettings;
  /** Of each candidate, with noise of their own; 0 where nothing asks how it answers. */
  readonly runs: number;
  /** There where something asks how likely the spikes of the data are. */
  readonly likelihood: SpikeLikelihood | undefined;
  readonly sweeps: number;
}

/** The runs of each candidate. Yields the part done. */
export function* runsOf(candidates: readonly ArrayLike<number>[], plan: RunPlan): Work<Responses[][]> {
  const { likelihood, free } = plan;
  const answers = yield* partOf(answersOf(candidates, plan), 0, likelihood ? 0.5 : 1);
  if (!likelihood) return answers;
  const known = yield* partOf(likelihood.of(candidates, free), 0.5, 1);
  return answers.map((runs, k) => runs.map((answer) => withLikelihood(answer, known[k]!)));
}

function* answersOf(
  candidates: readonly ArrayLike<number>[],
  { courses, free, settings, runs, sweeps }: RunPlan,
): Work<Responses[][]> {
  if (runs === 0) return candidates.map(() => [new Array<Response>(sweeps).fill({ spikes: new Float64Array() })]);
  if (runs === 1) return (yield* responses(courses, free, candidates, settings)).map((answer) => [answer]);
  const all: Responses[][] = [];
  // The noise of a run is that of its number: alone in its ensemble, every candidate feels the same.
  for (const [k, values] of candidates.entries())
    all.push(yield* partOf(repeated(values, runs), k / candidates.length, (k + 1) / candidates.length));
  return all;

  function repeated(values: ArrayLike<number>, count: number) {
    return responses(courses, free, new Array<ArrayLike<number>>(count).fill(values), settings);
  }
}

function withLikelihood(answer: Responses, known: LogLikelihoods): Responses {
  if ("failure" in answer) return answer;
  if ("failure" in known) return known;
  return answer.map((own, sweep) => ({ ...own, logLikelihood: known[sweep]! }));
}
