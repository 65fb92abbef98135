import { readFailure, takeSpikes } from "../target/memory.ts";
import { failed, requireFinite } from "./faults.ts";
import type { NetworkPlan } from "./plan-network.ts";
import { type PopulationTraces, Sampler } from "./sampler.ts";
import { emittersOf, exactSender, gridSender, listsOf } from "./send.ts";
import type { Trains } from "./train-store.ts";

/** What a run of a network leaves behind. SI. */
export interface NetworkRecording {
  readonly spikes: ReadonlyMap<string, Trains & { readonly size: number }>;
  /** By population, where something is recorded. */
  readonly traces: ReadonlyMap<string, PopulationTraces>;
}

/** Chunks between two looks at the states. */
const looksEvery = 64;
/** Steps between two reports of progress. */
const reportsEvery = 256;

/**
 * Runs chunk after chunk, yielding the part done: all neurons advance by a chunk, then their spikes are put on their way.
 *
 * Throws a SimulationError, naming population, variable and neuron, when a state stops being finite, a neuron fires without end,
 * or spikes outgrow their limit.
 */
export function* runNetwork(plan: NetworkPlan): Generator<number, NetworkRecording> {
  const { network, rhythm, parts, spikeLimit } = plan;
  const { steps, dt } = network;
  const emitters = emittersOf(plan, spikeLimit);
  const samplers = parts.map((part) => new Sampler(part, network));
  const lists = network.spikeTimes === "exact" ? listsOf(parts, dt) : undefined;
  const send = lists ? exactSender(plan, emitters, lists) : gridSender(plan, emitters);
  for (const part of parts) requireFinite(part, 0);
  let looks = 0;
  let reported = 0;
  for (let from = 0; from < steps; from += rhythm.chunk) {
    const count = Math.min(rhythm.chunk, steps - from);
    for (const { machine } of parts) {
      machine.tabulate(from, count);
      machine.advance(0, machine.plan.blocks, from, count);
    }
    for (const [k, part] of parts.entries()) {
      const failure = readFailure(part.machine);
      if (failure) throw failed(part, failure);
      const { store } = emitters.get(part.population.name)!;
      takeSpikes(part.machine, (neuron, time) => store.add(neuron, time));
      samplers[k]!.take();
    }
    for (const list of lists?.values() ?? []) for (let step = from; step < from + count; step++) list.release(step);
    send(from, count);
    if (++looks % looksEvery === 0) for (const part of parts) requireFinite(part, (from + count) * dt);
    if (from + count - reported >= reportsEvery) {
      reported = from + count;
      yield reported / steps;
    }
  }
  for (const part of parts) requireFinite(part, steps * dt);
  const sizes = new Map([...network.populations, ...network.sources].map(({ name, size }) => [name, size] as const));
  return {
    spikes: new Map([...emitters].map(([name, { store }]) => [name, { ...store.finish(), size: sizes.get(name)! }])),
    traces: new Map(samplers.flatMap((sampler) => (sampler.traces ? [[sampler.name, sampler.traces] as const] : []))),
  };
}
