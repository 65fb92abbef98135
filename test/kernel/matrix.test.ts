import { expect, test } from "vitest";
import { Graph } from "../../src/kernel/graph.ts";
import { matrixExponentialMinusOne } from "../../src/kernel/matrix.ts";
import { evaluate, uniform } from "./evaluate.ts";
import { type Big, big, minus, over, plus, times, toNumber } from "./reference.ts";

type Rows = readonly (readonly number[])[];

/** e^A - 1 to 60 digits: 40 halvings, 24 terms of the series, 40 squarings. */
function exact(a: Rows): Big[][] {
  const product = (x: Big[][], y: Big[][]): Big[][] =>
    x.map((row) => row.map((_, j) => row.reduce((sum, v, k) => plus(sum, times(v, y[k]![j]!)), big(0))));
  const added = (x: Big[][], y: Big[][]): Big[][] => x.map((row, i) => row.map((v, j) => plus(v, y[i]![j]!)));
  const small = a.map((row) => row.map((v) => times(big(v), { m: 1n, e: -40 })));
  let [sum, term] = [small, small];
  for (let k = 2; k < 24; k++) {
    term = product(term, small).map((row) => row.map((v) => over(v, big(k))));
    sum = added(sum, term);
  }
  for (let k = 0; k < 40; k++) sum = added(added(sum, sum), product(sum, sum));
  return sum;
}

/** The kernel's e^A - 1; zeros and ones are literals, all else is not known before the run. */
function computed(a: Rows): { values: number[]; operations: number } {
  const g = new Graph();
  const matrix = a.map((row, i) =>
    row.map((v, j) => (v === 0 || v === 1 ? g.literal(v) : g.leaf("state", i * a.length + j))),
  );
  const values = matrixExponentialMinusOne(g, matrix).flat();
  const operations = g.ops.filter((op) => op.op !== "literal" && op.op !== "state").length;
  return { values: evaluate(g, values, a.flat()), operations };
}

/** The largest error of an entry over the largest entry. */
function error(a: Rows): number {
  const wanted = exact(a).flat();
  const { values } = computed(a);
  const errors = wanted.map((w, i) => Math.abs(toNumber(minus(big(values[i]!), w))));
  return Math.max(...errors) / Math.max(...wanted.map((w) => Math.abs(toNumber(w))));
}

test.each<[string, Rows]>([
  [
    "a coupled pair",
    [
      [-0.1, 0.2],
      [0.05, -0.03],
    ],
  ],
  [
    "a tiny matrix",
    [
      [-1e-12, 2e-12],
      [5e-13, -3e-13],
    ],
  ],
  [
    "a driven relaxation",
    [
      [-0.1, 0.2],
      [0, -0.03],
    ],
  ],
  [
    "time constants that nearly meet",
    [
      [-0.1, 0.2],
      [0, -0.1000000001],
    ],
  ],
  [
    "time constants that meet",
    [
      [-0.1, 1],
      [0, -0.1],
    ],
  ],
  [
    "a nearly diagonal pair",
    [
      [-0.1, 1e-10],
      [1e-10, -0.1],
    ],
  ],
  [
    "an oscillation",
    [
      [-0.1, 3],
      [-3, -0.2],
    ],
  ],
  [
    "unlike units",
    [
      [-0.1, 1e6],
      [1e-8, -0.2],
    ],
  ],
  [
    "a fast decay",
    [
      [-1e5, 1e4],
      [2e4, -5e4],
    ],
  ],
  [
    "a fast decay beside a slow one",
    [
      [-1e5, 1e4],
      [2, -1],
    ],
  ],
  [
    "a size of 2^20",
    [
      [-1048575, 1e5],
      [2e4, -5e5],
    ],
  ],
  [
    "three coupled",
    [
      [-0.1, 0.2, 0.3],
      [0.05, -0.03, 0.01],
      [0.1, 0.2, -0.5],
    ],
  ],
  [
    "a Jordan block",
    [
      [-0.1, 1, 0],
      [0, -0.1, 1],
      [0, 0, -0.1],
    ],
  ],
  [
    "a decayed Jordan block",
    [
      [-10, 1, 0],
      [0, -10, 1],
      [0, 0, -10],
    ],
  ],
  [
    "a membrane under an alpha synapse",
    [
      [-0.05, 0.1, 0],
      [0, -0.2, 1],
      [0, 0, -0.2],
    ],
  ],
  [
    "a membrane under three currents",
    [
      [-0.05, 0.1, 0.3, 2],
      [0, -0.2, 0, 0],
      [0, 0, -0.3, 0],
      [0, 0, 0, 0],
    ],
  ],
  [
    "rates of 10,000 and 10",
    [
      [-1e4, 1, 2],
      [30, -20, 1],
      [5, 0, -10],
    ],
  ],
])("%s: e^A - 1 is right to 1e-15 of its largest entry", (_, a) => {
  expect(error(a)).toBeLessThan(1e-15);
});

test("a fast oscillation is right to rounding times its angle", () => {
  expect(
    error([
      [-1, 300],
      [-300, -2],
    ]),
  ).toBeLessThan(300 * 2 ** -52);
});

test("random matrices of any size from 1e-12 to 1e5 are right to rounding", () => {
  const random = uniform(4);
  for (let trial = 0; trial < 60; trial++) {
    const n = 2 + (trial % 2);
    const norm = 10 ** (-12 + 17 * random());
    const a = Array.from({ length: n }, (_, i) =>
      Array.from({ length: n }, (_, j) => norm * (i === j ? -0.5 - random() : (random() - 0.5) / n)),
    );
    expect(error(a), JSON.stringify(a)).toBeLessThan(2e-15);
  }
});

test.each([0.01, 4, 400])("a chain of derivatives of a drive gives the phi functions for a decay of %d", (rate) => {
  const links = 5;
  const a = Array.from({ length: links + 2 }, (_, i) =>
    Array.from({ length: links + 2 }, (_, j) => (i === 0 && j === 0 ? -rate : j === i + 1 ? (i === 0 ? 0.1 : 1) : 0)),
  );
  const wanted = exact(a).flat();
  const { values } = computed(a);
  wanted.forEach((w, i) => {
    expect(Math.abs(toNumber(minus(big(values[i]!), w)))).toBeLessThanOrEqual(1e-15 * Math.abs(toNumber(w)));
  });
});

test("a shift is exact, and zeros stay structural", () => {
  const g = new Graph();
  const [zero, a, b] = [g.literal(0), g.leaf("state", 0), g.leaf("state", 1)];
  const e = matrixExponentialMinusOne(g, [
    [zero, a, zero],
    [zero, zero, b],
    [zero, zero, zero],
  ]);
  expect(evaluate(g, e.flat(), [3, 5])).toEqual([0, 3, 7.5, 0, 0, 5, 0, 0, 0]);
  expect(e.flat().filter((value) => g.known(value) === 0)).toHaveLength(6);
});

test("twelve unknowns that do not meet cost twelve exponentials", () => {
  const n = 12;
  const diagonal = Array.from({ length: n }, (_, i) =>
    Array.from({ length: n }, (_, j) => (i === j ? -0.1 * (i + 1) : 0)),
  );
  expect(computed(diagonal).operations).toBeLessThan(n * 45);
});

test("sizes beyond 2^21 and NaN give NaN", () => {
  for (const bad of [1e7, Number.NaN, Infinity]) {
    const { values } = computed([
      [-bad, 2],
      [3, -bad],
    ]);
    expect(values).toEqual([Number.NaN, Number.NaN, Number.NaN, Number.NaN]);
  }
});

test("a pair takes at most 600 operations, a triangular pair 170", () => {
  expect(
    computed([
      [-0.1, 0.2],
      [0.05, -0.03],
    ]).operations,
  ).toBeLessThanOrEqual(600);
  expect(
    computed([
      [-0.1, 0.2],
      [0, -0.03],
    ]).operations,
  ).toBeLessThanOrEqual(170);
});
