import { describe, expect, test } from "vitest";
import type { PresetDocument } from "../../src/experiment-preset.ts";
import { fitModel } from "../../src/fit/fit.ts";
import { prepareFit } from "../../src/fit/fit-problem.ts";
import type { FitSettings, FitSweep } from "../../src/fit/fit-types.ts";
import { spikesOf } from "../../src/run/recording.ts";
import { simulate } from "../../src/simulate.ts";
import { ornsteinUhlenbeck } from "../analysis/cell/passive-cell.ts";

const rate = 1e4;
const settings = (free: FitSettings["free"], more: Partial<FitSettings> = {}): FitSettings => ({
  free,
  objective: { name: "likelihood" },
  ...more,
});
const sweepOf = (values: Float64Array, ...spikes: Float64Array[]): FitSweep => ({
  name: "noise",
  current: { values, rate },
  spikes,
});

describe("of spikes at a constant rate, the likelihood is that of a Poisson process", () => {
  // 1 s in steps of 0.1 ms, in each of which the neuron fires with p = 1 - exp(-lambda dt).
  const model = {
    equations: "v = v_0 + R*I : volt\nlambda = lambda_0*exp(v/(1*mV)) : Hz\nI : amp (input)",
    parameters: { R: "1 MOhm", v_0: "0 mV", lambda_0: "20 Hz" },
    threshold: "rand() < -expm1(-lambda*dt)",
  };
  const spikes = Float64Array.of(0.1, 0.25001, 0.4, 0.7, 0.9001);
  const data = [sweepOf(new Float64Array(10_000), spikes)];
  const lossAt = (experiment: PresetDocument, lambda: number, sweeps: readonly FitSweep[] = data): number =>
    prepareFit({ fit: settings({ lambda_0: { from: "1 Hz", to: "9000 Hz" } }), experiment }, sweeps).evaluate([
      [lambda],
    ])[0]!.loss;
  /** n log(h dt) - h T, in bits a spike; h dt = -log(1 - p). */
  const expected = (hazard: number, count: number, steps: number): number =>
    (steps * hazard - count * Math.log(hazard)) / count / Math.LN2;

  test.each([2, 20, 400])("at %i Hz", (lambda) => {
    expect(lossAt({ model }, lambda)).toBeCloseTo(expected(lambda * 1e-4, 5, 10_000), 9);
    const plain = { ...model, threshold: "lambda*dt > rand()" };
    expect(lossAt({ model: plain }, lambda)).toBeCloseTo(expected(-Math.log1p(-lambda * 1e-4), 5, 10_000), 9);
  });

  test("in a window, over repeats, and without the steps in which the neuron is refractory", () => {
    const hazard = 20e-4;
    const [own] = data as [FitSweep];
    const window = { start: 0.2, stop: 0.8 };
    expect(lossAt({ model }, 20, [{ ...own, window }])).toBeCloseTo(expected(hazard, 3, 6000), 9);
    expect(lossAt({ model }, 20, [{ ...own, spikes: [spikes, spikes] }])).toBeCloseTo(expected(hazard, 5, 10_000), 9);
    const held = { ...model, refractory: "2 ms" };
    expect(lossAt({ model: held }, 20)).toBeCloseTo(expected(hazard, 5, 10_000 - 5 * 20), 9);
  });

  test("a spike in the refractory period is impossible", () => {
    const held = { ...model, refractory: "200 ms" };
    const [only] = prepareFit(
      { fit: settings({ lambda_0: { from: "1 Hz", to: "90 Hz" } }), experiment: { model: held } },
      data,
    ).evaluate([[20]]);
    expect(only!.loss).toBe(Number.POSITIVE_INFINITY);
    expect(only!.failure).toBe("a spike of the data falls into the refractory period");
  });
});

test("threshold, its softness and adaptation of a neuron with escape noise follow from its spikes", () => {
  const truth = { v_T: -48, Delta_v: 1.5, eta: 0.12 };
  const current = ornsteinUhlenbeck(25_000, rate, 3e-3, 0.3e-9).map((value) => value + 0.3e-9);
  const samples = { stimulus: "samples" as const, values: [...current], unit: "A", interval: "0.1 ms" };
  const parameters = { Delta_v: "1.5 mV", eta: "0.12 nA" };
  const runs = 5;
  const trains = simulate({
    model: "gif",
    parameters: { ...parameters, v_T: new Array<string>(runs).fill("-48 mV") },
    ...{ input: [samples], duration: "2500 ms", seed: 5 },
  } as never);
  const data = [sweepOf(current, ...Array.from({ length: runs }, (_, k) => spikesOf(trains, k)))];
  const free = {
    v_T: { from: "-60 mV", to: "-40 mV" },
    Delta_v: { from: "0.3 mV", to: "6 mV", scale: "log" },
    eta: { from: "0 nA", to: "0.5 nA" },
  } as const;
  const found = fitModel(
    { fit: settings(free, { candidates: 12, evaluations: 420, polish: "none" }), experiment: { model: "gif" } },
    data,
  );
  // 115 spikes leave standard errors of 7 % of Delta_v and of 0.2 mV, which go together: lambda_0 is far from the rates at which it fires.
  expect(Math.abs(found.values.v_T!.value - truth.v_T)).toBeLessThan(0.5);
  expect(Math.abs(found.values.Delta_v!.value / truth.Delta_v - 1)).toBeLessThan(0.15);
  expect(Math.abs(found.values.eta!.value / truth.eta - 1)).toBeLessThan(0.15);
}, 120_000);

test.each([
  [{ model: "lif" }, "spikes of a model that fires where v > v_th are sure or impossible"],
  [{ model: { equations: "dv/dt = -v/(10*ms) + I/(1*pF) : volt\nI : amp (input)" } }, "the model has no threshold"],
])("a model that does not draw its spikes has no likelihood: %#", (experiment, message) => {
  const free = { "initial.v": { from: "-70 mV", to: "-60 mV" } };
  const data = [sweepOf(new Float64Array(1000), Float64Array.of(0.05))];
  expect(() => prepareFit({ fit: settings(free), experiment }, data)).toThrow(message);
});

test("a stimulus that is noise of each run leaves no likelihood", () => {
  const input = [{ stimulus: "white-noise", sigma: "1 nA", tau: "1 ms" }] as const;
  const free = { v_T: { from: "-60 mV", to: "-40 mV" } };
  const data = [sweepOf(new Float64Array(1000), Float64Array.of(0.05))];
  expect(() => prepareFit({ fit: settings(free), experiment: { model: "gif", input } }, data)).toThrow(
    "the stimulus is noise of each run",
  );
});

test("data without a current, or with two spikes in a step, have no likelihood", () => {
  const free = { v_T: { from: "-60 mV", to: "-40 mV" } };
  const problem = (sweep: FitSweep) => () =>
    prepareFit({ fit: settings(free), experiment: { model: "gif", duration: "1 s" } }, [sweep]);
  expect(problem({ name: "step", spikes: [Float64Array.of(0.5)] })).toThrow("the likelihood needs the current");
  expect(problem(sweepOf(new Float64Array(1e4), Float64Array.of(0.50001, 0.50002)))).toThrow("two spikes in one step");
});
