import { EquationError, ExperimentError, SimulationError } from "../errors.ts";
import type { Watch } from "../run/drive.ts";
import { type Columns, readCheckpoint } from "./checkpoint.ts";
import { identityOf } from "./identity.ts";
import { Keeper } from "./keeper.ts";
import { type Leg, legOf } from "./leg.ts";
import { defaultLimit } from "./memory-limit.ts";
import { mergeTrains } from "./merge-trains.ts";
import { type Network, resolveNetwork } from "./network.ts";
import { type NetworkResult, networkResult } from "./network-result.ts";
import { parseNetwork } from "./network-schema.ts";
import type { NetworkDocument } from "./network-types.ts";
import { isCoupled, type NetworkOptions, planNetwork } from "./plan-network.ts";
import { type NetworkRecording, runNetwork } from "./run-network.ts";
import type { PopulationTraces } from "./sampler.ts";
import type { Share } from "./share.ts";
import { abortShares, makeBuffers, partDone, type SharedBuffers, SharedExchange, Stopped } from "./shared-exchange.ts";
import type { NetworkRunOptions } from "./simulate-network.ts";
import { mergeStates } from "./synapse-states.ts";
import { mergeSynapseTraces } from "./synapse-traces.ts";

/** A thread that runs `serveShare`: a worker of Node or of a browser, as whoever makes it presents it. */
export interface Thread {
  post(message: ShareMessage): void;
  /** Hears what the thread posts. */
  onMessage(hear: (message: ShareAnswer) => void): void;
  /** Hears that the thread has failed or ended, for whatever reason. */
  onEnd(hear: (reason: string) => void): void;
  terminate(): void;
}

export interface ThreadOptions {
  /** How many threads, at least 1. */
  readonly threads: number;
  /** Makes a thread. */
  readonly spawn: () => Thread;
}

/** What a thread is asked to run. */
export interface ShareMessage {
  readonly document: NetworkDocument;
  readonly share: Share;
  readonly buffers: SharedBuffers;
  readonly options: NetworkOptions;
  readonly leg: Omit<Leg, "resume">;
  /** Bytes of the checkpoint from which the run goes on. */
  readonly resume?: Uint8Array<SharedArrayBuffer>;
}

/** What a thread answers. */
export type ShareAnswer =
  | {
      readonly kind: "done";
      readonly spikes: NetworkRecording["spikes"];
      readonly traces: NetworkRecording["traces"];
      readonly synapseStates: NetworkRecording["synapseStates"];
      readonly synapseTraces: NetworkRecording["synapseTraces"];
      readonly counts: readonly number[];
      readonly about: Pick<NetworkResult, "methods" | "target">;
    }
  /** Its neurons and synapses are in memory. */
  | { readonly kind: "planned" }
  /** What the share is at the start of a step in which a checkpoint is due. */
  | { readonly kind: "kept"; readonly state: Columns; readonly step: number }
  | { readonly kind: "failed"; readonly error: ErrorMessage }
  /** Another one has failed, or the run was aborted. */
  | { readonly kind: "stopped" };

/** An error on its way between threads. */
export interface ErrorMessage {
  readonly name: string;
  readonly message: string;
  readonly fields: Readonly<Record<string, unknown>>;
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
  const { threads: wanted, spawn, signal, onProgress, clock = () => 0, target, chunk } = options;
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
  const workers = Array.from({ length: threads }, spawn);
  let ready = resolved;
  let planned = 0;
  const onPlanned = (): void => {
    if (++planned === threads) ready = clock();
  };
  const progress = onProgress ? setInterval(() => onProgress(partDone(buffers)), 100) : undefined;
  try {
    const answers = await Promise.race([
      Promise.all(
        workers.map((worker, index) =>
          answerOf(
            worker,
            {
              ...{ document, share: { index, of: threads }, buffers, options: given, leg: course },
              ...(resume ? { resume } : {}),
            },
            keeper,
            onPlanned,
          ),
        ),
      ),
      ...(signal ? [aborted(signal)] : []),
    ]);
    const { dt, spikeTimes, seed } = network;
    return networkResult(together(network, answers), {
      ...{ dt, spikeTimes, seed, duration: leg.end * dt, ...keeper.atEnd(), ...answers[0]!.about },
      synapses: network.projections.map((_, k) => answers.reduce((sum, { counts }) => sum + counts[k]!, 0)),
      timing: { compile: resolved - begin, setup: ready - resolved, run: clock() - ready },
    });
  } finally {
    clearInterval(progress);
    keeper.close();
    abortShares(buffers);
    for (const worker of workers) worker.terminate();
  }
}

type Done = Extract<ShareAnswer, { kind: "done" }>;

function answerOf(worker: Thread, message: ShareMessage, keeper: Keeper, onPlanned: () => void): Promise<Done> {
  return new Promise((resolve, reject) => {
    worker.onMessage((answer) => {
      if (answer.kind === "done") resolve(answer);
      else if (answer.kind === "planned") onPlanned();
      else if (answer.kind === "kept") {
        try {
          keeper.keep(message.share.index, answer.state, answer.step);
        } catch (error) {
          reject(error);
        }
      } else if (answer.kind === "failed") reject(revived(answer.error));
    });
    worker.onEnd((reason) =>
      reject(new SimulationError(`a thread ended before the run did: ${reason}`, {}, "try again with fewer threads")),
    );
    worker.post(message);
  });
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason), { once: true }));
}

/** The recordings of all shares as one. */
function together(network: Network, answers: readonly Done[]): NetworkRecording {
  const names = Object.keys(network.document.populations);
  return {
    spikes: new Map(
      names.map((name) => {
        const parts = answers.map(({ spikes }) => spikes.get(name)!);
        return [name, { ...mergeTrains(parts.filter(({ times }) => times.length > 0)), size: parts[0]!.size }] as const;
      }),
    ),
    traces: new Map(
      network.populations.flatMap(({ name, recorded }) => {
        const parts = answers.flatMap(({ traces }) => (traces.has(name) ? [traces.get(name)!] : []));
        return parts.length > 0 ? [[name, joined(parts, recorded)] as const] : [];
      }),
    ),
    synapseStates: new Map(
      network.projections.flatMap((_, k) => {
        const parts = answers.flatMap(({ synapseStates }) => synapseStates.get(k) ?? []);
        return parts.length > 0 ? [[k, mergeStates(parts)] as const] : [];
      }),
    ),
    synapseTraces: new Map(
      network.projections.flatMap((_, k) => {
        const parts = answers.flatMap(({ synapseTraces }) => synapseTraces.get(k) ?? []);
        return parts.length > 0 ? [[k, mergeSynapseTraces(parts)] as const] : [];
      }),
    ),
  };
}

/** Traces of several shares, in the order in which the document names the neurons. */
function joined(parts: readonly PopulationTraces[], recorded: readonly number[] | undefined): PopulationTraces {
  const { times, variables } = parts[0]!;
  const found = parts.flatMap((part, share) => Array.from(part.neurons, (neuron, m) => ({ neuron, share, m })));
  const places = recorded ? recorded.map((neuron) => found.find((own) => own.neuron === neuron)!) : found;
  return {
    times,
    neurons: Uint32Array.from(places, ({ neuron }) => neuron),
    variables: variables.map(({ name, dimension }, v) => {
      const values = new Float64Array(places.length * times.length);
      places.forEach(({ share, m }, k) => {
        const own = parts[share]!.variables[v]!.values;
        values.set(own.subarray(m * times.length, (m + 1) * times.length), k * times.length);
      });
      return { name, dimension, values };
    }),
  };
}

function sizesOf(network: Network): number[] {
  const all = [...network.populations, ...network.sources];
  return Object.keys(network.document.populations).map((name) => all.find((own) => own.name === name)!.size);
}

/** A copy that threads share. */
function sharedCopy(bytes: Uint8Array): Uint8Array<SharedArrayBuffer> {
  const copy = new Uint8Array(new SharedArrayBuffer(bytes.length));
  copy.set(bytes);
  return copy;
}

/**
 * What a thread does with its message: runs its share to the end.
 *
 * @param post sends an answer on the way
 */
export function serveShare(
  { document, share, buffers, options, leg, resume }: ShareMessage,
  post: (answer: ShareAnswer) => void,
): ShareAnswer {
  try {
    const network = resolveNetwork(parseNetwork(document));
    const shared = new SharedExchange(buffers, sizesOf(network), share);
    const paths = network.projections.map(({ path }) => path);
    const plan = planNetwork(network, options, share, (delays) => shared.agree(delays, paths));
    post({ kind: "planned" });
    const chunks = runNetwork(
      plan,
      (own) => shared.exchange(own),
      { ...leg, resume: resume && readCheckpoint(resume, identityOf(network.document)) },
      (state, step) => post({ kind: "kept", state, step }),
    );
    for (;;) {
      const { done, value } = chunks.next();
      if (!done) {
        shared.note(value);
        continue;
      }
      const { counts, target, methods } = plan;
      return { kind: "done", ...value, counts, about: { methods, target } };
    }
  } catch (error) {
    if (error instanceof Stopped) return { kind: "stopped" };
    abortShares(buffers);
    return { kind: "failed", error: packed(error) };
  }
}

function packed(error: unknown): ErrorMessage {
  const { name, message } = error instanceof Error ? error : new Error(String(error));
  return { name, message, fields: { ...(error as object) } };
}

function revived({ name, message, fields }: ErrorMessage): Error {
  const text = (key: string): string | undefined => fields[key] as string | undefined;
  if (name === "ExperimentError") return new ExperimentError(text("problem")!, text("path")!, text("wayOut"));
  if (name === "EquationError")
    return new EquationError(text("problem")!, text("source")!, fields.span as EquationError["span"], text("wayOut"));
  if (name === "SimulationError")
    return new SimulationError(message, fields as { variable?: string; neuron?: number; time?: number });
  return Object.assign(new Error(message), { name });
}
