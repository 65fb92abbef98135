import { ExperimentError } from "./errors.ts";
import { computed } from "./kernel/compute.ts";
import { Graph } from "./kernel/graph.ts";
import { exp } from "./kernel/math-exp.ts";
import { uniformOfBits } from "./kernel/philox.ts";
import { keyOf, normalQuantile } from "./kernel/random.ts";

/** What determines the courses of frozen noise: each parameter's values, ascending, each once. Seconds. */
export interface Courses {
  readonly seeds: Float64Array;
  readonly taus: Float64Array;
  readonly intervals: Float64Array;
  /** How long a course must be. */
  readonly duration: number;
}

const mostValues = 2e7;
/** The object that frozen noise is of, among those that draw random numbers. */
const object = 1022;
/** The bits of 2^52 + n hold the whole number n. */
const wholeInBits = 2 ** 52;

/**
 * The courses of every combination, one behind the other, intervals fastest: standard normal numbers z_0, z_1, … of Philox,
 * counter k and a key of the seed, and from them x_0 = z_0, x_k+1 = a x_k + sqrt(1 - a^2) z_k+1 with a = exp(-interval/tau),
 * the exact law of an Ornstein-Uhlenbeck process of variance 1. Made of operations that every machine rounds alike.
 *
 * @throws ExperimentError at the place `path`.
 */
export function frozenCourses({ seeds, taus, intervals, duration }: Courses, path: string) {
  const length = Math.ceil(duration / intervals[0]!) + 2;
  const rows = seeds.length * taus.length * intervals.length;
  if (rows * length > mostValues)
    throw new ExperimentError(
      `the noise has ${rows * length} values, but at most ${mostValues} are allowed`,
      `${path}.interval`,
      "take a longer interval, a shorter time, or fewer seeds",
    );
  const values = new Float64Array(rows * length);
  const normal = computed(normalQuantile);
  let row = 0;
  for (const seed of seeds) {
    const key = keyFor(seed, `${path}.seed`);
    const drawn = Float64Array.from({ length }, (_, k) => normal(uniformOfBits(wholeInBits + k, wholeInBits, key)));
    for (const tau of taus) {
      for (const interval of intervals) {
        const kept = decay(interval / tau);
        const fresh = Math.sqrt((1 - kept) * (1 + kept));
        const course = values.subarray(row * length, ++row * length);
        drawn.forEach((z, k) => {
          course[k] = k === 0 ? z : kept * course[k - 1]! + fresh * z;
        });
      }
    }
  }
  return { values, length };
}

/** exp(-x) for x from 0 to Infinity. */
function decay(x: number): number {
  const g = new Graph();
  return g.known(exp(g, g.literal(-x)))!;
}

function keyFor(seed: number, path: string): number {
  if (Number.isSafeInteger(seed) && seed >= 0) return keyOf(seed, object);
  throw new ExperimentError(`must be a whole number from 0 on, but is ${seed}`, path);
}
