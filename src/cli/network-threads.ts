import { Worker } from "node:worker_threads";
import type { ShareAnswer, Thread } from "../index.ts";

/**
 * A thread of Node that runs a share of a network.
 *
 *     import { simulateNetworkInThreads, threadsFor } from "rheobase";
 *     import { spawnThread } from "rheobase/threads";
 *
 *     const threads = threadsFor(document, os.availableParallelism());
 *     const result = await simulateNetworkInThreads(document, { threads, spawn: spawnThread });
 */
export function spawnThread(): Thread {
  // options of the process are for the script that it runs: --input-type, which a file refuses, or what is to be imported first
  const worker = new Worker(new URL("./network-worker.js", import.meta.url), { execArgv: [] });
  return {
    post: (message) => worker.postMessage(message),
    onMessage: (hear) => worker.on("message", (answer: ShareAnswer) => hear(answer)),
    onEnd: (hear) => {
      worker.on("error", (error) => hear(error.message));
      worker.on("exit", (code) => hear(`its exit code is ${code}`));
    },
    terminate: () => void worker.terminate(),
  };
}
