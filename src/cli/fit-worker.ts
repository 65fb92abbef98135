import { parentPort, workerData } from "node:worker_threads";
import { type FitDocument, type FitSweep, prepareFit, type Wanted } from "../index.ts";

/** What a worker is born with. */
export interface WorkerTask {
  readonly document: FitDocument;
  readonly sweeps: readonly FitSweep[];
}

/** What it is asked, again and again. */
export interface WorkerQuestion {
  readonly candidates: readonly Float64Array[];
  readonly wanted: Wanted;
}

/** Answers each question with what they are worth, or with the error that came in between. */
const { document, sweeps } = workerData as WorkerTask;
const problem = prepareFit(document, sweeps);
parentPort!.on("message", ({ candidates, wanted }: WorkerQuestion) => {
  parentPort!.postMessage(problem.evaluate(candidates, wanted));
});
