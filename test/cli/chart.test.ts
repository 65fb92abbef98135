import { expect, test } from "vitest";
import { drawChart } from "../../src/cli/chart.ts";

const line = (values: number[]) => ({
  x: Float64Array.from(values, (_, k) => k),
  y: Float64Array.from(values),
  label: "v (mV)",
  end: "3 ms",
});

test("a rising line goes from the lower left to the upper right", () => {
  expect(drawChart(line([0, 1, 2, 3]), 16, 3)).toEqual([
    "v (mV)",
    "  │⠀⠀⠀⠀⠀⠀⠀⠀⠀⣀⠤⠒⠉",
    "2 ┤⠀⠀⠀⠀⣀⡠⠔⠊⠉⠀⠀⠀⠀",
    "0 ┤⣀⠤⠒⠉⠀⠀⠀⠀⠀⠀⠀⠀⠀",
    "   0        3 ms",
  ]);
});

test("a jump is drawn as a vertical line", () => {
  const values = Float64Array.from({ length: 80 }, (_, k) => (k < 40 ? -70 : -50));
  const rows = drawChart(line([...values]), 44, 10).slice(1, -1);
  expect(rows.filter((row) => /[\u2801-\u28FF]/.test(row))).toHaveLength(10);
});

test("the axis has round numbers at their places", () => {
  const ramp = Array.from({ length: 101 }, (_, k) => -77 + 0.41 * k);
  const rows = drawChart(line(ramp), 60, 10).slice(1, -1);
  const labelled = rows.flatMap((row, k) => (row.includes("┤") ? [[k, Number.parseFloat(row)]] : []));
  // -77 to -36 over ten rows: -40 is a tenth from the top, -70 a sixth from the bottom.
  expect(labelled).toEqual([
    [1, -40],
    [3, -50],
    [5, -60],
    [8, -70],
  ]);
});

test("one high sample among thousands is drawn", () => {
  const values = new Array<number>(10_000).fill(0);
  values[4321] = 40;
  const top = drawChart(line(values), 60, 8)[1]!;
  expect([...top].filter((character) => character > "\u2800" && character <= "\u28FF")).toHaveLength(1);
});

test("a constant line lies in the middle, and marks stand above their times", () => {
  const [heading, ...rows] = drawChart(
    { ...line([5, 5, 5, 5]), marks: { label: "spikes", places: Float64Array.of(1.5, 3) } },
    30,
    5,
  );
  expect(heading).toMatch(/^spikes +│ +│$/);
  expect(heading!.endsWith("│")).toBe(true);
  expect(rows.filter((row) => /[\u2801-\u28FF]/.test(row))).toHaveLength(1);
});

test("no line is wider than it may be", () => {
  for (const width of [40, 80, 120]) {
    for (const values of [
      [-70.125, 30, -55, 12],
      [1, 1 + Number.EPSILON],
      [0, 5e-324],
    ])
      for (const row of drawChart(line(values), width, 10)) expect(row.length).toBeLessThanOrEqual(width);
  }
});
