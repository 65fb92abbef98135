import { expect, test } from "vitest";
import { coincidenceFactor, coincidenceReliability, type SpikeTrain } from "../../../src/analysis/index.ts";
import { fitGif, type GifParameters, gifLikelihood, noiselessGifDocument } from "../../../src/fit/gif/index.ts";
import { simulate, spikesOf } from "../../../src/index.ts";
import { withFrozenNoise } from "./frozen-noise.ts";

const precision = 4e-3;
const train = { start: 0, stop: 10 };
const held = { start: 10, stop: 20 };
/** Softly rectified potentials, one for each 5 mV up to the highest thresholds, that sodium channels forget within 3 ms. */
const coupling = [-50e-3, -45e-3, -40e-3].map((potential) => ({ timeConstant: 3e-3, potential, softness: 3e-3 }));

withFrozenNoise((recorded) => {
  test("a cortical cell's spikes of 10 to 20 s are foretold by a GIF neuron that was fitted to 0 to 10 s", async () => {
    const sweeps = await recorded;
    const data = sweeps.map(({ spikes }) => spikes);
    const intrinsic = coincidenceReliability(data, { ...held, precision });
    // ../shared/reference/data/baseline-fits.json
    expect(Math.abs(intrinsic - 0.8106)).toBeLessThan(1e-3);
    const { parameters } = fitGif(
      sweeps.map((sweep) => ({ ...sweep, ...train })),
      { coupling },
    );
    const levels = Array.from({ length: 24 }, (_, k) => 50 * 1.1 ** k);
    const candidates = trainsAt(parameters, levels, sweeps[0]!);
    const score = (model: SpikeTrain, window: typeof train): number =>
      data.reduce((sum, own) => sum + coincidenceFactor(own, model, { ...window, precision }), 0) / data.length;
    const onTrain = candidates.map((model) => score(model, train));
    const chosen = candidates[onTrain.indexOf(Math.max(...onTrain))]!;
    // 85 % of what the cell repeats of itself.
    expect(score(chosen, held)).toBeGreaterThan(0.69);
  }, 120_000);

  test("a threshold that follows the potential makes the spikes of 10 to 20 s likelier", async () => {
    const sweeps = (await recorded).slice(0, 4);
    const [fitting, later] = [train, held].map((window) => sweeps.map((sweep) => ({ ...sweep, ...window })));
    const [plain, coupled] = [{}, { coupling }].map((options) => fitGif(fitting!, options));
    const [a, b] = [plain!, coupled!].map(({ parameters }) => gifLikelihood(later!, parameters).bitsPerSpike);
    expect(a).toBeGreaterThan(2);
    expect(b! - a!).toBeGreaterThan(0.1);
    expect(plain!.explained).toBeGreaterThan(0.85);
  }, 120_000);
});

function trainsAt(
  parameters: GifParameters,
  rates: readonly number[],
  { rate, current, voltage }: { rate: number; current: Float64Array; voltage: Float64Array },
): SpikeTrain[] {
  const result = simulate(noiselessGifDocument(parameters, { rate, current, initial: voltage[0]! }, rates));
  return rates.map((_, member) => spikesOf(result, member));
}
