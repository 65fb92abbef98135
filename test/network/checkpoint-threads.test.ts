import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { simulateNetwork, simulateNetworkInThreads, type Thread } from "../../src/index.ts";
import { networks } from "../machines/documents.ts";

const built = new URL("../../dist/cli/network-threads.js", import.meta.url);
const isBuilt = existsSync(fileURLToPath(built));
if (!isBuilt) console.warn("SKIPPED: dist/ is not built; checkpoints of threads were not tested");

async function spawner(): Promise<() => Thread> {
  return ((await import(built.href)) as { spawnThread: () => Thread }).spawnThread;
}

describe.skipIf(!isBuilt)("checkpoints of threads", () => {
  test.each([
    ["plastic network, exact", [2, 8]],
    ["plastic network, grid", [8, 1]],
    ["network, grid", [1, 2]],
  ] as const)("%s: what %o threads do one after the other is the run in one go", async (name, threads) => {
    const document = networks[name]!;
    const spawn = await spawner();
    let resume: Uint8Array | undefined;
    for (const [k, count] of threads.entries()) {
      const options = { threads: count, spawn, ...(resume ? { resume } : {}) };
      const last = k === threads.length - 1;
      const result = await simulateNetworkInThreads(document, {
        ...options,
        ...(last ? {} : { stopAt: `${20 * k + 23} ms` }),
      });
      resume = result.checkpoint;
      if (last) expect(result.fingerprint).toBe(simulateNetwork(document).fingerprint);
    }
  });

  test("an aborted run on two threads leaves a checkpoint from which one goes on", async () => {
    const document = networks["plastic network, grid"]!;
    const stop = new AbortController();
    const kept: { checkpoint: Uint8Array; time: number }[] = [];
    const run = simulateNetworkInThreads(document, {
      ...{ threads: 2, spawn: await spawner(), signal: stop.signal, checkpointEvery: "15 ms" },
      onCheckpoint: (checkpoint, time) => {
        kept.push({ checkpoint, time });
        if (kept.length === 2) stop.abort(new Error("enough"));
      },
    });
    await expect(run).rejects.toThrow("enough");
    expect(kept.map(({ time }) => time)).toEqual([150, 300].map((step) => step * 1e-4));
    const result = simulateNetwork(document, { resume: kept[1]!.checkpoint });
    expect(result.fingerprint).toBe(simulateNetwork(document).fingerprint);
  });

  test("what onCheckpoint throws ends the run", async () => {
    const run = simulateNetworkInThreads(networks["network, grid"]!, {
      ...{ threads: 2, spawn: await spawner(), checkpointEvery: "10 ms" },
      onCheckpoint: () => {
        throw new Error("the disk is full");
      },
    });
    await expect(run).rejects.toThrow("the disk is full");
  });

  test("a checkpoint that is damaged is refused before a thread begins", async () => {
    let spawned = 0;
    const spawn = (): Thread => {
      spawned++;
      throw new Error("not reached");
    };
    const run = simulateNetworkInThreads(networks["network, grid"]!, { threads: 2, spawn, resume: new Uint8Array(99) });
    await expect(run).rejects.toThrow("this is not a checkpoint");
    expect(spawned).toBe(0);
  });
});
