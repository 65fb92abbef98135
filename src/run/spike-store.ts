import { SimulationError } from "../errors.ts";
import type { Spikes } from "./recording.ts";

/** Collects spikes as they come: in order of time within a neuron, in any order between neurons. */
export class SpikeStore {
  readonly #members: number;
  readonly #limit: number;
  /** Of each spike its time, in seconds, and its neuron. */
  readonly #records: Float64Array[] = [];
  #count = 0;

  constructor(members: number, limit: number) {
    this.#members = members;
    this.#limit = limit;
  }

  /**
   * @param records of each spike its time, in seconds, and its neuron: kept, not copied
   *
   * @throws SimulationError where all spikes are more than fit
   */
  append(records: Float64Array): void {
    this.#count += records.length / 2;
    if (this.#count > this.#limit) throw this.tooMany();
    this.#records.push(records);
  }

  /** Sorts by neuron (by counting), keeping the order of time. */
  finish(): Spikes {
    const first = new Uint32Array(this.#members + 1);
    for (const records of this.#records) for (let k = 1; k < records.length; k += 2) first[records[k]! + 1]!++;
    for (let m = 0; m < this.#members; m++) first[m + 1]! += first[m]!;
    const free = first.slice();
    const times = new Float64Array(this.#count);
    for (const records of this.#records) {
      for (let k = 0; k < records.length; k += 2) {
        const neuron = records[k + 1]!;
        const place = free[neuron]!;
        free[neuron] = place + 1;
        times[place] = records[k]!;
      }
    }
    return { times, first };
  }

  tooMany(): SimulationError {
    return new SimulationError(
      `more than ${Math.min(this.#limit, Math.max(this.#count, 1))} spikes do not fit in memory`,
      {},
      "shorten the run, run fewer members at a time, or raise memoryLimit",
    );
  }
}
