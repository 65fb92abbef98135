import { expect, test } from "vitest";
import { type PositionsDocument, positionsOf, positionsSchema } from "../../src/network/positions.ts";
import { dimensionless, dimensions } from "../../src/quantity/dimension.ts";
import { kolmogorov } from "./connected.ts";

const placed = (document: PositionsDocument, size: number, seed = 1) =>
  positionsOf(positionsSchema.parse(document), { size, seed, object: 2, path: "populations.E.positions" });
const micrometres = (axis: Float64Array | undefined) => Array.from(axis!, (x) => Math.round(x * 1e9) / 1e3);

test("on a line and a ring neurons are in the middle of equal parts around 0", () => {
  const line = placed({ on: "line", length: "1 mm" }, 4);
  expect(line.axes.map(micrometres)).toEqual([[-375, -125, 125, 375]]);
  expect(line.periods).toEqual([Infinity]);
  expect(line.dimension).toEqual(dimensions.metre);
  const ring = placed({ on: "ring", length: 360 }, 3);
  expect([...ring.axes[0]!]).toEqual([-120, 0, 120]);
  expect([ring.periods, ring.dimension]).toEqual([[360], dimensionless]);
});

test("on a grid x changes fastest", () => {
  const grid = placed({ on: "grid", columns: 3, rows: 2, width: "300 um", height: "100 um", periodic: true }, 6);
  expect(grid.axes.map(micrometres)).toEqual([
    [-100, 0, 100, -100, 0, 100],
    [-25, -25, -25, 25, 25, 25],
  ]);
  expect(grid.periods).toEqual([300e-6, 100e-6]);
});

test("in a plane all places are equally likely, and a neuron's place does not depend on how many there are", () => {
  const document = { on: "plane", width: "2 mm", height: "1 mm" } as const;
  const { axes, periods } = placed(document, 20_000);
  expect(periods).toEqual([Infinity, Infinity]);
  expect(kolmogorov(axes[0]!, (x) => x / 2e-3 + 0.5)).toBeLessThan(1.95);
  expect(kolmogorov(axes[1]!, (y) => y / 1e-3 + 0.5)).toBeLessThan(1.95);
  const correlation = axes[0]!.reduce((sum, x, k) => sum + x * axes[1]![k]!, 0) / 20_000 / (2e-6 / 12);
  expect(Math.abs(correlation)).toBeLessThan(4 / Math.sqrt(20_000));
  expect([...placed(document, 10).axes[0]!]).toEqual([...axes[0]!.subarray(0, 10)]);
  expect([...placed(document, 10, 2).axes[0]!]).not.toEqual([...axes[0]!.subarray(0, 10)]);
});

test.each([
  [
    { on: "line", length: "0 mm" },
    'populations.E.positions.length: must be a positive length, but is "0 mm" (write it as "1 mm")',
  ],
  [{ on: "ring", length: "-1 mm" }, 'populations.E.positions.length: must be a positive length, but is "-1 mm"'],
  [
    { on: "line", length: "1 ms" },
    'populations.E.positions.length: "1 ms" is in second, but metre is wanted (give it in um)',
  ],
  [
    { on: "grid", columns: 3, rows: 3, width: "1 mm", height: "1 mm" },
    "populations.E.positions: 3 columns and 3 rows make 9 places, but the population has 10 neurons (there must be one place for each neuron)",
  ],
  [{ on: "plane", width: "1 mm", height: 2 }, 'populations.E.positions.height: "2" is in 1, but metre is wanted'],
] as const)("%j is refused with its place", (document, message) => {
  expect(() => placed(document, 10)).toThrow(message);
});
