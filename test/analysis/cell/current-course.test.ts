import { expect, test } from "vitest";
import { recogniseCourse } from "../../../src/analysis/cell/current-course.ts";
import { course, normals, ornsteinUhlenbeck } from "./passive-cell.ts";

const rate = 10_000;
const pA = 1e-12;
const noisy = (values: Float64Array, deviation: number): Float64Array => {
  const normal = normals(3);
  return values.map((value) => value + deviation * normal());
};

test("a commanded step is found to the sample", () => {
  const current = course([-20 * pA, 1234], [80 * pA, 5000], [-20 * pA, 2000]);
  const found = recogniseCourse(current, rate);
  expect(found.kind).toBe("steps");
  if (found.kind !== "steps") return;
  expect(found.holding).toBeCloseTo(-20 * pA, 20);
  expect(found.steps.length).toBe(1);
  expect(found.steps[0]!.start).toBe(0.1234);
  expect(found.steps[0]!.stop).toBe(0.6234);
  expect(found.steps[0]!.amplitude).toBeCloseTo(100 * pA, 20);
});

test.each([1, 10, 40])(
  "a step of 50 pA in white noise of %i pA is found within a millisecond and its standard error",
  (sd) => {
    const found = recogniseCourse(noisy(course([0, 3000], [50 * pA, 5000], [0, 3000]), sd * pA), rate);
    expect(found.kind).toBe("steps");
    if (found.kind !== "steps") return;
    expect(found.steps.length).toBe(1);
    expect(Math.abs(found.steps[0]!.start - 0.3)).toBeLessThan(1e-3);
    expect(Math.abs(found.steps[0]!.stop - 0.8)).toBeLessThan(1e-3);
    // The step is the difference of two means, of 5000 and 3000 samples.
    const error = sd * pA * Math.sqrt(1 / 5000 + 1 / 3000);
    expect(Math.abs(found.steps[0]!.amplitude - 50 * pA)).toBeLessThan(4 * error);
  },
);

test("several steps keep their order, and a short pulse is a step", () => {
  const parts = [
    [0, 1000],
    [-100, 3000],
    [0, 3000],
    [50, 3000],
    [80, 2000],
    [0, 1000],
    [300, 30],
    [0, 1000],
  ] as const;
  const found = recogniseCourse(course(...parts.map(([level, n]) => [level * pA, n] as const)), rate);
  expect(found.kind).toBe("steps");
  if (found.kind !== "steps") return;
  const rounded = found.steps.map(({ start, stop, amplitude }) => [start, stop, Math.round(amplitude / pA)]);
  expect(rounded).toEqual([
    [0.1, 0.4, -100],
    [0.7, 1, 50],
    [1, 1.2, 80],
    [1.3, 1.303, 300],
  ]);
});

test("noise without a step is a constant current, whatever its level", () => {
  const found = recogniseCourse(noisy(course([-70 * pA, 20_000]), 5 * pA), rate);
  expect(found.kind).toBe("constant");
  expect(Math.abs(found.holding + 70 * pA)).toBeLessThan((4 * 5 * pA) / Math.sqrt(20_000));
});

test.each([0, 4])("a ramp is found in noise of %i pA, with its start, its end and its levels", (sd) => {
  const ramp = Float64Array.from(
    { length: 20_000 },
    (_, k) => Math.min(1, Math.max(0, (k - 2000) / 15_000)) * 300 * pA,
  );
  const found = recogniseCourse(noisy(ramp, sd * pA), rate);
  expect(found.kind).toBe("ramp");
  if (found.kind !== "ramp") return;
  expect(Math.abs(found.ramp.start - 0.2)).toBeLessThan(5e-3);
  expect(Math.abs(found.ramp.stop - 1.7)).toBeLessThan(5e-3);
  expect(Math.abs(found.ramp.from)).toBeLessThan(2 * pA);
  expect(Math.abs(found.ramp.to - 300 * pA)).toBeLessThan(2 * pA);
});

test.each([40, 150])("fluctuations of %i pA with a time constant of 3 ms are noise", (sd) => {
  const current = ornsteinUhlenbeck(100_000, rate, 3e-3, sd * pA);
  const found = recogniseCourse(current, rate);
  expect(found.kind).toBe("noise");
});

test("a sine is neither steps, nor a ramp, nor noise", () => {
  const sine = Float64Array.from({ length: 30_000 }, (_, k) => 100 * pA * Math.sin((2 * Math.PI * 4 * k) / rate));
  expect(recogniseCourse(sine, rate).kind).toBe("other");
});

test("a course without samples or rate is refused", () => {
  expect(() => recogniseCourse(new Float64Array(1), rate)).toThrow(RangeError);
  expect(() => recogniseCourse(new Float64Array(100), 0)).toThrow("a course needs two samples and a rate");
});
