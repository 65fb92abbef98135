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
    if (this.#dt !== undefined && !inOrder(times, neurons)) arrange(times, neurons, orderOfSteps(times, this.#dt));
    if (!inOrder(times, neurons)) {
      const order = Uint32Array.from(times.keys());
      arrange(
        times,
        neurons,
        order.sort((a, b) => times[a]! - times[b]! || neurons[a]! - neurons[b]!),
      );
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

/** The spikes step by step, those of a step as they come: on the grid, and of neurons that come in order, that is their order. */
function orderOfSteps(times: Float64Array, dt: number): Uint32Array {
  const steps = times.map((time) => Math.round(time / dt));
  const [first, last] = [steps.reduce((a, b) => Math.min(a, b)), steps.reduce((a, b) => Math.max(a, b))];
  const next = new Uint32Array(last - first + 2);
  for (const step of steps) next[step - first + 1]!++;
  for (let k = 1; k < next.length; k++) next[k]! += next[k - 1]!;
  const order = new Uint32Array(times.length);
  for (let k = 0; k < steps.length; k++) order[next[steps[k]! - first]!++] = k;
  return order;
}

function arrange(times: Float64Array, neurons: Uint32Array, order: Uint32Array): void {
  const [oldTimes, oldNeurons] = [times.slice(), neurons.slice()];
  for (let k = 0; k < order.length; k++) {
    times[k] = oldTimes[order[k]!]!;
    neurons[k] = oldNeurons[order[k]!]!;
  }
}

function inOrder(times: Float64Array, neurons: Uint32Array): boolean {
  for (let k = 1; k < times.length; k++) {
    if (times[k]! < times[k - 1]! || (times[k] === times[k - 1] && neurons[k]! < neurons[k - 1]!)) return false;
  }
  return true;
}
