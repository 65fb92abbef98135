import { expect, test } from "vitest";
import { Lowering } from "../../src/kernel/expressions.ts";
import { Graph } from "../../src/kernel/graph.ts";
import { isLinearMargin, marginRate } from "../../src/kernel/margin-rate.ts";
import { checkModel } from "../../src/language/check.ts";
import { parseExpression } from "../../src/language/parse.ts";
import { evaluate } from "./evaluate.ts";

/** The rate of a condition's margin where v = 2 and w = 3 at t = 0.5, with the slopes v' = 5 and w' = 7. */
function rateOf(condition: string): number | undefined {
  const g = new Graph();
  const [v, w, t, a, b] = [0, 1, 2, 3, 4].map((slot) => g.leaf("state", slot)) as [
    number,
    number,
    number,
    number,
    number,
  ];
  const names = { v, w, t };
  const scope = new Lowering(g, new Map(Object.entries(names)), new Map());
  const slopes = new Map([
    ["v", a],
    ["w", b],
  ]);
  const rate = marginRate(parseExpression(condition), scope, slopes);
  return rate === undefined ? undefined : evaluate(g, [rate], [2, 3, 0.5, 5, 7])[0];
}

test.each([
  ["v > 1", 5],
  ["1 > v", -5],
  ["v < w", 7 - 5],
  ["not (v >= w)", 7 - 5],
  // d(v w - t^2)/dt = v' w + v w' - 2 t
  ["v*w > t**2", 5 * 3 + 2 * 7 - 2 * 0.5],
])("the margin of %s grows by its chain rule", (condition, rate) => {
  expect(rateOf(condition)).toBeCloseTo(rate, 14);
});

test("a condition without a single difference has no rate", () => {
  expect(rateOf("v > 1 and w > 1")).toBeUndefined();
  expect(rateOf("v == 1")).toBeUndefined();
});

test.each([
  ["dv/dt = (E - v)/tau : volt", "v > theta", true],
  ["dv/dt = (E - v)/tau : volt", "2*v - theta > E", true],
  ["dv/dt = v**2/(E*tau) : volt", "v > theta", false],
  ["dv/dt = (E - v)/tau : volt", "v**2 > theta**2", false],
  ["dv/dt = (E - v)/tau : volt", "v > theta and v > E", false],
  ["dv/dt = (E - v)/tau : volt\ndtheta/dt = -theta/tau : volt", "v > theta", false],
  // what only resets change stands still in a piece
  ["dv/dt = (E - v)/tau : volt\ndtheta/dt = 0*volt/second : volt", "v > theta", true],
])("of %s the margin of %s has a rate that is linear in it: %s", (equations, threshold, linear) => {
  const moves = equations.includes("dtheta");
  const parameters = { E: "1 V", tau: "10 ms", ...(moves ? {} : { theta: "2 V" }) };
  const { states, threshold: condition } = checkModel({ equations, parameters, threshold, reset: "v = 0*volt" }, []);
  expect(isLinearMargin(condition!, states)).toBe(linear);
});
