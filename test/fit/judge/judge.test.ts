import { expect, test } from "vitest";
import { fitModel } from "../../../src/fit/fit.ts";
import { prepareFit } from "../../../src/fit/fit-problem.ts";
import type { FitDocument, FitSweep } from "../../../src/fit/fit-types.ts";
import { judgeFit, lossSlices, type Refits, scoreResponses } from "../../../src/fit/judge/index.ts";
import { joinRepeats, withinWindow } from "../../../src/fit/repeats.ts";
import { simulate, spikesOf } from "../../../src/index.ts";
import { ornsteinUhlenbeck } from "../../analysis/cell/passive-cell.ts";

const rate = 10_000;
const current = ornsteinUhlenbeck(2 * rate, rate, 5e-3, 1.5e-9).map((value) => value + 2e-9);
const lif = { model: "lif", parameters: { t_ref: "3 ms" } } as const;
/** What the leaky neuron of the catalogue answers to the noise. */
const spikes = spikesOf(
  simulate({
    ...lif,
    input: [
      { stimulus: "samples", values: Array.from(current, (value) => value * 1e9), unit: "nA", interval: "0.1 ms" },
    ],
    duration: "2 s",
  }),
  0,
);
const sweep: FitSweep = { name: "noise", current: { values: current, rate }, spikes: [spikes] };
/** R and tau_m are asked for; E_L, v_th and v_reset say in which volts. w_unused changes nothing. */
const document: FitDocument = {
  fit: {
    free: {
      tau_m: { from: "4 ms", to: "16 ms", scale: "log" },
      R: { from: "5 MOhm", to: "20 MOhm", scale: "log" },
    },
    objective: { name: "gamma", precision: "1 ms" },
    evaluations: 1500,
  },
  experiment: lif,
};

test("a score counts what is right: all of one's own spikes, none of a silent model", () => {
  const own = scoreResponses([sweep], [{ spikes }], 2e-3);
  expect([own.gamma, own.rates, own.latency]).toEqual([1, 0, 0]);
  expect(own.spikes).toEqual({ data: spikes.length, model: spikes.length });
  expect(own.intrinsic).toBeNaN();
  const silent = scoreResponses([sweep], [{ spikes: new Float64Array() }], 2e-3);
  expect([silent.gamma, silent.rates]).toEqual([0, 1]);
  expect(silent.latency).toBeNaN();
});

test("of repeats, the share is the model's factor over that of the repeats among each other", () => {
  const half = spikes.filter((_, k) => k % 2 === 0);
  const repeated = { ...sweep, spikes: [spikes, half] };
  const { gamma, intrinsic, share } = scoreResponses([repeated], [{ spikes }], 2e-3);
  expect(intrinsic).toBeGreaterThan(0.4);
  expect(intrinsic).toBeLessThan(0.8);
  expect(Math.abs(share - gamma / intrinsic)).toBeLessThan(1e-12);
  expect(gamma).toBeGreaterThan(intrinsic);
});

test("a fit is judged on data that it has not seen, and its numbers scatter about the true ones", async () => {
  const [train, held] = [
    { start: 0, stop: 1 },
    { start: 1, stop: 2 },
  ].map((window) => [withinWindow(sweep, window)]);
  const answer = fitModel(document, train!);
  const judgement = await judgeFit(document, train!, answer, { test: held!, replicates: 4, precision: 1e-3 });
  expect(judgement.train.score.gamma).toBeGreaterThan(0.99);
  expect(judgement.test!.score.gamma).toBeGreaterThan(0.97);
  const { bootstrap } = judgement;
  expect([bootstrap!.unit, bootstrap!.units, bootstrap!.replicates.length]).toEqual(["stretches", 6, 4]);
  for (const [k, truth] of [8e-3, 10e6].entries()) {
    const { low, high } = bootstrap!.intervals[k]!;
    expect(low).toBeLessThan(1.05 * truth);
    expect(high).toBeGreaterThan(0.95 * truth);
  }
  // two at a time, of which the first ends after the second
  let calls = 0;
  let release = (): void => {};
  const second = new Promise<void>((resolve) => {
    release = resolve;
  });
  const refits: Refits = {
    together: 2,
    refit: async (own, sweeps) => {
      const call = calls++;
      if (call === 0) await second;
      else release();
      return fitModel(own, sweeps).state.best!.values;
    },
  };
  const again = await judgeFit(document, train!, answer, { replicates: 3, refits });
  expect(again.bootstrap!.replicates).toEqual(bootstrap!.replicates.slice(0, 3));
}, 240_000);

test("the loss is least at the best value and flat along a number that changes nothing", async () => {
  const idle: FitDocument = {
    ...document,
    fit: { ...document.fit, free: { ...document.fit.free, v_idle: { from: "1 mV", to: "2 mV" } }, evaluations: 300 },
    experiment: {
      model: {
        equations: "dv/dt = (E_L - v + R*I + 0*v_idle)/tau_m : volt (unless refractory)\nI : amp (input)",
        parameters: {
          tau_m: "8 ms",
          R: "10 MOhm",
          E_L: "-70 mV",
          v_th: "-50 mV",
          v_reset: "-65 mV",
          t_ref: "3 ms",
          v_idle: "1 mV",
        },
        threshold: "v > v_th",
        reset: "v = v_reset",
        refractory: "t_ref",
        initial: { v: "E_L" },
      },
    },
  };
  const truth = [8e-3, 10e6, 1.5e-3];
  const slices = lossSlices(prepareFit(idle, [sweep]), truth);
  for (const { losses } of slices) expect(Math.min(...losses)).toBeLessThan(1e-12);
  expect(slices.map(({ flat }) => flat.share < 0.1)).toEqual([true, true, false]);
  expect(slices[2]!.flat.share).toBe(1);
  const judgement = await judgeFit(idle, [sweep], fitModel(idle, [sweep]), { replicates: 0 });
  expect(judgement.warnings.join()).toContain("v_idle hardly matters: from 1 mV to 2 mV");
});

test("sweeps of one current are repeats, whatever little the amplifier added; others are not", () => {
  const noisy = current.map((value, k) => value + (k % 2 === 0 ? 1e-12 : -1e-12));
  const other = { ...sweep, name: "other", current: { values: current.map((value) => 1.1 * value), rate } };
  const joined = joinRepeats([sweep, { ...sweep, current: { values: noisy, rate } }, other]);
  expect(joined.map(({ name }) => name)).toEqual(["noise and 1 repeats", "other"]);
  expect(joined[0]!.spikes).toHaveLength(2);
  expect(withinWindow(sweep, { start: 0.2, stop: 1 }).current!.values).toHaveLength(rate);
});
