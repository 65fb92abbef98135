import { giveWay, type Watch } from "../run/drive.ts";
import type { RunOptions } from "../simulate.ts";
import { type FitProblem, prepareFit } from "./fit-problem.ts";
import type { Evaluation, Evaluator, FitAnswer, FitDocument, FitProgress, FitState, FitSweep } from "./fit-types.ts";
import { search } from "./search.ts";

export interface FitOptions extends RunOptions {
  /** Where an earlier fit of the same document and data stopped. */
  readonly from?: FitState;
  /** Called before each generation. */
  readonly onProgress?: (progress: FitProgress) => void;
}

export interface FitWatch extends FitOptions, Pick<Watch, "signal"> {
  /** Evaluates the candidates, such as in workers. Default: here, giving way to the event loop. */
  readonly evaluator?: Evaluator;
}

/**
 * Fits a model to what was measured: finds the values of the free numbers for which the objectives are small. Every generation of
 * candidates is one ensemble; the same document and data give the same answer, bit for bit on one kind of machine.
 *
 * @throws ExperimentError for what the document or the data get wrong; and as `prepareExperiment`
 */
export function fitModel(document: FitDocument, data: readonly FitSweep[], options: FitOptions = {}): FitAnswer {
  const problem = prepareFit(document, data, options);
  const course = search(problem, options.from);
  let step = course.next();
  while (!step.done) {
    options.onProgress?.(step.value.progress);
    step = course.next(problem.evaluate(step.value.candidates, step.value.wanted));
  }
  return step.value;
}

/**
 * Like `fitModel`, giving way to the event loop while it runs; it can be aborted, and its evaluations done elsewhere. What was
 * reported last before an abort has the checkpoint to go on from.
 *
 * Rejects as `fitModel` throws, or with the signal's reason.
 */
export async function fitModelAsync(
  document: FitDocument,
  data: readonly FitSweep[],
  options: FitWatch = {},
): Promise<FitAnswer> {
  const { signal, onProgress, from } = options;
  signal?.throwIfAborted();
  const problem = prepareFit(document, data, options);
  const evaluator = options.evaluator ?? serialEvaluator(problem, signal);
  const course = search(problem, from);
  let step = course.next();
  while (!step.done) {
    onProgress?.(step.value.progress);
    signal?.throwIfAborted();
    const evaluations = await evaluator.evaluate(step.value.candidates, step.value.wanted);
    signal?.throwIfAborted();
    step = course.next(evaluations);
  }
  return step.value;
}

/** Evaluates in this thread, handing control back to the event loop after every chunk of a run. */
export function serialEvaluator(problem: FitProblem, signal?: AbortSignal): Evaluator {
  return {
    async evaluate(candidates, what): Promise<readonly Evaluation[]> {
      const course = problem.evaluation(candidates, what);
      for (;;) {
        signal?.throwIfAborted();
        const { done, value } = course.next();
        if (done) return value;
        await giveWay();
      }
    },
  };
}
