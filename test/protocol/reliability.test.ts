import { expect, test } from "vitest";
import { runProtocol } from "../../src/index.ts";

const frozen = [{ stimulus: "frozen-noise", mean: "2 nA", sigma: "2 nA", tau: "5 ms" }] as const;
const lif = { model: "lif", input: frozen, duration: "1000 ms" } as const;

test("a deterministic neuron repeats itself: reliability 1, no variance, and a note that says why", () => {
  const found = runProtocol({ protocol: "reliability", experiment: lif, trials: 5 });
  expect(found.coincidence.value).toBeCloseTo(1, 12);
  expect(found.correlation.value).toBeCloseTo(1, 12);
  expect(found.fanoFactor.value).toBe(0);
  expect(found.spikes.map(({ values }) => values)).toEqual(new Array(5).fill(found.spikes[0]!.values));
  expect(found.notes[0]).toContain("Nothing is random");
});

test("noise of each trial's own lowers the reliability, the more the larger it is", () => {
  const at = (noise: string) => runProtocol({ protocol: "reliability", experiment: lif, noise: noise as "1 nA" });
  const [little, much] = [at("0.1 nA"), at("3 nA")];
  expect(little.coincidence.value).toBeGreaterThan(0.6);
  expect(much.coincidence.value).toBeLessThan(little.coincidence.value - 0.3);
  expect(much.correlation.value).toBeLessThan(little.correlation.value);
  expect(little.notes).toEqual([]);
});

test("trials of a Poisson neuron agree by chance alone: Gamma 0, Fano factor 1, PSTH at its rate", () => {
  const experiment = {
    model: "poisson",
    duration: "5000 ms",
    input: [{ stimulus: "constant", amplitude: "10 Hz" }],
  } as const;
  const found = runProtocol({ protocol: "reliability", experiment, trials: 100, bin: "100 ms" });
  expect(Math.abs(found.coincidence.value)).toBeLessThan(0.01); // 4950 pairs of trains of 50 spikes
  expect(Math.abs(found.fanoFactor.value - 1)).toBeLessThan(0.45); // standard error sqrt(2/99)
  expect(Math.abs(found.meanRate.value - 10)).toBeLessThan(0.5); // 5000 spikes: 0.14
  for (const rate of found.rate.values) expect(Math.abs(rate - 10)).toBeLessThan(5); // 100 spikes a bin: 1
});

test("the histogram counts every spike of its bins once", () => {
  const found = runProtocol({ protocol: "reliability", experiment: lif, noise: "1 nA", bin: "7 ms", from: "100 ms" });
  const counted = found.count.values.reduce((a, b) => a + b, 0);
  expect(found.time.values).toHaveLength(128); // 900 ms hold 128 whole bins of 7 ms
  expect(found.rate.values.reduce((a, b) => a + b, 0) * 0.007 * 20).toBeCloseTo(counted, 6);
});
