import { expect, test } from "vitest";
import { runProtocolAsync } from "../../src/index.ts";

const neuron = { model: "fitzhugh-nagumo" } as const;
const documents = [
  { protocol: "bifurcation", experiment: neuron, range: [0, 4], cycles: 3 },
  { protocol: "phase-plane", experiment: neuron },
] as const;

test.each(documents)("$protocol says how much of it is done, never less than before", async (document) => {
  const heard: number[] = [];
  await runProtocolAsync(document, { onProgress: (part) => heard.push(part) });
  expect(heard.length).toBeGreaterThan(0);
  expect(heard).toEqual(heard.toSorted((a, b) => a - b));
  expect(heard[0]).toBeGreaterThanOrEqual(0);
  expect(heard.at(-1)).toBeLessThanOrEqual(1);
});

test.each(documents)("$protocol is left where it is when it is aborted", async (document) => {
  const abort = new AbortController();
  const heard: number[] = [];
  const onProgress = (part: number) => {
    heard.push(part);
    abort.abort(new Error("enough"));
  };
  await expect(runProtocolAsync(document, { onProgress, signal: abort.signal })).rejects.toThrow("enough");
  expect(heard).toHaveLength(1);
});
