import { SimulationError } from "../errors.ts";

/** Spikes of a population in the order of time, and of neurons where they are simultaneous. */
export interface Trains {
  /** Seconds. */
  readonly times: Float64Array;
  readonly neurons: Uint32Array;
}

/** Those of neurons that do not fire. */
export const noTrains: Trains = { times: new Float64Array(0), neurons: new Uint32Array(0) };

/** Spikes in a block of the record: as many as there are already, within these bounds, so that a silent population takes little. */
const [leastBlock, largestBlock] = [2 ** 10, 2 ** 15] as const;

/** Collects the spikes of a population, window by window: what is recorded is not touched again, however long the record grows. */
export class TrainStore {
  readonly #limit: number;
  readonly #dt: number | undefined;
  /** The window's spikes, as they come. */
  #times = new Float64Array(1024);
  #neurons = new Uint32Array(1024);
  #open = 0;
  /** What is being sorted, kept for the next time. */
  #unsorted = { times: new Float64Array(0), neurons: new Uint32Array(0) };
  /** Those of earlier windows: full blocks but for the last, which is filled up to `#at`. */
  readonly #blocks: Trains[] = [];
  #last = noTrains;
  #at = 0;
  #recorded = 0;

  /**
   * @param limit how many spikes to keep at most
   * @param dt seconds of a step, where spikes are on the grid
   */
  constructor(limit: number, dt?: number) {
    this.#limit = limit;
    this.#dt = dt;
  }

  /** @throws SimulationError where all are more than the limit */
  add(neuron: number, time: number): void {
    if (this.#open === this.#times.length) this.#grow();
    this.#times[this.#open] = time;
    this.#neurons[this.#open++] = neuron;
  }

  /**
   * @param records of each spike its time, in seconds, and its neuron
   *
   * @throws SimulationError where all are more than the limit
   */
  addRecords(records: Float64Array): void {
    while (this.#open + records.length / 2 > this.#times.length) this.#grow();
    const times = this.#times;
    const neurons = this.#neurons;
    let at = this.#open;
    for (let k = 0; k < records.length; k += 2) {
      times[at] = records[k]!;
      neurons[at++] = records[k + 1]!;
    }
    this.#open = at;
  }

  /**
   * Ends the window: its spikes, which come after those before, in the order of time and neuron: views, valid until more are added.
   *
   * @throws SimulationError where they are more than the limit
   */
  close(): Trains {
    if (this.#open === 0) return noTrains;
    const times = this.#times.subarray(0, this.#open);
    const neurons = this.#neurons.subarray(0, this.#open);
    if (this.#dt !== undefined && !inOrder(times, neurons))
      sortBySteps(times, neurons, this.#dt, this.#copy(times, neurons));
    if (!inOrder(times, neurons)) sort(times, neurons, this.#copy(times, neurons));
    this.#open = 0;
    this.record({ times, neurons });
    return { times, neurons };
  }

  /**
   * Keeps spikes that come after those before, in the order of time and neuron.
   *
   * @throws SimulationError where they are more than the limit
   */
  record({ times, neurons }: Trains): void {
    if (this.#recorded + times.length > this.#limit) throw this.#tooMany();
    for (let k = 0; k < times.length; k++) {
      if (this.#at === this.#last.times.length) this.#begin();
      this.#last.times[this.#at] = times[k]!;
      this.#last.neurons[this.#at++] = neurons[k]!;
      this.#recorded++;
    }
  }

  /** Those of all windows that have ended, copied. */
  finish(): Trains {
    const times = new Float64Array(this.#recorded);
    const neurons = new Uint32Array(this.#recorded);
    let at = 0;
    for (const block of this.#blocks) {
      const end = block === this.#last ? this.#at : block.times.length;
      times.set(block.times.subarray(0, end), at);
      neurons.set(block.neurons.subarray(0, end), at);
      at += end;
    }
    return { times, neurons };
  }

  #begin(): void {
    const size = Math.min(largestBlock, Math.max(leastBlock, this.#recorded));
    this.#last = { times: new Float64Array(size), neurons: new Uint32Array(size) };
    this.#blocks.push(this.#last);
    this.#at = 0;
  }

  #copy(times: Float64Array, neurons: Uint32Array): Trains {
    if (this.#unsorted.times.length < times.length)
      this.#unsorted = { times: new Float64Array(2 * times.length), neurons: new Uint32Array(2 * times.length) };
    this.#unsorted.times.set(times);
    this.#unsorted.neurons.set(neurons);
    return this.#unsorted;
  }

  #grow(): void {
    if (this.#recorded + this.#open >= this.#limit) throw this.#tooMany();
    const times = new Float64Array(2 * this.#times.length);
    times.set(this.#times);
    const neurons = new Uint32Array(2 * this.#times.length);
    neurons.set(this.#neurons);
    this.#times = times;
    this.#neurons = neurons;
  }

  #tooMany(): SimulationError {
    return new SimulationError(
      `more than ${this.#limit} spikes of one population do not fit in memory`,
      {},
      "shorten the run, or look why the network fires so much; or raise memoryLimit",
    );
  }
}

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
