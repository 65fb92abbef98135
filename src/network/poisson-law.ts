import { computed } from "../kernel/compute.ts";
import { exp } from "../kernel/math-exp.ts";

/** Bits of a uniform number that decide by a table; the rest is drawn where they leave the count open. */
export const tableBits = 14;
/** Entry of the table where they do. */
export const undecided = 255;
/** The table's entries are bytes, and its first probability must not vanish. */
export const largestMean = 100;

const exponential = computed(exp);

/** A Poisson law as a table. */
export interface PoissonLaw {
  /** By the first `tableBits` bits of a uniform number: the count, or `undecided`. */
  readonly table: Uint8Array;
  /** The smallest k with P(K <= k) > u, for u in (0, 1). */
  quantile(u: number): number;
}

/**
 * The law of a mean from 0 to `largestMean`, by the sums of its probabilities, in arithmetic that is the same on every machine.
 * Sums that round to 1 end the table: what is left is less than 2^-50.
 */
export function poissonLaw(mean: number): PoissonLaw {
  const sums: number[] = [];
  let probability = exponential(-mean);
  let sum = probability;
  for (let k = 1; sums.length < undecided - 1; k++) {
    sums.push(sum);
    probability *= mean / k;
    if (k > mean && sum + probability === sum) break;
    sum += probability;
  }
  const quantile = (u: number): number => {
    let low = 0;
    let high = sums.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (sums[middle]! > u) high = middle;
      else low = middle + 1;
    }
    return low;
  };
  const size = 2 ** tableBits;
  const table = Uint8Array.from({ length: size }, (_, k) => {
    const count = quantile(k / size);
    return sums[count]! >= (k + 1) / size ? count : undecided;
  });
  return { table, quantile };
}
