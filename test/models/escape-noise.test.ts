import { expect, test } from "vitest";
import { simulate, spikesOf } from "../../src/index.ts";

const alike = (value: string, count: number) => ({ from: value, to: value, count });

function mean(values: readonly number[]): number {
  return values.reduce((a, b) => a + b, 0) / values.length;
}

function variance(values: readonly number[]): number {
  const average = mean(values);
  return mean(values.map((value) => (value - average) ** 2));
}

const intervals = (train: Float64Array) => [...train.slice(1)].map((time, k) => time - train[k]!);

/** Spike trains in seconds of every member. */
function trains(document: object): Float64Array[] {
  const result = simulate(document as Parameters<typeof simulate>[0]);
  return Array.from({ length: result.members }, (_, member) => spikesOf(result, member));
}

test("a Poisson neuron has the rate, the counts and the intervals of a Poisson process", () => {
  const members = 400;
  const all = trains({
    model: "poisson",
    input: [{ stimulus: "constant", amplitude: alike("40 Hz", members) }],
    duration: "5 s",
  });
  // 200 spikes a member; a step of 0.1 ms makes the variances smaller by 0.4 %.
  const counts = all.map((train) => train.length);
  expect(Math.abs(mean(counts) - 200)).toBeLessThan(4 * Math.sqrt(200 / members));
  expect(Math.abs(variance(counts) / mean(counts) - 1)).toBeLessThan(4 * Math.sqrt(2 / members) + 0.004);
  const gaps = all.flatMap(intervals);
  expect(Math.abs(Math.sqrt(variance(gaps)) / mean(gaps) - 1)).toBeLessThan(0.02);
  const long = gaps.filter((gap) => gap > 0.05).length / gaps.length;
  expect(Math.abs(long - Math.exp(-2))).toBeLessThan(0.01);
});

test("its rate follows the input, and spikes fall on the grid", () => {
  const document = {
    model: "poisson",
    input: [{ stimulus: "step", amplitude: alike("1000 Hz", 50), start: "100 ms", stop: "200 ms" }],
    duration: "300 ms",
  };
  const all = trains(document).flatMap((train) => [...train]);
  // The rate at the end of a step decides, and a spike bears that time.
  expect(Math.min(...all)).toBeGreaterThan(0.1 - 1e-9);
  expect(Math.max(...all)).toBeLessThan(0.2 - 1e-9);
  expect(Math.abs(all.length - 5000)).toBeLessThan(4 * Math.sqrt(5000));
  for (const time of all) expect(Math.abs(time * 1e4 - Math.round(time * 1e4))).toBeLessThan(1e-6);
  const onGrid = trains({ ...document, spikeTimes: "grid" }).flatMap((train) => [...train]);
  onGrid.forEach((time, k) => {
    expect(time).toBeCloseTo(all[k]! - 1e-4, 12);
  });
});

test("a dead time of the Poisson neuron lowers its rate to r/(1 + r t_ref)", () => {
  const document = { model: "poisson", parameters: { t_ref: "5 ms" }, duration: "2 s" };
  const all = trains({ ...document, input: [{ stimulus: "constant", amplitude: alike("100 Hz", 200) }] });
  // 100/1.5 Hz; the variance of the counts is smaller than their mean.
  expect(Math.abs(mean(all.map((train) => train.length)) / 2 - 100 / 1.5)).toBeLessThan(1);
  for (const gap of all.flatMap(intervals)) expect(gap).toBeGreaterThan(0.005);
});

test("the seed decides which spikes", () => {
  const document = { model: "poisson", input: [{ stimulus: "constant", amplitude: "50 Hz" }], duration: "1 s" };
  const [first] = trains(document);
  expect(trains(document)[0]).toEqual(first);
  expect(trains({ ...document, seed: 2 })[0]).not.toEqual(first);
});

test("without after-effects the intervals of the GIF neuron are those of its hazard", () => {
  const dt = 1e-4;
  const [gL, C, EL, vT, sharp, vReset, tRef, I] = [10e-9, 0.2e-9, -0.065, -0.048, 2e-3, -0.06, 4e-3, 0.18e-9];
  const document = {
    model: "gif",
    parameters: { eta: "0 nA", gamma: "0 mV", Delta_v: "2 mV", v_reset: "-60 mV", lambda_0: "20 Hz" },
    input: [{ stimulus: "constant", amplitude: alike("0.18 nA", 500) }],
    duration: "2 s",
  };
  const gaps = trains(document).flatMap(intervals);
  // After the refractory time v(t) relaxes to E_L + I/g_L; each step is survived with the probability exp(-lambda dt).
  let [survival, wanted, square] = [1, 0, 0];
  for (let k = 1; survival > 1e-12; k++) {
    const v = EL + I / gL + (vReset - EL - I / gL) * Math.exp((-k * dt * gL) / C);
    const fires = -Math.expm1(-20 * Math.exp((v - vT) / sharp) * dt);
    const gap = tRef + k * dt;
    wanted += survival * fires * gap;
    square += survival * fires * gap ** 2;
    survival *= 1 - fires;
  }
  const deviation = Math.sqrt(square - wanted ** 2);
  expect(Math.abs(mean(gaps) - wanted)).toBeLessThan((4 * deviation) / Math.sqrt(gaps.length) + 1e-4);
  expect(Math.abs(Math.sqrt(variance(gaps)) / deviation - 1)).toBeLessThan(0.03);
});

test("the GIF neuron adapts by its current and by its threshold, and no interval is shorter than the refractory time", () => {
  const input = [{ stimulus: "constant", amplitude: alike("0.5 nA", 100) }];
  const all = trains({ model: "gif", input, duration: "1 s" });
  const first = mean(all.map((train) => train[1]! - train[0]!));
  const last = mean(all.map((train) => train.at(-1)! - train.at(-2)!));
  expect(last).toBeGreaterThan(1.5 * first);
  for (const gap of all.flatMap(intervals)) expect(gap).toBeGreaterThan(0.004);
  const rate = (change: object) =>
    mean(trains({ model: "gif", parameters: change, input, duration: "1 s" }).map((train) => train.length));
  const plain = rate({ eta: "0 nA", gamma: "0 mV" });
  const [byCurrent, byThreshold] = [rate({ gamma: "0 mV" }), rate({ eta: "0 nA" })];
  const both = mean(all.map((train) => train.length));
  for (const slower of [byCurrent, byThreshold]) {
    expect(slower).toBeLessThan(plain);
    expect(slower).toBeGreaterThan(both);
  }
});
