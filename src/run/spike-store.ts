import { SimulationError } from "../errors.ts";
import type { Spikes } from "./recording.ts";

/** Collects spikes as they come: in order of time within a neuron, in any order between neurons. */
export class SpikeStore {
  readonly #members: number;
  readonly #limit: number;
  #times = new Float64Array(1024);
  #neurons = new Uint32Array(1024);
  #count = 0;

  constructor(members: number, limit: number) {
    this.#members = members;
    this.#limit = limit;
  }

  add(neuron: number, time: number): void {
    if (this.#count === this.#times.length) this.#grow();
    this.#times[this.#count] = time;
    this.#neurons[this.#count++] = neuron;
  }

  /** Sorts by neuron (by counting), keeping the order of time. */
  finish(): Spikes {
    const neurons = this.#neurons.subarray(0, this.#count);
    const unsorted = this.#times;
    const first = new Uint32Array(this.#members + 1);
    for (const neuron of neurons) first[neuron + 1]!++;
    for (let m = 0; m < this.#members; m++) first[m + 1]! += first[m]!;
    const free = first.slice();
    const times = new Float64Array(neurons.length);
    for (let k = 0; k < neurons.length; k++) times[free[neurons[k]!]!++] = unsorted[k]!;
    return { times, first };
  }

  tooMany(): SimulationError {
    return new SimulationError(
      `more than ${Math.min(this.#limit, Math.max(this.#count, 1))} spikes do not fit in memory`,
      {},
      "shorten the run, run fewer members at a time, or raise memoryLimit",
    );
  }

  #grow(): void {
    if (this.#count >= this.#limit) throw this.tooMany();
    const room = Math.min(this.#limit, 2 * this.#count);
    const times = new Float64Array(room);
    times.set(this.#times);
    const neurons = new Uint32Array(room);
    neurons.set(this.#neurons);
    this.#times = times;
    this.#neurons = neurons;
  }
}
