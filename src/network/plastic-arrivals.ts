import { arrivalRow, forgetFailure, readFailure, takeSpikes } from "../target/memory.ts";
import { type ArrivalLists, type Sender, stepAt } from "./arrival-lists.ts";
import type { Part } from "./part.ts";
import type { PlasticSynapses } from "./plastic-synapses.ts";

/** Synapses of a projection with states of their own, onto a part whose spikes have exact times. */
export interface PlasticRoute {
  readonly synapses: PlasticSynapses;
  /** Number of the projection. */
  readonly projection: number;
  /** Seconds; one for all, or one for each synapse. */
  readonly delay: number | Float64Array;
  /** Whether spikes of the targets change the synapses. */
  readonly hears: boolean;
}

/** What arrives at one synapse in a step that has not been run yet. */
interface Waiting {
  readonly route: PlasticRoute;
  readonly synapse: number;
  readonly neuron: number;
  readonly sender: Sender;
  /** Seconds, ascending. */
  readonly times: number[];
  /** In the list of arrivals: line by line of the text, for each of `times`. */
  entries: readonly number[];
  amounts: readonly number[];
}

const never: readonly number[] = [];

/**
 * Synapses with states of their own where spikes have exact times. An event has its own time: a spike acts on its synapses when it
 * arrives, one of their target when it is fired; of an arrival and a spike at the same time the arrival is first.
 *
 * Where spikes of the targets change the synapses, each step is a chunk, and what arrives in it is not known before it is run: the
 * target may fire between the start of the step and the arrival. So the step is run as if it did not; where it did, and what
 * arrives is then another amount, the block of the neuron goes through the step again from the same states. What a neuron does
 * before an arrival does not depend on it, so every round is right up to one arrival more, and the last one in all.
 */
export class PlasticArrivals {
  readonly #part: Part;
  /** Undefined where the synapses add nothing to the part. */
  readonly #lists: ArrivalLists | undefined;
  readonly #dt: number;
  readonly #duration: number;
  readonly #routes: readonly PlasticRoute[];
  /** By route: the ports that its lines add to. */
  readonly #ports: ReadonlyMap<PlasticRoute, readonly number[]>;
  /** By step, then by route and synapse: all in the order in which they were sent. */
  readonly #waiting = new Map<number, Map<number, Waiting>>();
  /** By route: the number of its first synapse among those of all. */
  readonly #firstSynapse: ReadonlyMap<PlasticRoute, number>;
  /** The part before the step: states of its neurons, and what arrives at them. */
  readonly #states: Uint8Array;
  readonly #arrivals: Uint8Array;

  /** @param duration seconds of the run: later arrivals change nothing */
  constructor(
    part: Part,
    lists: ArrivalLists | undefined,
    routes: readonly PlasticRoute[],
    { dt, duration }: { readonly dt: number; readonly duration: number },
  ) {
    this.#part = part;
    this.#lists = lists;
    this.#routes = routes;
    this.#dt = dt;
    this.#duration = duration;
    const { ports } = part.compiled.model;
    this.#ports = new Map(routes.map((route) => [route, route.synapses.adds.map((target) => ports.indexOf(target))]));
    let count = 0;
    this.#firstSynapse = new Map(
      routes.map((route) => {
        count += route.synapses.connections.target.length;
        return [route, count - route.synapses.connections.target.length] as const;
      }),
    );
    const { layout, plan } = part.machine;
    this.#states = new Uint8Array(plan.blocks * layout.blockBytes);
    this.#arrivals = new Uint8Array(plan.blocks * layout.arrivalBytes);
  }

  /** A source neuron of a route has fired. What arrives before the step `since` is past. */
  send(route: PlasticRoute, source: number, time: number, since = 0): void {
    const { connections } = route.synapses;
    const sender = { projection: route.projection, source };
    for (let synapse = connections.first[source]!; synapse < connections.first[source + 1]!; synapse++) {
      const arrival = time + (typeof route.delay === "number" ? route.delay : route.delay[synapse]!);
      if (!(arrival < this.#duration) || stepAt(arrival, this.#dt) < since) continue;
      const neuron = connections.target[synapse]!;
      if (route.hears) this.#wait({ route, synapse, neuron, sender, times: [arrival], entries: [], amounts: [] });
      else {
        route.synapses.arrive(synapse, synapse + 1, arrival);
        this.#enter(route, neuron, [arrival], route.synapses.amountsOfOne(), sender);
      }
    }
  }

  /** Before a step is run: what arrives in it, if the targets do not fire in it before. */
  arrive(step: number): void {
    const waiting = this.#waiting.get(step);
    if (!waiting) return;
    for (const own of waiting.values()) {
      const { route, neuron, sender, times } = own;
      own.amounts = route.synapses.tryOut(own.synapse, times, never);
      own.entries = this.#enter(route, neuron, times, own.amounts, sender);
    }
    const { machine } = this.#part;
    const memory = machine.memory();
    this.#states.set(new Uint8Array(memory, machine.plan.blockBase, this.#states.length));
    this.#arrivals.set(new Uint8Array(memory, arrivalRow(machine, step), this.#arrivals.length));
  }

  /** After a step was run: its spikes, once they agree with what arrived; the synapses then have gone through the step. */
  settle(step: number, each: (neuron: number, time: number) => void): void {
    const { machine } = this.#part;
    const waiting = [...(this.#waiting.get(step)?.values() ?? [])];
    const fired = new Map<number, number[]>();
    const take = (): void =>
      takeSpikes(machine, (neuron, time) => {
        const times = fired.get(neuron);
        if (times) times.push(time);
        else fired.set(neuron, [time]);
      });
    take();
    // of those whose target has not fired in any round, what arrives is what was assumed
    const late = new Set<Waiting>();
    for (;;) {
      for (const own of waiting) if (fired.has(own.neuron)) late.add(own);
      const changed = new Set<number>();
      for (const own of late)
        if (this.#correct(own, fired.get(own.neuron) ?? never)) changed.add(this.#blockOf(own.neuron));
      if (changed.size === 0) break;
      for (const neuron of [...fired.keys()]) if (changed.has(this.#blockOf(neuron))) fired.delete(neuron);
      for (const block of changed) {
        this.#restore(block, step);
        machine.advance(block, block + 1, step, 1);
      }
      take();
    }
    this.#goOn(waiting, fired);
    this.#waiting.delete(step);
    for (const [neuron, times] of fired) for (const time of times) each(neuron, time);
  }

  /** Whether what arrives differs from what was assumed, now that the spikes of the target are known. */
  #correct(own: Waiting, fired: readonly number[]): boolean {
    const amounts = own.route.synapses.tryOut(own.synapse, own.times, fired);
    if (amounts.every((amount, k) => Object.is(amount, own.amounts[k]))) return false;
    own.amounts = amounts;
    own.entries.forEach((entry, k) => {
      this.#lists!.change(entry, amounts[k]!);
    });
    return true;
  }

  /** Takes the synapses through the events of a step; those whose target has fired in the order of time. */
  #goOn(waiting: readonly Waiting[], fired: ReadonlyMap<number, readonly number[]>): void {
    for (const { route, synapse, neuron, times } of waiting)
      if (!fired.has(neuron)) for (const time of times) route.synapses.arrive(synapse, synapse + 1, time);
    if (fired.size === 0) return;
    const arrivals = waiting
      .filter(({ neuron }) => fired.has(neuron))
      .flatMap(({ route, synapse, times }) =>
        times.map((time) => ({ time, rank: 0, act: () => route.synapses.arrive(synapse, synapse + 1, time) })),
      );
    const spikes = this.#routes
      .filter(({ hears }) => hears)
      .flatMap(({ synapses }) =>
        [...fired].flatMap(([neuron, times]) =>
          times.map((time) => ({ time, rank: 1, act: () => synapses.fire(neuron, time) })),
        ),
      );
    for (const { act } of [...arrivals, ...spikes].sort((a, b) => a.time - b.time || a.rank - b.rank)) act();
  }

  #wait(one: Waiting): void {
    const step = stepAt(one.times[0]!, this.#dt);
    const key = this.#firstSynapse.get(one.route)! + one.synapse;
    let ofStep = this.#waiting.get(step);
    if (!ofStep) {
      ofStep = new Map();
      this.#waiting.set(step, ofStep);
    }
    const known = ofStep.get(key);
    if (known) known.times.push(one.times[0]!);
    else ofStep.set(key, one);
  }

  /** @returns the entries of arrivals at one synapse, line by line of the text for each of them */
  #enter(
    route: PlasticRoute,
    neuron: number,
    times: readonly number[],
    amounts: readonly number[],
    sender: Sender,
  ): readonly number[] {
    const ports = this.#ports.get(route)!;
    const at = neuron - this.#part.firstNeuron;
    return amounts.map((amount, k) =>
      this.#lists!.add(at, times[Math.floor(k / ports.length)]!, ports[k % ports.length]!, amount, sender),
    );
  }

  #blockOf(neuron: number): number {
    return Math.floor((neuron - this.#part.firstNeuron) / this.#part.machine.layout.lanes);
  }

  #restore(block: number, step: number): void {
    const { machine } = this.#part;
    const { layout, plan } = machine;
    const memory = new Uint8Array(machine.memory());
    const [states, arrivals] = [block * layout.blockBytes, block * layout.arrivalBytes];
    memory.set(this.#states.subarray(states, states + layout.blockBytes), plan.blockBase + states);
    memory.set(this.#arrivals.subarray(arrivals, arrivals + layout.arrivalBytes), arrivalRow(machine, step) + arrivals);
    const failure = readFailure(machine);
    if (failure && this.#blockOf(failure.neuron) === block) forgetFailure(machine);
  }
}
