import { mergeTrains } from "./merge-trains.ts";
import type { DelaySpan } from "./rhythm.ts";
import type { Share } from "./share.ts";
import { noTrains, type Trains } from "./train-store.ts";

/** What the threads of a run share: plain buffers, to be sent to each of them. */
export interface SharedBuffers {
  readonly control: SharedArrayBuffer;
  /** Shortest and longest delay of each projection, as each share finds them. */
  readonly delays: SharedArrayBuffer;
  /** How many spikes each share still has to give of each population, in two halves. */
  readonly counts: SharedArrayBuffer;
  /** Spikes: times, then neurons, in two halves. */
  readonly times: SharedArrayBuffer;
  readonly neurons: SharedArrayBuffer;
}

/** Words of `control`. */
const words = { arrived: 0, generation: 1, aborted: 2, done: 3 } as const;
const controlWords = 4;

/** Looks at a barrier before a thread goes to sleep: about as long as others need to come when all have the same to do. */
const spins = 4000;
/** Milliseconds of sleep between two looks whether the run was aborted. */
const nap = 100;

/** Spikes of a share and population that fit at once; more take another round. */
function roomFor(size: number, of: number): number {
  return Math.max(256, Math.ceil(size / of) + 16);
}

/** The buffers of a run on `of` threads. */
export function makeBuffers(sizes: readonly number[], projections: number, of: number): SharedBuffers {
  const entries = sizes.reduce((sum, size) => sum + roomFor(size, of), 0) * of * 2;
  return {
    control: new SharedArrayBuffer(4 * controlWords),
    delays: new SharedArrayBuffer(8 * 2 * Math.max(1, projections) * of),
    counts: new SharedArrayBuffer(4 * 2 * of * Math.max(1, sizes.length)),
    times: new SharedArrayBuffer(8 * entries),
    neurons: new SharedArrayBuffer(4 * entries),
  };
}

/** Stops all threads of a run at their next barrier. */
export function abortShares({ control }: SharedBuffers): void {
  const flags = new Int32Array(control);
  Atomics.store(flags, words.aborted, 1);
  Atomics.notify(flags, words.generation);
}

/** The part done, from 0 to 1. */
export function partDone({ control }: SharedBuffers): number {
  return Atomics.load(new Int32Array(control), words.done) / 1e9;
}

/** The run was aborted while this thread waited for others. */
export class Stopped extends Error {
  override readonly name = "Stopped";
}

/** One thread's end of what the threads of a run tell each other. All of them call the same methods in the same order. */
export class SharedExchange {
  readonly #share: Share;
  readonly #sizes: readonly number[];
  readonly #flags: Int32Array;
  readonly #delays: Float64Array;
  readonly #counts: Int32Array;
  readonly #times: Float64Array;
  readonly #neurons: Uint32Array;
  #half = 0;
  /** By population: how many spikes of an exchange have been shown. */
  readonly #sent: number[];
  /** By population: what each share shows in a round. */
  readonly #heardNow: Trains[][];
  /** By population: room for what all have shown. */
  readonly #heard: Trains[];

  /** @param sizes of the populations, in the document's order */
  constructor(buffers: SharedBuffers, sizes: readonly number[], share: Share) {
    this.#share = share;
    this.#sizes = sizes;
    this.#sent = sizes.map(() => 0);
    this.#heardNow = sizes.map(() => []);
    this.#heard = sizes.map(() => noTrains);
    this.#flags = new Int32Array(buffers.control);
    this.#delays = new Float64Array(buffers.delays);
    this.#counts = new Int32Array(buffers.counts);
    this.#times = new Float64Array(buffers.times);
    this.#neurons = new Uint32Array(buffers.neurons);
  }

  /** The delays of all shares together. */
  agree(own: readonly (DelaySpan | undefined)[], paths: readonly string[]): (DelaySpan | undefined)[] {
    const { index, of } = this.#share;
    own.forEach((span, k) => {
      this.#delays.set([span?.shortest ?? Infinity, span?.longest ?? -Infinity], 2 * (index * own.length + k));
    });
    this.barrier();
    return own.map((_, k) => {
      const at = (share: number): number => 2 * (share * own.length + k);
      const shares = Array.from({ length: of }, (_, share) => share);
      const shortest = Math.min(...shares.map((share) => this.#delays[at(share)]!));
      const longest = Math.max(...shares.map((share) => this.#delays[at(share) + 1]!));
      return shortest <= longest ? { path: paths[k]!, shortest, longest } : undefined;
    });
  }

  /** Of each population the spikes of all shares, in order of time and neuron: valid until the next exchange. */
  exchange(own: readonly Trains[]): Trains[] {
    this.#sent.fill(0);
    let isMore = this.#round(own);
    if (!isMore) return this.#heardNow.map((parts, k) => this.#merged(parts, k));
    // others write into this half after the next round
    const gathered = this.#heardNow.map((parts) => parts.map(copyOf));
    while (isMore) {
      isMore = this.#round(own);
      for (const [k, parts] of this.#heardNow.entries()) gathered[k]!.push(...parts.map(copyOf));
    }
    return gathered.map((parts, k) => this.#merged(parts, k));
  }

  /** Shows the others what fits of the spikes that are left, and looks at theirs. Returns whether some have more. */
  #round(own: readonly Trains[]): boolean {
    for (let k = 0; k < own.length; k++) this.#show(own[k]!, k);
    this.barrier();
    let isMore = false;
    for (let k = 0; k < own.length; k++) {
      const parts = this.#heardNow[k]!;
      const room = this.#room(k);
      parts.length = 0;
      for (let share = 0; share < this.#share.of; share++) {
        const left = this.#counts[this.#countPlace(share, k)]!;
        if (left === 0) continue;
        const at = this.#place(share, k);
        const end = at + Math.min(left, room);
        parts.push({ times: this.#times.subarray(at, end), neurons: this.#neurons.subarray(at, end) });
        if (left > room) isMore = true;
      }
    }
    // the other half: nobody writes into it before all have read this one
    this.#half = 1 - this.#half;
    return isMore;
  }

  #show({ times, neurons }: Trains, k: number): void {
    const { index } = this.#share;
    const from = this.#sent[k]!;
    const left = times.length - from;
    this.#counts[this.#countPlace(index, k)] = left;
    if (left === 0) return;
    const end = from + Math.min(this.#room(k), left);
    const at = this.#place(index, k);
    this.#times.set(times.subarray(from, end), at);
    this.#neurons.set(neurons.subarray(from, end), at);
    this.#sent[k] = end;
  }

  #merged(parts: readonly Trains[], population: number): Trains {
    if (parts.length === 0) return noTrains;
    if (parts.length === 1) return parts[0]!;
    let count = 0;
    for (const { times } of parts) count += times.length;
    if (this.#heard[population]!.times.length < count)
      this.#heard[population] = { times: new Float64Array(2 * count), neurons: new Uint32Array(2 * count) };
    return mergeTrains(parts, this.#heard[population]!);
  }

  /** Notes the part done, from 0 to 1. */
  note(done: number): void {
    if (this.#share.index === 0) Atomics.store(this.#flags, words.done, Math.round(done * 1e9));
  }

  /** Waits for all. @throws Stopped where the run was aborted */
  barrier(): void {
    const flags = this.#flags;
    const generation = Atomics.load(flags, words.generation);
    if (Atomics.add(flags, words.arrived, 1) + 1 === this.#share.of) {
      Atomics.store(flags, words.arrived, 0);
      Atomics.add(flags, words.generation, 1);
      Atomics.notify(flags, words.generation);
    } else {
      for (let k = 0; k < spins && Atomics.load(flags, words.generation) === generation; k++);
      while (Atomics.load(flags, words.generation) === generation) {
        if (Atomics.load(flags, words.aborted) === 1) break;
        Atomics.wait(flags, words.generation, generation, nap);
      }
    }
    if (Atomics.load(flags, words.aborted) === 1) throw new Stopped();
  }

  #room(population: number): number {
    return roomFor(this.#sizes[population]!, this.#share.of);
  }

  #countPlace(share: number, population: number): number {
    return (this.#half * this.#share.of + share) * this.#sizes.length + population;
  }

  #place(share: number, population: number): number {
    let place = 0;
    for (let k = 0; k < population; k++) place += this.#room(k) * this.#share.of * 2;
    return place + (this.#half * this.#share.of + share) * this.#room(population);
  }
}

function copyOf({ times, neurons }: Trains): Trains {
  return { times: times.slice(), neurons: neurons.slice() };
}
