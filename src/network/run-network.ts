import { SimulationError } from "../errors.ts";
import { failures } from "../kernel/ir.ts";
import type { Dimension } from "../quantity/dimension.ts";
import { readFailure, readTrace, sampledSteps, takeSpikes } from "../target/memory.ts";
import { ArrivalLists, stepAt } from "./arrival-lists.ts";
import type { Network, SpikeSource } from "./network.ts";
import type { Part } from "./part.ts";
import type { Projection, Synapses } from "./projection.ts";
import type { Rhythm } from "./rhythm.ts";
import type { Rows } from "./rows.ts";
import { type Trains, TrainStore } from "./train-store.ts";

/** A network in memory: its neurons and the synapses onto them. */
export interface NetworkPlan {
  readonly network: Network;
  readonly rhythm: Rhythm;
  readonly parts: readonly Part[];
  /** In the order of the projections; on the grid only. */
  readonly rows: readonly (Rows | undefined)[];
  /** In the order of the projections; with exact spike times only. */
  readonly synapses: readonly (Synapses | undefined)[];
  readonly spikeLimit: number;
}

/** What a run of a network leaves behind. SI. */
export interface NetworkRecording {
  readonly spikes: ReadonlyMap<string, Trains & { readonly size: number }>;
  /** By population, where something is recorded. */
  readonly traces: ReadonlyMap<string, PopulationTraces>;
}

export interface PopulationTraces {
  /** Seconds. */
  readonly times: Float64Array;
  /** Numbers of the neurons that were recorded. */
  readonly neurons: Uint32Array;
  /** values[m * samples + k]: the m-th of these neurons at times[k]. */
  readonly variables: readonly { readonly name: string; readonly dimension: Dimension; readonly values: Float64Array }[];
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

/** What fires: a population or a source, and what it has fired so far. */
interface Emitter {
  readonly store: TrainStore;
  /** Spikes of the source until the end of a time are added to the store. */
  readonly fire: (until: number) => void;
}

function emittersOf({ network }: NetworkPlan, limit: number): Map<string, Emitter> {
  const inOrder = Object.keys(network.document.populations);
  return new Map(
    inOrder.map((name) => {
      const store = new TrainStore(limit);
      const source = network.sources.find((own) => own.name === name);
      return [name, { store, fire: source ? sourceFire(source, store, network) : () => {} }];
    }),
  );
}

/** On the grid a spike bears the start of its step, as those of neurons do. */
function sourceFire({ times }: SpikeSource, store: TrainStore, { dt, spikeTimes }: Network): (until: number) => void {
  const all = times
    .flatMap((train, neuron) => Array.from(train, (time) => ({ neuron, time: spikeTimes === "grid" ? stepAt(time * (1 + 1e-12), dt) * dt : time })))
    .sort((a, b) => a.time - b.time || a.neuron - b.neuron);
  let next = 0;
  return (until) => {
    for (; next < all.length && all[next]!.time < until; next++) store.add(all[next]!.neuron, all[next]!.time);
  };
}

type Send = (from: number, count: number) => void;

/** Puts the spikes of a chunk on their way, step by step, projection by projection: the order does not depend on chunks. */
function gridSender({ network, rows }: NetworkPlan, emitters: ReadonlyMap<string, Emitter>): Send {
  const { dt, projections } = network;
  const sent = new Map<Emitter, number>();
  const rowsOf = projections.map(({ from }, k) => ({ emitter: emitters.get(from)!, rows: rows[k]! }));
  const starts = new Map<Emitter, { first: Uint32Array; neurons: Uint32Array }>();
  return (from, count) => {
    for (const emitter of emitters.values()) {
      emitter.fire((from + count) * dt);
      const begin = sent.get(emitter) ?? 0;
      sent.set(emitter, emitter.store.count);
      const { times, neurons } = emitter.store.sortFrom(begin);
      const first = new Uint32Array(count + 1);
      for (const time of times) first[Math.round(time / dt) - from + 1]!++;
      for (let k = 0; k < count; k++) first[k + 1]! += first[k]!;
      starts.set(emitter, { first, neurons });
    }
    for (let k = 0; k < count; k++) {
      for (const { emitter, rows } of rowsOf) {
        const { first, neurons } = starts.get(emitter)!;
        for (let spike = first[k]!; spike < first[k + 1]!; spike++) rows.deliver(neurons[spike]!, from + k);
      }
    }
  };
}

function exactSender(plan: NetworkPlan, emitters: ReadonlyMap<string, Emitter>, lists: ReadonlyMap<Part, ArrivalLists>): Send {
  const { network, parts, synapses } = plan;
  const { dt, projections } = network;
  const sent = new Map<Emitter, number>();
  const senders = projections.flatMap((projection, number) =>
    parts
      .filter(({ population }) => population.name === projection.to)
      .map((part) => ({ emitter: emitters.get(projection.from)!, add: adderOf(projection, number, synapses[number]!, part, lists.get(part)!) })),
  );
  return (from, count) => {
    const trains = new Map<Emitter, Trains>();
    for (const emitter of emitters.values()) {
      emitter.fire((from + count) * dt);
      const begin = sent.get(emitter) ?? 0;
      sent.set(emitter, emitter.store.count);
      trains.set(emitter, emitter.store.sortFrom(begin));
    }
    for (const { emitter, add } of senders) {
      const { times, neurons } = trains.get(emitter)!;
      for (let k = 0; k < times.length; k++) add(neurons[k]!, times[k]!);
    }
  };
}

/** Sends a spike of a source neuron to its targets in a part. */
function adderOf(projection: Projection, number: number, { connections, weight, delay }: Synapses, part: Part, list: ArrivalLists) {
  const { first, target } = connections;
  const ports = projection.increments.map((own) => ({ port: part.compiled.model.ports.indexOf(own.target), amount: own.amount }));
  const amounts = ports.map(({ amount }) => (typeof weight === "number" ? amount(weight) : weight.map(amount)));
  return (source: number, time: number): void => {
    for (let k = first[source]!; k < first[source + 1]!; k++) {
      const arrival = time + (typeof delay === "number" ? delay : delay[k]!);
      ports.forEach(({ port }, own) => {
        const each = amounts[own]!;
        list.add(target[k]! - part.firstNeuron, arrival, port, typeof each === "number" ? each : each[k]!, { projection: number, source });
      });
    }
  };
}

function listsOf(parts: readonly Part[], dt: number): ReadonlyMap<Part, ArrivalLists> {
  return new Map(
    parts.flatMap((part) => {
      const { tables } = part.compiled.model;
      const table = tables.length;
      return part.machine.plan.tables.length > table ? [[part, new ArrivalLists(part.machine, table, dt)] as const] : [];
    }),
  );
}

/** Gathers what a part samples. */
class Sampler {
  readonly name: string;
  readonly traces: PopulationTraces | undefined;
  readonly #part: Part;
  readonly #every: number;

  constructor(part: Part, { steps, dt }: Network) {
    const { population, compiled } = part;
    this.name = population.name;
    this.#part = part;
    this.#every = population.experiment.every;
    const { observed } = compiled.kernel;
    if (observed.length === 0) return;
    const neurons = Uint32Array.from(population.recorded ?? Array.from({ length: population.size }, (_, neuron) => neuron));
    const samples = Math.ceil(steps / this.#every);
    const dimensions = new Map([...compiled.model.states, ...compiled.model.subexpressions].map((own) => [own.name, own.dimension]));
    this.traces = {
      times: Float64Array.from({ length: samples }, (_, k) => k * this.#every * dt),
      neurons,
      variables: observed.map(({ name }) => ({ name, dimension: dimensions.get(name)!, values: new Float64Array(neurons.length * samples) })),
    };
  }

  take(): void {
    if (!this.traces) return;
    const { first, count } = sampledSteps(this.#part.machine);
    if (count === 0) return;
    const { neurons, times, variables } = this.traces;
    for (const [slot, { values }] of variables.entries()) {
      neurons.forEach((neuron, m) => {
        readTrace(this.#part.machine, slot, neuron - this.#part.firstNeuron, values, { start: m * times.length + first / this.#every });
      });
    }
  }
}

function requireFinite({ machine, population, firstNeuron, endNeuron, compiled }: Part, time: number): void {
  const { lanes, blockBytes } = machine.layout;
  const numbers = new Float64Array(machine.memory());
  const states = compiled.model.states.length;
  const base = (machine.plan.blockBase + machine.layout.state(0)) / 8;
  for (let block = 0; block < machine.plan.blocks; block++) {
    const at = base + (block * blockBytes) / 8;
    for (let k = 0; k < states * lanes; k++) {
      if (Number.isFinite(numbers[at + k]!)) continue;
      const neuron = firstNeuron + block * lanes + (k % lanes);
      if (neuron >= endNeuron) continue;
      const variable = compiled.model.states[Math.floor(k / lanes)]!.name;
      throw new SimulationError(
        `${variable} of neuron ${neuron} of "${population.name}" is not finite ${time > 0 ? `by ${time * 1000} ms` : "at the beginning"}`,
        { variable, neuron, time },
        "a shorter dt may follow it; or its equations divide by zero or overflow",
      );
    }
  }
}

function failed({ population, machine, compiled }: Part, { code, neuron, time }: NonNullable<ReturnType<typeof readFailure>>): SimulationError {
  const [problem, wayOut] =
    code === failures.endlessSpikes
      ? ["fires without end", "reset it below its threshold, or give it a refractory period"]
      : code === failures.memory
        ? ["fires more often than there is memory for", "shorten the run"]
        : ["has a solution that runs away", "its equations may blow up; add a threshold with a reset, or take a shorter dt"];
  const where = { variable: compiled.model.states[0]?.name ?? "", neuron, time };
  return new SimulationError(`neuron ${neuron} of "${population.name}" ${problem} at ${time * 1000} ms`, where, wayOut);
}

