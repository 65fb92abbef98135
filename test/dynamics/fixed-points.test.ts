import fc from "fast-check";
import { EigenvalueDecomposition, Matrix } from "ml-matrix";
import { expect, test } from "vitest";
import { fixedPoints } from "../../src/index.ts";
import { fieldOf, plainField } from "./field.ts";

const square = { x: [-3, 3], y: [-3, 3] } as const;
const kinds = (lines: readonly string[]) => fixedPoints(plainField(lines), square).points.map(({ kind }) => kind);

test.each([
  ["stable node", ["dx/dt = -x", "dy/dt = -2*y"]],
  ["unstable node", ["dx/dt = x", "dy/dt = 2*y"]],
  ["saddle", ["dx/dt = x", "dy/dt = -y"]],
  ["stable focus", ["dx/dt = -x - 5*y", "dy/dt = 5*x - y"]],
  ["unstable focus", ["dx/dt = x - 5*y", "dy/dt = 5*x + y"]],
  ["centre", ["dx/dt = -y", "dy/dt = x"]],
  ["non-hyperbolic", ["dx/dt = x**2", "dy/dt = -y"]],
  ["non-hyperbolic", ["dx/dt = x**3", "dy/dt = -y"]],
])("the origin is a %s of %s", (kind, lines) => {
  expect(kinds(lines)).toEqual([kind]);
});

test("a double zero that rounding could miss is one non-hyperbolic fixed point, a little higher none, a little lower two", () => {
  const field = plainField(["dx/dt = (x - 0.3)**2 + p", "dy/dt = x - y"]);
  const count = (p: number) => {
    field.set("p", p);
    return fixedPoints(field, square).points.map(({ kind }) => kind);
  };
  expect(count(0)).toEqual(["non-hyperbolic"]);
  expect(count(1e-9)).toEqual([]);
  expect(count(-1e-9)).toEqual(["stable node", "saddle"]);
});

test("a line of fixed points is told as a line", () => {
  const { points, lines } = fixedPoints(plainField(["dx/dt = x - y", "dy/dt = 2*x - 2*y"]), square);
  expect(points).toEqual([]);
  expect(lines.length).toBe(1);
  expect([...lines[0]!.from, ...lines[0]!.to]).toEqual([-3, -3, 3, 3]);
});

test("a neuron that only integrates has no fixed point under current, and nothing but fixed points without", () => {
  const region = { v: [-0.1, 0] } as const;
  expect(fixedPoints(fieldOf("if", { I: 1e-9 }), region)).toMatchObject({ points: [], lines: [], complete: true });
  expect(fixedPoints(fieldOf("if", { I: 0 }), region).lines.length).toBe(1);
});

test("the phase line of the exponential neuron has a stable and an unstable point", () => {
  // neurodynex, EIF-01
  const { points } = fixedPoints(fieldOf("eif"), { v: [-0.09, -0.04] });
  expect(points.map(({ kind }) => kind)).toEqual(["stable node", "unstable node"]);
  expect(points[0]!.x[0]! * 1000).toBeCloseTo(-64.9864323773, 9);
  expect(points[1]!.x[0]! * 1000).toBeCloseTo(-51.1263051856, 9);
});

test("the leaky neuron rests at E_L + R I, at the rate of its membrane", () => {
  const { points } = fixedPoints(fieldOf("lif", { I: 1e-9 }), { v: [-0.1, 0] });
  expect(points.length).toBe(1);
  expect(points[0]!.x[0]).toBeCloseTo(-0.06, 15);
  expect(points[0]!.eigenvalues[0]!.re).toBeCloseTo(-1 / 0.008, 9);
});

test("two circles that cross have all their crossings found, without solving for a variable", () => {
  // x^2 + y^2 = 4 and (x - 1)^2 + y^2 = 4 cross at (1/2, +-sqrt(15)/2)
  const field = plainField(["dx/dt = x**2 + y**2 - 4", "dy/dt = (x - 1)**2 + y**2 - 4"]);
  const { points, complete } = fixedPoints(field, square);
  expect(complete).toBe(true);
  const found = points.map(({ x }) => [x[0]!, x[1]!]).sort((a, b) => a[1]! - b[1]!);
  expect(found.length).toBe(2);
  for (const [k, y] of [-Math.sqrt(15) / 2, Math.sqrt(15) / 2].entries()) {
    expect(found[k]![0]).toBeCloseTo(0.5, 12);
    expect(found[k]![1]).toBeCloseTo(y, 12);
  }
});

test("a factor that may vanish is not divided by: all four points of two competing species are found", () => {
  // (0, 0), (1, 0), (0, 1) and (2/3, 2/3)
  const field = plainField(["dx/dt = x*(1 - x - y/2)", "dy/dt = y*(1 - y - x/2)"]);
  const { points, complete } = fixedPoints(field, { x: [-0.5, 2], y: [-0.5, 2] });
  expect(complete).toBe(true);
  const found = points.map(({ x, kind }) =>
    `${x[0]!.toFixed(6)} ${x[1]!.toFixed(6)} ${kind}`.replaceAll("-0.0", "0.0"),
  );
  expect(found.sort()).toEqual([
    "0.000000 0.000000 unstable node",
    "0.000000 1.000000 saddle",
    "0.666667 0.666667 stable node",
    "1.000000 0.000000 saddle",
  ]);
});

test("the zeros of a sine are counted", () => {
  const { points } = fixedPoints(plainField(["dx/dt = sin(10*x)"]), { x: [-3.2, 3.2] });
  expect(points.length).toBe(21);
  for (const [k, { x }] of points.entries()) expect(x[0]).toBeCloseTo(((k - 10) * Math.PI) / 10, 12);
});

test("a jump is no fixed point, and hides none", () => {
  const { points } = fixedPoints(plainField(["dx/dt = 2*int(x > 0) - 1 + 0*x"]), { x: [-1, 1.5] });
  expect(points).toEqual([]);
  const mixed = fixedPoints(plainField(["dx/dt = x - 0.5 + int(x > 1)"]), { x: [-1, 1.5] });
  expect(mixed.points.map(({ x }) => x[0])).toEqual([0.5]);
});

test("a linear system has the eigenvalues of its matrix", () => {
  const entry = fc.integer({ min: -20, max: 20 }).map((k) => k / 4);
  fc.assert(
    fc.property(fc.array(entry, { minLength: 9, maxLength: 9 }), (a) => {
      const rows = [a.slice(0, 3), a.slice(3, 6), a.slice(6)];
      const matrix = new Matrix(rows);
      const { realEigenvalues, imaginaryEigenvalues } = new EigenvalueDecomposition(matrix);
      const names = ["x", "y", "z"];
      const field = plainField(
        rows.map((row, i) => `d${names[i]}/dt = ${row.map((c, j) => `${c}*(${names[j]} - 1)`).join(" + ")}`),
      );
      const wanted = realEigenvalues.map((re, k) => ({ re, im: imaginaryEigenvalues[k]! }));
      fc.pre(wanted.every(({ re, im }) => Math.abs(re) > 0.05 || Math.abs(im) > 0.05) && Math.abs(a[0]!) > 0);
      const cube = { x: [-2, 2], y: [-2, 2], z: [-2, 2] } as const;
      const { points } = fixedPoints(field, cube);
      expect(points.length).toBe(1);
      for (const value of points[0]!.x) expect(value).toBeCloseTo(1, 9);
      // coinciding eigenvalues are known to the cube root of rounding only
      for (const { re, im } of points[0]!.eigenvalues)
        expect(Math.min(...wanted.map((own) => Math.hypot(own.re - re, own.im - im)))).toBeLessThan(1e-4);
      const unstable = wanted.filter(({ re }) => re > 1e-6).length;
      if (wanted.every(({ re }) => Math.abs(re) > 1e-6)) expect(points[0]!.unstableDirections).toBe(unstable);
    }),
    { seed: 1, numRuns: 60 },
  );
});

test("a variable without a range must follow from the others", () => {
  expect(() => fixedPoints(plainField(["dx/dt = x**2 - y**2", "dy/dt = x*y + sin(x*y)"]), { x: [-1, 1] })).toThrow(
    "need a range of y",
  );
  expect(() => fixedPoints(fieldOf("adex"), { u: [0, 1] })).toThrow('no variable "u" moves');
  expect(() => fixedPoints(fieldOf("adex"), { v: [0, -1] })).toThrow("the lower first");
});
