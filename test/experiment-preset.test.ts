import { expect, test } from "vitest";
import { parseExperiment, simulate } from "../src/index.ts";

const preset = { model: "izhikevich", preset: "tonic-spiking" } as const;

test("a preset brings its stimuli and its duration", () => {
  expect(parseExperiment(preset)).toMatchObject({
    input: [{ stimulus: "step", amplitude: 14, start: "10.25 ms" }],
    duration: "100 ms",
  });
  expect(simulate(preset).spikes.times).toHaveLength(5);
});

test("a document's own stimuli take the place of the preset's, an empty list of all of them", () => {
  const input = [{ stimulus: "constant", amplitude: 3 }];
  expect(parseExperiment({ ...preset, input }).input).toEqual(input);
  expect(parseExperiment({ ...preset, input: [] }).input).toEqual([]);
  expect(simulate({ ...preset, input: [] }).spikes.times).toHaveLength(0);
});

test("a document's own duration takes the place of the preset's", () => {
  expect(parseExperiment({ ...preset, duration: "20 ms" })).toMatchObject({
    duration: "20 ms",
    input: [{ amplitude: 14 }],
  });
});

test("a duration must come from somewhere", () => {
  const missing = 'duration: is missing; it must be a time such as "200 ms"';
  for (const document of [
    { model: "lif" },
    { model: "lif", preset: "lesson" },
    { model: { equations: "dx/dt = 1/second : 1" } },
  ])
    expect(() => parseExperiment(document)).toThrow(missing);
});

test("a preset that the model does not have is refused before a missing duration", () => {
  expect(() => parseExperiment({ model: "lif", preset: "lessen" })).toThrow(
    'has no preset "lessen" (did you mean "lesson"?)',
  );
  const model = { equations: "dx/dt = 1/second : 1" };
  expect(() => parseExperiment({ model, preset: "x" })).toThrow("a model object has no presets");
});
