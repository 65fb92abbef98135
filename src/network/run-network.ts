import { readFailure, takeSpikes } from "../target/memory.ts";
import { coupler } from "./couple.ts";
import { failed, requireFinite } from "./faults.ts";
import type { Part } from "./part.ts";
import { isCoupled, type NetworkPlan } from "./plan-network.ts";
import { poissonFills } from "./poisson-fill.ts";
import { type PopulationTraces, Sampler } from "./sampler.ts";
import { exactSender, gridSender, listsOf, type Plasticity, plasticityOf } from "./send.ts";
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
  /** By number of the projection, where synapses have states of their own: these at the end of the run. */
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
 * Throws a SimulationError, naming population, variable and neuron, when a state stops being finite, a neuron fires without end,
 * or spikes outgrow their limit.
 */
export function* runNetwork(plan: NetworkPlan, exchange: Exchange = (own) => own): Generator<number, NetworkRecording> {
  const { network, share, rhythm, parts, spikeLimit } = plan;
  const { steps, dt } = network;
  const names = Object.keys(network.document.populations);
  const stores = names.map(() => new TrainStore(spikeLimit, dt));
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
  couple?.();
  for (const part of parts) requireFinite(part, 0);
  let looked = 0;
  let reported = 0;
  for (let from = 0; from < steps; from += rhythm.chunk) {
    const count = Math.min(rhythm.chunk, steps - from);
    for (const row of plan.rows) row?.plastic?.arrive(from);
    for (const { arrivals } of plasticity.values()) arrivals.arrive(from);
    for (const [k, { machine }] of parts.entries()) {
      for (const fill of fills[k]!) for (let step = from; step < from + count; step++) fill(step);
      machine.tabulate(from, count);
      machine.advance(0, machine.plan.blocks, from, count);
    }
    const begins = stores.map((store) => store.count);
    for (const [k, part] of parts.entries()) {
      const add = adders[k]!;
      const plastic = plasticity.get(part);
      if (plastic) plastic.arrivals.settle(from, add);
      else takeSpikes(part.machine, add);
      const failure = readFailure(part.machine);
      if (failure) throw failed(part, failure);
      samplers[k]!.take();
    }
    for (const list of lists?.values() ?? []) for (let step = from; step < from + count; step++) list.release(step);
    const fired = [
      ...exchange(
        stores.map((store, k) => store.sortFrom(begins[k]!)),
        from,
      ),
    ];
    for (const { k, fire } of given) {
      fire((from + count) * dt);
      fired[k] = stores[k]!.sortFrom(begins[k]!);
    }
    send(fired, from, count);
    couple?.();
    if (from + count - looked >= looksEvery) {
      looked = from + count;
      for (const part of parts) requireFinite(part, looked * dt);
    }
    if (from + count - reported >= reportsEvery) {
      reported = from + count;
      yield reported / steps;
    }
  }
  for (const part of parts) requireFinite(part, steps * dt);
  for (const recorder of plan.recorders) recorder?.finish();
  const sizes = new Map([...network.populations, ...network.sources].map(({ name, size }) => [name, size] as const));
  const own = (k: number): boolean => share.index === 0 || !given.some((source) => source.k === k);
  return {
    spikes: new Map(
      names.map((name, k) => [name, { ...(own(k) ? stores[k]!.finish() : noTrains), size: sizes.get(name)! }] as const),
    ),
    traces: new Map(samplers.flatMap((sampler) => (sampler.traces ? [[sampler.name, sampler.traces] as const] : []))),
    synapseStates: new Map(
      plan.plastic.flatMap((own, k) => (own ? [[k, own.statesAt(lists ? steps * dt : steps)] as const] : [])),
    ),
    synapseTraces: new Map(plan.recorders.flatMap((own, k) => (own ? [[k, own.traces] as const] : []))),
  };
}
