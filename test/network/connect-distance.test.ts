import { expect, test } from "vitest";
import { ExperimentError } from "../../src/errors.ts";
import type { ConnectDocument } from "../../src/network/connect.ts";
import { type Positions, type PositionsDocument, positionsOf } from "../../src/network/positions.ts";
import { inDegrees, made, pairsOf } from "./connected.ts";

const placed = (document: PositionsDocument, size: number, object = 1) =>
  positionsOf(document, { size, seed: 1, object, path: "positions" });
const rule = (probability: string, more: object = {}) =>
  ({ rule: "distance", probability, ...more }) as ConnectDocument;
const among = (positions: Positions, more: object = {}) => ({
  positions: { source: positions, target: positions },
  ...more,
});

test("a disk on a ring is the nearest neighbours on both sides", () => {
  const ring = among(placed({ on: "ring", length: "10 um" }, 10));
  const near = pairsOf(made(rule("d < 2.5*um", { autapses: false }), 10, undefined, ring));
  const wanted = Array.from({ length: 10 }, (_, i) =>
    [8, 9, 1, 2].map((step) => [i, (i + step) % 10]).sort(([, a], [, b]) => a! - b!),
  );
  expect(near).toEqual(wanted.flat());
  expect(pairsOf(made(rule("1", { within: "2.5 um", autapses: false }), 10, undefined, ring))).toEqual(near);
});

test("on a line and an open grid the edges do not meet; on a periodic grid they do", () => {
  const line = among(placed({ on: "line", length: "4 um" }, 4));
  expect(pairsOf(made(rule("d < 1.1*um", { autapses: false }), 4, undefined, line))).toEqual([
    [0, 1],
    [1, 0],
    [1, 2],
    [2, 1],
    [2, 3],
    [3, 2],
  ]);
  const grid = { on: "grid", columns: 4, rows: 4, width: "4 um", height: "4 um" } as const;
  const open = made(rule("d < 1.1*um", { autapses: false }), 16, undefined, among(placed(grid, 16)));
  expect(inDegrees(open)).toEqual([2, 3, 3, 2, 3, 4, 4, 3, 3, 4, 4, 3, 2, 3, 3, 2]);
  const torus = made(
    rule("d < 1.5*um", { autapses: false }),
    16,
    undefined,
    among(placed({ ...grid, periodic: true }, 16)),
  );
  expect(new Set(inDegrees(torus))).toEqual(new Set([8]));
});

test.each([
  ["0.6*exp(-d**2/(2*sigma**2))", { sigma: "80 um" }, (d: number) => 0.6 * Math.exp(-(d ** 2) / (2 * 80e-6 ** 2))],
  ["exp(-d/(0.1*mm))", {}, (d: number) => Math.exp(-d / 1e-4)],
  ["clip(1 - d/radius, 0, 1)", { radius: "0.2 mm" }, (d: number) => Math.max(0, 1 - d / 2e-4)],
] as const)("with %s connections are as frequent at each distance as it says", (probability, parameters, law) => {
  const positions = placed({ on: "plane", width: "1 mm", height: "1 mm" }, 800);
  const { axes } = positions;
  const distance = (i: number, j: number) => Math.hypot(axes[0]![i]! - axes[0]![j]!, axes[1]![i]! - axes[1]![j]!);
  for (const seed of [1, 2, 3]) {
    const connections = made(rule(probability, { parameters }), 800, undefined, among(positions, { seed }));
    // mean, variance and count in shells of 50 um
    const shells = Array.from({ length: 10 }, () => ({ mean: 0, variance: 0, count: 0 }));
    for (let i = 0; i < 800; i++) {
      for (let j = 0; j < 800; j++) {
        const shell = shells[Math.floor(distance(i, j) / 50e-6)];
        const p = law(distance(i, j));
        if (shell) shell.mean += p;
        if (shell) shell.variance += p * (1 - p);
      }
    }
    for (const [i, j] of pairsOf(connections)) {
      const shell = shells[Math.floor(distance(i, j) / 50e-6)];
      if (shell) shell.count++;
    }
    for (const { mean, variance, count } of shells)
      expect(Math.abs(count - mean)).toBeLessThanOrEqual(4 * Math.sqrt(variance));
  }
});

test("a population on a ring of angles reads its distances without a unit", () => {
  const ring = among(placed({ on: "ring", length: 360 }, 8));
  expect(pairsOf(made(rule("d > 140"), 8, undefined, ring)).slice(0, 1)).toEqual([[0, 4]]);
});

test.each([
  ["exp(-d)", {}, "c.probability: "],
  [
    "d",
    {},
    'c.probability: "d" is in metre, but a probability has no unit (divide d by a length, as in "exp(-d/(100*um))")',
  ],
  ["exp(-d/lam)", {}, 'c.probability: unknown name "lam"'],
  [
    "exp(-d/lam)",
    { parameters: { lam: "1 um", b: 2 } },
    'c.parameters.b: "exp(-d/lam)" does not use "b" (use it, or take it out)',
  ],
  ["rand()", {}, "c.probability: "],
  ["t/second", {}, 'c.probability: "t" cannot stand in a probability'],
  ["1 +", {}, "c.probability: "],
  [
    "d/um",
    { parameters: { d: "1 um" } },
    'c.parameters.d: "d" cannot be a parameter: the expression is one of the distance d (take another name)',
  ],
  ["2 - d/um", {}, "c.probability: is 2 at the distance 0 um, of source 0 and target 0"],
  ["0.5", { within: "2 ms" }, 'c.within: "2 ms" is in second, but metre is wanted'],
])("%s %j is refused with its place", (probability, more, message) => {
  const line = placed({ on: "line", length: "10 um" }, 10);
  const connect = () => made(rule(probability, more), 10, undefined, among(line, { path: "c" }));
  expect(connect).toThrow(ExperimentError);
  expect(connect).toThrow(message);
});

test("both populations need positions of one kind", () => {
  const ring = placed({ on: "ring", length: "1 mm" }, 4);
  const between = (source: Positions, target: Positions) => () =>
    made(rule("1"), 4, 4, { path: "c", positions: { source, target } });
  expect(() => made(rule("1"), 4, 4, { path: "c" })).toThrow(
    "c: a rule of distance needs positions of both populations",
  );
  expect(between(ring, placed({ on: "line", length: "1 mm" }, 4))).toThrow(
    "c: the axes of the source population are periodic after 1000 um, but those of the target population open",
  );
  expect(between(ring, placed({ on: "ring", length: "2 mm" }, 4))).toThrow("periodic after 2000 um");
  expect(between(ring, placed({ on: "ring", length: 360 }, 4))).toThrow("not in one unit");
  expect(between(ring, ring)().target.length).toBe(16);
});
