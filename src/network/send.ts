import { ArrivalLists, stepAt } from "./arrival-lists.ts";
import type { Network, SpikeSource } from "./network.ts";
import type { Part } from "./part.ts";
import type { NetworkPlan } from "./plan-network.ts";
import type { Projection, Synapses } from "./projection.ts";
import { TrainStore, type Trains } from "./train-store.ts";

/** What fires: a population or a source, and what it has fired so far. */
export interface Emitter {
  readonly store: TrainStore;
  /** Spikes of the source until the end of a time are added to the store. */
  readonly fire: (until: number) => void;
}

export function emittersOf({ network }: NetworkPlan, limit: number): Map<string, Emitter> {
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
    .flatMap((train, neuron) =>
      Array.from(train, (time) => ({
        neuron,
        time: spikeTimes === "grid" ? stepAt(time * (1 + 1e-12), dt) * dt : time,
      })),
    )
    .sort((a, b) => a.time - b.time || a.neuron - b.neuron);
  let next = 0;
  return (until) => {
    for (; next < all.length && all[next]!.time < until; next++) store.add(all[next]!.neuron, all[next]!.time);
  };
}

/** Puts the spikes of the steps `from` to `from + count - 1` on their way. */
export type Send = (from: number, count: number) => void;

/** Puts the spikes of a chunk on their way, step by step, projection by projection: the order does not depend on chunks. */
export function gridSender({ network, rows }: NetworkPlan, emitters: ReadonlyMap<string, Emitter>): Send {
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

export function exactSender(
  plan: NetworkPlan,
  emitters: ReadonlyMap<string, Emitter>,
  lists: ReadonlyMap<Part, ArrivalLists>,
): Send {
  const { network, parts, synapses } = plan;
  const { dt, projections } = network;
  const sent = new Map<Emitter, number>();
  const senders = projections.flatMap((projection, number) =>
    parts
      .filter(({ population }) => population.name === projection.to)
      .map((part) => ({
        emitter: emitters.get(projection.from)!,
        add: adderOf(projection, number, synapses[number]!, part, lists.get(part)!),
      })),
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
function adderOf(
  projection: Projection,
  number: number,
  { connections, weight, delay }: Synapses,
  part: Part,
  list: ArrivalLists,
) {
  const { first, target } = connections;
  const ports = projection.increments.map((own) => ({
    port: part.compiled.model.ports.indexOf(own.target),
    amount: own.amount,
  }));
  const amounts = ports.map(({ amount }) => (typeof weight === "number" ? amount(weight) : weight.map(amount)));
  return (source: number, time: number): void => {
    for (let k = first[source]!; k < first[source + 1]!; k++) {
      const arrival = time + (typeof delay === "number" ? delay : delay[k]!);
      ports.forEach(({ port }, own) => {
        const each = amounts[own]!;
        list.add(target[k]! - part.firstNeuron, arrival, port, typeof each === "number" ? each : each[k]!, {
          projection: number,
          source,
        });
      });
    }
  };
}

/** The lists of what arrives at each part that hears of anything. */
export function listsOf(parts: readonly Part[], dt: number): ReadonlyMap<Part, ArrivalLists> {
  return new Map(
    parts.flatMap((part) => {
      const { tables } = part.compiled.model;
      const table = tables.length;
      return part.machine.plan.tables.length > table
        ? [[part, new ArrivalLists(part.machine, table, dt)] as const]
        : [];
    }),
  );
}
