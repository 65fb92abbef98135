import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { searched } from "../../src/cli/fit-search.ts";
import type { Terminal } from "../../src/cli/terminal.ts";
import { cell, recorded } from "../fit/gif/synthetic.ts";

test("a search that is interrupted in its middle goes on from the checkpoint to the answer of one that was not", async () => {
  const [sweep] = recorded(cell, 1, 1);
  const data = [
    { name: "noise", current: { values: sweep!.current, rate: sweep!.rate }, spikes: [sweep!.spikes] },
  ] as const;
  const free = { tau_m: { from: "5 ms", to: "50 ms" }, v_th: { from: "-55 mV", to: "-35 mV" } };
  const fit = { free, objective: { name: "van-rossum" as const }, evaluations: 1500 };
  const document = { fit, experiment: { model: "lif", parameters: { R: "100 MOhm" } } };
  const checkpoint = join(mkdtempSync(join(tmpdir(), "rheobase-search-")), "checkpoint.json");
  const search = (more: object) =>
    searched(document, data, { threads: 1, ...more }, { interactive: false } as Terminal);

  // the search gives way at every chunk, so that so many turns of the event loop are as many chunks
  let turns = 0;
  const count = (): void => {
    if (++turns === 60) process.emit("SIGINT");
    else setTimeout(count, 0);
  };
  setTimeout(count, 0);
  await expect(search({ checkpoint })).rejects.toThrow("interrupted after");
  const { evaluations } = JSON.parse(readFileSync(checkpoint, "utf8"));
  expect(evaluations).toBeGreaterThan(0);
  const whole = await search({});
  expect(evaluations).toBeLessThan(whole.evaluations);
  expect(await search({ checkpoint, resume: true })).toEqual(whole);
}, 240_000);
