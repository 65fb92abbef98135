import { describe, expect, test } from "vitest";
import { korean } from "../../lab/src/catalogue/korean.ts";
import {
  checkNetwork,
  measureFeatures,
  models,
  readBrianProgram,
  runProtocol,
  simulate,
  traceFeatures,
} from "../../src/index.ts";

const presets = models.flatMap(({ name, presets }) =>
  Object.entries(presets).map(([preset, { source }]) => [`${name} ${preset}`, source!] as const),
);

/** Of a source the words: without names, works, symbols, formulas and units, which are no language's. */
function wordsIn(source: string): string[] {
  const named =
    /Dynamical Systems in Neuroscience|Neuronal Dynamics|Neuromatch Academy|Allen Cell Types Database|Open Source Brain|[A-Z]\w+(?:, [A-Z]\w+)* (?:& [A-Z]\w+|et al\.)|\b\w+_\w+\b|\b(?:sqrt|pi|dt|tau|beta|epsilon|theta|lif|gif|ms|mV|pA|nA|cm|um|[a-z])\b/g;
  return source.replace(named, "").match(/\b[a-z][a-z-]+\b/g) ?? [];
}

test.each(presets)("in Korean the source of %s has no English word", (_, source) => {
  expect(wordsIn(korean.source(source))).toEqual([]);
});

test("a problem with its way out in brackets is said part by part", () => {
  const text = '"100.05 ms" is not a whole number of time steps of 0.1 ms (the nearest are 100 ms and 100.1 ms)';
  expect(korean.error(text)).toBe(
    '"100.05 ms"은(는) 시간 간격 0.1 ms의 정수배가 아닙니다 (가장 가까운 값은 100 ms와 100.1 ms입니다)',
  );
});

test.each(Object.keys(traceFeatures))("in Korean it is said what %s is", (name) => {
  expect(korean.feature(name)).toMatch(/[가-힣]/);
});

const step = { stimulus: "step", amplitude: "2 nA", start: "10 ms", stop: "90 ms" };
const run = { model: "lif", input: [step], duration: "100 ms" };
const own = (equations: string, rest: object = {}) => ({ model: { equations, ...rest }, duration: "10 ms" });
const decay = "dv/dt = -v/tau : volt";
const tau = { parameters: { tau: "10 ms" } };
const wrong: readonly (readonly [string, object])[] = [
  ["a duration of no whole steps", { ...run, duration: "100.05 ms" }],
  ["a duration in mV", { ...run, duration: "100 mV" }],
  ["a model that is not there", { ...run, model: "lift" }],
  ["a preset that is not there", { ...run, preset: "lessen" }],
  ["a method that is not there", { ...run, method: "rk5" }],
  ["a method for linear equations only", { ...run, model: "adex", method: "exact" }],
  ["an unknown key", { ...run, lenght: "1 ms" }],
  ["an unknown parameter", { ...run, parameters: { tau: "8 ms" } }],
  ["a parameter that is a list in a list", { ...run, parameters: { tau_m: [["8 ms"]] } }],
  ["a stimulus that is not there", { ...run, input: [{ ...step, stimulus: "stop" }] }],
  ["a stop before the start", { ...run, input: [{ ...step, stop: "5 ms" }] }],
  [
    "a logarithmic range from 0",
    { ...run, parameters: { R: { from: "0 MOhm", to: "1 MOhm", count: 3, scale: "log" } } },
  ],
  ["a record of nothing known", { ...run, record: { variables: ["u"] } }],
  ["a seed that is no whole number", { ...run, seed: 1.5 }],
  ["an initial value of nothing known", { ...run, initial: { u: 0 } }],
  ["too many steps", { ...run, duration: "1000000 s", dt: "0.001 ms" }],
  ["no equations", own("")],
  ["no unit", own("dv/dt = -v/tau", tau)],
  ["no value", own("dv/dt = -v/tau +  : volt", tau)],
  ["an open bracket", own("dv/dt = -(v/tau : volt", tau)],
  ["a wrong dimension", own("dv/dt = -v : volt")],
  ["an unknown name", own("dv/dt = -v/tua : volt", tau)],
  ["an unknown function", own("dv/dt = -expp(v/mV)*mV/tau : volt", tau)],
  ["a parameter without a value", own(decay)],
  ["a parameter without a use", own(decay, { parameters: { tau: "1 ms", R: "1 MOhm" } })],
  ["a name declared twice", own(`${decay}\n${decay}`, tau)],
  ["noise in a threshold", own(decay, { ...tau, threshold: "v > xi*mV*second**0.5" })],
  ["a threshold that is no condition", own(decay, { ...tau, threshold: "v" })],
  ["a reset of nothing known", own(decay, { ...tau, threshold: "v > 1*mV", reset: "u = 0*mV" })],
  ["an unknown unit", own("dv/dt = -v/tau : vollt", tau)],
  ["circular shorthands", own(`a = b : 1\nb = a : 1\n${decay}`, tau)],
  ["a negative refractory time", own(decay, { ...tau, threshold: "v > 1*mV", reset: "v = 0*mV", refractory: "-1 ms" })],
  ["a reset beyond the threshold", { ...own("dv/dt = 1*mV/ms : volt", { threshold: "v > 1*mV", reset: "v = 2*mV" }) }],
  ["a solution that runs away", { ...own("dv/dt = v**2/(mV*ms) : volt", { initial: { v: "1 mV" } }) }],
];

/** Parts that no language says: what is quoted from a document, and names. */
const quoted = /"[^"]*"|\(unless refractory\)|\b[\w-]*_[\w-]*\b|\b[a-z0-9]+(?:-[a-z0-9]+)+\b/g;

/** Those of the texts that are not said in Korean, or not wholly. */
function leftInEnglish(texts: readonly string[]): string[] {
  return texts.filter((text) => {
    const said = korean.error(text);
    return said === undefined || /[a-z]{2,} [a-z]{2,}/.test(said.replace(quoted, ""));
  });
}

function english(act: () => unknown): string[] {
  try {
    act();
  } catch (error) {
    const { problem, wayOut, message } = error as { problem?: string; wayOut?: string; message: string };
    return leftInEnglish([problem ?? message, ...(wayOut ? [wayOut] : [])]);
  }
  throw new Error("nothing is wrong with it");
}

/** 300 ms with a sample each 0.1 ms; spikes are triangles of 1 ms, the response to the stimulus a step. */
function traceOf(spikes: readonly number[], rest: object = {}, response = 0) {
  const time = Float64Array.from({ length: 3000 }, (_, k) => k * 1e-4);
  const spike = (t: number) => Math.max(0, ...spikes.map((at) => 1 - Math.abs(t - at) / 5e-4));
  const voltage = time.map((t) => -0.07 + 0.1 * spike(t) + (t > 0.1 && t < 0.2 ? response : 0));
  return { time, voltage, ...rest };
}

test("why a feature cannot be measured is said in Korean", () => {
  const stimulus = { stimulus: { start: 0.1, stop: 0.2, amplitude: 1e-10 } };
  const traces = [
    traceOf([]),
    traceOf([], stimulus),
    traceOf([], stimulus, -0.005),
    traceOf([], stimulus, 0.005),
    traceOf([], { stimulus: { start: 0.1, stop: 0.2 } }, -0.005),
    traceOf([], { stimulus: { start: 0.1, stop: 0.1005, amplitude: 0 } }),
    traceOf([], { stimulus: { start: 0.1, stop: 0.2999 } }),
    traceOf([], { stimulus: { start: 0.1, stop: 0.2 }, current: new Float64Array(3000) }),
    traceOf([0.05], stimulus),
    traceOf([0.1], stimulus),
    traceOf([0.15], stimulus),
    traceOf([0.12, 0.15], stimulus),
    traceOf([0.12, 0.14, 0.16, 0.18, 0.25], stimulus),
    traceOf([0.0002, 0.2998], stimulus),
  ];
  const reasons = traces.flatMap((trace) =>
    Object.values(measureFeatures(trace)).flatMap(({ reason }) => reason ?? []),
  );
  expect(new Set(reasons).size).toBeGreaterThan(20);
  expect(leftInEnglish([...new Set(reasons)])).toEqual([]);
});

test("what a protocol remarks is said in Korean", () => {
  const sine = { protocol: "frequency-response", frequencies: ["5 Hz", "20 Hz"] };
  const answers = [
    runProtocol({ ...sine, experiment: { model: "lif" }, amplitude: "5 nA" } as never),
    runProtocol({ protocol: "accuracy", experiment: { model: "lif", duration: "50 ms" } } as never),
    runProtocol({
      protocol: "phase-plane",
      experiment: { model: "adex", input: [{ stimulus: "white-noise", sigma: "10 pA", tau: "1 ms" }] },
    } as never),
  ];
  const notes = answers.flatMap((answer) => (answer as { notes?: readonly string[] }).notes ?? []);
  expect(notes.length).toBeGreaterThan(1);
  expect(leftInEnglish(notes)).toEqual([]);
});

test("what is left of a program for Brian is said in Korean", () => {
  const program = readBrianProgram(`from brian2 import *
if fast:
    tau = 5*ms
tau = 10*ms
R = 3
w = 2
eqs = "dv/dt = (-v + stimulus(t))/tau : 1"
stimulus = TimedArray([0, 1], dt=1*ms)
group = NeuronGroup(1, eqs, threshold="v > 1", reset="v = 0", method="exact")
group.u = 3
`);
  const reasons = program!.notUnderstood.flatMap(({ reason }) => reason ?? []);
  expect(new Set(reasons).size).toBeGreaterThan(2);
  expect(leftInEnglish(reasons)).toEqual([]);
});

describe("in Korean it is said in Korean what is wrong, and the way out, with", () => {
  test.each(wrong)("%s", (_, document) => {
    expect(english(() => simulate(document as never))).toEqual([]);
  });

  test.each([
    ["a network without neurons", { populations: {}, duration: "10 ms" }],
    [
      "a projection onto nobody",
      {
        populations: { a: { model: "lif", size: 1 } },
        projections: [{ from: "a", to: "b", connect: { rule: "all-to-all" }, weight: "1 mV" }],
        duration: "10 ms",
      },
    ],
    ["a network in mV", { populations: { a: { model: "lif", size: 1 } }, duration: "10 mV" }],
  ])("%s", (_, document) => {
    expect(english(() => checkNetwork(document))).toEqual([]);
  });

  test("a neuron without a threshold that is asked for its rates", () => {
    const experiment = { model: own(decay, tau).model, duration: "10 ms" };
    expect(english(() => runProtocol({ protocol: "fi-curve", experiment } as never))).toEqual([]);
  });
});
