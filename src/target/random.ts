import { keyIncrements, multipliers, rounds } from "../kernel/philox.ts";
import type { Code } from "./assembler.ts";
import { philoxRounds } from "./philox-rounds.ts";

const word = 2 ** 32;
/** Of 64 random bits the upper 52 become the fraction of a number in [1, 2); less this it is in (0, 1). */
const beforeOne = 1 - 2 ** -53;
const unusedBits = 12;

/** Two 32-bit words as a number, which a vector constant is made of. */
function pairOf([low, high]: readonly [number, number]): number {
  return new Float64Array(new Uint32Array([low, high]).buffer)[0]!;
}

/** `random` of one neuron: f64, f64, f64 -> f64. A word is an i64 below 2^32. */
export function scalarRandom(code: Code): Code {
  const bits = code.local("i64");
  const c = [0, 1, 2, 3].map(() => code.local("i64")) as [number, number, number, number];
  const k = [code.local("i64"), code.local("i64")] as const;
  const low = () => code.i64(word - 1).op("i64.and");
  const high = () => code.i64(32).op("i64.shr_u");

  const unpack = (lowWord: number, highWord: number) => {
    code.op("i64.reinterpret_f64").tee(bits);
    low().set(lowWord).get(bits);
    high().set(highWord);
  };
  unpack(...k);
  unpack(c[1], c[3]);
  code.get(c[1]).i64(1).op("i64.and", "i32.wrap_i64");
  const second = code.local("i32");
  code.set(second);
  code
    .get(c[1])
    .i64(word - 2)
    .op("i64.and")
    .set(c[1]);
  unpack(c[0], c[2]);
  philoxRounds(code, [c], k);
  for (const i of [2, 0])
    code
      .get(c[i]!)
      .get(c[i + 1]!)
      .i64(32)
      .op("i64.shl", "i64.or");
  code.get(second).op("select").i64(unusedBits).op("i64.shr_u");
  code.f64(1).op("i64.reinterpret_f64", "i64.or", "f64.reinterpret_i64").f64(beforeOne).op("f64.sub");
  for (const local of [bits, ...c, ...k, second]) code.free(local);
  return code;
}

/**
 * `random` of two neurons, the first of an even number: they have one counter, whose two halves go through the rounds side by
 * side. `even` holds words 0 and 2, `odd` words 1 and 3 in its lower lanes; the upper lanes do not matter.
 */
export function pairRandom(code: Code): Code {
  const [even, odd, key, factors, increments, products] = Array.from({ length: 6 }, () => code.local("v128")) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  code.set(key).set(odd).set(even);
  code.f64x2(pairOf(multipliers)).set(factors).f64x2(pairOf(keyIncrements)).set(increments);
  for (let round = 0; round < rounds; round++) {
    if (round > 0) code.get(key).get(increments).op("i32x4.add").set(key);
    code.get(even).get(factors).op("i64x2.extmul_low_i32x4_u").tee(products);
    code.get(products).shuffle32(3, 1, 3, 1).get(odd).op("v128.xor").get(key).op("v128.xor").set(even);
    code.get(products).get(products).shuffle32(2, 0, 2, 0).set(odd);
  }
  code.get(even).get(odd).shuffle32(0, 4, 1, 5).i32(unusedBits).op("i64x2.shr_u");
  code.f64x2(1).op("v128.or").f64x2(beforeOne).op("f64x2.sub");
  for (const local of [even, odd, key, factors, increments, products]) code.free(local);
  return code;
}
