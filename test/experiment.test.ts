import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { isCableDocument, parseCable } from "../src/cable/cable-document.ts";
import { ExperimentError } from "../src/errors.ts";
import { experimentSchema, parseExperiment } from "../src/experiment.ts";
import { isNetworkDocument, parseNetwork } from "../src/network/network-schema.ts";

const step = { stimulus: "step", amplitude: "2 nA", start: "10 ms", stop: "190 ms" };
const plain = { model: "lif", input: [step], duration: "200 ms" };

test("the document of the design is an experiment", () => {
  const document = {
    ...plain,
    parameters: { tau_m: "8 ms", R: ["10 MOhm", "20 MOhm"], E_L: { from: "-75 mV", to: "-65 mV", count: 3 } },
    initial: { v: "-70 mV" },
    dt: "0.1 ms",
    method: "auto",
    tolerance: 1e-6,
    spikeTimes: "exact",
    record: { variables: ["v"], every: "0.1 ms" },
    seed: 1,
  };
  expect(parseExperiment(document)).toEqual(document);
});

const examples = new URL("../examples/", import.meta.url);
test.each(readdirSync(examples).filter((file) => file.endsWith(".json")))(
  "%s is an experiment, asks one a question, or is a network or a cable",
  (file) => {
    const document = JSON.parse(readFileSync(new URL(file, examples), "utf8"));
    if (isNetworkDocument(document)) return expect(parseNetwork(document)).toEqual(document);
    if (isCableDocument(document)) return expect(parseCable(document)).toEqual(document);
    const experiment = "protocol" in document ? document.experiment : document;
    expect(parseExperiment(experiment)).toEqual(experiment);
  },
);

const refusals: [unknown, string, string][] = [
  [3, "", 'must be an object such as {"model": "lif", "duration": "200 ms"}, but is 3'],
  [null, "", "but is null"],
  [[], "", "but is an empty list"],
  [{ duration: "1 ms" }, "model", "is missing; it must be the name of a model of the catalogue"],
  [{ model: "lif" }, "duration", 'is missing; it must be a time such as "200 ms"'],
  [{ ...plain, duration: 200 }, "duration", 'must be a time such as "200 ms", but is 200'],
  [{ ...plain, model: "adx" }, "model", 'there is no model "adx" (did you mean "adex"?)'],
  [{ ...plain, model: { equation: "" } }, "model.equations", "is missing"],
  [{ ...plain, model: { equations: "", tresh: "" } }, "model.tresh", 'there is no key "tresh" (there are equations'],
  [
    { ...plain, model: { equations: 4 } },
    "model.equations",
    'must be equations such as "dv/dt = -v/tau : volt", but is 4',
  ],
  [{ ...plain, model: { equations: "", parameters: { C: [1] } } }, "model.parameters.C", "must be a quantity"],
  [{ ...plain, durration: "1 ms" }, "durration", 'there is no key "durration" (did you mean "duration"?)'],
  [{ ...plain, parameters: { R: true } }, "parameters.R", 'must be a quantity such as "8 ms", a list of quantities'],
  [{ ...plain, parameters: { R: [] } }, "parameters.R", "must have at least one value, but is an empty list"],
  [{ ...plain, parameters: { R: ["1 MOhm", null] } }, "parameters.R[1]", "must be a quantity"],
  [{ ...plain, parameters: { R: { from: "1 MOhm", too: "2 MOhm", count: 3 } } }, "parameters.R.to", "is missing"],
  [
    { ...plain, parameters: { R: { from: 1, to: 2, count: 1 } } },
    "parameters.R.count",
    "must be at least 2 points, but is 1",
  ],
  [{ ...plain, parameters: { R: { from: 1, to: 2, count: 2.5 } } }, "parameters.R.count", "whole number"],
  [
    { ...plain, parameters: { R: { from: 1, to: 2, count: 1e9 } } },
    "parameters.R.count",
    "must be at most 10^7 points, but is 1000000000",
  ],
  [
    { ...plain, parameters: { R: { from: 1, to: 2, count: 2, scale: "lin" } } },
    "parameters.R.scale",
    'must be "linear" or "log"',
  ],
  [{ ...plain, parameters: ["8 ms"] }, "parameters", "must be an object such as"],
  [{ ...plain, input: step }, "input", "must be a list such as"],
  [
    { ...plain, input: [{ ...step, stimulus: "stp" }] },
    "input[0].stimulus",
    'there is no stimulus "stp" (did you mean "step"?)',
  ],
  [{ ...plain, input: [{ amplitude: "2 nA" }] }, "input[0].stimulus", "is missing"],
  [{ ...plain, input: [step, { stimulus: "step" }] }, "input[1].amplitude", "is missing"],
  [{ ...plain, input: [{ ...step, amplitud: "2 nA" }] }, "input[0].amplitud", 'did you mean "amplitude"?'],
  [{ ...plain, input: [{ ...step, amplitude: { nA: 2 } }] }, "input[0].amplitude.from", "is missing"],
  [{ ...plain, input: [{ stimulus: "samples", values: [1, "x", {}] }] }, "input[0].values[2]", "must be a quantity"],
  [
    { ...plain, input: [{ stimulus: "samples", interpolation: "cubic" }] },
    "input[0].interpolation",
    'must be "held" or "linear"',
  ],
  [{ ...plain, dt: Number.NaN }, "dt", 'must be a time such as "0.1 ms", but is NaN'],
  [{ ...plain, parameters: { R: Number.POSITIVE_INFINITY } }, "parameters.R", "but is Infinity"],
  [{ ...plain, tolerance: 0 }, "tolerance", "must be greater than 0, but is 0"],
  [{ ...plain, spikeTimes: "Grid" }, "spikeTimes", 'must be "exact" or "grid", but is "Grid"'],
  [{ ...plain, record: ["v"] }, "record", 'must be an object such as {"variables": ["v"]}, but is a list'],
  [{ ...plain, record: { variable: ["v"] } }, "record.variable", 'did you mean "variables"?'],
  [{ ...plain, seed: 1.5 }, "seed", "must be a whole number, but is 1.5"],
  [{ ...plain, seed: -1 }, "seed", "must not be negative, but is -1"],
  [JSON.parse('{"model":"lif","duration":"1 ms","__proto__":1}'), "__proto__", 'there is no key "__proto__"'],
  [JSON.parse('{"model":"lif","duration":"1 ms","parameters":{"__proto__":1}}'), "parameters.__proto__", "is no name"],
];

test.each(refusals)("the document %j is refused at %s: %s", (document, path, message) => {
  expect(() => parseExperiment(document)).toThrow(ExperimentError);
  try {
    parseExperiment(document);
  } catch (error) {
    expect((error as ExperimentError).path).toBe(path);
    expect((error as ExperimentError).message).toContain(message);
  }
});

interface Schema {
  readonly properties?: Record<string, Schema>;
  readonly required?: string[];
  readonly description?: string;
  readonly additionalProperties?: boolean;
  readonly items?: Schema;
  readonly oneOf?: Schema[];
  readonly anyOf?: Schema[];
}

test("the JSON Schema describes every key and allows no other", () => {
  const schema = experimentSchema() as Schema;
  expect(schema).toMatchObject({ $schema: "https://json-schema.org/draft/2020-12/schema", type: "object" });
  expect(schema.required).toEqual(["model"]);
  expect(schema.anyOf).toEqual([{ required: ["duration"] }, { required: ["preset"] }]);
  expect(schema.additionalProperties).toBe(false);
  for (const property of Object.values(schema.properties!)) expect(property.description).toMatch(/\.$/);
  const stimuli = schema.properties!.input!.items!.oneOf!;
  expect(stimuli.map(({ required }) => required)).toContainEqual(["stimulus", "amplitude", "frequency"]);
  for (const stimulus of stimuli) expect(stimulus.additionalProperties).toBe(false);
  expect(() => JSON.stringify(schema)).not.toThrow();
});
