import { expect, test } from "vitest";
import { Graph } from "../../src/kernel/graph.ts";
import type { Kernel, Value } from "../../src/kernel/ir.ts";
import { philox, uniformOfBits } from "../../src/kernel/philox.ts";
import { keyName, keyOf, normalQuantile, poissonQuantile, Random } from "../../src/kernel/random.ts";
import { compileKernel } from "../../src/target/compile-kernel.ts";
import { planMemory } from "../../src/target/layout.ts";
import { readTrace, setConstant } from "../../src/target/memory.ts";
import { type TargetName, targets } from "../../src/target/target.ts";
import { bitsOf, kernelOf } from "../target/kernels.ts";
import { evaluate } from "./evaluate.ts";

const hex = (words: Iterable<number>): string =>
  Array.from(words, (word) => word.toString(16).padStart(8, "0")).join(" ");

// kat_vectors of Random123, https://github.com/DEShawResearch/random123
test.each([
  ["00000000 00000000 00000000 00000000", "00000000 00000000", "6627e8d5 e169c58d bc57ac4c 9b00dbd8"],
  ["ffffffff ffffffff ffffffff ffffffff", "ffffffff ffffffff", "408f276d 41c83b0e a20bc7c6 6d5451fd"],
  ["243f6a88 85a308d3 13198a2e 03707344", "a4093822 299f31d0", "d16cfe09 94fdcceb 5001e420 24126ea1"],
])("Philox4x32-10 of %s with key %s is %s", (counter, key, result) => {
  const words = Uint32Array.from(`${counter} ${key}`.split(" "), (word) => Number.parseInt(word, 16));
  philox(words);
  expect(hex(words.subarray(0, 4))).toBe(result);
});

test("a number of the kernel has the upper 52 bits of its half", () => {
  const one = new Float64Array(Uint32Array.of(1, 0).buffer)[0]!;
  const upper = (low: number, high: number) => (BigInt(high) << 20n) | BigInt(low >>> 12);
  expect(uniformOfBits(0, 0, 0)).toBe((Number(upper(0x6627e8d5, 0xe169c58d)) + 0.5) / 2 ** 52);
  expect(uniformOfBits(0, one, 0)).toBe((Number(upper(0xbc57ac4c, 0x9b00dbd8)) + 0.5) / 2 ** 52);
});

test("seed and object are the key, apart for every pair", () => {
  const words = (key: number) => hex(new Uint32Array(Float64Array.of(key).buffer));
  expect(words(keyOf(0))).toBe("00000000 00000000");
  expect(words(keyOf(2 ** 53 - 1))).toBe("ffffffff 001fffff");
  expect(words(keyOf(2 ** 53 - 1, 1022))).toBe("ffffffff 7fdfffff");
  expect(words(keyOf(7, 1))).toBe("00000007 00200000");
  expect(() => keyOf(-1)).toThrow("a seed is a whole number from 0 on, not -1");
  expect(() => keyOf(1, 1023)).toThrow(RangeError);
});

/** Uniform, normal and Poisson numbers of each neuron and step, some of them made in an event program, at a spike's number. */
function drawing(means: readonly number[]): Kernel {
  const g = new Graph();
  const random = new Random(g, g.leaf("constant", 1));
  const [step, none] = [g.leaf("step"), g.literal(0)];
  const at = (number: number) => ({ kind: "noise", number }) as const;
  const values: Value[] = [
    random.uniform(at(0), step, none),
    random.normal(at(1), step, none),
    ...means.map((mean, k) => random.poisson(at(2 + k), step, none, g.literal(mean))),
  ];
  const event = random.normal({ kind: "text", number: 0 }, step, g.leaf("variable", 0));
  const started = random.uniform({ kind: "text", number: 1 }, none, none);
  return kernelOf(g, {
    constants: ["dt", keyName],
    next: [g.leaf("state", 0), g.leaf("state", 1)],
    initial: [started, g.literal(0)],
    attention: g.lt(values[0]!, g.literal(0.25)),
    event: [
      { kind: "set", variables: [0], values: [g.literal(3)] },
      { kind: "store", state: 1, value: event },
    ],
    variables: 1,
    observed: [...values, g.leaf("state", 0), g.leaf("state", 1)].map((value, k) => ({ name: `y${k}`, value })),
  });
}

interface Size {
  readonly neurons: number;
  readonly steps: number;
  readonly seed?: number;
  readonly target?: TargetName;
  readonly interleave?: number;
  readonly firstStep?: number;
  readonly firstNeuron?: number;
}

/** What is observed, one list each, neuron after neuron. */
function observe(kernel: Kernel, size: Size): Float64Array[] {
  const { neurons, steps, seed = 1, target = "wasm-simd", interleave = 4, firstStep = 0, firstNeuron = 0 } = size;
  const program = compileKernel(kernel, { target, neurons, interleave });
  const machine = program.instantiate(planMemory(program.layout, { neurons, steps, every: 1, firstNeuron }));
  const { blocks } = machine.plan;
  setConstant(machine, 1, keyOf(seed));
  machine.prepare(0, blocks);
  machine.initialise(0, blocks);
  machine.tabulate(firstStep, steps);
  machine.advance(0, blocks, firstStep, steps);
  return kernel.observed.map((_, slot) => {
    const all = new Float64Array(neurons * steps);
    for (let neuron = 0; neuron < neurons; neuron++) {
      readTrace(machine, slot, neuron, all, { start: neuron * steps });
    }
    return all;
  });
}

test.each(targets)(
  "%s gives the interpreter's bits, for any interleave and part of the neurons and steps",
  (target) => {
    const kernel = drawing([0.7, 50]);
    const size = { neurons: 10, steps: 40, seed: 2 ** 40 + 5 };
    const judge = observe(kernel, { ...size, target: "interpreter", interleave: 1 });
    expect(new Set(judge.at(-1)).size).toBeGreaterThan(30);
    for (const interleave of [1, 2, 4, 8]) {
      const all = observe(kernel, { ...size, target, interleave });
      all.forEach((values, k) => {
        expect(bitsOf(values)).toEqual(bitsOf(judge[k]!));
      });
    }
    const part = observe(kernel, { ...size, target, neurons: 4, firstNeuron: 6, steps: 10, firstStep: 30 });
    for (let k = 0; k < 4; k++) {
      const wanted = Array.from({ length: 40 }, (_, i) => judge[k]![(6 + Math.floor(i / 10)) * 40 + 30 + (i % 10)]!);
      expect([...part[k]!]).toEqual(wanted);
    }
  },
);

test("a vector begins at an even neuron", () => {
  const program = compileKernel(drawing([]), { target: "wasm-simd", neurons: 4, interleave: 1 });
  expect(() => planMemory(program.layout, { neurons: 4, steps: 1, firstNeuron: 3 })).toThrow(
    "the first neuron of a memory must be a multiple of 2, not 3",
  );
});

test("a number does not depend on what else is drawn", () => {
  const size = { neurons: 3, steps: 5 };
  expect(observe(drawing([]), size)[1]).toEqual(observe(drawing([3, 4]), size)[1]);
});

test("seed, neuron, step, draw and spike all make another number", () => {
  const g = new Graph();
  const random = new Random(g, g.leaf("state", 3));
  const draw = (number: number, kind: "noise" | "text" = "noise") =>
    random.uniform({ kind, number }, g.leaf("state", 1), g.leaf("state", 2));
  const values = [draw(0), draw(1), draw(63), draw(0, "text"), draw(63, "text")];
  const seen = new Set<number>();
  let made = 0;
  for (const step of [0, 1, 2 ** 32 - 1, 2 ** 32, 2 ** 51]) {
    for (const spike of [0, 1, 9999]) {
      for (const key of [keyOf(0), keyOf(1), keyOf(2 ** 32), keyOf(0, 1)]) {
        for (const neuron of [0, 1, 2, 3, 2 ** 31 - 1]) {
          for (const value of evaluate(g, values, [neuron, step, spike, key])) {
            seen.add(value);
            made++;
          }
        }
      }
    }
  }
  expect(seen.size).toBe(made);
});

/** The deviate that a normal number stays below with probability u, from P(Z < z) = erfc(-z/sqrt 2)/2 by its continued fraction or series. */
function cumulative(z: number): number {
  const x = Math.abs(z) / Math.SQRT2;
  let tail: number;
  if (x < 1) {
    let [term, sum] = [x, x];
    for (let n = 1; n < 200; n++) {
      term *= (-x * x) / n;
      sum += term / (2 * n + 1);
    }
    tail = 0.5 - sum / Math.sqrt(Math.PI);
  } else {
    let fraction = 0;
    for (let n = 300; n >= 1; n--) fraction = n / 2 / (x + fraction);
    tail = Math.exp(-x * x) / Math.sqrt(Math.PI) / (x + fraction) / 2;
  }
  return z < 0 ? tail : 1 - tail;
}

test("the normal deviate is right to 4e-15, and its tails are symmetric", () => {
  const g = new Graph();
  const z = normalQuantile(g, g.leaf("state", 0));
  const of = (u: number) => evaluate(g, [z], [u])[0]!;
  // Abramowitz & Stegun (1964), table 26.5 and 26.6; the quartile to more digits
  expect(of(0.75)).toBeCloseTo(0.6744897501960817, 14);
  expect(of(0.975)).toBeCloseTo(1.959963984540054, 14);
  expect(of(0.0005)).toBeCloseTo(-3.290526731491894, 13);
  for (let k = 1; k < 2048; k++) {
    const u = k / 4096;
    expect(of(1 - u)).toBe(-of(u));
    const density = Math.exp(-(of(u) ** 2) / 2) / Math.sqrt(2 * Math.PI);
    expect(Math.abs(cumulative(of(u)) - u) / density).toBeLessThan(1e-14);
  }
  for (let e = 3; e <= 53; e++) {
    const u = 2 ** -e;
    const relative = cumulative(of(u)) / u - 1;
    expect(Math.abs(relative)).toBeLessThan(1e-13);
  }
});

/** P(K <= k) for Poisson K. */
function poissonSums(mean: number, most: number): number[] {
  let logTerm = -mean;
  let sum = 0;
  return Array.from({ length: most }, (_, k) => {
    if (k > 0) logTerm += Math.log(mean / k);
    sum += Math.exp(logTerm);
    return sum;
  });
}

test.each([1e-6, 0.1, 1, 5, 31.9, 32])("Poisson numbers of the mean %f are exact", (mean) => {
  const g = new Graph();
  const k = poissonQuantile(g, g.leaf("state", 0), g.leaf("state", 1));
  const of = (u: number) => evaluate(g, [k], [u, mean])[0]!;
  poissonSums(mean, 100).forEach((sum, k) => {
    if (sum < 1e-14 || sum > 1 - 1e-13) return;
    expect(of(sum * (1 - 1e-13))).toBeLessThanOrEqual(k);
    expect(of(Math.min(sum * (1 + 1e-13), 1 - 2 ** -53))).toBeGreaterThan(k);
  });
});

test.each([33, 60, 400])("Poisson numbers of the mean %f have the law to 3e-7", (mean) => {
  const g = new Graph();
  const k = poissonQuantile(g, g.leaf("state", 0), g.leaf("state", 1));
  const of = (u: number) => evaluate(g, [k], [u, mean])[0]!;
  const sums = poissonSums(mean, Math.ceil(mean + 7 * Math.sqrt(mean)));
  let difference = 0;
  let before = 0;
  sums.forEach((sum, k) => {
    if (sum < 1e-9) return;
    // where the quantile passes from k to k + 1
    let [low, high] = [Math.max(0, sum - 1e-3), Math.min(1, sum + 1e-3)];
    for (let i = 0; i < 50; i++) {
      const middle = (low + high) / 2;
      if (of(middle) <= k) low = middle;
      else high = middle;
    }
    difference += Math.abs(low - sum - before);
    before = low - sum;
  });
  expect(difference).toBeLessThan(3e-7);
});

test("Poisson numbers need a mean", () => {
  const g = new Graph();
  const k = poissonQuantile(g, g.leaf("state", 0), g.leaf("state", 1));
  expect(evaluate(g, [k], [0.999, 0])[0]).toBe(0);
  for (const mean of [-1, Number.NaN]) expect(evaluate(g, [k], [0.5, mean])[0]).toBeNaN();
});

/** Sample moments and correlations of numbers that lie neuron after neuron. */
function statistics(values: Float64Array, steps: number) {
  const n = values.length;
  const mean = values.reduce((sum, x) => sum + x, 0) / n;
  const variance = values.reduce((sum, x) => sum + (x - mean) ** 2, 0) / n;
  const correlation = (lag: number) => {
    let sum = 0;
    for (let i = lag; i < n; i++) sum += (values[i]! - mean) * (values[i - lag]! - mean);
    return sum / (n - lag) / variance;
  };
  return { n, mean, variance, serial: correlation(1), serial2: correlation(2), neurons: correlation(steps) };
}

/** Largest distance between the distribution of a sample and a cumulative distribution, times sqrt(n). Kolmogorov (1933). */
function kolmogorov(values: Float64Array, distribution: (x: number) => number): number {
  const sorted = values.toSorted();
  let most = 0;
  sorted.forEach((x, i) => {
    const wanted = distribution(x);
    most = Math.max(most, Math.abs((i + 1) / sorted.length - wanted), Math.abs(wanted - i / sorted.length));
  });
  return most * Math.sqrt(sorted.length);
}

test("two million draws have the mean, the variance and the distribution of their law, and do not depend on each other", () => {
  const steps = 2000;
  const [uniforms, normals, poissons] = observe(drawing([2.5]), { neurons: 1000, steps, seed: 3 });
  const u = statistics(uniforms!, steps);
  const z = statistics(normals!, steps);
  const k = statistics(poissons!, steps);
  const error = 4 / Math.sqrt(u.n);
  expect(Math.abs(u.mean - 1 / 2)).toBeLessThan(error / Math.sqrt(12));
  expect(Math.abs(u.variance - 1 / 12)).toBeLessThan(error * Math.sqrt(1 / 180));
  expect(Math.abs(z.mean)).toBeLessThan(error);
  expect(Math.abs(z.variance - 1)).toBeLessThan(error * Math.SQRT2);
  expect(Math.abs(k.mean - 2.5)).toBeLessThan(error * Math.sqrt(2.5));
  expect(Math.abs(k.variance - 2.5)).toBeLessThan(error * Math.sqrt(2.5 + 2 * 2.5 ** 2));
  for (const { serial, serial2, neurons } of [u, z, k]) {
    for (const correlation of [serial, serial2, neurons]) expect(Math.abs(correlation)).toBeLessThan(error);
  }
  // 1.63 is passed by one sample in a hundred
  expect(kolmogorov(uniforms!, (x) => x)).toBeLessThan(1.63);
  expect(kolmogorov(normals!.subarray(0, 200_000), cumulative)).toBeLessThan(1.63);
});
