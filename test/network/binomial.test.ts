import { expect, test } from "vitest";
import { binomial, binomialQuantile } from "../../src/network/binomial.ts";

/** n!/(k! (n - k)!) p^k q^(n - k) from whole numbers: p = a/b. */
function exactly(n: number, k: number, a: bigint, b: bigint): number {
  let ways = 1n;
  for (let j = 0; j < k; j++) ways = (ways * BigInt(n - j)) / BigInt(j + 1);
  const numerator = ways * a ** BigInt(k) * (b - a) ** BigInt(n - k);
  return Number((numerator * 10n ** 30n) / b ** BigInt(n)) / 1e30;
}

test.each([
  [4, 1n, 2n],
  [64, 1n, 2n],
  [256, 1n, 10n],
  [1024, 1n, 50n],
])("the binomial law of %i things is exact to 1e-15", (n, a, b) => {
  const { least, sums } = binomial(n, Number(a) / Number(b));
  let sum = 0;
  for (let k = 0; k < least; k++) sum += exactly(n, k, a, b);
  expect(sum).toBeLessThan(1e-16);
  sums.forEach((own, k) => {
    sum += exactly(n, least + k, a, b);
    expect(Math.abs(own - sum)).toBeLessThan(1e-15);
  });
  expect(sums.at(-1)).toBeCloseTo(1, 15);
});

test("of very many very rare things it is Poisson's law", () => {
  const { least, sums } = binomial(2 ** 31, 16 / 2 ** 31);
  let [term, sum] = [Math.exp(-16), 0];
  for (let k = 0; k < 60; k++) {
    sum += term;
    term *= 16 / (k + 1);
    if (k >= least) expect(Math.abs(sums[k - least]! - sum)).toBeLessThan(1e-8);
  }
});

test("the quantile is the smallest number that is not passed with probability u", () => {
  const law = binomial(4, 0.5);
  const at = (u: number) => binomialQuantile(law, u);
  expect([0.01, 0.0624, 0.0626, 0.3, 0.32, 0.68, 0.7, 0.93, 0.94, 0.9999].map(at)).toEqual([
    0, 0, 1, 1, 2, 2, 3, 3, 4, 4,
  ]);
  expect(binomialQuantile(binomial(100, 0), 1 - 2 ** -53)).toBe(0);
});
