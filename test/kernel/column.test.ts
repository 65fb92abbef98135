import { expect, test } from "vitest";
import { overColumn } from "../../src/kernel/column.ts";
import { Graph } from "../../src/kernel/graph.ts";
import type { Value } from "../../src/kernel/ir.ts";
import { mathFunctions } from "../../src/kernel/math.ts";
import { normalQuantile, poissonQuantile } from "../../src/kernel/random.ts";
import { bitsOf } from "../target/kernels.ts";
import { evaluate } from "./evaluate.ts";

const functions: Readonly<Record<string, (g: Graph, x: Value) => Value>> = {
  "the argument": (_, x) => x,
  "a constant": (g) => g.literal(-0),
  "zeros of both signs": (g, x) =>
    g.div(g.add(x, g.literal(0)), g.select(g.lt(x, g.literal(0)), g.literal(-0), g.literal(0))),
  "a condition": (g, x) => g.ge(x, g.literal(0.5)),
  "a normal quantile": normalQuantile,
  "a Poisson quantile": (g, x) => g.call("poisson", poissonQuantile, x, g.literal(40)),
  ...Object.fromEntries(
    Object.entries(mathFunctions)
      .filter(([name, { arity }]) => arity === 1 && name !== "int")
      .map(([name, { build }]) => [name, build]),
  ),
};

// 300 numbers are two whole stretches and a part of one
const numbers = Float64Array.from({ length: 300 }, (_, k) => (k < 150 ? (k + 0.5) / 150 : (k - 220) * 1.7));

test.each(Object.entries(functions))("%s over a column has the bits of one number at a time", (_, build) => {
  const g = new Graph();
  const x = g.leaf("state", 0);
  const value = build(g, x);
  const column = numbers.slice();
  overColumn(g, x, value)(column);
  expect(bitsOf(column)).toEqual(bitsOf(Float64Array.from(numbers, (one) => evaluate(g, [value], [one])[0]!)));
});

test("another leaf is refused", () => {
  const g = new Graph();
  const x = g.leaf("argument");
  expect(() => overColumn(g, x, g.add(x, g.leaf("step")))).toThrow('"step" is no function of one number');
});
