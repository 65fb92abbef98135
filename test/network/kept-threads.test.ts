import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { NetworkThreads, simulateNetwork, type Thread } from "../../src/index.ts";
import { networks } from "../machines/documents.ts";

const built = new URL("../../dist/cli/network-threads.js", import.meta.url);
const isBuilt = existsSync(fileURLToPath(built));
if (!isBuilt) console.warn("SKIPPED: dist/ is not built; threads that are kept were not tested");

const document = networks["network, grid"]!;
const long = { ...document, duration: "100 s" };
const [projection] = document.projections!;
const wrong = {
  ...document,
  projections: [{ ...projection!, connect: { rule: "in-degree", count: 1000, multapses: false } }],
} as never;

describe.skipIf(!isBuilt)("threads that are kept", () => {
  let spawned: Thread[];
  let threads: NetworkThreads;
  beforeEach(async () => {
    const { spawnThread } = (await import(built.href)) as { spawnThread: () => Thread };
    spawned = [];
    threads = new NetworkThreads(() => {
      const thread = spawnThread();
      spawned.push(thread);
      return thread;
    });
  });
  afterEach(() => threads.close());

  const runs = async (count: number, one = document): Promise<void> => {
    const { fingerprint } = await threads.simulate(one, { threads: count });
    expect(fingerprint).toBe(simulateNetwork(one).fingerprint);
  };

  test("run one document after the other, each with the bits of one thread", async () => {
    await runs(2);
    await runs(2, networks["plastic network, exact"]!);
    await runs(1);
    await runs(3);
    expect([spawned.length, threads.size]).toEqual([3, 3]);
  });

  test("of two runs at once each has its own", async () => {
    await Promise.all([runs(2), runs(2, networks["network, exact"]!)]);
    expect(spawned).toHaveLength(4);
    await runs(4);
    expect(spawned).toHaveLength(4);
  });

  test("a run that is aborted in its steps leaves them to the next", async () => {
    for (let round = 0; round < 3; round++) {
      const stop = new AbortController();
      const onProgress = (done: number) => {
        if (done > 0) stop.abort(new Error("enough"));
      };
      await expect(threads.simulate(long, { threads: 2, signal: stop.signal, onProgress })).rejects.toThrow("enough");
      await runs(2);
    }
    expect(spawned).toHaveLength(2);
  });

  test("one that is aborted while the network is made does not keep the next waiting", async () => {
    const stop = new AbortController();
    const run = threads.simulate(long, { threads: 2, signal: stop.signal });
    setTimeout(() => stop.abort(new Error("enough")), 0);
    await expect(run).rejects.toThrow("enough");
    await runs(2);
    expect(spawned).toHaveLength(4);
  });

  test("an error in a document leaves nothing behind that a later run hears of", async () => {
    await expect(threads.simulate(wrong, { threads: 2 })).rejects.toMatchObject({ name: "ExperimentError" });
    await runs(2);
  });

  test("one that has ended is replaced", async () => {
    await runs(2);
    const ended = new Promise<void>((resolve) => spawned[0]!.onEnd(() => resolve()));
    spawned[0]!.terminate();
    await ended;
    expect(threads.size).toBe(1);
    await runs(2);
    expect(spawned).toHaveLength(3);
  });

  test("closing ends the run that is under way, and all of them", async () => {
    const ended: string[] = [];
    const onProgress = (done: number) => {
      if (done > 0) threads.close();
    };
    const run = threads.simulate(long, { threads: 2, onProgress });
    for (const thread of await expectSpawned(2)) thread.onEnd((reason) => ended.push(reason));
    await expect(run).rejects.toThrow("a thread ended before the run did: it was terminated");
    await expect.poll(() => ended.length, { timeout: 5000 }).toBe(2);
  });

  test("runs that are given up one upon the other leave the last one right", async () => {
    await runs(2);
    const given = [1, 2, 3].map((seed) => {
      const stop = new AbortController();
      const run = threads.simulate({ ...document, seed }, { threads: 2, signal: stop.signal });
      stop.abort(new Error("enough"));
      return expect(run).rejects.toThrow("enough");
    });
    await Promise.all([...given, runs(2)]);
  });

  test("closing before the run has begun ends it too", async () => {
    const run = threads.simulate(document, { threads: 2 });
    threads.close();
    await expect(run).rejects.toThrow("a thread ended before the run did");
    expect(threads.size).toBe(0);
  });

  async function expectSpawned(count: number): Promise<readonly Thread[]> {
    await expect.poll(() => spawned.length).toBe(count);
    return spawned;
  }
});
