const size = 624;
const shift = 397;

/**
 * The generator MT19937 as Python's `random.Random(seed)` seeds and reads it, so that a set drawn there is drawn here.
 * Matsumoto & Nishimura (1998), ACM Trans Model Comput Simul 8:3; seeding by their init_by_array of 2002, from the seed's 32-bit
 * words. A simulation's own random numbers are Philox.
 */
export class MersenneTwister {
  readonly #state = new Uint32Array(size);
  #next = size;

  /** @param seed a whole number from 0 to 2^53 - 1 */
  constructor(seed: number) {
    if (!Number.isSafeInteger(seed) || seed < 0)
      throw new RangeError(`a seed is a whole number from 0 on, not ${seed}`);
    const high = Math.floor(seed / 2 ** 32);
    this.#seed(high > 0 ? [seed % 2 ** 32, high] : [seed]);
  }

  #seed(key: readonly number[]): void {
    const state = this.#state;
    const mixed = (k: number): number => state[k - 1]! ^ (state[k - 1]! >>> 30);
    state[0] = 19650218;
    for (let k = 1; k < size; k++) state[k] = Math.imul(1812433253, mixed(k)) + k;
    let k = 1;
    const forward = (): void => {
      k++;
      if (k < size) return;
      state[0] = state[size - 1]!;
      k = 1;
    };
    for (let round = 0; round < size; round++) {
      const j = round % key.length;
      state[k] = (state[k]! ^ Math.imul(1664525, mixed(k))) + key[j]! + j;
      forward();
    }
    for (let round = 1; round < size; round++) {
      state[k] = (state[k]! ^ Math.imul(1566083941, mixed(k))) - k;
      forward();
    }
    state[0] = 0x80000000;
  }

  /** 32 random bits, from 0 to 2^32 - 1. */
  bits(): number {
    if (this.#next === size) this.#renew();
    let y = this.#state[this.#next++]!;
    y ^= y >>> 11;
    y ^= (y << 7) & 0x9d2c5680;
    y ^= (y << 15) & 0xefc60000;
    return (y ^ (y >>> 18)) >>> 0;
  }

  #renew(): void {
    const state = this.#state;
    for (let k = 0; k < size; k++) {
      const y = (state[k]! & 0x80000000) | (state[(k + 1) % size]! & 0x7fffffff);
      state[k] = state[(k + shift) % size]! ^ (y >>> 1) ^ (y & 1 ? 0x9908b0df : 0);
    }
    this.#next = 0;
  }

  /**
   * A whole number from low to high, both included, each as likely: the upper bits of a draw, as many as the count of
   * numbers has, thrown away and drawn again until they are below it. Python's `randint`.
   */
  between(low: number, high: number): number {
    const count = high - low + 1;
    if (!Number.isInteger(count) || count < 1 || count > 2 ** 31)
      throw new RangeError(`from ${low} to ${high} are not between 1 and 2^31 whole numbers`);
    const unused = Math.clz32(count);
    for (;;) {
      const drawn = this.bits() >>> unused;
      if (drawn < count) return low + drawn;
    }
  }
}
