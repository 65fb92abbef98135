import { computed } from "../kernel/compute.ts";
import { uniformOfBits } from "../kernel/philox.ts";
import { keyOf, normalQuantile } from "../kernel/random.ts";

/** The object that a search is, among those that draw random numbers. */
const object = 1021;
/** The bits of 2^52 + n hold the whole number n. */
const wholeInBits = 2 ** 52;

/** Random numbers of a search: functions of the seed and of how many were drawn, so that a state is two numbers. */
export class Draws {
  readonly #key: number;
  readonly #normal = computed(normalQuantile);
  #count: number;

  /** @throws RangeError unless the seed is a whole number from 0 on */
  constructor(seed: number, count = 0) {
    this.#key = keyOf(seed, object);
    this.#count = count;
  }

  /** How many were drawn. */
  get count(): number {
    return this.#count;
  }

  /** In (0, 1). */
  uniform(): number {
    return uniformOfBits(wholeInBits + this.#count++, wholeInBits, this.#key);
  }

  /** Of mean 0 and variance 1. */
  normal(): number {
    return this.#normal(this.uniform());
  }

  /** A whole number from 0 to below `n`. */
  below(n: number): number {
    return Math.min(n - 1, Math.floor(n * this.uniform()));
  }
}

/** One point in each of `count` slices of every coordinate, the slices combined at random. McKay et al. (1979), Technometrics 21:239. */
export function latinHypercube(draws: Draws, count: number, dimension: number): number[][] {
  const points = Array.from({ length: count }, () => new Array<number>(dimension).fill(0));
  for (let d = 0; d < dimension; d++) {
    const slices = Array.from({ length: count }, (_, k) => k);
    for (let k = count - 1; k > 0; k--) {
      const other = draws.below(k + 1);
      [slices[k], slices[other]] = [slices[other]!, slices[k]!];
    }
    for (const [k, point] of points.entries()) point[d] = (slices[k]! + draws.uniform()) / count;
  }
  return points;
}

/** Mirrors a number at 0 and 1 until it is between them. */
export function folded(x: number): number {
  const turn = x - 2 * Math.floor(x / 2);
  return turn <= 1 ? turn : 2 - turn;
}

/** The nearest number from 0 to 1. */
export function clipped(x: number): number {
  return Math.min(1, Math.max(0, x));
}
