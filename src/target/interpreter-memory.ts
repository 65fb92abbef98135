import { failures } from "../kernel/ir.ts";
import { header, pageBytes } from "./layout.ts";

/** The memory of an interpreted kernel: as a module's, with the same words at its head. */
export class InterpreterMemory {
  numbers: Float64Array<ArrayBuffer>;
  words: Uint32Array<ArrayBuffer>;
  signedWords: Int32Array<ArrayBuffer>;

  constructor(bytes: number) {
    this.numbers = new Float64Array(bytes / 8);
    this.words = new Uint32Array(this.numbers.buffer);
    this.signedWords = new Int32Array(this.numbers.buffer);
  }

  /** Notes a failure unless an earlier one, or one of a lower neuron at the same time, is known. */
  fail(code: number, time: number, neuron: number): void {
    this.words[header.failing / 4] = 1;
    const failedTime = this.numbers[header.failedTime / 8]!;
    const known = this.words[header.failureCode / 4]! !== 0;
    const before = time < failedTime || (time === failedTime && neuron < this.numbers[header.failedNeuron / 8]!);
    if (this.#isCopy(neuron) || (known && !before)) return;
    this.words[header.failureCode / 4] = code;
    this.numbers[header.failedTime / 8] = time;
    this.numbers[header.failedNeuron / 8] = neuron;
  }

  /** Appends a spike, growing the memory where it is full. */
  spike(time: number, neuron: number): void {
    if (this.#isCopy(neuron)) return;
    const pointer = this.words[header.spikePointer / 4]!;
    if (pointer >= this.words[header.spikeLimit / 4]! && !this.#grow()) {
      this.fail(failures.memory, time, neuron);
      return;
    }
    this.numbers[pointer / 8] = time;
    this.numbers[pointer / 8 + 1] = neuron;
    this.words[header.spikePointer / 4] = pointer + 16;
  }

  /** Makes the memory at least so many bytes long. */
  extend(bytes: number): void {
    if (bytes <= this.numbers.byteLength) return;
    const larger = new Float64Array(bytes / 8);
    larger.set(this.numbers);
    this.numbers = larger;
    this.words = new Uint32Array(this.numbers.buffer);
    this.signedWords = new Int32Array(this.numbers.buffer);
  }

  #isCopy(neuron: number): boolean {
    return !(neuron < this.numbers[header.endNeuron / 8]!);
  }

  /** Makes the memory an eighth larger; false if the platform refuses. */
  #grow(): boolean {
    const pages = this.numbers.byteLength / pageBytes;
    try {
      this.extend((pages + Math.floor(pages / 8) + 16) * pageBytes);
    } catch {
      return false;
    }
    this.words[header.spikeLimit / 4] = this.numbers.byteLength;
    return true;
  }
}
