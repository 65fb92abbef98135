import { ArrivalLists } from "./arrival-lists.ts";
import type { Part } from "./part.ts";
import type { NetworkPlan } from "./plan-network.ts";
import { PlasticArrivals, type PlasticRoute } from "./plastic-arrivals.ts";
import type { Projection, Synapses } from "./projection.ts";
import { isSumAlone } from "./sums.ts";
import type { Trains } from "./train-store.ts";

/** Puts the spikes of the steps `from` to `from + count - 1` on their way: those of each population, in the document's order. */
export type Send = (trains: readonly Trains[], from: number, count: number) => void;

/** On the grid: step by step, projection by projection, so that the order of what is added does not depend on chunks. */
export function gridSender({ network, parts, rows }: NetworkPlan): Send {
  const { dt, projections } = network;
  const names = Object.keys(network.document.populations);
  const routes = projections.flatMap(({ from }, k) => (rows[k] ? [{ from: names.indexOf(from), rows: rows[k] }] : []));
  const hearing = parts.flatMap(({ population, firstNeuron, endNeuron }) =>
    projections.flatMap(({ to }, k) => {
      const plastic = to === population.name ? rows[k]?.plastic : undefined;
      return plastic?.hears ? [{ of: names.indexOf(to), plastic, firstNeuron, endNeuron }] : [];
    }),
  );
  const hear = (neurons: Uint32Array, step: number, { plastic, firstNeuron, endNeuron }: (typeof hearing)[number]) => {
    for (const neuron of neurons) if (neuron >= firstNeuron && neuron < endNeuron) plastic.fire(neuron, step);
  };
  return (trains, from, count) => {
    // where spikes or states of the targets change synapses, this is always so (rhythm.ts)
    if (count === 1) {
      for (const { from: population, rows } of routes) {
        rows.plastic?.settle(from);
        const { neurons } = trains[population]!;
        rows.deliver(neurons, 0, neurons.length, from);
      }
      for (const own of hearing) hear(trains[own.of]!.neurons, from, own);
      return;
    }
    const starts = trains.map(({ times }) => stepStarts(times, from, count, dt));
    for (let k = 0; k < count; k++) {
      for (const { from: population, rows } of routes) {
        const { neurons } = trains[population]!;
        const first = starts[population]!;
        rows.deliver(neurons, first[k]!, first[k + 1]!, from + k);
      }
    }
  };
}

/** Where the spikes of each step begin among ascending times. */
function stepStarts(times: Float64Array, from: number, count: number, dt: number): Uint32Array {
  const first = new Uint32Array(count + 1);
  for (const time of times) first[Math.round(time / dt) - from + 1]!++;
  for (let k = 0; k < count; k++) first[k + 1]! += first[k]!;
  return first;
}

/** With exact times. */
export function exactSender(
  { network, parts, synapses }: NetworkPlan,
  lists: ReadonlyMap<Part, ArrivalLists>,
  plastic: ReadonlyMap<Part, Plasticity>,
): Send {
  const names = Object.keys(network.document.populations);
  const routes = network.projections.flatMap((projection, number) =>
    parts
      .filter(({ population }) => !isSumAlone(projection.definition) && population.name === projection.to)
      .map((part) => ({
        from: names.indexOf(projection.from),
        add:
          plastic.get(part)?.senders.get(number) ??
          adderOf(projection, number, synapses[number]!, part, lists.get(part)!),
      })),
  );
  return (trains) => {
    for (const { from, add } of routes) {
      const { times, neurons } = trains[from]!;
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
  const ports = projection.increments.map(({ target, amount }) => ({
    port: part.compiled.model.ports.indexOf(target),
    amounts: typeof weight === "number" ? amount(weight) : weight.map(amount),
  }));
  return (source: number, time: number): void => {
    const sender = { projection: number, source };
    for (let k = first[source]!; k < first[source + 1]!; k++) {
      const arrival = time + (typeof delay === "number" ? delay : delay[k]!);
      for (const { port, amounts } of ports)
        list.add(
          target[k]! - part.firstNeuron,
          arrival,
          port,
          typeof amounts === "number" ? amounts : amounts[k]!,
          sender,
        );
    }
  };
}

/** The synapses onto a part that have states of their own, and by number of a projection what hears its spikes. */
export interface Plasticity {
  readonly arrivals: PlasticArrivals;
  readonly senders: ReadonlyMap<number, (source: number, time: number, since?: number) => void>;
}

/** With exact times: of the parts that have such synapses. */
export function plasticityOf(
  { network, parts, synapses, plastic }: NetworkPlan,
  lists: ReadonlyMap<Part, ArrivalLists>,
): ReadonlyMap<Part, Plasticity> {
  const { dt, steps, projections } = network;
  return new Map(
    parts.flatMap((part) => {
      const routes = projections.flatMap(({ to, plastic: text }, projection): PlasticRoute[] => {
        const own = to === part.population.name ? plastic[projection] : undefined;
        if (!own) return [];
        return [{ projection, synapses: own, delay: synapses[projection]!.delay, hears: text!.onPost.length > 0 }];
      });
      if (routes.length === 0) return [];
      const arrivals = new PlasticArrivals(part, lists.get(part), routes, { dt, duration: steps * dt });
      const senders = new Map(
        routes.map((route) => [
          route.projection,
          (source: number, time: number, since?: number): void => arrivals.send(route, source, time, since),
        ]),
      );
      return [[part, { arrivals, senders }] as const];
    }),
  );
}

/** The lists of what arrives at each part that hears of anything. */
export function listsOf(parts: readonly Part[], dt: number): ReadonlyMap<Part, ArrivalLists> {
  return new Map(
    parts.flatMap((part) => {
      const table = part.compiled.model.tables.length;
      return part.machine.plan.tables.length > table
        ? [[part, new ArrivalLists(part.machine, table, dt)] as const]
        : [];
    }),
  );
}
