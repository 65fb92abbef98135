import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";
import { headingOf, parseCsvTable } from "../../src/data/csv.ts";
import { root } from "../repository/sources.ts";

const values = (text: string) => parseCsvTable(text).columns.map((column) => [...column.values]);

test("a heading holds a name and a unit in brackets", () => {
  const { columns, rows } = parseCsvTable("time (ms),current [nA],note\n0,1,2\n0.1,-1e-3,3\n");
  expect(columns.map(({ name, unit }) => [name, unit])).toEqual([
    ["time", "ms"],
    ["current", "nA"],
    ["note", undefined],
  ]);
  expect(rows).toBe(2);
  expect([...columns[1]!.values]).toEqual([1, -0.001]);
  expect(columns.map(headingOf)).toEqual(["time (ms)", "current (nA)", "note"]);
});

test("commas, semicolons and tabs separate cells", () => {
  for (const separator of [",", ";", "\t"]) {
    expect(values(["a", "b\n1", "2.5\n3", "4"].join(separator))).toEqual([
      [1, 3],
      [2.5, 4],
    ]);
  }
});

test("between semicolons a number may have a decimal comma", () => {
  expect(values("t (ms);I (nA)\n0,1;-0,25\n")).toEqual([[0.1], [-0.25]]);
});

test("columns without headings are numbered", () => {
  const { columns } = parseCsvTable("0,5\n0.1,6\n");
  expect(columns.map(({ name }) => name)).toEqual(["1", "2"]);
  expect([...columns[1]!.values]).toEqual([5, 6]);
});

test("a byte order mark, CRLF, quotes, comments and empty lines do not matter", () => {
  expect(values('\uFEFF# amplifier 2\r\n\r\n"time (ms)","v (mV)"\r\n0,"1"\r\n\r\n1,2\r\n')).toEqual([
    [0, 1],
    [1, 2],
  ]);
});

test("an error names the file, the line and the cell", () => {
  expect(() => parseCsvTable("t,x\n0,1\n1,oops\n", "noise.csv")).toThrow(
    'noise.csv: line 3, column 2: "oops" is not a number',
  );
  expect(() => parseCsvTable("t,x\n0,1\n\n1\n")).toThrow("line 4 has 1 cell, but the first line has 2");
  expect(() => parseCsvTable("t,x\n0,\n")).toThrow('line 2, column 2: "" is not a number');
  expect(() => parseCsvTable("t,x\n")).toThrow("no numbers");
  expect(() => parseCsvTable("\n")).toThrow("empty");
});

test("the readers of tables have a public name", () => {
  const script = 'import { parseCsvTable } from "rheobase/data"; console.log(parseCsvTable("1\\n2\\n").rows)';
  expect(execFileSync("node", ["--input-type=module", "-e", script], { cwd: root, encoding: "utf8" })).toBe("2\n");
});
