import { readdirSync, readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { joinRecordings, readRecording } from "../../src/data/index.ts";
import { fitSweeps } from "../../src/fit/fit-sweeps.ts";
import { withSharedFile } from "../shared.ts";

const shared = new URL("../../../shared/data/", import.meta.url);
/** Families of steps; several have test pulses before or after the step, or sweeps in which the step is 0 pA. */
const families = {
  "abf1-steps": /abf$/,
  "abf2-fsi-steps": /abf$/,
  "abf2-small-steps": /abf$/,
  "abf2-steps-dual": /abf$/,
  "abf2-ficurve": /abf$/,
  "ca1-pyr-ferguson": /abf$/,
  "s1-lantyer-nwb2": /nwb$/,
  "l5-c060109a1-ibw2": /ibw$/,
};

for (const [set, files] of Object.entries(families))
  withSharedFile(`reference/data/${set}.json`, (json) => {
    test(`${set}: every sweep has the family's step, and never its test pulse`, async () => {
      const { summary } = JSON.parse(json.toString()) as { summary: { step_on_s: number; step_off_s: number } };
      const folder = new URL(`${set}/`, shared);
      const names = readdirSync(folder).filter((name) => files.test(name));
      const parts = await Promise.all(
        names.map((name) => readRecording(readFileSync(new URL(name, folder)), { name })),
      );
      for (const { name, stimulus } of fitSweeps(joinRecordings(parts))) {
        expect(Math.abs(stimulus!.start - summary.step_on_s), name).toBeLessThan(1e-3);
        expect(Math.abs(stimulus!.stop - summary.step_off_s), name).toBeLessThan(1e-3);
      }
    });
  });

withSharedFile("data/qsnmc2007-b-steps/C140201C_IDRest_101.asc.gz", (bytes) => {
  test("a sweep alone has its own step: 2 s from 700 ms on", async () => {
    const [sweep] = fitSweeps(await readRecording(gunzipSync(bytes), { name: "step.asc" }));
    expect(Math.abs(sweep!.stimulus!.start - 0.7)).toBeLessThan(1e-3);
    expect(Math.abs(sweep!.stimulus!.stop - 2.7)).toBeLessThan(1e-3);
  });
});
