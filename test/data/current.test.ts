import { expect, test } from "vitest";
import { currentFromCsv } from "../../src/data/current.ts";
import { dimensions } from "../../src/quantity/dimension.ts";

const recording = "time (ms),current (nA),voltage (mV)\n10.0,0.138,-61\n10.1,0.169,-62\n10.2,0.15,-61\n10.3,0,-60\n";

test("the current, its interval and its start are read in SI", () => {
  const current = currentFromCsv(recording);
  expect(current.column).toBe("current (nA)");
  expect(current.dimension).toEqual(dimensions.amp);
  expect(current.interval).toBe(1e-4);
  expect(current.start).toBe(0.01);
  expect(current.values[1]).toBeCloseTo(0.169e-9, 24);
  expect(current.written).toMatchObject({ unit: "nA", interval: "0.1 ms", start: "10 ms" });
});

test("the interval is the decimal the times were made from", () => {
  const lines = Array.from({ length: 50_000 }, (_, k) => `${(k / 10).toFixed(1)},1`);
  expect(currentFromCsv(`time (ms),current (nA)\n${lines.join("\n")}`).written.interval).toBe("0.1 ms");
});

test("a column is named by its heading, its name or its number", () => {
  for (const column of ["voltage (mV)", "voltage", "3"]) {
    expect(currentFromCsv(recording, { column }).dimension).toEqual(dimensions.volt);
  }
  expect(() => currentFromCsv(recording, { column: "voltaeg" })).toThrow('did you mean "voltage"?');
});

test("a table without times is read with the interval given", () => {
  const current = currentFromCsv("1\n2\n3\n", { interval: "0.2 ms", unit: "pA" });
  expect(current.written).toMatchObject({ unit: "pA", interval: "0.2 ms", start: "0 ms" });
  expect(current.values[2]).toBeCloseTo(3e-12, 26);
});

test("times that are not equally spaced are refused with the sample and the time due", () => {
  const text = "time (ms),current (nA)\n0,1\n0.1,1\n0.25,1\n0.3,1\n";
  expect(() => currentFromCsv(text, { file: "gap.csv" })).toThrow(
    "gap.csv: the times are not equally spaced: sample 3 is at 0.25 ms, but 0.2 ms is due",
  );
  expect(() => currentFromCsv("time (ms),current (nA)\n1,1\n0,1\n")).toThrow("do not rise");
});

test("what is missing or unclear is said", () => {
  expect(() => currentFromCsv("time,current (nA)\n0,1\n1,1\n")).toThrow('head it "time (ms)"');
  expect(() => currentFromCsv("a,b\n0,1\n1,1\n", { interval: "1 ms" })).toThrow("which column is the current?");
  expect(() => currentFromCsv("current (nA)\n0\n1\n")).toThrow("no column of times");
  expect(() => currentFromCsv("time (ms),current (nX)\n0,1\n1,1\n")).toThrow("unknown unit");
});
