import { deliveryModule } from "./delivery-module.ts";
import type { Machine } from "./target.ts";

/**
 * Part of a row of a sparse matrix in a machine's memory: what one neuron's spike adds to others. `targets` is the address of
 * the first entry, an i32 for each synapse: bytes from a base to the number that is increased.
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

let compiled: WebAssembly.Module | undefined;

/** The delivery into a machine: in WebAssembly where the machine has a module, else in JavaScript. */
export function deliveryFor(machine: Machine): Delivery {
  const memory = machine.wasmMemory();
  if (!memory) return new ScriptDelivery(machine);
  compiled ??= new WebAssembly.Module(deliveryModule());
  return new WasmDelivery(new WebAssembly.Instance(compiled, { rheobase: { memory } }).exports as unknown as Exports);
}

class WasmDelivery implements Delivery {
  readonly #exports: Exports;

  constructor(exports: Exports) {
    this.#exports = exports;
  }

  deliver({ targets, count, amount, weights, delays }: RowPart, { base, row, rows, rowBytes }: Destination): void {
    const end = targets + 4 * count;
    if (delays !== 0) this.#exports.addDelayed(targets, end, base, delays, row, rows, rowBytes, amount, weights);
    else if (weights !== 0) this.#exports.addWeighted(targets, end, base, weights);
    else this.#exports.add(targets, end, base, amount);
  }

  deliverAll(sources: number, end: number, rows: number, base: number, amount: number): void {
    this.#exports.addAll(sources, end, rows, base, amount);
  }

  deliverUnless({ targets, count, amount, weights }: RowPart, base: number, release: number, step: number): void {
    this.#exports.addUnless(targets, targets + 4 * count, base, release, step, amount, weights);
  }
}

class ScriptDelivery implements Delivery {
  readonly #machine: Machine;

  constructor(machine: Machine) {
    this.#machine = machine;
  }

  deliver({ targets, count, amount, weights, delays }: RowPart, { base, row, rows, rowBytes }: Destination): void {
    const memory = this.#machine.memory();
    const [words, shorts, numbers] = [new Uint32Array(memory), new Uint16Array(memory), new Float64Array(memory)];
    for (let k = 0; k < count; k++) {
      const wanted = row + (delays === 0 ? 0 : shorts[delays / 2 + k]!);
      const at =
        (base + (wanted >= rows ? wanted - rows : wanted) * (delays === 0 ? 0 : rowBytes) + words[targets / 4 + k]!) /
        8;
      numbers[at] = numbers[at]! + (weights === 0 ? amount : numbers[weights / 8 + k]!);
    }
  }

  deliverAll(sources: number, end: number, rows: number, base: number, amount: number): void {
    const words = this.#machine.words();
    for (let at = sources / 4; at < end / 4; at++) {
      const row = rows / 4 + words[at]!;
      const [targets, endOfRow] = [words[row]! >>> 0, words[row + 1]! >>> 0];
      const part = { targets, count: (endOfRow - targets) / 4, amount, weights: 0, delays: 0 };
      this.deliver(part, { base, row: 0, rows: 1, rowBytes: 0 });
    }
  }

  deliverUnless({ targets, count, amount, weights }: RowPart, base: number, release: number, step: number): void {
    const memory = this.#machine.memory();
    const [words, numbers] = [new Uint32Array(memory), new Float64Array(memory)];
    for (let k = 0; k < count; k++) {
      const at = (base + words[targets / 4 + k]!) / 8;
      if (numbers[at + release / 8]! > step) continue;
      numbers[at] = numbers[at]! + (weights === 0 ? amount : numbers[weights / 8 + k]!);
    }
  }
}
