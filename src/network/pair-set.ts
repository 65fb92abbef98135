/** A set of pairs of whole numbers: one bit for each possible pair where that is little, a table of those that are there else. */
export interface PairSet {
  /** Whether the pair was not there before; it is now. */
  add(source: number, target: number): boolean;
  has(source: number, target: number): boolean;
}

/** Bits are taken where they need no more memory than a table: 16 bytes a pair. */
const bitsPerPair = 128;

/** @param most how many pairs there will be at most */
export function pairSet(sources: number, targets: number, most: number): PairSet {
  return sources * targets <= Math.max(4096, most * bitsPerPair)
    ? new PairBits(sources, targets)
    : new PairTable(targets, most);
}

class PairBits implements PairSet {
  /** Words of a row. */
  readonly #stride: number;
  readonly #words: Uint32Array;

  constructor(sources: number, targets: number) {
    this.#stride = Math.ceil(targets / 32);
    this.#words = new Uint32Array(sources * this.#stride);
  }

  add(source: number, target: number): boolean {
    const at = source * this.#stride + (target >>> 5);
    const before = this.#words[at]!;
    const after = before | (1 << (target & 31));
    this.#words[at] = after;
    return after >>> 0 !== before;
  }

  has(source: number, target: number): boolean {
    return ((this.#words[source * this.#stride + (target >>> 5)]! >>> (target & 31)) & 1) === 1;
  }
}

/** Open addressing, at most half full. */
class PairTable implements PairSet {
  readonly #targets: number;
  /** A pair as source * targets + target + 1; 0 where none is. */
  readonly #keys: Float64Array;

  constructor(targets: number, most: number) {
    this.#targets = targets;
    let size = 2;
    while (size < 2 * most) size *= 2;
    this.#keys = new Float64Array(size);
  }

  add(source: number, target: number): boolean {
    const place = this.#placeOf(source, target);
    if (this.#keys[place] !== 0) return false;
    this.#keys[place] = source * this.#targets + target + 1;
    return true;
  }

  has(source: number, target: number): boolean {
    return this.#keys[this.#placeOf(source, target)] !== 0;
  }

  /** Where the pair is, or would be. The multipliers are those of Philox: odd, their bits without pattern. */
  #placeOf(source: number, target: number): number {
    const keys = this.#keys;
    const key = source * this.#targets + target + 1;
    const mixed = Math.imul(source, 0xd2511f53) ^ Math.imul(target, 0xcd9e8d57);
    const spread = Math.imul(mixed ^ (mixed >>> 15), 0x9e3779b9);
    let place = (spread ^ (spread >>> 15)) & (keys.length - 1);
    while (keys[place] !== 0 && keys[place] !== key) place = (place + 1) & (keys.length - 1);
    return place;
  }
}
