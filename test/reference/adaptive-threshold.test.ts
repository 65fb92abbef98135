import { expect, test } from "vitest";
import { expectClose, recording, run, samplesAt, spikes } from "./run.ts";

/** The authors' program: Euler steps of 0.1 ms, a spike stamped with the end of its step, the next after more than 20. */
const golden: [preset: string, first: number[], count: number, last: number][] = [
  ["RS", [105.5, 119.3, 136.9, 156.7, 179, 204.2, 232.4, 263.7], 16, 562.8],
  ["IB", [105, 109.3, 115.4, 123.2, 132.5, 143.3], 25, 597.5],
  ["FS", [102.1, 104.6, 107.7, 111.2, 115.1], 98, 596.6],
  ["CH", [110, 112.1, 114.2, 116.3], 38, 554.2],
];

test.each(golden)("Kobayashi et al. (2009), %s: the golden run", (preset, first, count, last) => {
  const authors = { method: "euler", spikeTimes: "grid", parameters: { t_ref: "2.1 ms" } };
  const [train] = spikes({ model: "mat", preset, ...authors }) as [number[]];
  const stamps = train.map((time) => time + 0.1);
  expectClose(stamps.slice(0, first.length), first, 1e-9);
  expect(stamps).toHaveLength(count);
  expect(stamps.at(-1)).toBeCloseTo(last, 9);
});

test.each(golden)("%s: the exact solution fires as often, within 2 ms", (preset, first, count) => {
  const result = run({ model: "mat", preset });
  expect(result.method).toBe("exact");
  expect(result.spikes.times[0]).toHaveLength(count);
  // The chattering cell fires as soon as it may: 0.1 ms a spike sooner than a grid whose next spike comes after 20 steps.
  expectClose(result.spikes.times[0]!.slice(0, first.length), first, 0.4);
});

test("chattering cells fire in bursts at the shortest interval, the others never twice within 2.4 ms", () => {
  const intervals = (preset: string) => {
    const [train] = spikes({ model: "mat", preset }) as [number[]];
    return train.slice(1).map((time, k) => time - train[k]!);
  };
  const chattering = intervals("CH");
  expect(chattering.filter((ms) => Math.abs(ms - 2) < 1e-9).length).toBeGreaterThan(25);
  expect(chattering.some((ms) => ms > 50)).toBe(true);
  for (const preset of ["RS", "IB", "FS"]) expect(Math.min(...intervals(preset))).toBeGreaterThan(2.4);
});

test("NEST's mat2_psc_exp under 2400 pA", () => {
  // NEST's generator acts 0.2 ms late, and its spike is stamped with the end of its step; the next one comes after 20 steps.
  const late = 2;
  const document = { model: "mat", preset: "nest", spikeTimes: "grid", parameters: { t_ref: "2.1 ms" } };
  const result = run({ ...document, record: recording(0.1, "v", "theta") });
  expect(result.spikes.times[0]!.slice(0, 3).map((time) => Math.round(time / 0.1) + 1 + late)).toEqual([11, 32, 54]);
  const steps = [10, 11, 12, 15, 21];
  const at = steps.map((step) => (step - late) * 0.1);
  expectClose(samplesAt(result, "v", at, 0.1), [-52.2573, -50.2324, -48.2477, -42.5262, -32.0634], 6e-5);
  expectClose(samplesAt(result, "theta", at, 0.1), [-51, -12, -12.3692, -13.4548, -15.531], 6e-4);
});

test("NEST's amat2_psc_exp below threshold: the threshold follows the slope of v", () => {
  const result = run({
    model: "amat",
    parameters: { E_L: "0 mV", omega: "2 mV", beta: "2 1/ms" },
    initial: { v: "-2 mV" },
    input: [{ stimulus: "constant", amplitude: "10 pA" }],
    duration: "11 ms",
    record: recording(1, "v", "theta"),
  });
  expect(result.method).toBe("exact");
  expectClose(samplesAt(result, "v", [1, 2, 5, 10], 1), [-1.76209, -1.54683, -1.01633, -0.419699], 1e-5);
  expectClose(samplesAt(result, "theta", [1, 2, 5, 10], 1), [2.21168, 2.71733, 4.73557, 6.86044], 1e-5);
});

test("amat without beta is mat with its time constant", () => {
  const input = [{ stimulus: "constant", amplitude: "0.3 nA" }];
  const shared = { input, duration: "300 ms" };
  const threshold = { alpha_1: "10 mV", alpha_2: "0 mV", omega: "5 mV", tau_m: "10 ms" };
  const mat = spikes({ ...shared, model: "mat", parameters: threshold })[0]!;
  expect(mat.length).toBeGreaterThan(5);
  expectClose(spikes({ ...shared, model: "amat" })[0]!, mat, 1e-9);
});

test("phasic cells fire at the onset of a current and not again, though it lasts", () => {
  expect(spikes({ model: "amat", preset: "phasic-spiking" })[0]).toHaveLength(1);
  const burst = spikes({ model: "amat", preset: "phasic-bursting" })[0]!;
  expect(burst.length).toBeGreaterThan(2);
  expect(burst.at(-1)!).toBeLessThan(50);
});
