import type { Graph } from "./graph.ts";
import type { Value } from "./ir.ts";
import { exp } from "./math-exp.ts";
import { logOfNormal } from "./math-log.ts";
import { polynomial } from "./math-polynomial.ts";

/** The constant whose bits are the key of all draws of a run. */
export const keyName = "%key";

/** The bits of 2^52 + n hold the whole number n. */
const wholeInBits = 2 ** 52;

/** Draws of one neuron in one step: so many of each kind, and so many spikes that may each have their own. */
export const mostDraws = 64;
const neuronBits = 31;
const drawBits = 7;

/** A draw: a number of its own for each source of noise, and for each random function that stands in a model's texts. */
export interface Draw {
  readonly kind: "noise" | "text";
  /** Below `mostDraws`. */
  readonly number: number;
}

/**
 * The key as a number: low word, the lower 32 bits of the seed; high word, its upper 21 bits and above them the object, of
 * which there are 1023. (With one more the bits could be those of NaN.)
 */
export function keyOf(seed: number, object = 0): number {
  if (!Number.isSafeInteger(seed) || seed < 0) throw new RangeError(`a seed is a whole number from 0 on, not ${seed}`);
  if (!Number.isInteger(object) || object < 0 || object > 1022) {
    throw new RangeError(`an object has a number from 0 to 1022, not ${object}`);
  }
  const words = Uint32Array.of(seed % 2 ** 32, Math.floor(seed / 2 ** 32) + object * 2 ** 21);
  return new Float64Array(words.buffer)[0]!;
}

/** Random numbers as values of a kernel: functions of seed, object, neuron, step, draw, and which spike of the step it is. */
export class Random {
  readonly #graph: Graph;
  readonly #key: Value;

  /** `key` is the constant `keyName`. */
  constructor(graph: Graph, key: Value) {
    this.#graph = graph;
    this.#key = key;
  }

  /** Uniform in (0, 1): an odd multiple of 2^-53. */
  uniform(draw: Draw, step: Value, spike: Value): Value {
    return this.#graph.random(...this.#counter(draw, step, spike), this.#key);
  }

  /** Normal, of mean 0 and variance 1: in straight line, so that several neurons' overlap (a call takes twice as long). */
  normal(draw: Draw, step: Value, spike: Value): Value {
    return normalQuantile(this.#graph, this.uniform(draw, step, spike));
  }

  /** Poisson with the mean λ; NaN where λ is negative or no number. */
  poisson(draw: Draw, step: Value, spike: Value, mean: Value): Value {
    return this.#graph.call("poisson", poissonQuantile, this.uniform(draw, step, spike), mean);
  }

  /** Two numbers whose bits are the counter: 2^52 + step; 2^52 + neuron + 2^31 (draw + 2^7 spike). */
  #counter({ kind, number }: Draw, step: Value, spike: Value): [Value, Value] {
    const g = this.#graph;
    const draw = number + (kind === "text" ? mostDraws : 0);
    const own = g.add(g.leaf("neuron"), g.literal(wholeInBits + draw * 2 ** neuronBits));
    return [g.add(step, g.literal(wholeInBits)), g.add(own, g.mul(spike, g.literal(2 ** (neuronBits + drawBits))))];
  }
}

/** t - z as a function of t = sqrt(-2 log p), z being the normal deviate that is exceeded with probability p, 2^-53 <= p <= 1/2. */
const deviateNumerator = [
  3.758412588833381, 44.59732852674254, 103.14795995139643, 83.42275910679761, 36.49018913414577, 7.628756597672112,
  0.5513763950505189, 0.0095823443984841, 6.749516811926092e-6,
];
const deviateDenominator = [
  1, 17.91468212731419, 62.48224571989493, 75.84688801739408, 45.252392444888116, 15.173685809500036,
  2.3183294012098954, 0.12284123792023156, 0.0015135188149838778,
];

/**
 * The normal deviate z with P(Z < z) = u, for u in (0, 1), to 4e-15, tested: by a rational function of sqrt(-2 log p), least
 * squares on the whole range, p being the smaller of u and 1 - u.
 */
export function normalQuantile(g: Graph, u: Value): Value {
  const half = g.literal(0.5);
  const p = g.min(u, g.sub(g.literal(1), u));
  const t = g.sqrt(g.mul(g.literal(-2), logOfNormal(g, p)));
  const z = g.sub(t, g.div(polynomial(g, t, deviateNumerator), polynomial(g, t, deviateDenominator)));
  return g.select(g.lt(u, half), g.neg(z), z);
}

/** Up to this mean the probabilities are summed, as many as are more than 2^-53 together. */
const mostSummed = 32;
const terms = 96;

/**
 * Coefficients of powers of the normal deviate w in the j-th term, λ^(-j/2), of the expansion of a Poisson quantile beyond
 * λ + w sqrt(λ). The first three: Giles (2016), ACM Trans Math Softw 42:7; the others by fits to the incomplete gamma function.
 */
const expansion: readonly (readonly [firstPower: 0 | 1, coefficients: readonly number[]])[] = [
  [0, [1 / 3, 1 / 6]],
  [1, [-1 / 36, -1 / 72]],
  [0, [-8 / 405, 7 / 810, 1 / 270]],
  [1, [0.0172582304526749, -0.00352366255144033, -0.00133101851851852]],
  [0, [-0.00062708210856359, -0.0127106603958456, 0.00165343915343915, 0.000558495002939447]],
  [1, [0.00187027102793564, 0.00900855229494631, -0.000846004596969094, -0.00025805133009994]],
  [0, [0.00157002779773715, -0.00285097364658578, -0.00632503755960184, 0.00045877152872831, 0.000127376053302246]],
];

/**
 * The smallest k with P(K <= k) > u for Poisson K of the mean λ. Up to λ = 32 by summing probabilities; above by an expansion in
 * 1/sqrt(λ), so that the law is a Poisson law to 2e-7 (the sum of the differences of all probabilities), and closer for larger λ.
 */
export function poissonQuantile(g: Graph, u: Value, mean: Value): Value {
  const small = g.min(mean, g.literal(mostSummed));
  let probability = exp(g, g.neg(small));
  let sum = probability;
  let count = g.literal(0);
  for (let k = 1; k <= terms; k++) {
    count = g.add(count, g.select(g.ge(u, sum), g.literal(1), g.literal(0)));
    probability = g.mul(g.mul(probability, small), g.literal(1 / k));
    sum = g.add(sum, probability);
  }
  const w = normalQuantile(g, u);
  const root = g.sqrt(g.max(mean, g.literal(mostSummed)));
  const square = g.mul(w, w);
  const orders = expansion.map(([power, coefficients]) => {
    const value = polynomial(g, square, coefficients);
    return power === 1 ? g.mul(w, value) : value;
  });
  const beyond = orders.reduceRight((sum, order) => g.add(order, g.div(sum, root)));
  const large = g.max(g.floor(g.add(mean, g.add(g.mul(root, w), beyond))), g.literal(0));
  const known = g.select(g.le(mean, g.literal(mostSummed)), count, large);
  return g.select(g.ge(mean, g.literal(0)), known, g.literal(Number.NaN));
}
