import { deliveryModule, type EntryBytes } from "./delivery-module.ts";
import type { Machine } from "./target.ts";

/**
 * Part of a row of a sparse matrix in a machine's memory: what one neuron's spike adds to others. `targets` is the address of
 * the first entry, one for each synapse: from a base to the number that is increased, in bytes where an entry has 32 bits, in numbers
 * of 8 bytes where it has 16.
 */
export interface RowPart {
  readonly targets: number;
  readonly count: number;
  /** What is added: one number, or the address of one f64 for each synapse. */
  readonly amount: number;
  readonly weights: number;
  /** Address of a u16 for each synapse: steps to its arrival; 0 where all arrive together. */
  readonly delays: number;
}

/** Where what is delivered goes. */
export interface Destination {
  /** Address from which `targets` count. */
  readonly base: number;
  /** With delays of their own: rows of `rowBytes` bytes, `rows` of them, from the base on; the spike is in row `row`. */
  readonly row: number;
  readonly rows: number;
  readonly rowBytes: number;
}

/** Adds what spikes bring to numbers in a machine's memory. Both kinds add the same numbers in the same order. */
export interface Delivery {
  deliver(part: RowPart, to: Destination): void;
  /**
   * As `deliver` for the rows of all sources whose numbers are the words in memory from `sources` to `end`, where all synapses add the
   * one amount and none has a delay of its own: a target gets the same number several times, so that their order means nothing.
   */
  deliverAll(sources: number, end: number, rows: number, base: number, amount: number): void;
  /** As `deliver`, without delays, but not to a neuron whose number at `release` bytes from its target is greater than `step`. */
  deliverUnless(part: RowPart, base: number, release: number, step: number): void;
}

type Add = (targets: number, end: number, base: number, amount: number) => void;
type AddAll = (sources: number, end: number, rows: number, base: number, amount: number) => void;
type AddWeighted = (targets: number, end: number, base: number, weights: number) => void;
type AddDelayed = (
  targets: number,
  end: number,
  base: number,
  delays: number,
  row: number,
  rows: number,
  rowBytes: number,
  amount: number,
  weights: number,
) => void;
type AddUnless = (
  targets: number,
  end: number,
  base: number,
  release: number,
  step: number,
  amount: number,
  weights: number,
) => void;

interface Exports {
  readonly add: Add;
  readonly addAll: AddAll;
  readonly addWeighted: AddWeighted;
  readonly addDelayed: AddDelayed;
  readonly addUnless: AddUnless;
}

const compiled = new Map<EntryBytes, WebAssembly.Module>();

/** The delivery into a machine by entries of so many bytes: in WebAssembly where the machine has a module, else in JavaScript. */
export function deliveryFor(machine: Machine, entry: EntryBytes): Delivery {
  const memory = machine.wasmMemory();
  if (!memory) return new ScriptDelivery(machine, entry);
  const module = compiled.get(entry) ?? new WebAssembly.Module(deliveryModule(entry));
  compiled.set(entry, module);
  const { exports } = new WebAssembly.Instance(module, { rheobase: { memory } });
  return new WasmDelivery(exports as unknown as Exports, entry);
}

class WasmDelivery implements Delivery {
  readonly #exports: Exports;
  readonly #entry: EntryBytes;

  constructor(exports: Exports, entry: EntryBytes) {
    this.#exports = exports;
    this.#entry = entry;
  }

  deliver({ targets, count, amount, weights, delays }: RowPart, { base, row, rows, rowBytes }: Destination): void {
    const end = targets + this.#entry * count;
    if (delays !== 0) this.#exports.addDelayed(targets, end, base, delays, row, rows, rowBytes, amount, weights);
    else if (weights !== 0) this.#exports.addWeighted(targets, end, base, weights);
    else this.#exports.add(targets, end, base, amount);
  }

  deliverAll(sources: number, end: number, rows: number, base: number, amount: number): void {
    this.#exports.addAll(sources, end, rows, base, amount);
  }

  deliverUnless({ targets, count, amount, weights }: RowPart, base: number, release: number, step: number): void {
    this.#exports.addUnless(targets, targets + this.#entry * count, base, release, step, amount, weights);
  }
}

class ScriptDelivery implements Delivery {
  readonly #machine: Machine;
  readonly #entry: EntryBytes;

  constructor(machine: Machine, entry: EntryBytes) {
    this.#machine = machine;
    this.#entry = entry;
  }

  /** By address of an entry: bytes from a base. */
  #offsets(): (address: number) => number {
    const memory = this.#machine.memory();
    const [words, shorts] = [new Uint32Array(memory), new Uint16Array(memory)];
    return this.#entry === 4 ? (address) => words[address / 4]! : (address) => 8 * shorts[address / 2]!;
  }

  deliver({ targets, count, amount, weights, delays }: RowPart, { base, row, rows, rowBytes }: Destination): void {
    const memory = this.#machine.memory();
    const [shorts, numbers] = [new Uint16Array(memory), new Float64Array(memory)];
    const offsetAt = this.#offsets();
    for (let k = 0; k < count; k++) {
      const wanted = row + (delays === 0 ? 0 : shorts[delays / 2 + k]!);
      const at =
        (base +
          (wanted >= rows ? wanted - rows : wanted) * (delays === 0 ? 0 : rowBytes) +
          offsetAt(targets + this.#entry * k)) /
        8;
      numbers[at] = numbers[at]! + (weights === 0 ? amount : numbers[weights / 8 + k]!);
    }
  }

  deliverAll(sources: number, end: number, rows: number, base: number, amount: number): void {
    const words = this.#machine.words();
    for (let at = sources / 4; at < end / 4; at++) {
      const row = rows / 4 + words[at]!;
      const [targets, endOfRow] = [words[row]! >>> 0, words[row + 1]! >>> 0];
      const part = { targets, count: (endOfRow - targets) / this.#entry, amount, weights: 0, delays: 0 };
      this.deliver(part, { base, row: 0, rows: 1, rowBytes: 0 });
    }
  }

  deliverUnless({ targets, count, amount, weights }: RowPart, base: number, release: number, step: number): void {
    const memory = this.#machine.memory();
    const numbers = new Float64Array(memory);
    const offsetAt = this.#offsets();
    for (let k = 0; k < count; k++) {
      const at = (base + offsetAt(targets + this.#entry * k)) / 8;
      if (numbers[at + release / 8]! > step) continue;
      numbers[at] = numbers[at]! + (weights === 0 ? amount : numbers[weights / 8 + k]!);
    }
  }
}
