import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import type { Evaluation, Evaluator, FitDocument, FitSweep, Refits } from "../index.ts";
import type { WorkerQuestion, WorkerTask } from "./fit-worker.ts";
import type { RefitQuestion } from "./refit-worker.ts";

const isBuilt = import.meta.url.endsWith(".js");

/** An evaluator that divides each generation over threads. Candidates do not see each other, so their number changes nothing. */
export interface WorkerEvaluator extends Evaluator {
  stop(): Promise<void>;
}

/**
 * Threads that evaluate candidates of a fit; undefined where one would be no faster than none, or the program is not built.
 *
 * @param threads default: one for each core
 */
export function workerEvaluator(
  document: FitDocument,
  sweeps: readonly FitSweep[],
  threads = availableParallelism(),
): WorkerEvaluator | undefined {
  if (threads < 2 || !isBuilt) return undefined;
  const workerData: WorkerTask = { document, sweeps };
  const workers = Array.from(
    { length: threads },
    () => new Worker(new URL("./fit-worker.js", import.meta.url), { workerData }),
  );
  return {
    async evaluate(candidates, wanted): Promise<readonly Evaluation[]> {
      const share = Math.ceil(candidates.length / workers.length);
      const parts = workers.map((worker, k) => {
        const own = candidates.slice(k * share, (k + 1) * share);
        const question: WorkerQuestion = { candidates: own, wanted };
        return own.length === 0 ? [] : answerOf<Evaluation[]>(worker, question);
      });
      return (await Promise.all(parts)).flat();
    },
    async stop() {
      await Promise.all(workers.map((worker) => worker.terminate()));
    },
  };
}

/** Refits on threads of their own. */
export interface WorkerRefits extends Refits {
  stop(): Promise<void>;
}

/**
 * Threads that fit to data that were drawn again; undefined where one would be no faster than none, or the program is not built.
 *
 * @param threads default: one for each core
 */
export function workerRefits(threads = availableParallelism()): WorkerRefits | undefined {
  if (threads < 2 || !isBuilt) return undefined;
  const workers = Array.from({ length: threads }, () => new Worker(new URL("./refit-worker.js", import.meta.url)));
  const idle = [...workers];
  return {
    together: threads,
    async refit(document, sweeps): Promise<number[]> {
      const worker = idle.pop()!;
      const question: RefitQuestion = { document, sweeps };
      const values = await answerOf<number[]>(worker, question);
      idle.push(worker);
      return values;
    },
    async stop() {
      await Promise.all(workers.map((worker) => worker.terminate()));
    },
  };
}

function answerOf<Answer>(worker: Worker, question: unknown): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const settle = (then: () => void): void => {
      worker.off("message", answered).off("error", failed).off("exit", ended);
      then();
    };
    const answered = (answer: Answer) => settle(() => resolve(answer));
    const failed = (error: Error) => settle(() => reject(error));
    const ended = () => settle(() => reject(new Error("a worker of the fit ended before it had answered")));
    worker.on("message", answered).on("error", failed).on("exit", ended);
    worker.postMessage(question);
  });
}
