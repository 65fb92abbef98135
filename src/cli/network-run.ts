import { availableParallelism } from "node:os";
import {
  type NetworkDocument,
  type NetworkResult,
  parseNetwork,
  SimulationError,
  simulateNetworkAsync,
  simulateNetworkInThreads,
  type TargetName,
  threadsFor,
} from "../index.ts";
import { type ChangeOptions, changed } from "./changes.ts";
import type { OpenedDocument } from "./files.ts";
import { jsonLine } from "./json-line.ts";
import { CheckpointFile, type CheckpointFiles } from "./network-checkpoint.ts";
import { writeNetworkCsv, writeNetworkNpz } from "./network-export.ts";
import { reportNetwork } from "./network-report.ts";
import { spawnThread } from "./network-threads.ts";
import { ProgressBar } from "./progress.ts";
import type { Terminal } from "./terminal.ts";

export interface NetworkOptions extends ChangeOptions, CheckpointFiles {
  readonly json?: boolean;
  readonly csv?: string;
  readonly npz?: string;
  readonly target?: TargetName;
  readonly threads?: number;
}

/** Runs the document of a network and shows, prints or writes what came out. */
export async function runNetworkDocument(
  opened: OpenedDocument,
  options: NetworkOptions,
  terminal: Terminal,
): Promise<void> {
  const begun = performance.now();
  const document = parseNetwork(changed(opened, options));
  const threads = options.threads ?? threadsFor(document, availableParallelism());
  const kept = new CheckpointFile(options);
  const result = await watchedNetwork(document, { ...options, threads }, terminal, kept);
  terminal.complain(kept.finish(result));
  const wallTime = performance.now() - begun;
  if (options.json) terminal.write(jsonLine(result, "write it with --npz, or record less"));
  const files = [
    ...(options.csv === undefined ? [] : writeNetworkCsv(result.toJSON(), options.csv)),
    ...(options.npz === undefined ? [] : [writeNetworkNpz(result.toJSON(), options.npz)]),
  ];
  for (const written of files) terminal.write(`${written}\n`);
  if (options.json || files.length > 0) return;
  terminal.write(reportNetwork(document, result, { wallTime, threads }, terminal));
}

/** Runs with a progress bar where there is a screen for it; Ctrl-C stops the run and its threads, and says how to go on with it. */
export async function watchedNetwork(
  document: NetworkDocument,
  { threads = 1, target }: Pick<NetworkOptions, "threads" | "target">,
  terminal: Terminal,
  kept?: CheckpointFile,
): Promise<NetworkResult> {
  const bar = terminal.interactive ? new ProgressBar() : undefined;
  const stop = new AbortController();
  const interrupt = () => stop.abort(new SimulationError("stopped by Ctrl-C", {}, kept?.wayOn() || undefined));
  process.once("SIGINT", interrupt);
  const options = {
    signal: stop.signal,
    clock: () => performance.now(),
    ...(target ? { target } : {}),
    ...kept?.options(),
    ...(bar ? { onProgress: (part: number) => bar.show(part) } : {}),
  };
  try {
    if (threads === 1) return await simulateNetworkAsync(document, options);
    return await simulateNetworkInThreads(document, { ...options, threads, spawn: spawnThread });
  } finally {
    process.off("SIGINT", interrupt);
    bar?.stop();
  }
}
