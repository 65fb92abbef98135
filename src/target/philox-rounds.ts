import { keyIncrements, multipliers, rounds } from "../kernel/philox.ts";
import type { Code } from "./assembler.ts";

/** Locals of the four words of a Philox counter: i64 below 2^32. */
export type Words = readonly [number, number, number, number];

/**
 * Philox4x32-10 of counters of one key, in their locals, round by round: the rounds of a counter wait for each other, several counters
 * side by side do not.
 *
 * @param key locals of the two words of the key, i64 below 2^32; changed
 */
export function philoxRounds(code: Code, counters: readonly Words[], key: readonly [number, number]): void {
  const products = [code.local("i64"), code.local("i64")] as const;
  const low = () => code.i64(2 ** 32 - 1).op("i64.and");
  const high = () => code.i64(32).op("i64.shr_u");
  for (let round = 0; round < rounds; round++) {
    for (const words of counters) {
      for (const i of [0, 1] as const)
        code
          .get(words[2 * i]!)
          .i64(multipliers[i])
          .op("i64.mul")
          .set(products[i]);
      for (const i of [0, 1] as const) {
        code.get(products[1 - i]!);
        high()
          .get(words[2 * i + 1]!)
          .op("i64.xor")
          .get(key[i])
          .op("i64.xor")
          .set(words[2 * i]!);
        code.get(products[1 - i]!);
        low().set(words[2 * i + 1]!);
      }
    }
    for (const word of key.keys()) {
      code.get(key[word]!).i64(keyIncrements[word]!).op("i64.add");
      low().set(key[word]!);
    }
  }
  for (const product of products) code.free(product);
}

/**
 * The same of four counters at once: each local is a v128 of one word of each, and `key` holds each word of the key in all four
 * lanes; both are changed.
 */
export function philoxVectors(code: Code, words: Words, key: readonly [number, number]): void {
  const splat = (value: number): number => {
    const local = code.local("v128");
    code
      .i32(value | 0)
      .op("i32x4.splat")
      .set(local);
    return local;
  };
  const [factors, increments] = [multipliers.map(splat), keyIncrements.map(splat)];
  const [products, above] = [[0, 1].map(() => code.local("v128")), [0, 1].map(() => code.local("v128"))];
  for (let round = 0; round < rounds; round++) {
    for (const i of [0, 1] as const) {
      const push = () => code.get(words[2 * i]!).get(factors[i]!);
      push().op("i64x2.extmul_low_i32x4_u").set(products[i]!);
      push().op("i64x2.extmul_high_i32x4_u").set(above[i]!);
    }
    for (const i of [0, 1] as const) {
      const push = () => code.get(products[1 - i]!).get(above[1 - i]!);
      push()
        .shuffle32(1, 3, 5, 7)
        .get(words[2 * i + 1]!)
        .op("v128.xor")
        .get(key[i])
        .op("v128.xor")
        .set(words[2 * i]!);
      push()
        .shuffle32(0, 2, 4, 6)
        .set(words[2 * i + 1]!);
    }
    for (const i of [0, 1] as const) code.get(key[i]).get(increments[i]!).op("i32x4.add").set(key[i]);
  }
  for (const local of [...factors, ...increments, ...products, ...above]) code.free(local);
}
