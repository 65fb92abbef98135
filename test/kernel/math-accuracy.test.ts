import { describe, expect, test } from "vitest";
import { Graph } from "../../src/kernel/graph.ts";
import { exprelInverse } from "../../src/kernel/math-exp.ts";
import { evaluate, run, uniform } from "./evaluate.ts";
import { big, functions, over, pow, ulps } from "./reference.ts";

type Range = readonly [low: number, high: number, spacing?: "logarithmic"];

/** The bound that each function states in units in the last place, and where it is tested. */
const accuracy: [keyof typeof functions, number, Range[]][] = [
  [
    "exp",
    0.6,
    [
      [-707.7, 709.78],
      [-1, 1],
      [-20, 20],
    ],
  ],
  [
    "expm1",
    1.4,
    [
      [-1, 1],
      [-40, 709.7],
      [1e-300, 1, "logarithmic"],
      [-3, 3],
    ],
  ],
  [
    "exprel",
    1.9,
    [
      [-1, 1],
      [-60, 716],
      [1e-300, 1, "logarithmic"],
      [-1e6, -30],
      [-3, 3],
    ],
  ],
  [
    "sinh",
    1.4,
    [
      [-1, 1],
      [-711, 711],
      [1e-300, 1, "logarithmic"],
      [-4, 4],
    ],
  ],
  [
    "cosh",
    1.4,
    [
      [-1, 1],
      [-711, 711],
      [-4, 4],
    ],
  ],
  [
    "tanh",
    2.2,
    [
      [-1, 1],
      [-30, 30],
      [1e-300, 1, "logarithmic"],
    ],
  ],
  [
    "log",
    0.85,
    [
      [0.5, 2],
      [1e-307, 1e307, "logarithmic"],
      [0.99, 1.01],
    ],
  ],
  [
    "log1p",
    1.3,
    [
      [-0.9, 1],
      [1e-300, 1e300, "logarithmic"],
      [-0.5, 0.5],
      [-1, -0.9],
    ],
  ],
  [
    "log10",
    0.75,
    [
      [0.5, 2],
      [1e-307, 1e307, "logarithmic"],
      [0.99, 1.01],
    ],
  ],
  [
    "sin",
    0.9,
    [
      [-1, 1],
      [-10, 10],
      [-1e5, 1e5],
      [-1e8, 1e8],
      [1e-300, 1, "logarithmic"],
    ],
  ],
  [
    "cos",
    0.9,
    [
      [-1, 1],
      [-10, 10],
      [-1e5, 1e5],
      [-1e8, 1e8],
    ],
  ],
  [
    "tan",
    2.2,
    [
      [-1, 1],
      [-10, 10],
      [-1e5, 1e5],
      [-1e8, 1e8],
      [1e-300, 1, "logarithmic"],
    ],
  ],
];

/** A number in a range from one in [0, 1). */
function within([low, high, spacing]: Range, u: number): number {
  return spacing ? Math.exp(Math.log(low) + u * (Math.log(high) - Math.log(low))) : low + u * (high - low);
}

describe("20,000 arguments of a function", () => {
  test.each(accuracy)("%s errs by less than %d units in the last place", (name, bound, ranges) => {
    const f = run(name);
    const random = uniform(20);
    let [worst, where] = [0, 0];
    for (let i = 0; i < 20_000; i++) {
      const x = within(ranges[i % ranges.length]!, random());
      const error = ulps(f(x), functions[name](big(x)));
      if (!(error <= worst)) [worst, where] = [error, x];
    }
    expect(worst, `at ${where}`).toBeLessThan(bound);
  });

  test("x/(e^x - 1) errs by less than 1.9 units in the last place, and is 1 at 0", () => {
    const g = new Graph();
    const result = exprelInverse(g, g.leaf("parameter", 0));
    const f = (x: number): number => evaluate(g, [result], [x])[0]!;
    const random = uniform(22);
    const ranges: Range[] = [
      [-1.25, 1.25],
      [-60, 60],
      [1e-300, 1, "logarithmic"],
      [-1e6, -30],
    ];
    let [worst, where] = [0, 0];
    for (let i = 0; i < 20_000; i++) {
      const x = within(ranges[i % ranges.length]!, random());
      const error = ulps(f(x), over(big(x), functions.expm1(big(x))));
      if (!(error <= worst)) [worst, where] = [error, x];
    }
    expect(worst, `at ${where}`).toBeLessThan(1.9);
    expect([f(0), f(Number.NEGATIVE_INFINITY)]).toEqual([1, Number.POSITIVE_INFINITY]);
    expect(f(Number.POSITIVE_INFINITY)).toBeLessThan(1e-305);
  });

  test("pow errs by less than 1.3 units in the last place", () => {
    const f = run("pow");
    const random = uniform(21);
    const ranges: Range[] = [
      [1e-3, 1e3, "logarithmic"],
      [1e-300, 1e300, "logarithmic"],
      [0.999, 1.001],
      [0.5, 2],
    ];
    let [worst, where] = [0, ""];
    for (let i = 0; i < 20_000; i++) {
      const x = within(ranges[i % ranges.length]!, random());
      const y = ((random() * 2 - 1) * 708) / Math.abs(Math.log(x));
      const error = ulps(f(x, y), pow(big(x), big(y)));
      if (!(error <= worst)) [worst, where] = [error, `${x}, ${y}`];
    }
    expect(worst, `at ${where}`).toBeLessThan(1.3);
  });
});
