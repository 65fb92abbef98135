import { expect, test } from "vitest";
import { spikeTrainSimilarity } from "../../../src/analysis/train-similarity.ts";
import {
  fitGif,
  gifDocument,
  gifLikelihood,
  kernelAt,
  noiselessGifDocument,
  rectangles,
} from "../../../src/fit/gif/index.ts";
import { coincidenceFactor, simulate, spikesOf } from "../../../src/index.ts";
import { normals } from "../../analysis/cell/passive-cell.ts";
import { cell, rate, recorded } from "./synthetic.ts";

const sweeps = recorded(cell, 10, 5);
const { t_ref } = cell;
const options = { t_ref, eta: cell.eta.basis, gamma: cell.gamma.basis };
const fitted = fitGif(sweeps, options);

test("a neuron's own parameters come back: the membrane's exactly, the threshold's as near as its spikes can say", () => {
  const { parameters, standardErrors, spikes, explained } = fitted;
  expect(spikes).toBe(sweeps.reduce((sum, sweep) => sum + sweep.spikes.length, 0));
  expect(spikes).toBeGreaterThan(300);
  // The after-spike current is taken as its mean over a step: an error of (dt/tau)^2/12 of it.
  for (const name of ["C", "g_L", "E_L", "v_reset"] as const)
    expect(Math.abs(parameters[name] / cell[name] - 1)).toBeLessThan(1e-4);
  for (const [j, weight] of parameters.eta.weights.entries())
    expect(Math.abs(weight / cell.eta.weights[j]! - 1)).toBeLessThan(1e-3);
  expect(explained).toBeGreaterThan(0.9999);
  for (const name of ["v_T", "Delta_v"] as const)
    expect(Math.abs(parameters[name] - cell[name])).toBeLessThan(4 * standardErrors[name]);
  for (const [j, weight] of parameters.gamma.weights.entries())
    expect(Math.abs(weight - cell.gamma.weights[j]!)).toBeLessThan(4 * standardErrors.gamma[j]!);
  expect(standardErrors.v_T).toBeLessThan(0.5e-3);
});

test("noise of the recording biases the regression of the slope, but not that of the potential", () => {
  const normal = normals(2);
  const noisy = sweeps.map((sweep) => ({ ...sweep, voltage: sweep.voltage.map((v) => v + 0.5e-3 * normal()) }));
  const { parameters } = fitGif(noisy, options);
  expect(Math.abs(parameters.C / parameters.g_L / 20e-3 - 1)).toBeLessThan(0.01);
  expect(Math.abs(parameters.g_L / cell.g_L - 1)).toBeLessThan(0.01);
  expect(Math.abs(parameters.E_L - cell.E_L)).toBeLessThan(0.2e-3);
});

test("the fitted neuron is likelier than one with any other threshold, and no likelier on new spikes than the true one", () => {
  const train = sweeps.map((sweep) => ({ ...sweep, stop: 5 }));
  const test = sweeps.map((sweep) => ({ ...sweep, start: 5 }));
  const fit = fitGif(train, options);
  const { logLikelihood } = gifLikelihood(train, fit.parameters);
  expect(Math.abs(logLikelihood - fit.logLikelihood)).toBeLessThan(1e-6 * Math.abs(fit.logLikelihood));
  for (const change of [{ v_T: fit.parameters.v_T + 1e-3 }, { Delta_v: 2e-3 }, cell])
    expect(gifLikelihood(train, { ...fit.parameters, ...change }).logLikelihood).toBeLessThan(logLikelihood);
  const [own, true_] = [fit.parameters, cell].map((parameters) => gifLikelihood(test, parameters).logLikelihood);
  // Twice the loss on new data is a chi-square of as many degrees of freedom as parameters: 4 of the threshold.
  expect(true_! - own!).toBeLessThan(20);
  expect(fit.bitsPerSpike).toBeGreaterThan(1);
});

test("the fitted neuron's repeats are distributed as the data's", () => {
  const { parameters } = fitted;
  const { current } = sweeps[0]!;
  const result = simulate(gifDocument(parameters, { rate, current }, { trials: 30, seed: 99 }));
  const model = Array.from({ length: 30 }, (_, trial) => spikesOf(result, trial));
  const data = sweeps.map(({ spikes }) => spikes);
  expect(spikeTrainSimilarity(data, model, 4e-3)).toBeGreaterThan(0.97);
});

test("a kernel of rectangles takes the mean of the true one over each, and is refused as an equation", () => {
  const basis = rectangles(5e-3, 0.4, 8);
  const { parameters } = fitGif(sweeps, { ...options, eta: basis });
  const edges = basis.form === "rectangles" ? basis.edges : [];
  for (const [j, weight] of parameters.eta.weights.entries()) {
    if (edges[j]! < 5e-3 || edges[j + 1]! > 0.2) continue;
    const [highest, lowest] = [edges[j]!, edges[j + 1]!].map((s) => kernelAt(cell.eta, s));
    expect(weight).toBeLessThan(1.1 * highest!);
    expect(weight).toBeGreaterThan(0.9 * lowest!);
  }
  expect(() => gifDocument(parameters, { rate, current: sweeps[0]!.current })).toThrow("made of rectangles");
});

test("a threshold that follows the potential is found with the share that it takes", () => {
  const part = { timeConstant: 5e-3, potential: -52e-3, softness: 2e-3 };
  const coupled = { ...cell, v_T: -50e-3, coupling: { parts: [part], weights: [0.6] } };
  const { parameters, standardErrors } = fitGif(recorded(coupled, 10, 5), { ...options, coupling: [part] });
  expect(Math.abs(parameters.coupling.weights[0]! - 0.6)).toBeLessThan(4 * standardErrors.coupling[0]!);
  expect(standardErrors.coupling[0]).toBeLessThan(0.2);
  expect(Math.abs(parameters.v_T - coupled.v_T)).toBeLessThan(4 * standardErrors.v_T);
}, 240_000);

test("without noise the neuron fires where its rate passes the one given, the earlier the lower that is", () => {
  const { current, spikes } = sweeps[0]!;
  const result = simulate(noiselessGifDocument(cell, { rate, current }, [10, 100, 1000]));
  const counts = [0, 1, 2].map((member) => spikesOf(result, member).length);
  expect(counts[0]).toBeGreaterThan(counts[1]!);
  expect(counts[1]).toBeGreaterThan(counts[2]!);
  const factors = [0, 1, 2].map((member) =>
    coincidenceFactor(spikes, spikesOf(result, member), { precision: 4e-3, stop: 10 }),
  );
  expect(Math.max(...factors)).toBeGreaterThan(0.5);
});

test("sweeps without spikes, with a constant current, or of two rates are refused with a way out", () => {
  const [sweep] = sweeps as [(typeof sweeps)[0]];
  expect(() => fitGif([])).toThrow("at least one sweep");
  expect(() => fitGif([{ ...sweep, spikes: new Float64Array() }])).toThrow("no spike");
  expect(() => fitGif([sweep, { ...sweep, rate: 5000 }], options)).toThrow("resample one");
  expect(() => fitGif([{ ...sweep, start: 25 }], options)).toThrow("nothing to fit");
  expect(() => fitGif([{ ...sweep, current: sweep.current.map(() => 0) }], options)).toThrow("do not determine");
  expect(() => fitGif([{ ...sweep, current: sweep.current.map((i) => -i) }], options)).toThrow("is it the current");
});
