import type { Recording } from "./recording.ts";

/**
 * 128 bits of the spikes and traces, as 32 hexadecimal digits: equal for equal bits, on every machine. MurmurHash3 x86 128
 * (Austin Appleby, public domain) over the 32-bit words of the arrays in turn.
 */
export function fingerprint(recording: Recording): string {
  const hash = new Fingerprint();
  hash.add(recording.spikes.first);
  hash.add(recording.spikes.times);
  for (const trace of recording.traces.variables) {
    hash.addText(trace.name);
    hash.add(trace.values);
  }
  return hash.digest();
}

const c1 = 0x239b961b;
const c2 = 0xab0e9789;
const c3 = 0x38b34ae5;
const c4 = 0xa1e38b93;

/** A fingerprint in the making: four words, and the words that wait for a full block. */
export class Fingerprint {
  #a = 0;
  #b = 0;
  #c = 0;
  #d = 0;
  #length = 0;
  readonly #waiting: number[] = [];

  /** Takes the bytes of an array, in whole words. */
  add(array: Float64Array | Uint32Array | Uint8Array): void {
    const bytes = array.byteLength - (array.byteLength % 4);
    const aligned = array.byteOffset % 4 === 0 ? array : new Uint8Array(array.slice().buffer);
    const words = new Uint32Array(aligned.buffer, aligned.byteOffset, bytes / 4);
    this.#length += bytes;
    let i = 0;
    while (this.#waiting.length > 0 && i < words.length) this.#wait(words[i++]!);
    i = this.#blocks(words, i);
    while (i < words.length) this.#wait(words[i++]!);
  }

  addText(text: string): void {
    this.add(new TextEncoder().encode(text.padEnd(4 * Math.ceil(text.length / 4))));
  }

  /** 32 hexadecimal digits. Nothing may be added after. */
  digest(): string {
    while (this.#waiting.length > 0) this.#wait(0);
    let [a, b, c, d] = [this.#a, this.#b, this.#c, this.#d].map((word) => word ^ this.#length) as [
      number,
      number,
      number,
      number,
    ];
    const mix = (): void => {
      a = (a + b + c + d) | 0;
      [b, c, d] = [(b + a) | 0, (c + a) | 0, (d + a) | 0];
    };
    mix();
    [a, b, c, d] = [avalanche(a), avalanche(b), avalanche(c), avalanche(d)];
    mix();
    return [a, b, c, d].map((word) => (word >>> 0).toString(16).padStart(8, "0")).join("");
  }

  #wait(word: number): void {
    const waiting = this.#waiting;
    if (waiting.push(word) < 4) return;
    this.#blocks(Uint32Array.from(waiting), 0);
    waiting.length = 0;
  }

  /** Takes blocks of four words from a place on, as many as there are whole; returns where they end. */
  #blocks(words: Uint32Array, from: number): number {
    let [a, b, c, d] = [this.#a, this.#b, this.#c, this.#d];
    let i = from;
    for (; i + 4 <= words.length; i += 4) {
      a = stir(a ^ scramble(words[i]!, c1, 15, c2), 19, b, 0x561ccd1b);
      b = stir(b ^ scramble(words[i + 1]!, c2, 16, c3), 17, c, 0x0bcaa747);
      c = stir(c ^ scramble(words[i + 2]!, c3, 17, c4), 15, d, 0x96cd1c35);
      d = stir(d ^ scramble(words[i + 3]!, c4, 18, c1), 13, a, 0x32ac3b17);
    }
    [this.#a, this.#b, this.#c, this.#d] = [a, b, c, d];
    return i;
  }
}

function scramble(word: number, before: number, bits: number, after: number): number {
  return Math.imul(rotate(Math.imul(word, before), bits), after);
}

function stir(word: number, bits: number, neighbour: number, constant: number): number {
  return (Math.imul((rotate(word, bits) + neighbour) | 0, 5) + constant) | 0;
}

function rotate(word: number, bits: number): number {
  return (word << bits) | (word >>> (32 - bits));
}

function avalanche(word: number): number {
  let h = Math.imul(word ^ (word >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}
