import { expect, test } from "vitest";
import { Graph } from "../../src/kernel/graph.ts";
import { type MathName, mathFunctions } from "../../src/kernel/math.ts";
import { functionNames } from "../../src/language/functions.ts";
import { evaluate, run } from "./evaluate.ts";

const { NaN: nan } = Number;
const inf = Infinity;

test.each<[MathName, [x: number, y: number][]]>([
  [
    "exp",
    [
      [0, 1],
      [inf, inf],
      [-inf, 0],
      [710, inf],
      [709.78, 1.7928227943945155e308],
      [-709, 0],
      [-745, 0],
      [nan, nan],
      [1e300, inf],
    ],
  ],
  [
    "expm1",
    [
      [0, 0],
      [inf, inf],
      [-inf, -1],
      [-50, -1],
      [1e-310, 1e-310],
      [710, inf],
      [nan, nan],
    ],
  ],
  [
    "exprel",
    [
      [0, 1],
      [inf, inf],
      [-inf, 0],
      [-1e300, 1e-300],
      [1e-310, 1],
      [-1e-310, 1],
      [717, inf],
      [nan, nan],
    ],
  ],
  [
    "sinh",
    [
      [0, 0],
      [inf, inf],
      [-inf, -inf],
      [711, inf],
      [-711, -inf],
      [nan, nan],
    ],
  ],
  [
    "cosh",
    [
      [0, 1],
      [inf, inf],
      [-inf, inf],
      [711, inf],
      [-711, inf],
      [nan, nan],
    ],
  ],
  [
    "tanh",
    [
      [0, 0],
      [inf, 1],
      [-inf, -1],
      [40, 1],
      [-1e300, -1],
      [nan, nan],
    ],
  ],
  [
    "log",
    [
      [1, 0],
      [0, -inf],
      [-1, nan],
      [-inf, nan],
      [inf, inf],
      [5e-324, -inf],
      [nan, nan],
    ],
  ],
  [
    "log1p",
    [
      [0, 0],
      [-1, -inf],
      [-2, nan],
      [inf, inf],
      [nan, nan],
      [1e-310, 1e-310],
    ],
  ],
  [
    "log10",
    [
      [1, 0],
      [0, -inf],
      [-1, nan],
      [inf, inf],
      [nan, nan],
    ],
  ],
  [
    "sin",
    [
      [0, 0],
      [inf, nan],
      [-inf, nan],
      [nan, nan],
      [Math.PI, 1.2246467991473532e-16],
    ],
  ],
  [
    "cos",
    [
      [0, 1],
      [1e-9, 1],
      [inf, nan],
      [-inf, nan],
      [nan, nan],
      [Math.PI, -1],
    ],
  ],
  [
    "tan",
    [
      [0, 0],
      [inf, nan],
      [nan, nan],
    ],
  ],
  [
    "sqrt",
    [
      [4, 2],
      [-1, nan],
    ],
  ],
  ["abs", [[-3, 3]]],
  ["floor", [[-0.5, -1]]],
  ["ceil", [[0.5, 1]]],
  [
    "sign",
    [
      [-3, -1],
      [0, 0],
      [2, 1],
      [nan, nan],
    ],
  ],
  [
    "int",
    [
      [-1.7, -1],
      [1.7, 1],
    ],
  ],
])("%s keeps its special values", (name, pairs) => {
  const f = run(name);
  expect(pairs.map(([x]) => [x, f(x) + 0])).toEqual(pairs);
});

test("pow keeps its special values", () => {
  const f = run("pow");
  const cases = [
    [0, 0, 1],
    [0, 2, 0],
    [0, -1, inf],
    [inf, 2, inf],
    [inf, -2, 0],
    [inf, 0, 1],
    [-2, 3, -8],
    [-2, 2, 4],
    [-2, -3, -0.125],
    [-2, 0.5, nan],
    [2, inf, inf],
    [2, -inf, 0],
    [0.5, inf, 0],
    [1, 1e300, 1],
    [1.5, 1e300, inf],
    [nan, 2, nan],
    [2, nan, nan],
    [0, nan, nan],
    [2, 1023, 2 ** 1023],
    [2, 1024, inf],
    [2, -1021, 2 ** -1021],
    [10, 3, 1000],
    [9, 0.5, 3],
  ] as const;
  expect(cases.map(([x, y]) => [x, y, f(x, y)])).toEqual(cases);
});

test("powers of ten have whole logarithms", () => {
  const log10 = run("log10");
  for (let k = -307; k <= 308; k++) expect(log10(Number(`1e${k}`))).toBe(k);
});

test("sine and cosine stay in [-1, 1] at quarter turns and for huge arguments", () => {
  const [sin, cos] = [run("sin"), run("cos")];
  const quarters = Array.from({ length: 5000 }, (_, k) => (k * Math.PI) / 2);
  for (const x of [...quarters, 1e9, 1e12, 1e16, 1e22, 1e300, -1.7e308]) {
    expect(Math.abs(sin(x))).toBeLessThanOrEqual(1);
    expect(Math.abs(cos(x))).toBeLessThanOrEqual(1);
  }
});

test("powers with small whole literals are multiplications, and with one half a root", () => {
  const operations = (exponent: number): string[] => {
    const g = new Graph();
    mathFunctions.pow.build(g, g.leaf("state"), g.literal(exponent));
    return g.ops.map((op) => op.op).filter((op) => op !== "literal" && op !== "state");
  };
  expect(operations(1)).toEqual([]);
  expect(operations(2)).toEqual(["mul"]);
  expect(operations(3)).toEqual(["mul", "mul"]);
  expect(operations(16)).toEqual(["mul", "mul", "mul", "mul"]);
  expect(operations(-1)).toEqual(["div"]);
  expect(operations(0.5)).toEqual(["sqrt"]);
  const g = new Graph();
  const x = g.leaf("state");
  const powers = Array.from({ length: 33 }, (_, k) => mathFunctions.pow.build(g, x, g.literal(k - 16)));
  expect(evaluate(g, powers, [-2])).toEqual(powers.map((_, k) => (-2) ** (k - 16)));
});

test("a condition counts as 1 or 0, a number loses its fraction", () => {
  const g = new Graph();
  const positive = mathFunctions.int.build(g, g.gt(g.leaf("state"), g.literal(0)));
  expect([evaluate(g, [positive], [3]), evaluate(g, [positive], [-3])]).toEqual([[1], [0]]);
});

test("clip, min and max choose", () => {
  expect([run("clip")(5, 0, 1), run("clip")(-5, 0, 1), run("clip")(nan, 0, 1)]).toEqual([1, 0, nan]);
  expect([run("min")(1, 2), run("max")(1, 2)]).toEqual([1, 2]);
});

test("functions of literals are literals", () => {
  const g = new Graph();
  const cosine = mathFunctions.cos.build(g, g.literal(0));
  expect([g.known(cosine), g.known(mathFunctions.exprel.build(g, g.literal(0)))]).toEqual([1, 1]);
});

test("every function of the language but noise and tables is arithmetic", () => {
  const others = ["rand", "randn", "poisson", "sample", "passed"];
  expect(functionNames.filter((name) => !(name in mathFunctions))).toEqual(others);
});

test("e^x takes at most 38 operations", () => {
  const g = new Graph();
  mathFunctions.exp.build(g, g.leaf("state"));
  expect(g.ops.filter((op) => op.op !== "literal" && op.op !== "state").length).toBeLessThanOrEqual(38);
});
