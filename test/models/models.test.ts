import { expect, test } from "vitest";
import { ExperimentError } from "../../src/errors.ts";
import { checkModel } from "../../src/language/check.ts";
import type { Drive } from "../../src/language/definition.ts";
import { modelNamed, models, type NeuronModel } from "../../src/models/index.ts";
import { dimensions } from "../../src/quantity/dimension.ts";
import { parseQuantity } from "../../src/quantity/quantity.ts";
import { beginning, evaluate, spikesOf } from "./evaluate.ts";

function definitionWith(model: NeuronModel, preset: string | undefined) {
  const { parameters, initial } = preset === undefined ? { parameters: {}, initial: {} } : model.presets[preset]!;
  return {
    ...model.definition,
    parameters: { ...model.definition.parameters, ...parameters },
    initial: { ...model.definition.initial, ...initial },
  };
}

/** The checked model with a preset and a constant input, such as 10 or "500 pA". */
function driven(name: string, preset: string | undefined, amplitude: string | number) {
  const { value, dimension } = parseQuantity(amplitude);
  const drive: Drive = {
    to: undefined,
    expression: "amplitude",
    parameters: [{ local: "amplitude", name: "amplitude", dimension, value }],
    tables: [],
  };
  return checkModel(definitionWith(modelNamed(name), preset), [drive]);
}

test.each(models.map((model) => [model.name, model] as const))("%s: every preset is a model", (_, model) => {
  for (const preset of [undefined, ...Object.keys(model.presets)]) {
    const checked = checkModel(definitionWith(model, preset), []);
    expect(checked.inputs).toHaveLength(1);
    const input = checked.inputs[0]!.name;
    expect(checked.threshold).toBeDefined();
    const names = beginning(checked);
    for (const { derivative } of checked.states) expect(evaluate(derivative, { ...names, [input]: 0 })).not.toBeNaN();
  }
});

test.each(models.map((model) => [model.name, model] as const))("%s: every name has a meaning", (_, model) => {
  const checked = checkModel(model.definition, []);
  const lists = [checked.states, checked.inputs, checked.subexpressions];
  const names = [...Object.keys(model.definition.parameters ?? {}), ...lists.flat().map(({ name }) => name)];
  expect(new Set(Object.keys(model.meanings))).toEqual(new Set(names));
  expect(model.references.length).toBeGreaterThan(0);
});

test.each(models.map((model) => [model.name, model] as const))("%s: presets keep the dimensions", (_, model) => {
  for (const { parameters } of Object.values(model.presets))
    for (const [name, value] of Object.entries(parameters)) {
      const own = parseQuantity(model.definition.parameters![name]!);
      expect(parseQuantity(value, { dimension: own.dimension }).dimension).toEqual(own.dimension);
    }
});

test("a misspelt model is refused with the nearest name", () => {
  expect(() => modelNamed("lfi")).toThrow(ExperimentError);
  expect(() => modelNamed("lfi")).toThrow('model: there is no model "lfi" in the catalogue (did you mean "lif"?)');
  expect(() => modelNamed("__proto__")).toThrow("there are poisson, if, lif, adaptive-lif, ");
});

test("the rows of table 6.1 keep tau_m and R of the book", () => {
  const tau = { tonic: 20, adapting: 20, "initial-burst": 5, bursting: 5, irregular: 9.9, transient: 10, delayed: 5 };
  for (const [row, milliseconds] of Object.entries(tau)) {
    const { parameters } = modelNamed("adex").presets[`nd-${row}`]!;
    const [C, g_L] = [parseQuantity(parameters.C!).value, parseQuantity(parameters.g_L!).value];
    expect(C / g_L).toBeCloseTo(milliseconds / 1000, 15);
    expect(1 / g_L).toBeCloseTo(500e6, 5);
  }
});

test("the squid axon rests where Hodgkin and Huxley's currents cancel", () => {
  const rest: [string, number, number, number, number][] = [
    ["default", -64.996379, 0.052955, 0.595994, 0.317732],
    ["rounded", -64.999722, 0.052934, 0.596111, 0.317681],
  ];
  for (const [preset, millivolts, m, h, n] of rest) {
    const model = driven("hodgkin-huxley", preset, "0 uA/cm^2");
    const names = { ...beginning(model), v: millivolts / 1000, m, h, n };
    for (const { name, derivative } of model.states)
      expect(Math.abs(evaluate(derivative, names))).toBeLessThan(name === "v" ? 1e-4 : 1e-2);
  }
  const names = beginning(driven("hodgkin-huxley", "rounded", "0 uA/cm^2"));
  expect(names.m).toBeCloseTo(0.052932, 5);
  expect(names.h).toBeCloseTo(0.59612, 5);
});

test("the rates of the gates have no hole where numerator and denominator vanish", () => {
  const alpha = (name: string, gate: string, v: number) => {
    const model = checkModel(modelNamed(name).definition, []);
    const { value } = model.subexpressions.find((one) => one.name === `alpha_${gate}`)!;
    return evaluate(value, { ...beginning(model), v }) / 1000;
  };
  expect(alpha("hodgkin-huxley", "m", -0.04)).toBeCloseTo(1, 12);
  expect(alpha("hodgkin-huxley", "n", -0.055)).toBeCloseTo(0.1, 12);
  expect(alpha("hodgkin-huxley-1952", "m", 0.025)).toBeCloseTo(1, 12);
  expect(alpha("hodgkin-huxley-1952", "n", 0.01)).toBeCloseTo(0.1, 12);
  expect(alpha("hodgkin-huxley", "m", -0.065)).toBeCloseTo((0.1 * -25) / (1 - Math.exp(2.5)), 12);
});

const firstSpikes: [string, string | undefined, string | number, number[]][] = [
  ["if", undefined, "10 nA", [1, 2.5, 4]],
  ["lif", "lesson", "3 nA", [20 * Math.log(2)]],
  ["adex", undefined, "1 nA", [11.7916, 25.3761]],
  ["adex", "tonic", "500 pA", [14.2229, 23.1518]],
  ["adex", "adaptation", "500 pA", [14.904, 26.1718, 40.5479]],
  ["adex", "initial-burst", "400 pA", [5.4635, 8.8826, 16.2016]],
  ["adex", "regular-bursting", "210 pA", [16.158, 19.0756, 24.1984]],
  ["adex", "delayed-accelerating", "300 pA", [33.5737]],
  ["adex", "delayed-regular-bursting", "110 pA", [57.1796, 60.3942]],
  ["adex", "transient", "180 pA", [30.2899]],
  ["adex", "irregular", "160 pA", [15.6446, 19.0897, 23.5576]],
  ["hodgkin-huxley", undefined, "10 uA/cm^2", [1.901]],
  ["hodgkin-huxley", undefined, "50 uA/cm^2", [0.7592]],
];

test.each(firstSpikes)("%s %s fires first under %s at %j ms", (name, preset, amplitude, expected) => {
  const times = spikesOf(driven(name, preset, amplitude), expected.length, expected.at(-1)! + 1, 0.02);
  expect(times).toHaveLength(expected.length);
  times.forEach((time, k) => {
    expect(Math.abs(time - expected[k]!)).toBeLessThan(6e-4);
  });
});

test("adaptation makes the interspike intervals grow to a limit, and none is the leaky neuron", () => {
  const intervals = spikesOf(driven("adaptive-lif", undefined, "4 nA"), 8, 500, 0.02)
    .map((time, k, all) => time - (all[k - 1] ?? 0))
    .slice(1);
  expect(intervals.length).toBeGreaterThan(4);
  intervals.slice(1).forEach((interval, k) => {
    expect(interval).toBeGreaterThan(intervals[k]! - 1e-9);
  });
  const [plain] = spikesOf(driven("lif", undefined, "4 nA"), 1, 100, 0.02);
  const [none] = spikesOf(driven("adaptive-lif", "none", "4 nA"), 1, 100, 0.02);
  expect(none).toBeCloseTo(plain!, 9);
  expect(plain).toBeCloseTo(8 * Math.log(2), 6);
});

test("currents enter through amp, the squid axon's per area; a Poisson neuron has a rate", () => {
  const inputs = models.map((model) => [model.name, checkModel(model.definition, []).inputs[0]!.dimension] as const);
  const dimensionOf = new Map(inputs);
  for (const name of ["if", "lif", "adaptive-lif", "adex", "hodgkin-huxley-1952"])
    expect(dimensionOf.get(name)).toEqual(dimensions.amp);
  expect(dimensionOf.get("poisson")).toEqual(dimensions.hertz);
  expect(dimensionOf.get("hodgkin-huxley")).toEqual([-2, 0, 0, 1, 0, 0, 0]);
  expect(dimensionOf.get("izhikevich")).toEqual([0, 0, 0, 0, 0, 0, 0]);
});
