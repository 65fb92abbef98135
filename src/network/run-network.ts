import { openRecords, readFailure } from "../target/memory.ts";
import type { Columns } from "./checkpoint.ts";
import { coupler } from "./couple.ts";
import { failed, requireFinite } from "./faults.ts";
import { chunkAt, isDue, type Leg, wholeRun } from "./leg.ts";
import type { Part } from "./part.ts";
import { isCoupled, type NetworkPlan } from "./plan-network.ts";
import { poissonFills } from "./poisson-fill.ts";
import { type PopulationTraces, Sampler } from "./sampler.ts";
import { exactSender, gridSender, listsOf, type Plasticity, plasticityOf } from "./send.ts";
import { keepShare, restoreShare } from "./share-state.ts";
import { sourceTrains } from "./source-trains.ts";
import type { SynapseStates } from "./synapse-states.ts";
import type { SynapseTraces } from "./synapse-traces.ts";
import { noTrains, TrainStore, type Trains } from "./train-store.ts";

/** What a run of a network leaves behind. SI. */
export interface NetworkRecording {
  /** By population, in the document's order. */
  readonly spikes: ReadonlyMap<string, Trains & { readonly size: number }>;
  /** By population, where something is recorded. */
  readonly traces: ReadonlyMap<string, PopulationTraces>;
  /**
   * By number of the projection, where synapses have states of their own: these at the end of the run. Where it stopped on the way,
   * only of those whose events wait for their times, since their targets have a say: the others know already what arrives later.
   */
  readonly synapseStates: ReadonlyMap<number, SynapseStates>;
  /** By number of the projection, where these are recorded over time. */
  readonly synapseTraces: ReadonlyMap<number, SynapseTraces>;
}

/** Of each population the spikes of a chunk that all shares fired, from those of this one. */
export type Exchange = (own: readonly Trains[], from: number) => readonly Trains[];

/** Steps between two looks at the states. */
const looksEvery = 1024;
/** Steps between two reports of progress. */
const reportsEvery = 256;

/**
 * Runs chunk after chunk, yielding the part done: all neurons advance by a chunk, then their spikes are put on their way.
 *
 * @param keep is given what the share is at the start of a step in which a checkpoint is due
 *
 * Throws a SimulationError, naming population, variable and neuron, when a state stops being finite, a neuron fires without end,
 * or spikes outgrow their limit.
 */
export function* runNetwork(
  plan: NetworkPlan,
  exchange: Exchange = (own) => own,
  leg: Leg = wholeRun(plan.network),
  keep: (state: Columns, step: number) => void = () => {},
): Generator<number, NetworkRecording> {
  const { network, share, rhythm, parts, spikeLimit } = plan;
  const { steps, dt } = network;
  const { resume, end } = leg;
  const begin = resume?.step ?? 0;
  const names = Object.keys(network.document.populations);
  const stores = names.map(() => new TrainStore(spikeLimit, network.spikeTimes === "grid" ? dt : undefined));
  const storesOfParts = parts.map(({ population }) => stores[names.indexOf(population.name)]!);
  // what is given is known to all shares; one of them records it
  const given = network.sources.map((source) => {
    const k = names.indexOf(source.name);
    return { k, fire: sourceTrains(source, stores[k]!, network) };
  });
  const adders = storesOfParts.map((store) => (neuron: number, time: number) => store.add(neuron, time));
  const samplers = parts.map((part) => new Sampler(part, network));
  const lists = network.spikeTimes === "exact" ? listsOf(parts, dt) : undefined;
  const plasticity = lists ? plasticityOf(plan, lists) : new Map<Part, Plasticity>();
  const send = lists ? exactSender(plan, lists, plasticity) : gridSender(plan);
  const fills = parts.map((part) => poissonFills(part, network));
  const couple = isCoupled(network) ? coupler(plan) : undefined;
  const plastics = plan.rows.flatMap((row) => row?.plastic ?? []);
  const arrivals = parts.map((part) => plasticity.get(part)?.arrivals);
  const arrivalLists = [...(lists?.values() ?? [])];
  const state = { plan, samplers, stores, lists, plasticity };
  if (resume) {
    for (const { k, fire } of given) {
      fire(begin * dt);
      stores[k]!.close();
    }
    restoreShare(state, resume);
  } else couple?.();
  for (const part of parts) requireFinite(part, begin * dt);
  /** Spikes of the chunk, by population. */
  const fired: Trains[] = stores.map(() => noTrains);
  let looked = begin;
  let reported = begin;
  for (let from = begin, count = 0; from < end; from += count) {
    count = chunkAt(from, rhythm.chunk, leg);
    for (const plastic of plastics) plastic.arrive(from);
    for (const own of arrivals) own?.arrive(from);
    for (let k = 0; k < parts.length; k++) {
      const { machine } = parts[k]!;
      for (const fill of fills[k]!) for (let step = from; step < from + count; step++) fill(step);
      machine.tabulate(from, count);
      machine.advance(0, machine.plan.blocks, from, count);
    }
    for (let k = 0; k < parts.length; k++) {
      const part = parts[k]!;
      const own = arrivals[k];
      if (own) own.settle(from, adders[k]!);
      else storesOfParts[k]!.addRecords(openRecords(part.machine));
      const failure = readFailure(part.machine);
      if (failure) throw failed(part, failure);
      samplers[k]!.take();
    }
    for (const list of arrivalLists) for (let step = from; step < from + count; step++) list.release(step);
    for (let k = 0; k < stores.length; k++) fired[k] = stores[k]!.close();
    const heard = exchange(fired, from);
    for (let k = 0; k < stores.length; k++) fired[k] = heard[k]!;
    for (const { k, fire } of given) {
      fire((from + count) * dt);
      fired[k] = stores[k]!.close();
    }
    send(fired, from, count);
    couple?.();
    const due = isDue(from + count, leg);
    if (due || from + count - looked >= looksEvery) {
      looked = from + count;
      for (const part of parts) requireFinite(part, looked * dt);
    }
    if (due) keep(keepShare(state, from + count), from + count);
    if (from + count - reported >= reportsEvery) {
      reported = from + count;
      yield reported / steps;
    }
  }
  for (const part of parts) requireFinite(part, end * dt);
  const sizes = new Map([...network.populations, ...network.sources].map(({ name, size }) => [name, size] as const));
  const own = (k: number): boolean => share.index === 0 || !given.some((source) => source.k === k);
  return {
    spikes: new Map(
      names.map((name, k) => [name, { ...(own(k) ? stores[k]!.finish() : noTrains), size: sizes.get(name)! }] as const),
    ),
    traces: new Map(
      samplers.flatMap((sampler) => {
        const traces = sampler.until(end);
        return traces ? [[sampler.name, traces] as const] : [];
      }),
    ),
    synapseStates: new Map(
      plan.plastic.flatMap((own, k) =>
        own && (end === steps || own.waits) ? [[k, own.statesAt(lists ? end * dt : end)] as const] : [],
      ),
    ),
    synapseTraces: new Map(plan.recorders.flatMap((own, k) => (own ? [[k, own.until(end)] as const] : []))),
  };
}
