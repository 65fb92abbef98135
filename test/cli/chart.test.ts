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
    "  3 ┤⠀⠀⠀⠀⠀⠀⠀⢀⡠⠔⠊",
    "    │⠀⠀⠀⢀⡠⠔⠊⠁⠀⠀⠀",
    "  0 ┤⡠⠔⠊⠁⠀⠀⠀⠀⠀⠀⠀",
    "     0      3 ms",
  ]);
});

test("one high sample among thousands is drawn", () => {
  const values = new Array<number>(10_000).fill(0);
  values[4321] = 40;
  const top = drawChart(line(values), 60, 8)[1]!;
  expect([...top].filter((character) => character > "\u2800" && character <= "\u28FF")).toHaveLength(1);
});

test("a constant line lies in the middle, and marks stand above their times", () => {
  const [heading, ...rows] = drawChart({ ...line([5, 5, 5, 5]), marks: Float64Array.of(1.5, 3) }, 30, 5);
  expect(heading!.match(/│/g)).toHaveLength(2);
  expect(heading!.endsWith("│")).toBe(true);
  expect(rows.filter((row) => /[\u2801-\u28FF]/.test(row))).toHaveLength(1);
});

test("no line is wider than it may be", () => {
  for (const width of [40, 80, 120]) {
    for (const row of drawChart(line([-70.125, 30, -55, 12]), width, 10)) expect(row.length).toBeLessThanOrEqual(width);
  }
});
