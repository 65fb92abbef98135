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

/** Memory of a block before a step. */
interface Saved {
  readonly states: Uint8Array;
  readonly arrivals: Uint8Array;
}

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
  /** By step, then by projection and synapse: all in the order in which they were sent. */
  readonly #waiting = new Map<number, Map<string, Waiting>>();
  #saved = new Map<number, Saved>();

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
        this.#enter(route, neuron, arrival, route.synapses.amountsOfOne(), sender);
      }
    }
  }

  /** Before a step is run: what arrives in it, if the targets do not fire in it before. */
  arrive(step: number): void {
    const { machine } = this.#part;
    const { layout, plan } = machine;
    this.#saved = new Map();
    for (const own of this.#waiting.get(step)?.values() ?? []) {
      const { route, neuron, sender, times } = own;
      const lines = route.synapses.adds.length;
      own.amounts = route.synapses.tryOut(own.synapse, times, []);
      own.entries = times.flatMap((time, k) =>
        this.#enter(route, neuron, time, own.amounts.slice(lines * k, lines * (k + 1)), sender),
      );
    }
    for (const { neuron } of this.#waiting.get(step)?.values() ?? []) {
      const block = this.#blockOf(neuron);
      if (this.#saved.has(block)) continue;
      const memory = new Uint8Array(machine.memory());
      const states = plan.blockBase + block * layout.blockBytes;
      const arrivals = arrivalRow(machine, step) + block * layout.arrivalBytes;
      this.#saved.set(block, {
        states: memory.slice(states, states + layout.blockBytes),
        arrivals: memory.slice(arrivals, arrivals + layout.arrivalBytes),
      });
    }
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
    for (;;) {
      const changed = new Set<number>();
      for (const own of waiting)
        if (this.#correct(own, fired.get(own.neuron) ?? [])) changed.add(this.#blockOf(own.neuron));
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

  /** Takes the synapses through the events of a step, in the order of time. */
  #goOn(waiting: readonly Waiting[], fired: ReadonlyMap<number, readonly number[]>): void {
    const arrivals = waiting.flatMap(({ route, synapse, times }) =>
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
    const key = `${one.route.projection}.${one.synapse}`;
    const ofStep = this.#waiting.get(step) ?? new Map<string, Waiting>();
    this.#waiting.set(step, ofStep);
    const known = ofStep.get(key);
    if (known) known.times.push(one.times[0]!);
    else ofStep.set(key, one);
  }

  /** @returns the entries, line by line of the text */
  #enter(
    { synapses }: PlasticRoute,
    neuron: number,
    time: number,
    amounts: readonly number[],
    sender: Sender,
  ): readonly number[] {
    const { ports } = this.#part.compiled.model;
    return amounts.map((amount, line) =>
      this.#lists!.add(neuron - this.#part.firstNeuron, time, ports.indexOf(synapses.adds[line]!), amount, sender),
    );
  }

  #blockOf(neuron: number): number {
    return Math.floor((neuron - this.#part.firstNeuron) / this.#part.machine.layout.lanes);
  }

  #restore(block: number, step: number): void {
    const { machine } = this.#part;
    const { layout, plan } = machine;
    const { states, arrivals } = this.#saved.get(block)!;
    const memory = new Uint8Array(machine.memory());
    memory.set(states, plan.blockBase + block * layout.blockBytes);
    memory.set(arrivals, arrivalRow(machine, step) + block * layout.arrivalBytes);
    const failure = readFailure(machine);
    if (failure && this.#blockOf(failure.neuron) === block) forgetFailure(machine);
  }
}
