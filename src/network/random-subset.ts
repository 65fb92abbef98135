import { type Binomial, binomial, binomialQuantile } from "./binomial.ts";
import type { RandomStream } from "./random-stream.ts";

/** The largest block of places: as many as the bits of a word that is not negative. */
const mostBits = 31;
/** Blocks are so large that at most so many of their places are chosen on average. */
const meanChosen = 32;

/**
 * Chooses each of endless many places with probability p, in blocks: the number of a block from its binomial law, then so many
 * distinct places, each set of them as likely as another. A block is a stream of its own, so it is the same whatever else is drawn.
 */
export class BernoulliBlocks {
  /** Places in a block: a power of two. */
  readonly size: number;
  /** Those chosen in the block that was drawn last, ascending, from 0. */
  readonly chosen: Uint32Array;
  readonly #bits: number;
  readonly #perWord: number;
  readonly #law: Binomial;
  readonly #stream: RandomStream;

  /** @param p from 0 to 1/2 */
  constructor(stream: RandomStream, p: number) {
    let bits = 0;
    while (bits < mostBits && 2 ** (bits + 1) * p <= meanChosen) bits++;
    this.size = 2 ** bits;
    this.#bits = bits;
    this.#perWord = Math.floor(32 / bits);
    this.#law = binomial(this.size, p);
    this.chosen = new Uint32Array(this.#law.least + this.#law.sums.length);
    this.#stream = stream;
  }

  /** Draws a block of a row; returns how many places are chosen. */
  draw(row: number, block: number): number {
    const [stream, chosen, bits] = [this.#stream, this.chosen, this.#bits];
    stream.open(row, block);
    const wanted = binomialQuantile(this.#law, stream.uniform());
    let count = 0;
    while (count < wanted) {
      let word = stream.bits();
      for (let k = 0; k < this.#perWord && count < wanted; k++) {
        const place = word >>> (32 - bits);
        word <<= bits;
        let at = count;
        while (at > 0 && chosen[at - 1]! > place) at--;
        if (at > 0 && chosen[at - 1] === place) continue;
        for (let j = count++; j > at; j--) chosen[j] = chosen[j - 1]!;
        chosen[at] = place;
      }
    }
    return count;
  }
}

/** Chooses distinct whole numbers below n, each set of a size as likely as another. */
export class DistinctNumbers {
  readonly #n: number;
  /** `#marks[k]` is `#mark` where k was chosen, or left out, in the draw that is under way. */
  readonly #marks: Uint32Array;
  #mark = 0;

  constructor(n: number) {
    this.#n = n;
    this.#marks = new Uint32Array(n);
  }

  /** Writes `count` <= n numbers into `out` from `at` on; of more than half of all, those left out are drawn. */
  draw(stream: RandomStream, count: number, out: Uint32Array, at: number): void {
    const [n, marks] = [this.#n, this.#marks];
    const mark = this.#nextMark();
    const leftOut = n - count;
    if (leftOut < count) {
      for (let drawn = 0; drawn < leftOut; ) {
        const k = stream.below(n);
        if (marks[k] === mark) continue;
        marks[k] = mark;
        drawn++;
      }
      for (let k = 0, to = at; k < n; k++) if (marks[k] !== mark) out[to++] = k;
      return;
    }
    for (let to = at; to < at + count; ) {
      const k = stream.below(n);
      if (marks[k] === mark) continue;
      marks[k] = mark;
      out[to++] = k;
    }
  }

  #nextMark(): number {
    if (++this.#mark === 2 ** 32) {
      this.#marks.fill(0);
      this.#mark = 1;
    }
    return this.#mark;
  }
}
