import { parentPort, workerData } from "node:worker_threads";
import { type FitDocument, type FitSweep, prepareFit } from "../index.ts";

/** What a worker is born with. */
export interface WorkerTask {
  readonly document: FitDocument;
  readonly sweeps: readonly FitSweep[];
}

/** Answers each list of candidates with what they are worth, or with the error that came in between. */
const { document, sweeps } = workerData as WorkerTask;
const problem = prepareFit(document, sweeps);
parentPort!.on("message", (candidates: readonly Float64Array[]) => {
  parentPort!.postMessage(problem.evaluate(candidates));
});
