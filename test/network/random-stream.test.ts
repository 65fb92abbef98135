import { expect, test } from "vitest";
import { philox } from "../../src/kernel/philox.ts";
import { RandomStream } from "../../src/network/random-stream.ts";
import { chiSquare, chiSquareLimit } from "./connected.ts";

/** Philox4x32-10 as the kernel has it, whose known answers are tested there. */
function judge(counter: readonly number[], key: readonly number[]): number[] {
  const words = Uint32Array.of(...counter, ...key);
  philox(words);
  return [...words.subarray(0, 4)];
}

test("a stream is Philox4x32-10 of block, part, row and purpose under the key of seed and object", () => {
  const stream = new RandomStream(2 ** 40 + 7, 5, "positions", 2);
  stream.open(2 ** 32 - 1, 9);
  const words = Array.from({ length: 12 }, () => stream.bits() >>> 0);
  const key = [7, 2 ** 8 + 5 * 2 ** 21];
  expect(words).toEqual([0, 1, 2].flatMap((block) => judge([block, 9, 2 ** 32 - 1, 1 + 2 * 256], key)));
});

test("each word of a stream can be gone to", () => {
  const stream = new RandomStream(1, 2, "connections");
  stream.open(3);
  const words = Array.from({ length: 40 }, () => stream.bits());
  for (const k of [17, 18, 3, 39, 38, 0, 20]) {
    stream.seek(k);
    expect([k, stream.bits()]).toEqual([k, words[k]]);
  }
  stream.open(4);
  stream.seek(0);
  expect(stream.bits()).not.toBe(words[0]);
});

test.each([1, 2, 3, 7, 10, 96, 1000])("whole numbers below %i are equally likely", (n) => {
  const stream = new RandomStream(4, n, "connections");
  stream.open(0);
  const counts: number[] = Array(n).fill(0);
  const draws = 100 * n;
  for (let k = 0; k < draws; k++) counts[stream.below(n)]!++;
  expect(chiSquare(counts, 100)).toBeLessThan(n === 1 ? 1 : chiSquareLimit(n - 1));
});

test("below 3 * 2^30, where every fourth word would favour some results, thirds are equally likely", () => {
  const stream = new RandomStream(5, 0, "connections");
  stream.open(0);
  const thirds = [0, 0, 0];
  for (let k = 0; k < 300_000; k++) thirds[Math.floor(stream.below(3 * 2 ** 30) / 2 ** 30)]!++;
  expect(chiSquare(thirds, 100_000)).toBeLessThan(chiSquareLimit(2));
  for (let k = 0; k < 1000; k++) expect(stream.below(2 ** 32 - 1)).toBeLessThan(2 ** 32 - 1);
});

test("uniform numbers are odd multiples of 2^-53 with the right mean", () => {
  const stream = new RandomStream(6, 0, "connections");
  stream.open(0);
  let sum = 0;
  for (let k = 0; k < 100_000; k++) {
    const u = stream.uniform();
    expect((u * 2 ** 53) % 2).toBe(1);
    sum += u;
  }
  expect(Math.abs(sum / 100_000 - 0.5)).toBeLessThan(4 / Math.sqrt(12 * 100_000));
});
