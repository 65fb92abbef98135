import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { ExperimentError, simulateNetwork, simulateNetworkInThreads, type Thread } from "../../src/index.ts";
import { networks } from "../machines/documents.ts";

/** Threads need a file that Node can run: the built package, which \`npm test\` makes first. */
const built = new URL("../../dist/cli/network-threads.js", import.meta.url);
const isBuilt = existsSync(fileURLToPath(built));
if (!isBuilt) console.warn("SKIPPED: dist/ is not built; threads were not tested");

async function spawner(): Promise<() => Thread> {
  const { spawnThread } = (await import(built.href)) as { spawnThread: () => Thread };
  return spawnThread;
}

describe.skipIf(!isBuilt)("on several threads", () => {
  test.each(Object.keys(networks))("%s: the recording of 1, 2 and 8 threads is that of none", async (name) => {
    const document = networks[name]!;
    const reference = simulateNetwork(document);
    const spawn = await spawner();
    for (const threads of [1, 2, 8]) {
      const result = await simulateNetworkInThreads(document, { threads, spawn });
      expect(result.fingerprint, `${threads} threads`).toBe(reference.fingerprint);
      expect(result.synapses).toEqual(reference.synapses);
    }
  });

  test("a thread that is killed in mid-run ends the run with an error, and no other thread is left", async () => {
    const spawn = await spawner();
    const ended: string[] = [];
    const threads: Thread[] = [];
    const long = { ...networks["network, grid"]!, duration: "100 s" };
    const run = simulateNetworkInThreads(long, {
      threads: 3,
      spawn: () => {
        const thread = spawn();
        thread.onEnd((reason) => ended.push(reason));
        threads.push(thread);
        return thread;
      },
    });
    setTimeout(() => threads[1]!.terminate(), 300);
    await expect(run).rejects.toThrow("a thread ended before the run did");
    await expect.poll(() => ended.length, { timeout: 5000 }).toBe(3);
  });

  test("a run can be aborted", async () => {
    const spawn = await spawner();
    const controller = new AbortController();
    const long = { ...networks["network, grid"]!, duration: "100 s" };
    const run = simulateNetworkInThreads(long, { threads: 2, spawn, signal: controller.signal });
    setTimeout(() => controller.abort(new Error("enough")), 200);
    await expect(run).rejects.toThrow("enough");
  });

  test("an error in the document is the error of a single thread", async () => {
    const spawn = await spawner();
    const [projection] = networks["network, grid"]!.projections!;
    const document = {
      ...networks["network, grid"]!,
      projections: [{ ...projection!, connect: { rule: "in-degree", count: 1000, multapses: false } }],
    } as never;
    const thrown = (run: () => unknown): unknown => {
      try {
        return run();
      } catch (error) {
        return error;
      }
    };
    const alone = thrown(() => simulateNetwork(document)) as ExperimentError;
    expect(alone).toBeInstanceOf(ExperimentError);
    await expect(simulateNetworkInThreads(document, { threads: 2, spawn })).rejects.toMatchObject({
      name: "ExperimentError",
      path: alone.path,
      problem: alone.problem,
    });
  });
});
