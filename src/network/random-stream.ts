import { keyIncrements, multipliers, rounds } from "../kernel/philox.ts";
import { keyOf } from "../kernel/random.ts";

/** What random numbers are drawn for: the lowest byte of a word of their counter, which in a kernel is 0x43300000 or more. */
const purposes = {
  connections: 0,
  positions: 1,
  "values of neurons": 2,
  "values of synapses": 3,
  poisson: 4,
  spikes: 5,
} as const;
/** The word of a counter that says what is drawn. */
export function purposeWord(purpose: keyof typeof purposes, draw = 0): number {
  return purposes[purpose] + draw * 256;
}

/** Above it is which of several draws it is. */
const mostDraws = 65536;

const [firstMultiplier, secondMultiplier] = multipliers;
const [firstIncrement, secondIncrement] = keyIncrements;
const [firstLow, firstHigh] = [firstMultiplier & 0xffff, firstMultiplier >>> 16];
const [secondLow, secondHigh] = [secondMultiplier & 0xffff, secondMultiplier >>> 16];

/**
 * Random numbers of one object of a network, as many independent streams as there are pairs (row, part): Philox4x32-10 with the
 * key of seed and object and the counter (block of words, part, row, purpose). So a row is the same whichever rows are drawn
 * before it, and on whichever thread.
 */
export class RandomStream {
  readonly #words = new Int32Array(4);
  readonly #firstKey: number;
  readonly #secondKey: number;
  readonly #purpose: number;
  #row = 0;
  #part = 0;
  /** The block that is made next: the one in hand, if there is one, is that before it. */
  #block = 0;
  /** The word that is given out next; 4 where the block is used up. */
  #next = 4;

  /**
   * @param draw below 65536: what is drawn for one purpose and should not be alike has different ones
   * @throws RangeError for a seed or object that is none, as `keyOf`
   */
  constructor(seed: number, object: number, purpose: keyof typeof purposes, draw = 0) {
    if (!(draw >= 0 && draw < mostDraws)) throw new RangeError(`a draw has a number from 0 to 65535, not ${draw}`);
    const key = new Int32Array(Float64Array.of(keyOf(seed, object)).buffer);
    this.#firstKey = key[0]!;
    this.#secondKey = key[1]!;
    this.#purpose = purposeWord(purpose, draw);
  }

  /** Goes to the beginning of a stream; row and part are whole numbers below 2^32. */
  open(row: number, part = 0): void {
    this.#row = row;
    this.#part = part;
    this.#block = 0;
    this.#next = 4;
  }

  /** Goes to a word of the stream, counted from 0, below 2^34. */
  seek(word: number): void {
    const block = Math.floor(word / 4);
    if (this.#block !== block + 1) {
      this.#block = block;
      this.#fill();
    }
    this.#next = word % 4;
  }

  /** 32 random bits, as a signed number. */
  bits(): number {
    if (this.#next === 4) this.#fill();
    return this.#words[this.#next++]!;
  }

  /** A uniform number in (0, 1), an odd multiple of 2^-53. */
  uniform(): number {
    const low = this.bits() >>> 12;
    return ((this.bits() >>> 0) * 2 ** 20 + low + 0.5) / 2 ** 52;
  }

  /**
   * A uniform whole number from 0 to n - 1, for n from 1 to 2^32 - 1: the upper word of a product, words that would favour some
   * results being drawn again. Lemire (2019), ACM Trans Model Comput Simul 29:3, doi:10.1145/3230636.
   */
  below(n: number): number {
    let word = this.bits();
    let low = Math.imul(word, n) >>> 0;
    if (low < n) {
      const unfair = (2 ** 32 - n) % n;
      while (low < unfair) {
        word = this.bits();
        low = Math.imul(word, n) >>> 0;
      }
    }
    return highProduct(word, n & 0xffff, n >>> 16) >>> 0;
  }

  #fill(): void {
    let [a, b, c, d] = [this.#block++, this.#part, this.#row, this.#purpose];
    let [firstKey, secondKey] = [this.#firstKey, this.#secondKey];
    for (let round = 0; round < rounds; round++) {
      const high = highProduct(a, firstLow, firstHigh);
      const low = Math.imul(a, firstMultiplier);
      a = highProduct(c, secondLow, secondHigh) ^ b ^ firstKey;
      b = Math.imul(c, secondMultiplier);
      c = high ^ d ^ secondKey;
      d = low;
      firstKey = (firstKey + firstIncrement) | 0;
      secondKey = (secondKey + secondIncrement) | 0;
    }
    const words = this.#words;
    words[0] = a;
    words[1] = b;
    words[2] = c;
    words[3] = d;
    this.#next = 0;
  }
}

/**
 * The upper 32 bits of the product of the 32-bit numbers `a` and high 2^16 + low, through halves: no sum passes 2^32, and so
 * all are sums of machine words.
 */
function highProduct(a: number, low: number, high: number): number {
  const aLow = a & 0xffff;
  const aHigh = a >>> 16;
  const middle = (Math.imul(aHigh, low) + (Math.imul(aLow, low) >>> 16)) | 0;
  const other = (Math.imul(aLow, high) + (middle & 0xffff)) | 0;
  return (Math.imul(aHigh, high) + (middle >>> 16) + (other >>> 16)) | 0;
}
