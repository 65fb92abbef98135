import { gunzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { readRecording } from "../../src/data/index.ts";
import { fitSweeps } from "../../src/fit/fit-sweeps.ts";
import { families, readFamily } from "../recording-families.ts";
import { withSharedFile } from "../shared.ts";

for (const family of families)
  withSharedFile(`reference/data/${family}.json`, (json) => {
    test(`${family}: every sweep has the family's step, and never its test pulse`, async () => {
      const { summary } = JSON.parse(json.toString()) as { summary: { step_on_s: number; step_off_s: number } };
      for (const { name, stimulus } of fitSweeps(await readFamily(family))) {
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
