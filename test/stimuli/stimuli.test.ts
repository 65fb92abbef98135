import { expect, test } from "vitest";
import { ExperimentError } from "../../src/errors.ts";
import { parseExperiment } from "../../src/experiment.ts";
import { resolveExperiment } from "../../src/experiment-resolve.ts";
import { checkModel } from "../../src/language/check.ts";
import { stimuli, stimulusNamed } from "../../src/stimuli/index.ts";
import { evaluate } from "../models/evaluate.ts";

/** The value in nA at t milliseconds of a stimulus in a run of 200 ms, read from the checked model. */
function course(...input: object[]): (t: number) => number {
  const document = { model: "lif", input, duration: "200 ms" };
  const { definition, drives } = resolveExperiment(parseExperiment(document));
  const model = checkModel(definition, drives);
  const { value } = model.subexpressions.find(({ name }) => name === "I")!;
  const names = Object.fromEntries(model.parameters.map((parameter) => [parameter.name, parameter.value]));
  return (t) => evaluate(value, { ...names, t: t / 1000 }, model.tables) * 1e9;
}

test("a constant lasts for ever", () => {
  const I = course({ stimulus: "constant", amplitude: "2 nA" });
  expect([0, 100, 1000].map(I)).toEqual([2, 2, 2]);
});

test("a step includes its start and not its stop", () => {
  const I = course({ stimulus: "step", amplitude: "2 nA", start: "10 ms", stop: "20 ms" });
  expect([0, 9.999, 10, 19.999, 20, 100].map(I)).toEqual([0, 0, 2, 2, 0, 0]);
});

test("a step without times lasts the whole run", () => {
  const I = course({ stimulus: "step", amplitude: "2 nA" });
  expect([0, 199.9].map(I)).toEqual([2, 2]);
});

test("a ramp is a straight line from the first value to the amplitude, and zero outside", () => {
  const I = course({ stimulus: "ramp", from: "1 nA", amplitude: "3 nA", start: "10 ms", stop: "30 ms" });
  expect([9, 30, 31].map(I)).toEqual([0, 0, 0]);
  expect(I(10)).toBeCloseTo(1, 12);
  expect(I(15)).toBeCloseTo(1.5, 12);
  expect(I(29.999)).toBeCloseTo(2.9999, 9);
  const whole = course({ stimulus: "ramp", amplitude: "2 nA" });
  expect(whole(50)).toBeCloseTo(0.5, 12);
});

test("a sine counts its phase from its start", () => {
  const sine = { stimulus: "sine", amplitude: "2 nA", frequency: "100 Hz", offset: "1 nA", start: "5 ms" };
  const I = course(sine);
  expect(I(4.999)).toBe(0);
  expect(I(5)).toBeCloseTo(1, 12);
  expect(I(7.5)).toBeCloseTo(3, 12);
  expect(I(12.5)).toBeCloseTo(-1, 12);
  expect(course({ ...sine, phase: Math.PI / 2 })(5)).toBeCloseTo(3, 12);
});

const samples = { stimulus: "samples", values: [1, 3, 2], unit: "nA", interval: "10 ms", start: "5 ms" };

test("held samples last until the next one, and the last for one interval", () => {
  const I = course(samples);
  expect([4.9, 5, 14.9, 15.1, 24.9, 25.1, 34.9, 35.1].map(I).map((x) => Math.round(x * 1e9) / 1e9)).toEqual([
    0, 1, 1, 3, 3, 2, 2, 0,
  ]);
});

test("linear samples are joined by straight lines, up to the time of the last", () => {
  const I = course({ ...samples, interpolation: "linear" });
  expect(I(4.9)).toBe(0);
  expect(I(5)).toBeCloseTo(1, 12);
  expect(I(10)).toBeCloseTo(2, 12);
  expect(I(17.5)).toBeCloseTo(2.75, 12);
  expect(I(24.999)).toBeCloseTo(2.0001, 9);
  expect(I(25.1)).toBe(0);
});

test("samples are the same as numbers, as quantities, and as a table", () => {
  const quantities = course({ ...samples, values: ["1 nA", "3000 pA", "0.002 uA"], unit: undefined });
  const table = course({ stimulus: "samples", csv: "time (ms),v (mV),current (nA)\n5,-70,1\n15,-69,3\n25,-68,2\n" });
  const moved = course({
    stimulus: "samples",
    csv: "time (s),a,b\n0.005,1,7\n0.015,3,8\n0.025,2,9",
    unit: "nA",
    column: "a",
  });
  for (const t of [2, 7, 17, 27, 40]) {
    expect(quantities(t)).toBeCloseTo(course(samples)(t), 12);
    expect(table(t)).toBeCloseTo(course(samples)(t), 12);
    expect(moved(t)).toBeCloseTo(course(samples)(t), 12);
  }
});

test("the stimuli of one input add up", () => {
  const I = course(samples, { stimulus: "constant", amplitude: "-1 nA" }, samples);
  expect([0, 10, 20, 100].map((t) => Math.round(I(t) * 1e9) / 1e9)).toEqual([-1, 1, 5, -1]);
});

test("a misspelt stimulus is refused with the nearest name", () => {
  expect(() => stimulusNamed("sinus")).toThrow(ExperimentError);
  expect(() => stimulusNamed("sinus")).toThrow('there is no stimulus "sinus"');
  expect(() => stimulusNamed("stp")).toThrow('did you mean "step"?');
});

test("every stimulus and every parameter says what it is", () => {
  for (const { name, title, description, parameters } of stimuli) {
    expect(name).toMatch(/^[a-z-]+$/);
    expect(title).not.toBe("");
    expect(description).toMatch(/\.$/);
    for (const { meaning } of Object.values(parameters)) expect(meaning).not.toBe("");
  }
});
