import { prepareFit } from "../fit-problem.ts";
import type { FitAnswer, FitDocument, FitSweep, Response } from "../fit-types.ts";
import { type Bootstrap, type BootstrapOptions, bootstrapFit } from "./bootstrap.ts";
import { identifiabilityWarnings } from "./identifiability.ts";
import { type Score, scoreResponses } from "./score.ts";
import { type LossSlice, lossSlices } from "./slices.ts";

/** A fit judged. */
export interface Judgement {
  /** Seconds of the coincidence factor. */
  readonly precision: number;
  readonly train: Judged;
  /** On data that the fit has not seen; there where some were kept. */
  readonly test?: Judged;
  readonly slices: readonly LossSlice[];
  readonly bootstrap?: Bootstrap;
  /** What the data do not determine, and where the fit fails on new data; sentences. */
  readonly warnings: readonly string[];
}

export interface Judged {
  readonly sweeps: readonly FitSweep[];
  readonly responses: readonly Response[];
  readonly score: Score;
}

export interface JudgeOptions extends BootstrapOptions {
  /** What the fit has not seen. */
  readonly test?: readonly FitSweep[];
  /** Seconds. Default: 4 ms. */
  readonly precision?: number;
}

/**
 * Judges a fit: its score on the data it was made from and on data it has not seen, beside what the cell repeats of itself; the
 * loss along each free number; and, unless `replicates` is 0, how the values scatter when the data are drawn again.
 *
 * Rejects with an ExperimentError where the test sweeps do not suit the experiment, and with the signal's reason.
 */
export async function judgeFit(
  document: FitDocument,
  train: readonly FitSweep[],
  answer: FitAnswer,
  options: JudgeOptions = {},
): Promise<Judgement> {
  const { test, precision = 4e-3, replicates = 20 } = options;
  const problem = prepareFit(document, train);
  const best = answer.state.best!.values;
  const judged = (sweeps: readonly FitSweep[], own = problem): Judged => {
    const responses = own.respond(best);
    if ("failure" in responses) throw new RangeError(`the fitted model cannot be run: ${responses.failure}`);
    return { sweeps, responses, score: scoreResponses(sweeps, responses, precision) };
  };
  const onTrain = judged(train);
  // What is kept may lack what the objectives compare: silent sweeps have no rates.
  const plain: FitDocument = { ...document, fit: { ...document.fit, objective: { name: "gamma" } } };
  const onTest = test && test.length > 0 ? judged(test, prepareFit(plain, test)) : undefined;
  const slices = lossSlices(problem, best);
  const bootstrap = replicates > 0 ? await bootstrapFit(document, train, answer, options) : undefined;
  return {
    precision,
    train: onTrain,
    ...(onTest ? { test: onTest } : {}),
    slices,
    ...(bootstrap ? { bootstrap } : {}),
    warnings: [
      ...overfitted(onTrain.score, onTest?.score),
      ...identifiabilityWarnings(problem.free, slices, bootstrap),
    ],
  };
}

/** A coincidence factor that falls by more than this on new data, though the cell is as reliable there. */
const fall = 0.15;

function overfitted(train: Score, test: Score | undefined): string[] {
  if (!test || !(train.gamma - test.gamma > fall) || train.intrinsic - test.intrinsic > fall / 2) return [];
  return [
    `The coincidence factor falls from ${train.gamma.toFixed(2)} to ${test.gamma.toFixed(2)} on new data: the fit has learned its own sweeps.`,
  ];
}
