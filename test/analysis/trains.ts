import fc from "fast-check";
import { philox } from "../../src/kernel/philox.ts";

/** A train from times in milliseconds. */
export function ms(...times: readonly number[]): Float64Array {
  return Float64Array.from(times, (time) => time / 1000);
}

/** A clock: spikes at start, start + interval, ..., before stop. */
export function clock(interval: number, { start = 0, stop }: { start?: number; stop: number }): Float64Array {
  return Float64Array.from({ length: Math.ceil((stop - start) / interval - 1e-9) }, (_, k) => start + k * interval);
}

/** Numbers in (0, 1), the same for the same seed, unrelated to those of other seeds. */
function uniform(seed: number): () => number {
  let count = 0;
  return () => {
    const words = Uint32Array.of(count++, 0, 0, 0, seed, 0);
    philox(words);
    return (words[1]! * 2 ** 20 + (words[0]! >>> 12) + 0.5) / 2 ** 52;
  };
}

/** A Poisson process, the same for the same seed. */
export function poisson(rate: number, duration: number, seed: number): Float64Array {
  const draw = uniform(seed);
  const times: number[] = [];
  const wait = (): number => -Math.log(draw()) / rate;
  for (let t = wait(); t < duration; t += wait()) times.push(t);
  return Float64Array.from(times);
}

/** Numbers of a normal distribution with variance 1, by Box and Muller. */
export function normal(length: number, seed: number): Float64Array {
  const draw = uniform(seed);
  return Float64Array.from({ length }, () => Math.sqrt(-2 * Math.log(draw())) * Math.cos(2 * Math.PI * draw()));
}

/** The same cases in every run. */
export const seeded = { seed: 1, numRuns: 300 } as const;

/** Any train of at most so many spikes in [0, 1) s; on a coarse grid now and then, so that times coincide. */
export const anyTrain = (most: number): fc.Arbitrary<Float64Array> =>
  fc
    .array(
      fc.oneof(
        fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
        fc.integer({ min: 0, max: 19 }).map((k) => k / 20),
      ),
      { maxLength: most },
    )
    .map((times) => Float64Array.from(times).sort());

/** What a function throws. */
export function caught(action: () => unknown): unknown {
  try {
    action();
  } catch (error) {
    return error;
  }
  return undefined;
}
