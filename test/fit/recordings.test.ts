import { expect, test } from "vitest";
import { spikeTimesIn } from "../../src/analysis/index.ts";
import { readRecording } from "../../src/data/index.ts";
import { fitModel } from "../../src/fit/fit.ts";
import { prepareFit } from "../../src/fit/fit-problem.ts";
import { fitSweeps } from "../../src/fit/fit-sweeps.ts";
import type { FitDocument, FitSweep } from "../../src/fit/fit-types.ts";
import { withSharedFile } from "../shared.ts";

const noiseFolder = "data/l5-frozen-noise-ibw5/Cell3_Ger1Test";
const repeats = Array.from({ length: 9 }, (_, k) => 1009 + k);

const membrane = {
  tau_m: { from: "3 ms", to: "60 ms", scale: "log" },
  R: { from: "30 MOhm", to: "400 MOhm", scale: "log" },
  v_th: { from: "-68 mV", to: "-20 mV" },
  v_reset: { from: "-90 mV", to: "-40 mV" },
  t_ref: { from: "0.5 ms", to: "10 ms" },
} as const;
const adaptation = {
  tau_w: { from: "20 ms", to: "800 ms", scale: "log" },
  a: { from: "-5 nS", to: "10 nS" },
  b: { from: "0 pA", to: "150 pA" },
} as const;

/** Fits the first ten seconds of nine repeats, and returns Γ at 4 ms, the mean over the repeats, in the last ten. */
function scored(
  fit: FitDocument["fit"],
  model: string,
  current: Float64Array,
  spikes: readonly Float64Array[],
): number {
  const experiment = { model };
  const sweep = { name: "frozen noise", spikes, rate: 1e4 };
  const of = (values: Float64Array): FitSweep => ({ ...sweep, current: { values, rate: 1e4 } });
  const { state } = fitModel({ fit, experiment }, [of(current.subarray(0, 1e5))]);
  const asked = { fit: { ...fit, objective: { name: "gamma" as const, precision: "4 ms" } }, experiment };
  const [judged] = prepareFit(asked, [{ ...of(current), window: { start: 10, stop: 20 } }]).evaluate([
    state.best!.values,
  ]);
  return 1 - judged!.loss;
}

withSharedFile(`${noiseFolder}_ch3_1009.ibw`, (currentBytes) => {
  const trains: Uint8Array[] = [];
  for (const repeat of repeats) withSharedFile(`${noiseFolder}_ch2_${repeat}.ibw`, (bytes) => void trains.push(bytes));

  const read = async () => {
    const { sweeps } = await readRecording(currentBytes, { name: "current.ibw" });
    const voltages = await Promise.all(trains.map((bytes) => readRecording(bytes, { name: "voltage.ibw" })));
    const spikes = voltages.map(({ sweeps: [sweep] }) =>
      spikeTimesIn({ rate: 1e4, voltage: sweep!.voltage! }, { by: "threshold", threshold: -0.02 }),
    );
    return { current: sweeps[0]!.current!, spikes };
  };

  test("a leaky neuron fitted to 10 s of frozen noise predicts the next 10 s with a Γ of 0.60, an adaptive one with 0.67", async () => {
    const { current, spikes } = await read();
    const settings = { objective: { name: "van-rossum", tau: "5 ms" }, polish: "none" } as const;
    const leaky = {
      free: membrane,
      objective: { name: "gamma", precision: "4 ms" },
      polish: "none",
      evaluations: 6000,
    } as const;
    expect(scored(leaky, "lif", current, spikes)).toBeGreaterThan(0.6);
    const adaptive = { ...settings, free: { ...membrane, ...adaptation }, evaluations: 10_000 };
    expect(scored(adaptive, "adaptive-lif", current, spikes)).toBeGreaterThan(0.67);
  }, 240_000);
});

const lantyer = "data/s1-lantyer-nwb2/LantyerEtAl2018_180817_ME_9_CC.nwb";

withSharedFile(lantyer, (bytes) => {
  const firing = [2, 3, 4, 5, 6, 7, 8, 9];

  test("an adaptive leaky neuron fires as a fast-spiking cell does under eight steps: f-I within 5 %, latency within 10 %", async () => {
    const sweeps = fitSweeps(await readRecording(bytes, { name: "cell.nwb" }), { sweeps: firing });
    const free = {
      ...membrane,
      ...adaptation,
      E_L: { from: "-80 mV", to: "-55 mV" },
      R: { from: "30 MOhm", to: "800 MOhm", scale: "log" },
      tau_w: { from: "10 ms", to: "800 ms", scale: "log" },
    } as const;
    const objective = [{ name: "rates" }, { name: "latency" }] as const;
    const found = fitModel(
      { fit: { free, objective, polish: "none", evaluations: 5000 }, experiment: { model: "adaptive-lif" } },
      sweeps,
    );
    expect(Math.sqrt(found.parts.rates!)).toBeLessThan(0.05);
    expect(Math.sqrt(found.parts.latency!)).toBeLessThan(0.1);
  }, 240_000);

  test("the sweeps of a recording have the spikes and the step of current that are in it", async () => {
    const sweeps = fitSweeps(await readRecording(bytes, { name: "cell.nwb" }));
    // its README: spikes per sweep, and the step from 0.1002 to 0.6001 s
    expect(sweeps.map(({ spikes }) => spikes![0]!.length)).toEqual([0, 0, 0, 9, 21, 27, 33, 37, 42, 46]);
    for (const { stimulus } of sweeps.slice(3)) {
      expect(stimulus!.start).toBeCloseTo(0.1002, 3);
      expect(stimulus!.stop).toBeCloseTo(0.6001, 3);
    }
    expect(() => fitSweeps({ sweeps: [] }, { sweeps: [0] })).toThrow(/there is no sweep 0/);
  });
});
