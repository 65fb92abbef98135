import { ExperimentError } from "../errors.ts";
import type { TargetName } from "../target/target.ts";
import { defaultLimit, refuseAbove } from "./memory-limit.ts";
import type { Network } from "./network.ts";
import { compilePopulation, makePart, neuronBytes, type Part, rowBytes } from "./part.ts";
import { placePlasticRows } from "./plastic-rows.ts";
import { PlasticSynapses, waitsForTargets } from "./plastic-synapses.ts";
import type { Synapses } from "./projection.ts";
import { type DelaySpan, type Rhythm, rhythmOf, stepsOf } from "./rhythm.ts";
import { Room } from "./room.ts";
import { entryBytesOf, placeRows, type Rows } from "./rows.ts";
import { rangeOf, type Share, whole } from "./share.ts";
import { sourceBytes } from "./spike-source.ts";
import { isSumAlone } from "./sums.ts";
import { recorderBytes, SynapseRecorder } from "./synapse-recorder.ts";
import { type Wiring, wire } from "./wire.ts";

/** A network in memory: its neurons and the synapses onto them. */
export interface NetworkPlan {
  readonly network: Network;
  readonly share: Share;
  readonly rhythm: Rhythm;
  readonly parts: readonly Part[];
  /** In the order of the projections; on the grid only. */
  readonly rows: readonly (Rows | undefined)[];
  /** In the order of the projections; with exact spike times, or where they couple. */
  readonly synapses: readonly (Synapses | undefined)[];
  /** In the order of the projections: those with states of their own, where this share has some. */
  readonly plastic: readonly (PlasticSynapses | undefined)[];
  /** In the order of the projections: of those whose synapses are recorded, where this share has some. */
  readonly recorders: readonly (SynapseRecorder | undefined)[];
  readonly spikeLimit: number;
  /** Synapses of each projection. */
  readonly counts: readonly number[];
  readonly target: TargetName;
  /** By population: what integrates it, and why. */
  readonly methods: ReadonlyMap<string, { readonly method: string; readonly reason: string }>;
}

export interface NetworkOptions {
  /** What is to run the kernels. Default: the fastest that the platform has. */
  readonly target?: TargetName;
  /** Bytes that a run may take. Default: 4 GiB. */
  readonly memoryLimit?: number;
  /** Steps of a chunk, at most as long as the delays allow; the recording does not depend on it. */
  readonly chunk?: number;
}

/**
 * Makes the synapses onto the neurons of a share, compiles the populations and lays all of it out in memory.
 *
 * @param agree the delays of all shares, from those of this one
 * @throws SimulationError with the numbers where it would take more than `memoryLimit` bytes, or more than there are
 * @throws ExperimentError for what the rules and delays refuse
 */
export function planNetwork(
  network: Network,
  options: NetworkOptions = {},
  share: Share = whole,
  agree: (delays: Wiring["delays"]) => Wiring["delays"] = (delays) => delays,
): NetworkPlan {
  const { dt, projections, populations } = network;
  const exact = network.spikeTimes === "exact";
  const limit = options.memoryLimit ?? defaultLimit;
  const { synapses, ...own } = wire(network, share, limit);
  const delays = agree(own.delays);
  const heard = delays.filter((span) => span !== undefined);
  const waits = projections.some(({ plastic }) => plastic && waitsForTargets(plastic));
  const rhythm = rhythmOf(heard, dt, network.spikeTimes, waits || isCoupled(network) ? 1 : options.chunk);
  const incoming = projections.map((projection, k) => {
    // what reads its targets arrives between the steps
    const reads = projection.plastic !== undefined && projection.plastic.reads.length > 0;
    return { projection, synapses: synapses[k]!, atOnce: !exact && (reads || isAtOnce(delays[k], dt)) };
  });
  const coupled = new Set(network.couplings.map(({ projection }) => projection));
  const rows: (Rows | undefined)[] = projections.map(() => undefined);
  const plastic: (PlasticSynapses | undefined)[] = projections.map(() => undefined);
  let target: TargetName = "interpreter";
  const ofSources = network.sources.reduce((sum, { size }) => sum + sourceBytes * size, 0);
  refuseAbove(limit, ofSources, "sources of spikes", "make them fewer");
  let bytes = own.bytes + ofSources;
  const methods = new Map<string, { method: string; reason: string }>();
  const parts = populations.flatMap((population) => {
    const range = rangeOf(population.size, share);
    const own = incoming.filter(
      ({ projection: { to, definition } }) => to === population.name && !isSumAlone(definition),
    );
    const compiled = compilePopulation(network, population, own, {
      target: options.target,
      stepwise: rhythm.chunk === 1,
    });
    target = compiled.program.target;
    const { method, reason } = compiled.compiled;
    methods.set(population.name, { method: method.name, reason });
    if (range.firstNeuron === range.endNeuron) return [];
    const neurons = range.endNeuron - range.firstNeuron;
    bytes += neuronBytes(compiled, neurons, rhythm, network.steps);
    refuseAbove(
      limit,
      bytes,
      "the synapses, the neurons and what is recorded of them",
      "make fewer neurons, or record fewer of them or less often",
    );
    const entryOf = (atOnce: boolean) => (exact ? undefined : entryBytesOf(compiled.program.layout, neurons, atOnce));
    const room = own.reduce(
      (bytes, { projection, synapses, atOnce }) => bytes + rowBytes(synapses, projection, entryOf(atOnce)),
      0,
    );
    const part = makePart(compiled, network, rhythm, { ...range, room });
    const place = new Room(part.machine);
    for (const { projection, synapses, atOnce } of own) {
      const number = projections.indexOf(projection);
      if (exact) {
        if (projection.plastic)
          plastic[number] = new PlasticSynapses(part, projection.plastic, synapses, { room: place, unit: 1, dt });
        continue;
      }
      const to = { dt, room: place, atOnce, steps: network.steps };
      rows[number] = (projection.plastic ? placePlasticRows : placeRows)(part, compiled, projection, synapses, to);
      plastic[number] = rows[number].plastic?.synapses;
    }
    return [part];
  });
  const recorders = recordersOf(network, plastic, limit - bytes);
  return {
    ...{ network, share, rhythm, parts, rows, plastic, recorders, target, methods },
    synapses: synapses.map((own, k) => (exact || coupled.has(k) ? own : undefined)),
    counts: synapses.map(({ connections }) => connections.target.length),
    spikeLimit: Math.min(2 ** 28, Math.floor(limit / 32)),
  };
}

/** @throws SimulationError where the recordings would take more than `limit` bytes */
function recordersOf(
  { projections, steps, dt, spikeTimes }: Network,
  plastic: readonly (PlasticSynapses | undefined)[],
  limit: number,
): (SynapseRecorder | undefined)[] {
  const names = projections.map(({ document }) => document.name);
  const plans = projections.map(({ record, path, document: { name } }, k) => {
    const own = plastic[k];
    if (!record || !own) return undefined;
    const unit = spikeTimes === "exact" ? 1 : dt;
    // what is called by a number is the projection in that place
    const isOnly = names.filter((other) => other === name).length === 1 && !/^\d*$/.test(name ?? "");
    return { own, plan: { ...record, name: isOnly ? name! : path.replace(/\D/g, ""), steps, dt, unit } };
  });
  refuseAbove(
    limit,
    plans.reduce((sum, recorded) => sum + (recorded ? recorderBytes(recorded.own, recorded.plan) : 0), 0),
    "what is recorded of synapses",
    "record fewer of them, or less often",
  );
  return plans.map((recorded) => {
    if (!recorded) return undefined;
    const recorder = new SynapseRecorder(recorded.own, recorded.plan);
    recorded.own.watch(recorder);
    return recorder;
  });
}

/** Whether its neurons hear of each other after every step, so that one thread runs it, step by step. */
export function isCoupled({ couplings }: Network): boolean {
  return couplings.length > 0;
}

/** On the grid: whether all synapses have a delay of no step. */
function isAtOnce(delay: DelaySpan | undefined, dt: number): boolean {
  if (!delay || stepsOf(delay.shortest, dt, false) > 0) return false;
  if (stepsOf(delay.longest, dt, false) === 0) return true;
  throw new ExperimentError(
    "some of its delays are shorter than half a time step, and some are not",
    `${delay.path}.delay`,
    "make all of them at least one time step, or all zero",
  );
}
