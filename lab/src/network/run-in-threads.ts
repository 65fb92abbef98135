import {
  type NetworkDocument,
  type NetworkResult,
  NetworkThreads,
  type ShareAnswer,
  simulateNetworkAsync,
  type Thread,
  threadsFor,
} from "rheobase";

type Watch = NonNullable<Parameters<typeof simulateNetworkAsync>[1]>;

/** Memory that threads share is given to pages that are isolated from others; the lab's server says that this one is. */
const shared = crossOriginIsolated ? new NetworkThreads(spawnShare) : undefined;

/** Runs a network on as many threads as it is worth and the machine has, and says how many. The result does not depend on it. */
export async function runInThreads(
  document: NetworkDocument,
  watch: Watch,
): Promise<{ readonly result: NetworkResult; readonly threads: number }> {
  const threads = shared ? threadsFor(document, navigator.hardwareConcurrency, shared.size) : 1;
  const result =
    shared && threads > 1
      ? await shared.simulate(document, { ...watch, threads })
      : await simulateNetworkAsync(document, watch);
  return { result, threads };
}

function spawnShare(): Thread {
  const worker = new Worker(new URL("./share.ts", import.meta.url), { type: "module" });
  return {
    post: (message) => worker.postMessage(message),
    onMessage: (hear) => worker.addEventListener("message", ({ data }: MessageEvent<ShareAnswer>) => hear(data)),
    onEnd: (hear) => worker.addEventListener("error", ({ message }) => hear(message || "it could not be loaded")),
    terminate: () => worker.terminate(),
  };
}
