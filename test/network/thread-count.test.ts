import { describe, expect, test } from "vitest";
import { type NetworkDocument, threadsFor } from "../../src/index.ts";
import { threadsWorth } from "../../src/network/thread-count.ts";

describe("a thread is worth 20 us of every chunk and a fifth of a second of the run, a fiftieth where it is there", () => {
  test.each([
    [{ chunk: 10e-6, whole: 100 }, 0, 1],
    [{ chunk: 39e-6, whole: 100 }, 0, 1],
    [{ chunk: 41e-6, whole: 100 }, 0, 2],
    [{ chunk: 1, whole: 100 }, 0, 8],
    [{ chunk: 1, whole: 0.1 }, 0, 1],
    [{ chunk: 1, whole: 0.7 }, 0, 3],
    [{ chunk: 41e-6, whole: 100 }, 4, 2],
    [{ chunk: 1, whole: 0.03 }, 4, 1],
    [{ chunk: 1, whole: 0.05 }, 4, 2],
    [{ chunk: 1, whole: 0.1 }, 4, 4],
    [{ chunk: 1, whole: 1.3 }, 4, 6],
  ])("%j on 8 cores, with %i that are there: %i", (work, kept, threads) => {
    expect(threadsWorth(work, 8, kept)).toBe(threads);
  });
});

/** Leaky neurons with a delay between them. */
function network(size: number, delay: NonNullable<NetworkDocument["projections"]>[number]["delay"]): NetworkDocument {
  return {
    populations: { all: { model: "lif", size } },
    projections: [
      {
        from: "all",
        to: "all",
        synapse: "exponential",
        connect: { rule: "in-degree", count: 100 },
        weight: "1 pA",
        delay: delay!,
      },
    ],
    duration: "10 s",
    spikeTimes: "grid",
  };
}

describe("a network is worth as many threads", () => {
  test.each([
    ["of ten neurons: one", network(10, "1.5 ms"), 1],
    ["of thousands that meet in every step: one", network(2000, "0.1 ms"), 1],
    ["of thousands with a delay of many steps: all", network(12_500, "1.5 ms"), 8],
    [
      "with delays that are drawn, so that one may be a single step: one",
      network(2000, { distribution: "normal", mean: "1.5 ms", sd: "0.5 ms", min: "0.1 ms" }),
      1,
    ],
  ])("%s", (_what, document, threads) => {
    expect(threadsFor(document, 8)).toBe(threads);
  });
});
