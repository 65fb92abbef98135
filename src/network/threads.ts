import type { Watch } from "../run/drive.ts";
import { joinRecordings } from "./join-recordings.ts";
import { Keeper } from "./keeper.ts";
import { KeptThread } from "./kept-thread.ts";
import { legOf } from "./leg.ts";
import { defaultLimit } from "./memory-limit.ts";
import { resolveNetwork, sizesOf } from "./network.ts";
import { type NetworkResult, networkResult } from "./network-result.ts";
import { parseNetwork } from "./network-schema.ts";
import type { NetworkDocument } from "./network-types.ts";
import { isCoupled } from "./plan-network.ts";
import { abortShares, makeBuffers, partDone } from "./shared-exchange.ts";
import type { NetworkRunOptions } from "./simulate-network.ts";
import type { Thread } from "./thread.ts";

/** How many threads a run takes. */
export interface ThreadCount {
  /** At least 1. */
  readonly threads: number;
}

export interface ThreadOptions extends ThreadCount {
  /** Makes a thread. */
  readonly spawn: () => Thread;
}

/**
 * Runs a network on several threads: each holds its part of every population and the synapses onto it, and they tell each other
 * their spikes once in the shortest delay. The recording is that of one thread, bit for bit. A network whose synapses have a `sum`
 * runs on one thread, since its neurons hear of each other after every step.
 *
 * Rejects as `simulateNetwork` throws, with the signal's reason, or with a SimulationError where a thread ends in mid-run; none is
 * left behind.
 */
export async function simulateNetworkInThreads(
  document: NetworkDocument,
  options: NetworkRunOptions & Watch & ThreadOptions,
): Promise<NetworkResult> {
  const threads = new NetworkThreads(options.spawn);
  try {
    return await threads.simulate(document, options);
  } finally {
    threads.close();
  }
}

/**
 * Threads that stay for the next run: they need not be started again, and the engine has compiled what they run. Until they are
 * closed, a process of Node goes on.
 *
 *     const threads = new NetworkThreads(spawnThread);
 *     for (const document of documents) await threads.simulate(document, { threads: 4 });
 *     threads.close();
 */
export class NetworkThreads {
  readonly #spawn: () => Thread;
  readonly #all = new Set<KeptThread>();
  /** Those that are in no run; of a run that was given up they may still have to stop. */
  #free: KeptThread[] = [];

  /** @param spawn makes a thread */
  constructor(spawn: () => Thread) {
    this.#spawn = spawn;
  }

  /** How many threads there are. */
  get size(): number {
    return [...this.#all].filter(({ isAlive }) => isAlive).length;
  }

  /** Runs a network like `simulateNetworkInThreads`, on threads that are there and on new ones where they are too few. */
  async simulate(document: NetworkDocument, options: NetworkRunOptions & Watch & ThreadCount): Promise<NetworkResult> {
    const { threads: wanted, signal, onProgress, clock = () => 0, target, chunk } = options;
    const { memoryLimit = defaultLimit } = options;
    if (!(Number.isInteger(wanted) && wanted >= 1))
      throw new RangeError(`threads must be a whole number, at least 1, not ${wanted}`);
    signal?.throwIfAborted();
    const begin = clock();
    const network = resolveNetwork(parseNetwork(document));
    const leg = legOf(network, options);
    const threads = isCoupled(network) ? 1 : wanted;
    const keeper = new Keeper(network, leg, options, threads);
    const buffers = makeBuffers(sizesOf(network), network.projections.length, threads);
    const resolved = clock();
    const given = {
      ...(target ? { target } : {}),
      memoryLimit: memoryLimit / threads,
      ...(chunk === undefined ? {} : { chunk }),
    };
    const { resume: _, ...course } = leg;
    const resume = options.resume && sharedCopy(options.resume);
    const workers = this.#take(threads);
    let ready = resolved;
    let planned = 0;
    const over = new AbortController();
    const progress = onProgress ? setInterval(() => onProgress(partDone(buffers)), 100) : undefined;
    try {
      signal?.throwIfAborted();
      const runs = workers.map((worker, index) => {
        const share = { index, of: threads };
        const message = { document, share, buffers, options: given, leg: course, ...(resume ? { resume } : {}) };
        return worker.run(message, (told) => {
          if (told.kind === "kept") keeper.keep(index, told.state, told.step);
          else if (++planned === threads) ready = clock();
        });
      });
      const answers = await Promise.race([Promise.all(runs), ...(signal ? [aborted(signal, over.signal)] : [])]);
      const { dt, spikeTimes, seed } = network;
      return networkResult(joinRecordings(network, answers), {
        ...{ dt, spikeTimes, seed, duration: leg.end * dt, ...keeper.atEnd(), ...answers[0]!.about },
        synapses: network.projections.map((_, k) => answers.reduce((sum, { counts }) => sum + counts[k]!, 0)),
        timing: { compile: resolved - begin, setup: ready - resolved, run: clock() - ready },
      });
    } finally {
      clearInterval(progress);
      over.abort();
      keeper.close();
      abortShares(buffers);
      this.#release(workers);
    }
  }

  /** Ends all threads. A run that is under way rejects; a later one begins with new threads. */
  close(): void {
    for (const thread of this.#all) thread.terminate();
    this.#all.clear();
    this.#free = [];
  }

  #take(count: number): KeptThread[] {
    const living = this.#free.filter(({ isAlive }) => isAlive);
    const taken = living.splice(0, count);
    this.#free = living;
    while (taken.length < count) {
      const thread = new KeptThread(this.#spawn());
      this.#all.add(thread);
      taken.push(thread);
    }
    return taken;
  }

  #release(threads: readonly KeptThread[]): void {
    for (const thread of threads) {
      if (!thread.stopsSoon) thread.terminate();
      if (!thread.isAlive) this.#all.delete(thread);
      else this.#free.push(thread);
    }
  }
}

/** Rejects when a signal is aborted, unless it is all over before. */
function aborted(signal: AbortSignal, over: AbortSignal): Promise<never> {
  return new Promise((_, reject) =>
    signal.addEventListener("abort", () => reject(signal.reason), { once: true, signal: over }),
  );
}

/** A copy that threads share. */
function sharedCopy(bytes: Uint8Array): Uint8Array<SharedArrayBuffer> {
  const copy = new Uint8Array(new SharedArrayBuffer(bytes.length));
  copy.set(bytes);
  return copy;
}
