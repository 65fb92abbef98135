import { gunzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { readRecording } from "../../src/data/index.ts";
import { fitModel } from "../../src/fit/fit.ts";
import { fitSweeps } from "../../src/fit/fit-sweeps.ts";
import type { FitSettings, FitSweep } from "../../src/fit/fit-types.ts";
import { cellScale, ladderRungs, spikingSweeps, withinWindow } from "../../src/fit/index.ts";
import { withSharedFile } from "../shared.ts";

interface Weights {
  readonly latency: number;
  readonly spikeTimes: number;
}

/** Relative errors, root mean square over all steps, of the rates and of the times to the first spike. */
function fitted(
  whole: readonly FitSweep[],
  stimulus: { readonly start: number; readonly stop: number },
  { latency, spikeTimes, ...settings }: Weights & Pick<FitSettings, "seed" | "evaluations">,
): { readonly rates: number; readonly latency: number } {
  const scale = cellScale(spikingSweeps(whole));
  const { free, experiment } = ladderRungs(scale).find(({ name }) => name === "izhikevich")!;
  const height = scale.threshold - scale.E_L;
  const between = (from: number, to: number) => ({ from: `${from * 1e3} mV`, to: `${to * 1e3} mV` });
  const found = fitModel(
    {
      fit: {
        free: {
          ...free,
          v_r: between(scale.E_L - 0.4 * height, scale.E_L + 0.4 * height),
          v_peak: between(scale.threshold + 0.3 * height, 50e-3),
        },
        // spike times lead a search to numbers of spikes, which alone change by jumps
        objective: [
          { name: "rates" },
          { name: "latency", weight: latency },
          { name: "spike-times", precision: "30 ms", most: "60 ms", weight: spikeTimes },
        ],
        candidates: 48,
        ...settings,
      },
      experiment,
    },
    whole.map((sweep) => ({
      ...withinWindow(sweep, { start: 0, stop: Math.ceil(stimulus.stop * 1e3) / 1e3 }),
      stimulus,
    })),
  );
  return { rates: Math.sqrt(found.parts.rates!), latency: Math.sqrt(found.parts.latency!) };
}

const fast = "data/s1-lantyer-nwb2/LantyerEtAl2018_180817_ME_9_CC.nwb";
withSharedFile(fast, (bytes) => {
  test("an Izhikevich neuron fires as a fast-spiking cell does under ten steps: f-I within 5 %, latency within 10 %", async () => {
    const sweeps = fitSweeps(await readRecording(bytes, { name: "cell.nwb" }));
    const own = fitted(
      sweeps,
      { start: 0.1002, stop: 0.6001 },
      { latency: 0.3, spikeTimes: 0.02, seed: 1, evaluations: 6000 },
    );
    expect(own.rates).toBeLessThan(0.05);
    expect(own.latency).toBeLessThan(0.1);
  }, 240_000);
});

const adapting = [
  ["a continuously adapting pyramidal cell does under ten", "C010302A1", [76, 77, 78, 79, 80, 81, 82, 83, 84, 85], 1.5],
  ["a bursting bitufted cell does under five", "C140201C", [101, 102, 103, 104, 105], 1],
] as const;
for (const [title, cell, numbers, latency] of adapting) {
  const files: Buffer[] = [];
  for (const number of numbers)
    withSharedFile(`data/qsnmc2007-b-steps/${cell}_IDRest_${number}.asc.gz`, (bytes) => files.push(bytes));
  if (files.length === numbers.length)
    test(`an Izhikevich neuron fires as ${title} steps: f-I within 5 %, latency within 10 %`, async () => {
      const read = await Promise.all(files.map((bytes) => readRecording(gunzipSync(bytes), { name: "step.asc" })));
      const sweeps = fitSweeps({ sweeps: read.flatMap((recording) => recording.sweeps) });
      const stimulus = { start: 0.70025, stop: 2.70025 };
      const own = fitted(sweeps, stimulus, { latency, spikeTimes: 0.005, seed: 3, evaluations: 4000 });
      expect(own.rates).toBeLessThan(0.05);
      expect(own.latency).toBeLessThan(0.1);
    }, 240_000);
}
