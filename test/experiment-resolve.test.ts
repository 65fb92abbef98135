import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { EquationError, ExperimentError } from "../src/errors.ts";
import { parseExperiment } from "../src/experiment.ts";
import { memberValue, resolveExperiment } from "../src/experiment-resolve.ts";
import { checkModel } from "../src/language/check.ts";
import { dimensions } from "../src/quantity/dimension.ts";

const resolve = (document: unknown) => resolveExperiment(parseExperiment(document));
const step = { stimulus: "step", amplitude: "2 nA", start: "10 ms", stop: "190 ms" };
const plain = { model: "lif", input: [step], duration: "200 ms" };

test("the document of the design resolves to SI", () => {
  const experiment = resolve({
    ...plain,
    parameters: { tau_m: "9 ms" },
    initial: { v: "-71 mV" },
    record: { variables: ["v"], every: "0.5 ms" },
  });
  expect(experiment).toMatchObject({
    axes: [],
    members: 1,
    steps: 2000,
    dt: 1e-4,
    every: 5,
    variables: ["v"],
    method: "auto",
    tolerance: 1e-8,
    spikeTimes: "exact",
    seed: 1,
  });
  expect(experiment.definition.parameters).toMatchObject({ tau_m: "9 ms", R: "10 MOhm" });
  expect(experiment.definition.initial).toEqual({ v: "-71 mV" });
  const { amp, second } = dimensions;
  expect(experiment.drives).toEqual([
    {
      to: "I",
      expression: "amplitude*int(t >= start and t < stop)",
      parameters: [
        { local: "amplitude", name: "amplitude", dimension: amp, value: 2e-9 },
        { local: "start", name: "start", dimension: second, value: 0.01 },
        { local: "stop", name: "stop", dimension: second, value: 0.19 },
      ],
      tables: [],
    },
  ]);
  const model = checkModel(experiment.definition, experiment.drives);
  expect(model.parameters.find(({ name }) => name === "amplitude")?.value).toBe(2e-9);
});

test("lists and ranges make axes in the order parameters, input, initial; the last varies fastest", () => {
  const experiment = resolve({
    model: "lif",
    initial: { v: ["-70 mV", "-60 mV"] },
    input: [{ stimulus: "constant", amplitude: { from: "0 nA", to: "10 nA", count: 3 } }],
    parameters: { R: ["10 MOhm", "20 MOhm"], tau_m: ["8 ms"] },
    duration: "200 ms",
  });
  const { axes } = experiment;
  expect(axes.map(({ label, parameter }) => [label, parameter])).toEqual([
    ["R", "R"],
    ["tau_m", "tau_m"],
    ["amplitude", "amplitude"],
    ["initial.v", "v_initial"],
  ]);
  expect(experiment.members).toBe(12);
  const member = (k: number) => axes.map((_, axis) => memberValue(axes, axis, k));
  expect(member(0)).toEqual([10e6, 8e-3, 0, -70e-3]);
  expect(member(1)).toEqual([10e6, 8e-3, 0, -60e-3]);
  expect(member(2)).toEqual([10e6, 8e-3, 5e-9, -70e-3]);
  expect(member(11)).toEqual([20e6, 8e-3, 10e-9, -60e-3]);
  const model = checkModel(experiment.definition, experiment.drives);
  for (const { parameter, dimension } of axes)
    expect(model.parameters.find(({ name }) => name === parameter)?.dimension).toEqual(dimension);
});

test("parameters of two stimuli with one name are called by their places", () => {
  const { drives, axes } = resolve({
    ...plain,
    input: [
      { ...step, amplitude: ["1 nA", "2 nA"] },
      { stimulus: "sine", amplitude: ["3 nA", "4 nA"], frequency: ["5 Hz"], stop: "20 ms" },
    ],
  });
  expect(axes.map(({ label }) => label)).toEqual(["input[0].amplitude", "input[1].amplitude", "frequency"]);
  const names = drives.flatMap(({ parameters }) => parameters.map(({ name }) => name));
  expect(new Set(names).size).toBe(names.length);
});

test("a stimulus whose parameter has a name of the model is called by its place", () => {
  const model = {
    equations: "dv/dt = (amplitude*I - v)/tau : volt\nI : amp (input)",
    parameters: { amplitude: "3 MOhm", tau: "1 ms" },
  };
  const { drives, definition } = resolve({ model, input: [step], duration: "200 ms" });
  expect(drives[0]!.parameters[0]!.name).toBe("input[0].amplitude");
  expect(checkModel(definition, drives).states).toHaveLength(1);
});

test("a preset comes before parameters", () => {
  const { definition } = resolve({ model: "lif", preset: "lesson", parameters: { R: "11 MOhm" }, duration: "1 ms" });
  expect(definition.parameters).toMatchObject({ tau_m: "20 ms", R: "11 MOhm" });
});

test("an initial value may be an expression", () => {
  const { definition, axes } = resolve({ model: "adex", initial: { v: "v_T - 3*mV", w: 0 }, duration: "1 ms" });
  expect(definition.initial).toEqual({ v: "v_T - 3*mV", w: 0 });
  expect(axes).toEqual([]);
  expect(checkModel(definition, []).initial.size).toBe(2);
});

test("a parameter that only the equations name takes its value from the document", () => {
  const model = { equations: "dv/dt = -g*v : 1\ng : hertz" };
  const { definition, axes } = resolve({ model, parameters: { g: ["2 Hz", "3 Hz"] }, duration: "1 ms" });
  expect(axes[0]).toMatchObject({ label: "g", values: Float64Array.of(2, 3) });
  expect(checkModel(definition, []).parameters).toMatchObject([{ name: "g", value: 2 }]);
});

test("times that are whole numbers of steps but for rounding are taken as such", () => {
  for (const [duration, dt, steps] of [
    ["0.3 ms", "0.1 ms", 3],
    ["1 s", "0.1 ms", 10000],
    ["0.7 ms", "0.07 ms", 10],
    ["3600 s", "0.01 ms", 360000000],
  ] as const)
    expect(resolve({ model: "if", duration, dt })).toMatchObject({ steps, every: 1 });
});

const refusals: [object, string, string][] = [
  [{ duration: "200 nA" }, "duration", '"200 nA" is in amp, but second is wanted (give it in ms)'],
  [{ duration: "200" }, "duration", '(write "200 ms")'],
  [{ duration: "-1 ms" }, "duration", 'must be greater than zero, but is "-1 ms"'],
  [{ dt: "0 ms" }, "dt", 'must be greater than zero, but is "0 ms"'],
  [{ dt: "0.3 ms" }, "duration", "not a whole number of time steps of 0.3 ms (the nearest are 199.8 ms and 200.1 ms)"],
  [{ dt: "300 ms" }, "duration", "(the nearest is 300 ms)"],
  [{ duration: "1e9 s" }, "duration", '"1e9 s" is 1.00e+13 steps of 0.1 ms, but at most 2147483647 are allowed'],
  [{ record: { every: "0.25 ms" } }, "record.every", "(the nearest are 0.2 ms and 0.3 ms)"],
  [{ record: { every: "0.01 ms" } }, "record.every", "(the nearest is 0.1 ms)"],
  [{ record: { variables: ["v", "w"] } }, "record.variables[1]", 'the model has no variable "w" (there are v, I)'],
  [{ preset: "lessen" }, "preset", 'the model "lif" has no preset "lessen" (did you mean "lesson"?)'],
  [{ model: "if", preset: "x" }, "preset", "(it has none)"],
  [{ parameters: { tau: "8 ms" } }, "parameters.tau", 'the model has no parameter "tau"'],
  [{ parameters: { tau_n: "8 ms" } }, "parameters.tau_n", '(did you mean "tau_m"?)'],
  [{ parameters: { toString: "8 ms" } }, "parameters.toString", 'the model has no parameter "toString"'],
  [{ parameters: { tau_m: "8 mV" } }, "parameters.tau_m", '"8 mV" is in volt, but second is wanted (give it in ms)'],
  [{ parameters: { tau_m: ["8 ms", "9"] } }, "parameters.tau_m[1]", '(write "9 ms")'],
  [{ parameters: { tau_m: "8 msec" } }, "parameters.tau_m", '"msec" in "8 msec" is not a unit'],
  [{ initial: { w: "1 nA" } }, "initial.w", 'the model has no variable "w" (there are v)'],
  [{ initial: { v: "1 nA" } }, "initial.v", '"1 nA" is in amp, but volt is wanted (give it in mV)'],
  [
    { input: [{ ...step, amplitude: "1.2 mV" }] },
    "input[0].amplitude",
    '"1.2 mV" is in volt, but amp is wanted (give it in nA)',
  ],
  [{ input: [{ ...step, start: "1 mV" }] }, "input[0].start", '"1 mV" is in volt, but second is wanted'],
  [{ input: [{ ...step, start: ["1 ms", "190 ms"] }] }, "input[0].stop", "190 ms is not after start, 190 ms"],
  [
    { input: [{ stimulus: "step", amplitude: "1 nA", start: "300 ms" }] },
    "input[0].start",
    "300 ms is not before the end of the run, 200 ms",
  ],
  [{ input: [{ ...step, to: "J" }] }, "input[0].to", 'the model has no input "J" (its inputs are I)'],
  [
    { model: { equations: "dx/dt = -x/second : 1" } },
    "input[0]",
    'the model has no input (say where the current enters: "I : amp (input)")',
  ],
  [
    { model: { equations: "dx/dt = (I + J)/second : 1\nI : 1 (input)\nJ : 1 (input)" } },
    "input[0]",
    'say which one: "to": "I" or "J"',
  ],
  [
    { model: { equations: "dx/dt = -x/s_ : 1", parameters: { s_: "1 sm" } }, parameters: { s_: "1 s" } },
    "model.parameters.s_",
    '"sm"',
  ],
  [
    {
      model: { equations: "dx/dt = -x/T : 1\nT : second (shared)", parameters: { T: "1 s" } },
      input: [],
      parameters: { T: ["1 s", "2 s"] },
    },
    "parameters.T",
    "is shared by all neurons",
  ],
  [{ input: [{ stimulus: "samples" }] }, "input[0]", 'has no samples (give "values" or "csv")'],
  [{ input: [{ stimulus: "samples", values: [1], csv: "" }] }, "input[0]", "has both values and csv"],
  [
    { input: [{ stimulus: "samples", file: "a.csv" }] },
    "input[0].file",
    "a file cannot be read from inside a document",
  ],
  [
    { input: [{ stimulus: "samples", values: [1], interval: "1 ms" }] },
    "input[0].values[0]",
    '"1" is in 1, but amp is wanted',
  ],
  [
    { input: [{ stimulus: "samples", values: [1], unit: "mV", interval: "1 ms" }] },
    "input[0].unit",
    "is in volt, but amp is wanted",
  ],
  [
    { input: [{ stimulus: "samples", values: [1], unit: "nA" }] },
    "input[0].interval",
    "is missing: the time from one sample to the next",
  ],
  [
    { input: [{ stimulus: "samples", values: ["1 nA"], interval: "0 ms" }] },
    "input[0].interval",
    "must be greater than zero, but is 0 ms",
  ],
  [
    { input: [{ stimulus: "samples", csv: "time (ms),v (mV)\n0,1\n1,2" }] },
    "input[0].csv",
    "no column is in amp (the columns are time (ms), v (mV))",
  ],
  [
    { input: [{ stimulus: "samples", csv: "time (ms),I (nA)\n0,1\n1,x" }] },
    "input[0].csv",
    'line 3, column 2: "x" is not a number (fill the gap, or take the line out)',
  ],
  [
    { input: [{ stimulus: "samples", csv: "t (ms),I (nA)\n0,1\n1,2", column: "J" }] },
    "input[0].csv",
    'there is no column "J"',
  ],
  [
    { input: [{ stimulus: "samples", csv: "I (nA)\n1\n2" }] },
    "input[0].csv",
    'there is no column of times with a unit (head it "time (ms)", or give "interval", as in "0.1 ms")',
  ],
  [
    { input: [{ stimulus: "samples", file: "a.csv", csv: "time (ms),I (nA)\n0,1\n1" }] },
    "a.csv",
    "line 3 has 1 cell, but the first line has 2",
  ],
  [{ input: [{ stimulus: "samples", file: "a.csv", values: [1] }] }, "input[0]", "has both values and file"],
  [
    { input: [{ stimulus: "samples", csv: "1\n2", unit: "mV", interval: "1 ms" }] },
    "input[0].unit",
    "is in volt, but amp is wanted",
  ],
  [
    {
      parameters: { R: { from: "1 MOhm", to: "2 MOhm", count: 1e6 }, tau_m: { from: "1 ms", to: "2 ms", count: 1e3 } },
    },
    "",
    "the axes make 1000000000 members (parameters.R 1000000 x parameters.tau_m 1000)",
  ],
];

test.each(refusals)("%j is refused at %s: %s", (change, path, message) => {
  const document = { ...plain, ...change };
  expect(() => resolve(document)).toThrow(ExperimentError);
  try {
    resolve(document);
  } catch (error) {
    expect((error as ExperimentError).path).toBe(path);
    expect((error as ExperimentError).message).toContain(message);
  }
});

test("a wrong equation is an EquationError", () => {
  expect(() => resolve({ model: { equations: "dv/dt = 3 : volt" }, duration: "1 ms" })).toThrow(EquationError);
});

test("the examples resolve", () => {
  for (const file of ["fi-curve", "hodgkin-huxley", "izhikevich-patterns", "lif-step", "custom-equations"]) {
    const text = readFileSync(new URL(`../examples/${file}.json`, import.meta.url), "utf8");
    const { definition, drives } = resolve(JSON.parse(text));
    expect(checkModel(definition, drives).states.length).toBeGreaterThan(0);
  }
});

test("of paired axes each stop is compared with its own start", () => {
  const input = [{ stimulus: "step", amplitude: "1 nA", start: ["10 ms", "30 ms"], stop: ["20 ms", "40 ms"] }];
  const document = { model: "lif", duration: "50 ms", input };
  expect(resolveExperiment(parseExperiment({ ...document, axes: "paired" })).members).toBe(2);
  expect(() => resolveExperiment(parseExperiment(document))).toThrow("20 ms is not after start, 30 ms");
  const crossed = [{ ...input[0], start: ["10 ms", "45 ms"] }];
  expect(() => resolveExperiment(parseExperiment({ ...document, input: crossed, axes: "paired" }))).toThrow(
    "40 ms is not after start, 45 ms",
  );
});

test("a bare 0 is a value of any parameter", () => {
  const document = { model: "lif", duration: "50 ms", parameters: { t_ref: 0, R: [0, "10 MOhm"] } };
  expect(resolve(document).axes[0]!.values).toEqual(Float64Array.of(0, 1e7));
  expect(checkModel(resolve(document).definition, []).parameters.find(({ name }) => name === "t_ref")!.value).toBe(0);
});
