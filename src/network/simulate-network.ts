import { finish, finishLater, type Watch } from "../run/drive.ts";
import { Keeper } from "./keeper.ts";
import { type CheckpointOptions, legOf } from "./leg.ts";
import { resolveNetwork } from "./network.ts";
import { type NetworkResult, networkResult } from "./network-result.ts";
import { parseNetwork } from "./network-schema.ts";
import type { NetworkDocument } from "./network-types.ts";
import { type NetworkOptions, planNetwork } from "./plan-network.ts";
import { type NetworkRecording, runNetwork } from "./run-network.ts";

export interface NetworkRunOptions extends NetworkOptions, CheckpointOptions {
  /** Milliseconds now, for `NetworkResult.timing`: `() => performance.now()`. */
  readonly clock?: () => number;
}

/**
 * Runs a network and returns its recording, synchronously. The same document gives the same bits on every machine. A run can be
 * stopped on the way, and gone on with later, elsewhere and on other threads:
 *
 *     const { checkpoint } = simulateNetwork(document, { stopAt: "500 ms" });
 *     const result = simulateNetwork(document, { resume: checkpoint });
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
  const leg = legOf(network, options);
  const resolved = clock();
  const plan = planNetwork(network, options);
  const ready = clock();
  const { dt, spikeTimes, seed } = network;
  const keeper = new Keeper(network, leg, options);
  return {
    chunks: runNetwork(plan, undefined, leg, (state, step) => keeper.keep(0, state, step)),
    result: (recording: NetworkRecording): NetworkResult =>
      networkResult(recording, {
        ...{ dt, spikeTimes, seed, duration: leg.end * dt, ...keeper.atEnd() },
        synapses: plan.counts,
        methods: plan.methods,
        target: plan.target,
        timing: { compile: resolved - begin, setup: ready - resolved, run: clock() - ready },
      }),
  };
}
