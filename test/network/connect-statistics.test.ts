import { expect, test } from "vitest";
import { chiSquare, chiSquareLimit, inDegrees, made, outDegrees, pairsOf } from "./connected.ts";

const [sources, targets] = [700, 1100];
const seeds = [1, 2, 3];
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
test.each([0.002, 0.02, 0.1, 0.5, 0.7, 0.99])("with probability %f all degrees are binomial", (p) => {
  for (const seed of seeds) {
    const connections = made({ rule: "probability", p }, sources, targets, { seed });
    const pairs = sources * targets;
    expect(Math.abs(connections.target.length - p * pairs)).toBeLessThan(4 * Math.sqrt(p * (1 - p) * pairs));
    expect(chiSquare(outDegrees(connections), targets * p, targets * p * (1 - p))).toBeLessThan(
      chiSquareLimit(sources),
    );
    expect(chiSquare(inDegrees(connections), sources * p, sources * p * (1 - p))).toBeLessThan(chiSquareLimit(targets));
  }
});

test.each([0.3, 0.7])("with probability %f three pairs of a row are independent", (p) => {
  const rows = 20_000;
  const { first, target } = made({ rule: "probability", p }, rows, 3);
  const patterns: number[] = Array(8).fill(0);
  for (let row = 0; row < rows; row++) {
    const own = target.subarray(first[row], first[row + 1]);
    patterns[own.reduce((pattern, one) => pattern + 2 ** one, 0)]!++;
  }
  const deviations = patterns.map((count, pattern) => {
    const ones = pattern.toString(2).replaceAll("0", "").length;
    return chiSquare([count], rows * p ** ones * (1 - p) ** (3 - ones));
  });
  expect(sum(deviations)).toBeLessThan(chiSquareLimit(7));
});

test("neighbours at the border of two blocks of targets are as independent as others", () => {
  // blocks of p = 0.1 have 256 targets
  const { first, target } = made({ rule: "probability", p: 0.1 }, 40_000, 258);
  const both = (k: number) => {
    let count = 0;
    for (let row = 0; row < 40_000; row++) {
      const own = target.subarray(first[row], first[row + 1]);
      if (own.includes(k) && own.includes(k + 1)) count++;
    }
    return count;
  };
  for (const k of [100, 254, 255, 256]) expect(Math.abs(both(k) - 400)).toBeLessThan(4 * Math.sqrt(400));
});

test("a fixed in-degree leaves the out-degrees multinomial with multapses, and binomial without", () => {
  for (const seed of seeds) {
    const many = made({ rule: "in-degree", count: 60 }, sources, targets, { seed });
    const mean = (60 * targets) / sources;
    expect(chiSquare(outDegrees(many), mean, mean)).toBeLessThan(chiSquareLimit(sources - 1));
    for (const count of [60, 500]) {
      const distinct = made({ rule: "in-degree", count, multapses: false }, sources, targets, { seed });
      const p = count / sources;
      const deviation = chiSquare(outDegrees(distinct), targets * p, targets * p * (1 - p));
      expect(deviation).toBeLessThan(chiSquareLimit(sources - 1));
    }
  }
});

test("a fixed out-degree leaves the in-degrees multinomial with multapses, and binomial without", () => {
  for (const seed of seeds) {
    const mean = (60 * sources) / targets;
    const many = made({ rule: "out-degree", count: 60 }, sources, targets, { seed });
    expect(chiSquare(inDegrees(many), mean, mean)).toBeLessThan(chiSquareLimit(targets - 1));
    const distinct = made({ rule: "out-degree", count: 800, multapses: false }, sources, targets, { seed });
    const p = 800 / targets;
    expect(chiSquare(inDegrees(distinct), sources * p, sources * p * (1 - p))).toBeLessThan(
      chiSquareLimit(targets - 1),
    );
  }
});

test("a fixed total is multinomial over sources and over targets", () => {
  for (const seed of seeds) {
    const connections = made({ rule: "total", count: 50_000 }, sources, targets, { seed });
    expect(chiSquare(outDegrees(connections), 50_000 / sources)).toBeLessThan(chiSquareLimit(sources - 1));
    expect(chiSquare(inDegrees(connections), 50_000 / targets)).toBeLessThan(chiSquareLimit(targets - 1));
  }
});

test.each([
  ["total", 2000, 4000],
  ["in-degree", 20, 40],
  ["out-degree", 50, 100],
] as const)("%s of %i has as many multapses as chance makes", (rule, count, partners) => {
  // of m possible pairs, k draws leave m (1 - 1/m)^k without any; their number varies less than a Poisson number
  const connections = made({ rule, count }, 40, 100);
  const synapses = connections.target.length;
  const expected = 4000 * (1 - (1 - 1 / partners) ** count);
  const occupied = new Set(pairsOf(connections).map(String)).size;
  expect(synapses).toBe(2000);
  expect(Math.abs(occupied - expected)).toBeLessThan(4 * Math.sqrt(synapses - expected));
});

test.each([
  ["in-degree", 1],
  ["in-degree", 2],
  ["in-degree", 3],
  ["out-degree", 2],
  ["out-degree", 3],
  ["total", 2],
  ["total", 3],
] as const)("%s: all sets of %i different partners are equally likely", (rule, count) => {
  const seen = new Map<string, number>();
  const sizes = rule === "total" ? [2, 2] : rule === "in-degree" ? [4, 1] : [1, 4];
  const times = 4000;
  for (let seed = 0; seed < times; seed++) {
    const key = String(pairsOf(made({ rule, count, multapses: false }, sizes[0]!, sizes[1]!, { seed })));
    seen.set(key, (seen.get(key) ?? 0) + 1);
  }
  const sets = { 1: 4, 2: 6, 3: 4 }[count];
  expect(seen.size).toBe(sets);
  expect(chiSquare([...seen.values()], times / sets)).toBeLessThan(chiSquareLimit(sets - 1));
});

test("without autapses all other neurons are equally likely", () => {
  for (const rule of ["in-degree", "out-degree"] as const) {
    const counts = new Map<string, number>();
    for (let seed = 0; seed < 2000; seed++) {
      for (const pair of pairsOf(made({ rule, count: 1, autapses: false }, 4, undefined, { seed })))
        counts.set(String(pair), (counts.get(String(pair)) ?? 0) + 1);
    }
    expect(counts.size).toBe(12);
    expect(chiSquare([...counts.values()], 8000 / 12)).toBeLessThan(chiSquareLimit(8));
  }
});
