/** Probabilities below this part of the largest are left out: all of them together stay below 2^-53. */
const negligible = 1e-22;

/** A binomial law, by the sums of its probabilities. */
export interface Binomial {
  /** The smallest number that ever comes; `sums[k]` is the probability of at most `least + k`. */
  readonly least: number;
  readonly sums: Float64Array;
}

/**
 * How many of n things happen that each happen with probability p: from the most likely number k outwards by
 * P(k + 1)/P(k) = (n - k)/(k + 1) p/(1 - p), then made to add up to 1. So it takes no logarithm, and is the same on every machine.
 *
 * @param n up to 2^53, with n p small enough to have a table
 * @param p from 0 to less than 1
 */
export function binomial(n: number, p: number): Binomial {
  const odds = p / (1 - p);
  const likeliest = Math.min(n, Math.floor((n + 1) * p));
  const above = [1];
  for (let k = likeliest; k < n && above.at(-1)! > negligible; k++)
    above.push((above.at(-1)! * (n - k) * odds) / (k + 1));
  const below = [1];
  for (let k = likeliest; k > 0 && below.at(-1)! > negligible; k--)
    below.push((below.at(-1)! * k) / ((n - k + 1) * odds));
  const weights = [...below.slice(1).reverse(), ...above];
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  let sum = 0;
  const sums = Float64Array.from(weights, (weight) => {
    sum += weight;
    return sum / total;
  });
  return { least: likeliest - (below.length - 1), sums };
}

/** The smallest k with P(K <= k) > u, for u in (0, 1). */
export function binomialQuantile({ least, sums }: Binomial, u: number): number {
  let low = 0;
  let high = sums.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sums[middle]! > u) high = middle;
    else low = middle + 1;
  }
  return least + low;
}
