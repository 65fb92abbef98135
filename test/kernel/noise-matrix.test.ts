import { expect, test } from "vitest";
import { Graph } from "../../src/kernel/graph.ts";
import { noiseMatrix } from "../../src/kernel/noise-matrix.ts";
import { noiseMatrix as judged } from "../method/matrices.ts";
import { evaluate } from "./evaluate.ts";

function found(b: readonly (readonly number[])[], v: readonly (readonly number[])[]): number[][] {
  const g = new Graph();
  const inputs: number[] = [];
  const leaf = (value: number) => (value === 0 ? g.literal(0) : g.leaf("state", inputs.push(value) - 1));
  const k = noiseMatrix(
    g,
    b.map((row) => row.map(leaf)),
    v.map((row) => row.map(leaf)),
  );
  const n = b.length;
  const values = evaluate(g, k.flat(), inputs);
  return k.map((_, i) => values.slice(i * n, (i + 1) * n));
}

// each time constant, coupling and intensity alone and together; the first drives the others
test.each([
  [
    "a membrane behind a filter",
    [
      [-0.05, 0],
      [0.01, -0.005],
    ],
    [
      [0.3, 0],
      [0, 0],
    ],
  ],
  [
    "an oscillator",
    [
      [-0.1, -1.2],
      [1.2, -0.1],
    ],
    [
      [0.5, 0],
      [0, 0],
    ],
  ],
  [
    "common noise",
    [
      [-0.4, 0],
      [0, -1.5],
    ],
    [
      [1, 0.5],
      [0.5, 0.25],
    ],
  ],
  [
    "two noises",
    [
      [-0.4, 0.2],
      [0.1, -1.5],
    ],
    [
      [1, 0],
      [0, 0.25],
    ],
  ],
  [
    "a chain of three",
    [
      [-0.3, 0, 0],
      [0.7, -0.3, 0],
      [0, 0.5, -0.3],
    ],
    [
      [2, 0, 0],
      [0, 0, 0],
      [0, 0, 0],
    ],
  ],
  [
    "a stiff membrane",
    [
      [-3, 0],
      [8, -30],
    ],
    [
      [1e-6, 0],
      [0, 1e-9],
    ],
  ],
] as const)("%s: the drive and the covariance are those of the integrals", (_, b, v) => {
  const wanted = judged(
    b.map((row) => [...row]),
    v.map((row) => [...row]),
  );
  const size = Math.max(...wanted.flat().map(Math.abs));
  found(b, v).forEach((row, i) => {
    row.forEach((value, j) => {
      expect(Math.abs(value - wanted[i]![j]!) / size).toBeLessThan(3e-6);
    });
  });
});

test("noise of no strength is nothing", () => {
  const g = new Graph();
  const b = [
    [g.leaf("state", 0), g.literal(0)],
    [g.leaf("state", 1), g.leaf("state", 0)],
  ];
  const v = [
    [g.leaf("state", 2), g.literal(0)],
    [g.literal(0), g.literal(0)],
  ];
  expect(evaluate(g, noiseMatrix(g, b, v).flat(), [-0.1, 0.3, 0]).map(Math.abs)).toEqual([0, 0, 0, 0]);
});
