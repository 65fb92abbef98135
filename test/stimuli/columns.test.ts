import { expect, test } from "vitest";
import { evenlySpaced, readColumns } from "../../src/stimuli/columns.ts";

test("a table is read by columns, with the units of its first line", () => {
  const [time, current] = readColumns('# recorded\n"time (ms)",current [nA]\r\n0.0,-0.5\r\n\n0.1,1e-3\n');
  expect(time).toEqual({ name: "time", unit: "ms", values: Float64Array.of(0, 0.1) });
  expect(current).toEqual({ name: "current", unit: "nA", values: Float64Array.of(-0.5, 0.001) });
});

test("tabs and semicolons separate columns too, and a unit may be absent", () => {
  expect(readColumns("t;I\n1;2").map(({ name, unit }) => [name, unit])).toEqual([
    ["t", undefined],
    ["I", undefined],
  ]);
  expect(readColumns("t\tI\n1\t2")).toHaveLength(2);
});

test.each([
  ["", "the table is empty"],
  ["0,1\n2,3", "line 1 must name the columns"],
  ["t,I", "no row of numbers"],
  ["t,I\n1,2\n3", "line 3 has 1 cells, but there are 2 columns"],
  ["t,I\n1,two", 'line 2 has "two" where a number is wanted'],
  ["t,I\n1,", 'line 2 has "" where a number is wanted'],
  ["t,I\n1,Infinity", 'line 2 has "Infinity" where a number is wanted'],
])("the table %j is refused: %s", (text, message) => {
  expect(() => readColumns(text)).toThrow(RangeError);
  expect(() => readColumns(text)).toThrow(message);
});

test("even times give the decimal interval they were made from", () => {
  expect(evenlySpaced(Float64Array.from({ length: 50001 }, (_, k) => k / 10))).toEqual({ first: 0, interval: 0.1 });
  expect(evenlySpaced(Float64Array.of(5, 5.05, 5.1))).toEqual({ first: 5, interval: 0.05 });
});

test("uneven or falling times are refused", () => {
  expect(() => evenlySpaced(Float64Array.of(0, 1, 3))).toThrow(
    "must rise by equal amounts, but row 2 is 1 where 1.5 is due",
  );
  expect(() => evenlySpaced(Float64Array.of(1, 0))).toThrow("must rise by equal amounts");
  expect(() => evenlySpaced(Float64Array.of(1))).toThrow("gives no interval");
});
