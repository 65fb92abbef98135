/** Philox4x32-10: multipliers of a round, and what is added to the key after each. */
export const multipliers = [0xd2511f53, 0xcd9e8d57] as const;
export const keyIncrements = [0x9e3779b9, 0xbb67ae85] as const;
export const rounds = 10;

/**
 * Philox4x32-10, a bijection of 128-bit counters for each 64-bit key, in place: words 0 to 3 are the counter and become the
 * random bits, words 4 and 5 are the key and are used up. Salmon, Moraes, Dror & Shaw (2011), SC '11, doi:10.1145/2063384.2063405.
 */
export function philox(words: Uint32Array): void {
  const [m0, m1] = multipliers;
  for (let round = 0; round < rounds; round++) {
    const [c0, c1, c2, c3, k0, k1] = words as unknown as readonly [number, number, number, number, number, number];
    words[0] = highProduct(m1, c2) ^ c1 ^ k0;
    words[1] = Math.imul(m1, c2);
    words[2] = highProduct(m0, c0) ^ c3 ^ k1;
    words[3] = Math.imul(m0, c0);
    words[4] = k0 + keyIncrements[0];
    words[5] = k1 + keyIncrements[1];
  }
}

/** The upper 32 bits of the product of two 32-bit numbers, through halves: no intermediate sum reaches 2^53. */
function highProduct(a: number, b: number): number {
  const [aHigh, aLow, bHigh, bLow] = [a >>> 16, a & 0xffff, b >>> 16, b & 0xffff];
  const middle = aHigh * bLow + aLow * bHigh + Math.floor((aLow * bLow) / 65536);
  return aHigh * bHigh + Math.floor(middle / 65536);
}

const words = new Uint32Array(6);
const number = new Float64Array(1);
const bits = new Uint32Array(number.buffer);

/**
 * A number in (0, 1) from the bits of three numbers: a and b are the counter, words (a low, b low, a high, b high), but for the
 * lowest bit of b, which says which half of the 128 random bits is used; `key` is the key. The upper 52 bits k of the half give
 * (k + 1/2)/2^52: never 0 or 1, and symmetric about 1/2.
 */
export function uniformOfBits(a: number, b: number, key: number): number {
  number[0] = a;
  [words[0], words[2]] = bits as unknown as [number, number];
  number[0] = b;
  [words[1], words[3]] = bits as unknown as [number, number];
  const second = words[1]! & 1;
  words[1] = words[1]! & ~1;
  number[0] = key;
  [words[4], words[5]] = bits as unknown as [number, number];
  philox(words);
  const [low, high] = second ? [words[2]!, words[3]!] : [words[0]!, words[1]!];
  return (high * 2 ** 20 + (low >>> 12) + 0.5) / 2 ** 52;
}
