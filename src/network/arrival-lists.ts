import { entryNumbers } from "../kernel/arrivals.ts";
import { header } from "../target/layout.ts";
import { arrivalRow } from "../target/memory.ts";
import type { Machine } from "../target/target.ts";

/** Who sent what arrives; arrivals of one moment are in this order. */
export interface Sender {
  readonly projection: number;
  readonly source: number;
}

/** What is on its way to a neuron. */
export interface Underway extends Sender {
  /** Counted from the machine's first. */
  readonly neuron: number;
  readonly step: number;
  /** Seconds from the start of the step. */
  readonly offset: number;
  readonly port: number;
  readonly weight: number;
}

/**
 * What arrives at the neurons of a machine at exact times: a list for each neuron and step, ascending in time (kernel/arrivals.ts).
 * Arrivals of one moment are in the order of projections, sources and ports, whenever they were sent.
 */
export class ArrivalLists {
  readonly #machine: Machine;
  readonly #table: number;
  readonly #dt: number;
  /** Address of the entries. */
  #address: number;
  #capacity: number;
  /** By entry: who sent it. */
  #projections: Uint32Array<ArrayBufferLike>;
  #sources: Uint32Array<ArrayBufferLike>;
  /** By entry: the next one that is free, or that arrives in the same step; 0 for none. */
  #following: Uint32Array<ArrayBufferLike>;
  #free = 0;
  /** Entries that were never given out begin here. */
  #fresh = 1;
  /** By row of arrivals: the first entry of that step. */
  readonly #ofRow: Uint32Array;

  /** @param table the kernel's table that holds the entries */
  constructor(machine: Machine, table: number, dt: number) {
    const { address, values } = machine.plan.tables[table]!;
    this.#machine = machine;
    this.#table = table;
    this.#dt = dt;
    this.#address = address;
    this.#capacity = values.length / entryNumbers;
    this.#projections = new Uint32Array(this.#capacity);
    this.#sources = new Uint32Array(this.#capacity);
    this.#following = new Uint32Array(this.#capacity);
    this.#ofRow = new Uint32Array(machine.plan.arrivalSteps);
  }

  /**
   * @param neuron counted from the machine's first
   * @param time of the arrival, seconds
   * @returns the entry's number, until its step is released
   */
  add(neuron: number, time: number, port: number, weight: number, sender: Sender): number {
    const step = stepAt(time, this.#dt);
    return this.#insert(neuron, step, Math.max(0, time - step * this.#dt), port, weight, sender);
  }

  /** Adds what was on its way when another run was left: of one moment, sender and port in the order of the calls. */
  put(one: Underway): void {
    this.#insert(one.neuron, one.step, one.offset, one.port, one.weight, one);
  }

  #insert(neuron: number, step: number, offset: number, port: number, weight: number, sender: Sender): number {
    const { layout, plan } = this.#machine;
    const entry = this.#take();
    const numbers = this.#machine.numbers();
    const row = arrivalRow(this.#machine, step) + Math.floor(neuron / layout.lanes) * layout.arrivalBytes;
    const base = this.#address / 8;
    let at = row / 8 + (neuron % layout.lanes);
    for (let other = numbers[at]!; other !== 0; other = numbers[at]!) {
      const place = base + entryNumbers * other;
      const later =
        numbers[place]! - offset ||
        this.#projections[other]! - sender.projection ||
        this.#sources[other]! - sender.source ||
        numbers[place + 1]! - port;
      if (later > 0) break;
      at = place + 3;
    }
    const place = base + entryNumbers * entry;
    numbers[place] = offset;
    numbers[place + 1] = port;
    numbers[place + 2] = weight;
    numbers[place + 3] = numbers[at]!;
    numbers[at] = entry;
    this.#projections[entry] = sender.projection;
    this.#sources[entry] = sender.source;
    const place0 = step % plan.arrivalSteps;
    this.#following[entry] = this.#ofRow[place0]!;
    this.#ofRow[place0] = entry;
    return entry;
  }

  /** All that arrives from a step on, in the order of neurons and of what each of them gets. */
  underway(from: number): Underway[] {
    const { layout, plan } = this.#machine;
    const numbers = this.#machine.numbers();
    const found: Underway[] = [];
    for (let neuron = 0; neuron < plan.neurons; neuron++)
      for (let step = from; step < from + plan.arrivalSteps; step++) {
        const row = arrivalRow(this.#machine, step) + Math.floor(neuron / layout.lanes) * layout.arrivalBytes;
        for (let entry = numbers[row / 8 + (neuron % layout.lanes)]!; entry !== 0; ) {
          const at = this.#address / 8 + entryNumbers * entry;
          const [offset, port, weight, following] = numbers.subarray(at, at + entryNumbers) as unknown as number[];
          const [projection, source] = [this.#projections[entry]!, this.#sources[entry]!];
          found.push({ neuron, step, offset: offset!, port: port!, weight: weight!, projection, source });
          entry = following!;
        }
      }
    return found;
  }

  /** Lets an entry add something else. */
  change(entry: number, weight: number): void {
    new Float64Array(this.#machine.memory())[this.#address / 8 + entryNumbers * entry + 2] = weight;
  }

  /** The entries of a step that is over are free again. */
  release(step: number): void {
    const row = step % this.#machine.plan.arrivalSteps;
    let entry = this.#ofRow[row]!;
    this.#ofRow[row] = 0;
    while (entry !== 0) {
      const next = this.#following[entry]!;
      this.#following[entry] = this.#free;
      this.#free = entry;
      entry = next;
    }
  }

  #take(): number {
    if (this.#free !== 0) {
      const entry = this.#free;
      this.#free = this.#following[entry]!;
      return entry;
    }
    if (this.#fresh === this.#capacity) this.#grow();
    return this.#fresh++;
  }

  #grow(): void {
    const machine = this.#machine;
    const capacity = 2 * this.#capacity;
    const entryBytes = entryNumbers * 8;
    const address = machine.reserve(capacity * entryBytes);
    const memory = machine.memory();
    new Uint8Array(memory).copyWithin(address, this.#address, this.#address + this.#capacity * entryBytes);
    const words = new Int32Array(memory);
    words[header.tables / 4 + 2 * this.#table] = address;
    words[header.tables / 4 + 2 * this.#table + 1] = capacity * entryNumbers - 1;
    this.#address = address;
    this.#capacity = capacity;
    this.#projections = enlarged(this.#projections, capacity);
    this.#sources = enlarged(this.#sources, capacity);
    this.#following = enlarged(this.#following, capacity);
  }
}

/** The step that holds a time: step dt <= time < (step + 1) dt, as these are rounded. */
export function stepAt(time: number, dt: number): number {
  const step = Math.floor(time / dt);
  if ((step + 1) * dt <= time) return step + 1;
  return step * dt > time ? step - 1 : step;
}

function enlarged(array: Uint32Array<ArrayBufferLike>, length: number): Uint32Array<ArrayBufferLike> {
  const larger = new Uint32Array(length);
  larger.set(array);
  return larger;
}
