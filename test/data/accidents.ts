import { expect } from "vitest";
import { type CellRecording, readRecording } from "../../src/data/index.ts";
import { mutate, seeded } from "./mutate.ts";

/**
 * Reads a file after each of `times` accidents: it is a recording of no more samples than its bytes could hold, or an
 * ExperimentError with a way out. Afterwards the undamaged file is read as before.
 */
export async function survives(file: Uint8Array, times: number, seed = 1): Promise<void> {
  const random = seeded(seed);
  const before = sumsOf(await readRecording(file, { name: "x" }));
  for (let k = 0; k < times; k++) {
    const damaged = mutate(file, random);
    try {
      const { sweeps } = await readRecording(damaged, { name: "x" });
      const samples = sweeps.reduce((sum, { voltage, current }) => sum + (voltage ?? current)!.length, 0);
      expect(samples).toBeLessThanOrEqual(1032 * damaged.length);
    } catch (error) {
      const { name, message } = error as Error;
      expect([name, k, message]).toEqual(["ExperimentError", k, expect.stringMatching(/^x(: \S+)?: .+ \(.+\)$/s)]);
    }
  }
  expect(sumsOf(await readRecording(file, { name: "x" }))).toEqual(before);
}

/** Name, length and sums of each sweep. */
function sumsOf({ sweeps }: CellRecording): unknown[] {
  const sum = (values: Float64Array | undefined): number | undefined =>
    values?.reduce((total, value) => total + value, 0);
  return sweeps.map(({ name, voltage, current }) => [name, (voltage ?? current)!.length, sum(voltage), sum(current)]);
}

/**
 * Real files, with as many accidents as leave the suite under a minute: a hundred for the small ones, a few for those whose
 * million samples are read again each time. All have a thousand in the slow tests.
 */
export const realFiles: Readonly<Record<string, number>> = {
  "abf1-steps/190619B_0003.abf": 60,
  "abf2-ficurve/18711001.abf": 30,
  "abf2-fsi-steps/2019_07_24_0055_fsi.abf": 30,
  "abf2-ramps/171116sh_0016.abf": 60,
  "abf2-ramps/17o05027_ic_ramp.abf": 300,
  "abf2-small-steps/File_axon_5.abf": 100,
  "abf2-steps-dual/171116sh_0018.abf": 30,
  "ca1-pyr-ferguson/PYR2.abf": 60,
  "ca1-pyr-ferguson/FergusonEtAl2015_PYR2.nwb": 100,
  "s1-lantyer-nwb2/LantyerEtAl2018_180817_ME_9_CC.nwb": 100,
  "csv/frozen-noise-5s.csv": 20,
  "l5-frozen-noise-ibw5/Cell3_Ger1Elec_ch2_1007.ibw": 100,
  "qsnmc2007-b-steps/C010302A1_IRrest_9.asc.gz": 100,
  "qsnmc2007-b-steps/C140201C_IDRest_101.asc.gz": 50,
};
