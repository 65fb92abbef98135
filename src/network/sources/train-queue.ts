import type { SpikeStream } from "./source.ts";

/**
 * The time of a spike of a neuron in seconds, from its number in the train and the time of the spike before it; Infinity where there
 * is none.
 */
export type NextSpike = (neuron: number, number: number, last: number) => number;

/** The spikes of independent trains, in the order of time and of neurons: a binary heap of the neurons by their next spikes. */
export class TrainQueue implements SpikeStream {
  readonly #next: NextSpike;
  readonly #times: Float64Array;
  /** Spikes of each neuron that have gone by. */
  readonly #counts: Uint32Array;
  /** The neuron at place k is not later than those at the places 2 k + 1 and 2 k + 2. */
  readonly #heap: Uint32Array;

  /** @param size at least 1 */
  constructor(size: number, next: NextSpike, start = 0) {
    this.#next = next;
    this.#times = new Float64Array(size);
    this.#counts = new Uint32Array(size);
    this.#heap = new Uint32Array(size);
    for (let neuron = 0; neuron < size; neuron++) {
      this.#times[neuron] = next(neuron, 0, start);
      this.#heap[neuron] = neuron;
    }
    for (let place = (size >> 1) - 1; place >= 0; place--) this.#sink(place);
  }

  get time(): number {
    return this.#times[this.#heap[0]!]!;
  }

  get neuron(): number {
    return this.#heap[0]!;
  }

  advance(): void {
    const neuron = this.#heap[0]!;
    this.#times[neuron] = this.#next(neuron, ++this.#counts[neuron]!, this.#times[neuron]!);
    this.#sink(0);
  }

  #isBefore(one: number, other: number): boolean {
    const [a, b] = [this.#times[one]!, this.#times[other]!];
    return a < b || (a === b && one < other);
  }

  #sink(from: number): void {
    const heap = this.#heap;
    const neuron = heap[from]!;
    let place = from;
    for (let child = 2 * place + 1; child < heap.length; child = 2 * place + 1) {
      if (child + 1 < heap.length && this.#isBefore(heap[child + 1]!, heap[child]!)) child++;
      if (!this.#isBefore(heap[child]!, neuron)) break;
      heap[place] = heap[child]!;
      place = child;
    }
    heap[place] = neuron;
  }
}
