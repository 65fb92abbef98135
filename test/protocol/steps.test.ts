import { expect, test } from "vitest";
import { runProtocol } from "../../src/index.ts";

const amplitudes = ["-2 nA", "-1 nA", "1 nA", "2 nA", "3 nA", "5 nA"] as const;
const lif = () => runProtocol({ protocol: "steps", experiment: { model: "lif" }, values: amplitudes });

test("a leaky neuron settles at E_L + R I, and its input resistance is R", () => {
  const { subthreshold, subthresholdSteady, inputResistance, restingPotential, before } = lif();
  expect(subthreshold.values).toEqual([-2, -1, 1, 2]);
  [-90, -80, -60, -50].forEach((v, k) => {
    expect(subthresholdSteady.values[k]).toBeCloseTo(v, 7);
  });
  expect(inputResistance.unit).toBe("MOhm");
  expect(inputResistance.value).toBeCloseTo(10, 8);
  expect(restingPotential.value).toBeCloseTo(-70, 8);
  expect(before.values).toEqual([-70, -70, -70, -70, -70, -70]);
});

test("latency and rate of the steps that make a leaky neuron fire are the closed forms", () => {
  const { latency, rate, count, recording } = lif();
  for (const [k, drive] of [
    [4, 30],
    [5, 50],
  ] as const) {
    const period = 2 + 8 * Math.log((drive - 5) / (drive - 20));
    expect(latency.values[k]).toBeCloseTo(8 * Math.log(drive / (drive - 20)), 9);
    expect(rate.values[k]).toBeCloseTo(1000 / period, 8);
    expect(count.values[k]).toBe(1 + Math.floor((200 - latency.values[k]!) / period));
    expect(recording.spikes[k]!.values).toHaveLength(count.values[k]!);
  }
  expect(latency.values[3]).toBeNaN();
});

test("every step has its trace: the charging curve to the sample", () => {
  const { time, traces } = lif().recording;
  const at = time.values.indexOf(58);
  expect(traces[2]!.values[at]).toBeCloseTo(-70 + 10 * (1 - Math.exp(-1)), 9);
  expect(traces.map(({ values }) => values.length)).toEqual(amplitudes.map(() => time.values.length));
});

test("without values the family goes from minus to twice the smallest step that fires", () => {
  const { varied, count } = runProtocol({ protocol: "steps", experiment: { model: "lif" } });
  expect(varied.values).toHaveLength(13);
  expect(varied.values[0]).toBeCloseTo(-varied.values[12]! / 2, 9);
  expect(count.values.map((spikes) => spikes > 0)).toEqual(varied.values.map((current) => current > 2));
});

test("a model that makes no spikes has a V-I relation where the values are given", () => {
  const model = {
    equations: "dv/dt = (E - v + R*I)/tau : volt\nI : amp (input)",
    parameters: { E: "-60 mV", R: "50 MOhm", tau: "10 ms" },
  };
  const family = { protocol: "steps", experiment: { model } } as const;
  expect(runProtocol({ ...family, values: ["-0.1 nA", "0.1 nA"] }).inputResistance.value).toBeCloseTo(50, 6);
  expect(() => runProtocol(family)).toThrow("no threshold");
});
