import { expect, test } from "vitest";
import { commonStep, stepInSweep } from "../../../src/analysis/cell/common-step.ts";
import type { CurrentCourse } from "../../../src/analysis/cell/current-course.ts";

const pA = 1e-12;
const steps = (...all: readonly (readonly [start: number, stop: number, amplitude: number])[]): CurrentCourse => ({
  kind: "steps",
  holding: 0,
  steps: all.map(([start, stop, amplitude]) => ({ start, stop, amplitude: amplitude * pA })),
});
const quiet: CurrentCourse = { kind: "constant", holding: 0 };

test("the step of a family is the one in which its sweeps differ, however large a test pulse they share", () => {
  const family = [10, 20, 30].map((size) => steps([0.1, 0.6, size], [1.1, 1.11, 400]));
  expect(commonStep(family)).toEqual({ start: 0.1, stop: 0.6 });
  expect(family.map((course) => stepInSweep(course, commonStep(family), 1.2))).toEqual(
    family.map(() => ({ start: 0.1, stop: 0.6 })),
  );
});

test("of one sweep, or of repeats, it is the step that carries the largest charge", () => {
  const sweep = steps([0.1, 0.6, 40], [1.1, 1.11, 61]);
  expect(commonStep([sweep])).toEqual({ start: 0.1, stop: 0.6 });
  expect(commonStep([sweep, sweep, sweep])).toEqual({ start: 0.1, stop: 0.6 });
});

test("a sweep whose current is level there has the step of its family too, of 0 pA; one with another step has its own", () => {
  const common = { start: 0.1, stop: 0.6 };
  expect(stepInSweep(quiet, common, 1)).toEqual(common);
  expect(stepInSweep(steps([0.8, 0.9, -100]), common, 1)).toEqual(common);
  expect(stepInSweep(steps([0.1, 0.35, 50]), common, 1)).toEqual({ start: 0.1, stop: 0.35 });
  expect(stepInSweep(quiet, common, 0.5)).toBeUndefined();
  expect(stepInSweep({ kind: "noise", holding: 0, deviation: pA }, common, 1)).toBeUndefined();
  expect(commonStep([quiet, quiet])).toBeUndefined();
});
