import { SimulationError } from "../errors.ts";

/** Spikes of a population in the order of time, and of neurons where they are simultaneous. */
export interface Trains {
  /** Seconds. */
  readonly times: Float64Array;
  readonly neurons: Uint32Array;
}

/** Collects the spikes of a population. */
export class TrainStore {
  readonly #limit: number;
  #times = new Float64Array(1024);
  #neurons = new Uint32Array(1024);
  #count = 0;

  /** @param limit how many spikes to keep at most */
  constructor(limit: number) {
    this.#limit = limit;
  }

  get count(): number {
    return this.#count;
  }

  add(neuron: number, time: number): void {
    if (this.#count === this.#times.length) this.#grow();
    this.#times[this.#count] = time;
    this.#neurons[this.#count++] = neuron;
  }

  /** Puts those from `from` on into the order of time and neuron, and shows them: views, valid until more are added. */
  sortFrom(from: number): Trains {
    if (from === this.#count) return noTrains;
    const times = this.#times.subarray(from, this.#count);
    const neurons = this.#neurons.subarray(from, this.#count);
    if (!inOrder(times, neurons)) {
      const order = Uint32Array.from(times, (_, k) => k).sort(
        (a, b) => times[a]! - times[b]! || neurons[a]! - neurons[b]!,
      );
      const [sortedTimes, sortedNeurons] = [
        Float64Array.from(order, (k) => times[k]!),
        Uint32Array.from(order, (k) => neurons[k]!),
      ];
      times.set(sortedTimes);
      neurons.set(sortedNeurons);
    }
    return { times, neurons };
  }

  /** All of them, copied. */
  finish(): Trains {
    return { times: this.#times.slice(0, this.#count), neurons: this.#neurons.slice(0, this.#count) };
  }

  #grow(): void {
    if (this.#count >= this.#limit)
      throw new SimulationError(
        `more than ${this.#limit} spikes of one population do not fit in memory`,
        {},
        "shorten the run, or look why the network fires so much; or raise memoryLimit",
      );
    const room = Math.min(this.#limit, 2 * this.#count);
    const times = new Float64Array(room);
    times.set(this.#times);
    const neurons = new Uint32Array(room);
    neurons.set(this.#neurons);
    this.#times = times;
    this.#neurons = neurons;
  }
}

/** Those of neurons that do not fire. */
export const noTrains: Trains = { times: new Float64Array(0), neurons: new Uint32Array(0) };

function inOrder(times: Float64Array, neurons: Uint32Array): boolean {
  for (let k = 1; k < times.length; k++) {
    if (times[k]! < times[k - 1]! || (times[k] === times[k - 1] && neurons[k]! < neurons[k - 1]!)) return false;
  }
  return true;
}
