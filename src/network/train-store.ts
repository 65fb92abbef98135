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
  readonly #dt: number | undefined;
  #times = new Float64Array(1024);
  #neurons = new Uint32Array(1024);
  #count = 0;
  /** What is being sorted, kept for the next time. */
  #unsorted = { times: new Float64Array(0), neurons: new Uint32Array(0) };

  /**
   * @param limit how many spikes to keep at most
   * @param dt seconds of a step, where spikes are on the grid
   */
  constructor(limit: number, dt?: number) {
    this.#limit = limit;
    this.#dt = dt;
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
    if (this.#dt !== undefined && !inOrder(times, neurons))
      sortBySteps(times, neurons, this.#dt, this.#copy(times, neurons));
    if (!inOrder(times, neurons)) sort(times, neurons, this.#copy(times, neurons));
    return { times, neurons };
  }

  /** All of them, copied. */
  finish(): Trains {
    return { times: this.#times.slice(0, this.#count), neurons: this.#neurons.slice(0, this.#count) };
  }

  #copy(times: Float64Array, neurons: Uint32Array): Trains {
    if (this.#unsorted.times.length < times.length)
      this.#unsorted = { times: new Float64Array(2 * times.length), neurons: new Uint32Array(2 * times.length) };
    this.#unsorted.times.set(times);
    this.#unsorted.neurons.set(neurons);
    return this.#unsorted;
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

/** Step by step, those of a step as they come: on the grid, and of neurons that come in order, that is the order of all. */
function sortBySteps(times: Float64Array, neurons: Uint32Array, dt: number, unsorted: Trains): void {
  const count = times.length;
  let first = Infinity;
  let last = -Infinity;
  for (let k = 0; k < count; k++) {
    const step = Math.round(times[k]! / dt);
    if (step < first) first = step;
    if (step > last) last = step;
  }
  const next = new Uint32Array(last - first + 2);
  for (let k = 0; k < count; k++) next[Math.round(times[k]! / dt) - first + 1]!++;
  for (let k = 1; k < next.length; k++) next[k]! += next[k - 1]!;
  for (let k = 0; k < count; k++) {
    const time = unsorted.times[k]!;
    const place = next[Math.round(time / dt) - first]!++;
    times[place] = time;
    neurons[place] = unsorted.neurons[k]!;
  }
}

function sort(times: Float64Array, neurons: Uint32Array, unsorted: Trains): void {
  const order = Uint32Array.from(times.keys());
  order.sort((a, b) => unsorted.times[a]! - unsorted.times[b]! || unsorted.neurons[a]! - unsorted.neurons[b]!);
  for (let k = 0; k < order.length; k++) {
    times[k] = unsorted.times[order[k]!]!;
    neurons[k] = unsorted.neurons[order[k]!]!;
  }
}

function inOrder(times: Float64Array, neurons: Uint32Array): boolean {
  for (let k = 1; k < times.length; k++) {
    if (times[k]! < times[k - 1]! || (times[k] === times[k - 1] && neurons[k]! < neurons[k - 1]!)) return false;
  }
  return true;
}
