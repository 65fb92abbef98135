import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { describe, expect, test } from "vitest";

const run = promisify(execFile);
const built = new URL("../../dist/", import.meta.url);
const isBuilt = existsSync(fileURLToPath(new URL("index.js", built)));
if (!isBuilt) console.warn("SKIPPED: dist/ is not built; memory over many runs was not measured");

const cells = {
  model: "lif",
  size: 3,
  input: [{ stimulus: "constant", amplitude: "3 nA" }],
  record: { variables: ["v"] },
};
const network = {
  populations: { cells },
  projections: [{ from: "cells", to: "cells", synapse: "stdp", weight: "1 nS", delay: "1 ms" }],
  duration: "20 ms",
};
const single = { model: "lif", input: cells.input, duration: "100 ms", record: { variables: ["v"] } };

interface Memory {
  /** Bytes of objects, and of arrays and WebAssembly memories beside them. */
  readonly held: number;
  /** Bytes of the whole process. */
  readonly rss: number;
}

/** Memory of a process of its own, once garbage is collected, after so many runs. It ends by itself: nothing is left that runs. */
async function memoryAfter(runs: readonly number[], each: string): Promise<Memory[]> {
  const script = `
    import { NetworkThreads, simulate, simulateNetwork, simulateNetworkInThreads } from ${JSON.stringify(new URL("index.js", built).href)};
    import { spawnThread } from ${JSON.stringify(new URL("cli/network-threads.js", built).href)};
    const kept = new NetworkThreads(spawnThread);
    const [network, single, marks] = ${JSON.stringify([network, single, runs])};
    for (let k = 1; k <= marks.at(-1); k++) {
      await (${each});
      // what waits for the event loop to be let go
      if (k % 10 === 0) await new Promise((resolve) => setTimeout(resolve, 0));
      if (!marks.includes(k)) continue;
      for (let round = 0; round < 4; round++) {
        gc();
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      const { heapUsed, external, rss } = process.memoryUsage();
      console.log(JSON.stringify({ held: heapUsed + external, rss }));
    }
    kept.close();`;
  const { stdout } = await run(process.execPath, ["--expose-gc", "--input-type=module", "-e", script]);
  return stdout
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as Memory);
}

/** The smallest WebAssembly memory: what a run would leave behind if it left anything of weight. */
const page = 65536;

describe.skipIf(!isBuilt)("memory is flat", () => {
  test.each([
    ["a network with exact times", "simulateNetwork(network)"],
    ["a network on the grid", 'simulateNetwork({ ...network, spikeTimes: "grid" })'],
    ["a single neuron", "simulate(single)"],
  ])("%s: the 1,000th run holds no more than the 200th", { timeout: 300_000 }, async (_, each) => {
    const [first, last] = (await memoryAfter([200, 1000], each)) as [Memory, Memory];
    expect(last.held - first.held).toBeLessThan((800 * page) / 8);
    expect(last.rss - first.rss).toBeLessThan(800 * page);
  });

  test("on two threads that are kept: the 600th run holds no more than the 200th", { timeout: 600_000 }, async () => {
    const [first, last] = (await memoryAfter([200, 600], "kept.simulate(network, { threads: 2 })")) as [Memory, Memory];
    expect(last.held - first.held).toBeLessThan((400 * page) / 8);
    // the garbage of the threads waits until there is enough of it
    expect(last.rss - first.rss).toBeLessThan(40 * 2 ** 20);
  });

  test("on two threads: the 60th run holds no more than the 20th, and no thread is left", {
    timeout: 600_000,
  }, async () => {
    const each = "simulateNetworkInThreads(network, { threads: 2, spawn: spawnThread })";
    const [first, last] = (await memoryAfter([20, 60], each)) as [Memory, Memory];
    expect(last.held - first.held).toBeLessThan(2 ** 21);
    // a thread of Node takes several MB
    expect(last.rss - first.rss).toBeLessThan(40 * 2 ** 20);
  });
});
