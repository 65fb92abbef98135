import { finish, finishLater, type Watch } from "../run/drive.ts";
import { resolveNetwork } from "./network.ts";
import { type NetworkResult, networkResult } from "./network-result.ts";
import { parseNetwork } from "./network-schema.ts";
import type { NetworkDocument } from "./network-types.ts";
import { type NetworkOptions, planNetwork } from "./plan-network.ts";
import { type NetworkRecording, runNetwork } from "./run-network.ts";

export interface NetworkRunOptions extends NetworkOptions {
  /** Milliseconds now, for `NetworkResult.timing`: `() => performance.now()`. */
  readonly clock?: () => number;
}

/**
 * Runs a network and returns its recording, synchronously. The same document gives the same bits on every machine.
 *
 * Throws an ExperimentError (the document), an EquationError (its texts), or a SimulationError (the run).
 */
export function simulateNetwork(document: NetworkDocument, options: NetworkRunOptions = {}): NetworkResult {
  const job = start(document, options);
  return job.result(finish(job.chunks));
}

/**
 * Like `simulateNetwork`, giving way to the event loop while it runs; it reports progress and can be aborted.
 *
 * Rejects as `simulateNetwork` throws, or with the signal's reason.
 */
export async function simulateNetworkAsync(
  document: NetworkDocument,
  options: NetworkRunOptions & Watch = {},
): Promise<NetworkResult> {
  const job = start(document, options);
  return job.result(await finishLater(job.chunks, options));
}

function start(document: unknown, options: NetworkRunOptions) {
  const clock = options.clock ?? (() => 0);
  const begin = clock();
  const network = resolveNetwork(parseNetwork(document));
  const resolved = clock();
  const plan = planNetwork(network, options);
  const ready = clock();
  const { dt, steps, spikeTimes, seed } = network;
  return {
    chunks: runNetwork(plan),
    result: (recording: NetworkRecording): NetworkResult =>
      networkResult(recording, {
        ...{ dt, spikeTimes, seed, duration: steps * dt },
        synapses: plan.counts,
        methods: plan.methods,
        target: plan.target,
        timing: { compile: resolved - begin, setup: ready - resolved, run: clock() - ready },
      }),
  };
}
