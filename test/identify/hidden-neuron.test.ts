import { expect, test } from "vitest";
import { MersenneTwister } from "../../src/identify/mersenne-twister.ts";
import { hiddenNeuron, spikesOf } from "../../src/index.ts";
import { withReference } from "../shared.ts";

test("the generator gives Python's numbers: random.Random(432).getrandbits(32), and of a seed of two words", () => {
  const drawn = (seed: number) => {
    const random = new MersenneTwister(seed);
    return [random.bits(), random.bits(), random.bits()];
  };
  expect(drawn(432)).toEqual([2505839706, 2778484998, 2852715244]);
  expect(drawn(2 ** 40 + 5)).toEqual([2166296868, 2220160828, 1153647273]);
  const random = new MersenneTwister(1);
  for (let k = 0; k < 2000; k++) random.bits();
  expect(random.bits()).toBe(1767993442);
});

withReference("neurodynex/lif.json", ({ ids, read }) => {
  test.each(ids.filter((id) => id.startsWith("LIF-12")))("the seed deals the neuron of the exercise: %s", (id) => {
    const { settings, expected } = read<
      { exact_spike_times_ms: readonly number[] },
      Record<string, number> & { stimulus: string }
    >(id);
    const neuron = hiddenNeuron(settings.seed as number);
    expect(neuron.reveal()).toEqual({
      E_L: `${settings.v_rest_mV} mV`,
      v_reset: `${settings.v_reset_mV} mV`,
      v_th: `${settings.threshold_mV} mV`,
      R: `${settings.R_Mohm} MOhm`,
      tau_m: `${settings.tau_ms} ms`,
      t_ref: `${settings.t_ref_ms} ms`,
    });
    const amplitude = `${Number(/step ([\d.]+) nA/.exec(settings.stimulus)![1])} nA` as const;
    const answer = neuron.probe({ input: [{ stimulus: "step", amplitude, start: "5 ms" }] });
    const times = Array.from(spikesOf(answer, 0), (time) => 1000 * time);
    expected.exact_spike_times_ms.forEach((time, k) => {
      expect(Math.abs(times[k]! - time)).toBeLessThan(1e-6);
    });
  });
});

test("what a probe answers does not name a parameter", () => {
  const said = JSON.stringify(hiddenNeuron(7).probe({ input: [{ stimulus: "constant", amplitude: "5 nA" }] }));
  expect(said).not.toMatch(/E_L|v_th|v_reset|tau_m|t_ref/);
});

test("a probe cannot choose the neuron, and a seed is a whole number", () => {
  expect(() => hiddenNeuron(7).probe({ parameters: { R: "1 MOhm" } } as never)).toThrow("dealt by the seed");
  expect(() => hiddenNeuron(0.5)).toThrow("whole number");
});

test("over many seeds each parameter takes all values of its range", () => {
  const dealt = Array.from({ length: 2000 }, (_, seed) => hiddenNeuron(seed).reveal());
  const range = (of: (p: (typeof dealt)[number]) => number) => [Math.min(...dealt.map(of)), Math.max(...dealt.map(of))];
  expect(range((p) => Number.parseInt(p.E_L, 10))).toEqual([-75, -60]);
  expect(range((p) => Number.parseInt(p.v_reset, 10) - Number.parseInt(p.E_L, 10))).toEqual([-10, 10]);
  expect(range((p) => Number.parseInt(p.v_th, 10))).toEqual([-40, 5]);
  expect(range((p) => Number.parseInt(p.R, 10))).toEqual([2, 15]);
  expect(range((p) => Number.parseInt(p.tau_m, 10))).toEqual([2, 30]);
  expect(range((p) => Number.parseInt(p.t_ref, 10))).toEqual([1, 7]);
});
