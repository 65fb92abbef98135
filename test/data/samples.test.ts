import { expect, test } from "vitest";
import { parseCsvTable } from "../../src/data/csv.ts";
import { samplesIn, timesIn } from "../../src/data/samples.ts";
import { dimensionless, dimensions } from "../../src/quantity/dimension.ts";

const recording = "time (ms),current (nA),voltage (mV)\n10.0,0.3,-61\n10.1,0.169,-62\n10.2,0.15,-61\n10.3,0,-60\n";
const current = (text: string, wanted: object = {}) =>
  samplesIn(parseCsvTable(text), { dimension: dimensions.amp, ...wanted });
const times = (text: string, place?: string) => timesIn(parseCsvTable(text, place));

test("the first column in a unit of the dimension is read in SI, rounded once", () => {
  expect([...current(recording)]).toEqual([0.3e-9, 0.169e-9, 0.15e-9, 0]);
  expect(samplesIn(parseCsvTable(recording), { dimension: dimensions.volt })[0]).toBe(-0.061);
});

test("interval, start and duration are the decimals that the times were made from", () => {
  expect(times(recording)).toEqual({ interval: "0.1 ms", start: "10 ms", duration: "0.4 ms" });
  const lines = Array.from({ length: 50_000 }, (_, k) => `${(k / 10).toFixed(1)},1`);
  expect(times(`time (ms),current (nA)\n${lines.join("\n")}`)).toEqual({
    interval: "0.1 ms",
    start: "0 ms",
    duration: "5000 ms",
  });
  expect(times("t [s];I\n5;1\n5,05;1\n5,1;1\n").interval).toBe("0.05 s");
});

test("a column is named by its heading, its name or its number", () => {
  for (const column of ["voltage (mV)", "voltage", "3"]) {
    expect(samplesIn(parseCsvTable(recording), { dimension: dimensions.volt, column })[0]).toBe(-0.061);
  }
  expect(() => current(recording, { column: "curent" })).toThrow('did you mean "current"?');
  expect(() => current(recording, { column: "4" })).toThrow("the columns are time (ms), current (nA), voltage (mV)");
  expect(() => current(recording, { column: "voltage" })).toThrow(
    'the column "voltage (mV)" is in volt, but amp is wanted',
  );
});

test("a column whose heading has no unit has the one given", () => {
  expect([...current("1\n2\n", { unit: "pA" })]).toEqual([1e-12, 2e-12]);
  expect([...current("t (ms),x,I\n0,5,1\n1,6,2\n", { unit: "pA" })]).toEqual([1e-12, 2e-12]);
  expect([...samplesIn(parseCsvTable("time,x\n0,5\n"), { dimension: dimensionless })]).toEqual([5]);
});

test("which of several columns is meant must be clear", () => {
  expect(() => current("0,5\n0.1,6\n", { unit: "nA" })).toThrow('name one with "column"; the columns are 1, 2');
  expect([...current("0,5\n0.1,6\n", { unit: "nA", column: "2" })]).toEqual([5e-9, 6e-9]);
});

test("a table without the unit wanted is refused with its columns", () => {
  expect(() => current("time (ms),v (mV)\n0,1\n")).toThrow("no column is in amp (the columns are time (ms), v (mV))");
  expect(() => current("time (ms),current\n0,1\n")).toThrow('its heading may name the unit, as in "current (nA)"');
  expect(() => current("time (ms),current (nX)\n0,1\n")).toThrow('"current (nX)" has an unknown unit');
});

test("times that are not equally spaced are refused with the sample and the time due", () => {
  expect(() => times("time (ms),current (nA)\n0,1\n0.1,1\n0.25,1\n0.3,1\n", "gap.csv")).toThrow(
    "gap.csv: the times are not equally spaced: sample 3 is at 0.25 ms, but 0.2 ms is due",
  );
  expect(() => times("time (ms),current (nA)\n1,1\n0,1\n")).toThrow("do not rise");
  expect(() => times("time (ms),current (nA)\n1,1\n")).toThrow("one sample alone has no interval");
});

test("times that are missing or have no unit are refused with a way out", () => {
  expect(() => times("time,current (nA)\n0,1\n1,1\n")).toThrow('head it "time (ms)"');
  expect(() => times("current (nA)\n0\n1\n")).toThrow('there is no column of times with a unit (head it "time (ms)"');
});
