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
