import { compensateElectrode, estimateElectrode, spikeCriterionOf, spikeTimesIn } from "../../../src/analysis/index.ts";
import { readRecording } from "../../../src/data/index.ts";
import type { SpikingSweep } from "../../../src/fit/gif/index.ts";
import { withSharedFile } from "../../shared.ts";

const folder = "data/l5-frozen-noise-ibw5";
const repeats = [1009, 1010, 1011, 1012, 1013, 1014, 1015, 1016, 1017];

/**
 * Calls `declare` with a promise of nine answers of one cortical cell to the same 20 s of fluctuating current, each freed from what
 * the electrode adds; skips loudly without the recordings.
 */
export function withFrozenNoise(declare: (sweeps: Promise<SpikingSweep[]>) => void): void {
  const names = ["Elec_ch2_1007", "Elec_ch3_1007", "Test_ch3_1009", ...repeats.map((k) => `Test_ch2_${k}`)];
  const files: Buffer[] = [];
  for (const name of names) withSharedFile(`${folder}/Cell3_Ger1${name}.ibw`, (bytes) => files.push(bytes));
  if (files.length === names.length) declare(sweepsOf(files));
}

async function sweepsOf(files: readonly Buffer[]): Promise<SpikingSweep[]> {
  const read = await Promise.all(files.map(async (bytes) => (await readRecording(bytes)).sweeps[0]!));
  const [quiet, noise, input, ...answers] = read as [(typeof read)[0], (typeof read)[0], (typeof read)[0]];
  const { rate, current } = input;
  const electrode = estimateElectrode({ rate, voltage: quiet.voltage!, current: noise.current! });
  const raw = answers.map(({ voltage }) => ({ rate, voltage: voltage!, current: current! }));
  const criterion = spikeCriterionOf(raw);
  return raw.map((sweep) => ({
    ...sweep,
    spikes: spikeTimesIn(sweep, criterion),
    voltage: compensateElectrode(sweep, electrode),
  }));
}
