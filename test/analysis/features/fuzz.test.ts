import fc from "fast-check";
import { expect, test } from "vitest";
import { classifyCourse } from "../../../src/analysis/course-pattern.ts";
import {
  type FeatureMeasurement,
  featureNames,
  measureFeatures,
  type SpikeCriterion,
} from "../../../src/analysis/features/index.ts";
import { classifyStep } from "../../../src/analysis/firing-pattern.ts";

const voltage = fc.oneof(fc.double({ min: -0.1, max: 0.05, noNaN: true }), fc.constantFrom(-0.07, -0.065, -0.02, 0.03));

/** Ascending times with uneven steps of 0.01 to 5 ms, and a voltage for each, which often stays or jumps. */
const trace = fc
  .array(fc.tuple(fc.double({ min: 1e-5, max: 5e-3, noNaN: true }), voltage), { minLength: 2, maxLength: 80 })
  .map((steps) => {
    let t = 0;
    return {
      time: Float64Array.from(steps, ([dt]) => (t += dt)),
      voltage: Float64Array.from(steps, ([, v]) => v),
    };
  });

const spikes = fc
  .uniqueArray(fc.double({ min: 0, max: 0.4, noNaN: true }), { maxLength: 20 })
  .map((times) => Float64Array.from(times).sort());

const criterion: fc.Arbitrary<SpikeCriterion> = fc.oneof(
  fc.record({ by: fc.constant("threshold" as const), threshold: voltage, hysteresis: fc.constantFrom(0, 5e-3) }),
  fc.record({ by: fc.constant("slope" as const), slope: fc.constant(10), height: fc.constantFrom(0, 0.02) }),
  fc.record({ by: fc.constant("reset" as const), drop: fc.constantFrom(1e-3, 0.02) }),
  fc.record({ by: fc.constant("times" as const), times: spikes, resets: fc.boolean() }),
);

const window = fc
  .tuple(fc.double({ min: 0, max: 0.3, noNaN: true }), fc.double({ min: 1e-4, max: 0.3, noNaN: true }))
  .map(([start, length]) => ({ start, stop: start + length }));

const seed = 20261125;

test("on any trace, under any criterion, each feature is a list of finite numbers with their places, or a reason", () => {
  fc.assert(
    fc.property(trace, criterion, fc.option(window), fc.double({ min: -1, max: 1, noNaN: true }), (t, by, w, nA) => {
      const stimulus = w === null ? {} : { stimulus: { ...w, amplitude: nA * 1e-9 } };
      const answers = measureFeatures({ ...t, ...stimulus }, undefined, { criterion: by });
      const isSound = ({ values, places, reason = "" }: FeatureMeasurement) =>
        values.every(Number.isFinite) && places.length === values.length && (values.length > 0 || reason.length > 0);
      expect(featureNames.filter((name) => !isSound(answers[name]))).toEqual([]);
    }),
    { seed, numRuns: 500 },
  );
});

test("any spikes under any step or course have a label, and evidence without a NaN", () => {
  fc.assert(
    fc.property(spikes, window, fc.option(trace), (train, { start, stop }, t) => {
      const recorded = t === null ? {} : { trace: t };
      const { label, evidence } = classifyStep({ spikes: train, start, stop, ...recorded });
      expect(label.length).toBeGreaterThan(3);
      expect(Object.values(evidence).flat().some(Number.isNaN), JSON.stringify(evidence)).toBe(false);
      const pieces = [{ shape: "step" as const, start, stop, amplitude: start > 0.1 ? 1 : -1 }];
      expect(classifyCourse({ pieces, spikes: train, end: 0.5, ...recorded }).label.length).toBeGreaterThan(3);
    }),
    { seed, numRuns: 500 },
  );
});
