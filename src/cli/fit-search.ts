import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import {
  ExperimentError,
  type FitAnswer,
  type FitDocument,
  type FitProgress,
  type FitState,
  type FitSweep,
  fitModelAsync,
} from "../index.ts";
import { writeText } from "./export.ts";
import { workerEvaluator } from "./fit-workers.ts";
import { ProgressBar } from "./progress.ts";
import type { Terminal } from "./terminal.ts";

export interface SearchOptions {
  /** A file that an interrupted search leaves, and goes on from. */
  readonly checkpoint?: string;
  readonly resume?: boolean;
  readonly threads?: number;
  /** Before the best loss, where several models are fitted. */
  readonly label?: string;
  /** Called where Ctrl-C ends it. */
  readonly onInterrupt?: () => void;
}

/** Milliseconds between two writings of the checkpoint. */
const often = 5000;

/**
 * Fits with all cores, showing how far it is and the best so far. Ctrl-C leaves the checkpoint, from which `resume` goes on; the
 * answer is then what an uninterrupted fit would have given.
 *
 * @throws ExperimentError where it was interrupted, with the way to go on
 */
export async function searched(
  document: FitDocument,
  sweeps: readonly FitSweep[],
  { checkpoint, resume, threads, label = "", onInterrupt }: SearchOptions,
  terminal: Terminal,
): Promise<FitAnswer> {
  const from = resume && checkpoint !== undefined ? readState(checkpoint) : undefined;
  const evaluator = workerEvaluator(document, sweeps, threads);
  const abort = new AbortController();
  const interrupt = () => abort.abort();
  process.once("SIGINT", interrupt);
  const bar = terminal.interactive ? new ProgressBar() : undefined;
  let last: FitProgress | undefined;
  let written = performance.now();
  const keep = (): void => {
    if (checkpoint !== undefined && last) writeText(checkpoint, `${JSON.stringify(last.checkpoint())}\n`);
    written = performance.now();
  };
  try {
    return await fitModelAsync(document, sweeps, {
      signal: abort.signal,
      ...(from ? { from } : {}),
      ...(evaluator ? { evaluator } : {}),
      onProgress: (progress) => {
        last = progress;
        bar?.show(progress.done, `${label}best ${lossText(progress)}`);
        if (performance.now() - written > often) keep();
      },
    });
  } catch (error) {
    if (!abort.signal.aborted) throw error;
    keep();
    onInterrupt?.();
    throw new ExperimentError(
      `interrupted after ${last?.evaluations ?? 0} candidates`,
      "",
      checkpoint === undefined ? undefined : `go on with --resume: ${checkpoint} has what is needed`,
    );
  } finally {
    process.off("SIGINT", interrupt);
    bar?.stop();
    await evaluator?.stop();
  }
}

function lossText({ best }: FitProgress): string {
  return best ? best.loss.toPrecision(4) : "none";
}

/** The file of the checkpoint of a report. */
export function checkpointIn(folder: string): string {
  return join(folder, "checkpoint.json");
}

function readState(file: string): FitState | undefined {
  if (!existsSync(file))
    throw new ExperimentError(`there is no checkpoint ${file}`, "--resume", "begin without --resume");
  try {
    return JSON.parse(readFileSync(file, "utf8")) as FitState;
  } catch {
    throw new ExperimentError(`the checkpoint ${file} is damaged`, "--resume", "begin without --resume");
  }
}
