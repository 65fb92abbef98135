import fc from "fast-check";
import { expect, test } from "vitest";
import { MersenneTwister } from "../../src/identify/mersenne-twister.ts";
import { estimateLif, hiddenNeuron, type LifTrace, parseQuantity, recordedTraces } from "../../src/index.ts";

const named = [432, 0, 1, 42, 123];
const family = ["1 nA", "2 nA", "4 nA", "8 nA", "16 nA", "32 nA", "64 nA"] as const;

/** The answers of a hidden neuron to a family of steps of 40 ms. */
function answers(seed: number, every: "0.1 ms" | "0.02 ms" = "0.1 ms"): LifTrace[] {
  const input = [{ stimulus: "step", amplitude: family, start: "5 ms", stop: "45 ms" }] as const;
  return recordedTraces(hiddenNeuron(seed).probe({ input, dt: every }));
}

/** The largest error relative to the truth; potentials relative to the way from rest to threshold. */
function worst(seed: number, estimate: ReturnType<typeof estimateLif>): number {
  const truth = hiddenNeuron(seed).reveal();
  const si = (name: keyof typeof truth) => parseQuantity(truth[name]).value;
  const way = si("v_th") - si("E_L");
  const names = Object.keys(truth) as (keyof typeof truth)[];
  const sizes = names.map((name) => (/^[vE]/.test(name) ? way : si(name)));
  return Math.max(...names.map((name, k) => Math.abs(estimate[name] - si(name)) / sizes[k]!));
}

/** Normal numbers of 0.5 mV added to every sample (Box & Muller). */
function withNoise(traces: readonly LifTrace[], seed: number): LifTrace[] {
  const random = new MersenneTwister(seed);
  const uniform = () => (random.bits() + 0.5) / 2 ** 32;
  const normal = () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
  return traces.map((trace) => ({ ...trace, voltage: trace.voltage.map((v) => v + 0.5e-3 * normal()) }));
}

const withoutSpikes = (traces: readonly LifTrace[]) =>
  traces.map(({ time, voltage, current }) => ({ time, voltage, current }));

test.each([...named, ...Array.from({ length: 20 }, (_, k) => 1000 + k)])(
  "the six parameters of hidden neuron %i are found to 1e-6 from clean steps, within 5 %% through noise of 0.5 mV",
  (seed) => {
    const clean = answers(seed);
    expect(worst(seed, estimateLif(clean))).toBeLessThan(1e-6);
    expect(worst(seed, estimateLif(withNoise(clean, seed)))).toBeLessThan(0.05);
  },
);

test("from the voltage alone, sampled every 0.02 ms, they are found within 2 %, and within 5 % through the noise", () => {
  for (const seed of named) {
    const clean = withoutSpikes(answers(seed, "0.02 ms"));
    expect(worst(seed, estimateLif(clean))).toBeLessThan(0.02);
    expect(worst(seed, estimateLif(withNoise(clean, seed)))).toBeLessThan(0.05);
  }
});

test("any neuron of the ranges is found from clean steps within 2 %", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 2 ** 31 }), (seed) => worst(seed, estimateLif(answers(seed))) < 0.02),
    { numRuns: 30, seed: 4 },
  );
});

test("one step below the threshold and one above are enough", () => {
  const pair = answers(432).slice(2, 4); // 4 nA is below its rheobase of 4.89 nA, 8 nA above
  expect(pair.map(({ spikes }) => spikes!.length > 0)).toEqual([false, true]);
  expect(worst(432, estimateLif(pair))).toBeLessThan(1e-6);
});

test("traces that cannot tell are refused with what they lack", () => {
  const [first] = answers(432) as [LifTrace];
  expect(() => estimateLif([first])).toThrow("no trace has a spike");
  expect(() => estimateLif([{ ...first, current: first.current.map(() => 0) }])).toThrow("current is 0 in all");
  expect(() => estimateLif([{ ...first, voltage: first.voltage.subarray(1) }])).toThrow("equally many");
  expect(() => estimateLif([{ ...first, time: first.time.map(() => 1) }])).toThrow("time[1] of trace 0 is 1");
  expect(() => estimateLif([])).toThrow("at least one trace");
});
