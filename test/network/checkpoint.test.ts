import { describe, expect, test } from "vitest";
import { type NetworkDocument, simulateNetwork, simulateNetworkAsync } from "../../src/index.ts";
import { networks } from "../machines/documents.ts";

const names = Object.keys(networks);
const small = networks["plastic network, exact"]!;
/** Two neurons that excite each other, the first driven. */
const pair: NetworkDocument = {
  populations: { cells: { model: "lif", size: 2, input: [{ stimulus: "constant", amplitude: "3 nA" }] } },
  projections: [{ from: "cells", to: "cells", synapse: "stdp", weight: "1 nS", delay: "1 ms" }],
  duration: "60 ms",
  seed: 4,
};

describe.each(names)("%s", (name) => {
  const document = { ...networks[name]!, duration: "30 ms" };
  const whole = simulateNetwork(document).fingerprint;

  test.each([
    ["7.3 ms", { target: "interpreter", chunk: 3 }, { target: "wasm" }],
    ["13.1 ms", {}, { chunk: 1 }],
    ["27.9 ms", { target: "wasm" }, { target: "interpreter" }],
  ] as const)("a run that stops at %s and goes on elsewhere is the run in one go", (stopAt, before, after) => {
    const { checkpoint } = simulateNetwork(document, { ...before, stopAt });
    expect(simulateNetwork(document, { ...after, resume: checkpoint! }).fingerprint).toBe(whole);
  });
});

test("a run that stops has the spikes and traces of one that is no longer", () => {
  const document = networks["network, exact"]!;
  const stopped = simulateNetwork(document, { stopAt: "21 ms" });
  const short = simulateNetwork({ ...document, duration: "21 ms" });
  expect(stopped.fingerprint).toBe(short.fingerprint);
  expect([stopped.duration, stopped.toJSON().duration]).toEqual([0.021, "21 ms"]);
});

test.each(["plastic network, exact", "plastic network, grid"])(
  "%s: a run that stops has recorded its synapses so far",
  (name) => {
    const document = networks[name]!;
    const stopped = simulateNetwork(document, { stopAt: "21 ms" });
    expect(stopped.synapseTraces.size).toBe(2);
    expect(stopped.synapseTraces).toEqual(simulateNetwork({ ...document, duration: "21 ms" }).synapseTraces);
  },
);

test("a checkpoint of the end has the whole result", () => {
  const { checkpoint, fingerprint } = simulateNetwork(small, { stopAt: "60 ms" });
  expect(simulateNetwork(small, { resume: checkpoint! }).fingerprint).toBe(fingerprint);
  expect(fingerprint).toBe(simulateNetwork(small).fingerprint);
});

test("a run goes on from a checkpoint of a run that went on, many times over", () => {
  const document = networks["plastic network, grid"]!;
  let checkpoint: Uint8Array | undefined;
  for (let stop = 5; stop < 60; stop += 5)
    ({ checkpoint } = simulateNetwork(document, {
      stopAt: `${stop} ms`,
      ...(checkpoint ? { resume: checkpoint } : {}),
    }));
  expect(simulateNetwork(document, { resume: checkpoint! }).fingerprint).toBe(simulateNetwork(document).fingerprint);
});

test("checkpoints on the way come at their times, change nothing, and are of any use", () => {
  const document = networks["network, grid"]!;
  const kept: { checkpoint: Uint8Array; time: number }[] = [];
  const { fingerprint } = simulateNetwork(document, {
    checkpointEvery: "12.5 ms",
    onCheckpoint: (checkpoint, time) => kept.push({ checkpoint, time }),
  });
  expect(kept.map(({ time }) => time)).toEqual([125, 250, 375, 500].map((step) => step * 1e-4));
  expect(fingerprint).toBe(simulateNetwork(document).fingerprint);
  for (const { checkpoint } of kept)
    expect(simulateNetwork(document, { resume: checkpoint }).fingerprint).toBe(fingerprint);
});

test("a checkpoint may begin anywhere in a buffer", () => {
  const { checkpoint } = simulateNetwork(pair, { stopAt: "10 ms" });
  const place = Buffer.alloc(checkpoint!.length + 3);
  place.set(checkpoint!, 3);
  const { fingerprint } = simulateNetwork(pair, { resume: place.subarray(3) });
  expect(fingerprint).toBe(simulateNetwork(pair).fingerprint);
});

test("an aborted run leaves its last checkpoint", async () => {
  const document = networks["network, grid"]!;
  const stop = new AbortController();
  let last: Uint8Array | undefined;
  const run = simulateNetworkAsync(document, {
    signal: stop.signal,
    checkpointEvery: "20 ms",
    onCheckpoint: (checkpoint) => {
      last = checkpoint;
      stop.abort(new Error("enough"));
    },
  });
  await expect(run).rejects.toThrow("enough");
  expect(simulateNetwork(document, { resume: last! }).fingerprint).toBe(simulateNetwork(document).fingerprint);
});

describe("what is no checkpoint of the run is refused", () => {
  const { checkpoint } = simulateNetwork(pair, { stopAt: "10 ms" });
  const resumed = (document: NetworkDocument, bytes: Uint8Array) => () => simulateNetwork(document, { resume: bytes });

  test("of another document, with both sides", () => {
    expect(resumed({ ...pair, seed: 9 }, checkpoint!)).toThrow("its seed was 4 and is 9");
    expect(resumed({ ...pair, populations: { cells: { model: "lif", size: 3 } } }, checkpoint!)).toThrow(
      "its populations.cells was ",
    );
    expect(resumed({ ...pair, duration: "1 s" }, checkpoint!)).toThrow(
      'its duration was "60 ms" and is "1 s" (resume it with the document that it was made of',
    );
  });

  test("bytes of something else, and none", () => {
    expect(resumed(pair, new TextEncoder().encode("hello, this is not what it should be, at all, I fear."))).toThrow(
      "checkpoint: this is not a checkpoint of rheobase",
    );
    expect(resumed(pair, new Uint8Array(0))).toThrow("this is not a checkpoint of rheobase");
  });

  test("cut short or too long", () => {
    for (const length of [8, 55, 56, 500, checkpoint!.length - 1])
      expect(resumed(pair, checkpoint!.slice(0, length))).toThrow("it is cut short");
    expect(resumed(pair, new Uint8Array([...checkpoint!, 0]))).toThrow("bytes");
  });

  test("damaged in any of a thousand places", () => {
    const states = Array.from({ length: 1000 }, (_, k) => Math.floor((k * checkpoint!.length) / 1000));
    for (const at of states) {
      const bytes = checkpoint!.slice();
      bytes[at] = bytes[at]! ^ (1 << (at % 8));
      expect(resumed(pair, bytes), `byte ${at}`).toThrow(
        expect.objectContaining({ name: "ExperimentError", path: "checkpoint", wayOut: expect.stringMatching(/./) }),
      );
    }
  });

  test("times that are none", () => {
    const run = (options: object) => () => simulateNetwork(pair, options);
    expect(run({ stopAt: "61 ms" })).toThrow("the run cannot stop at 61 ms: it begins at 0 ms and ends at 60 ms");
    expect(run({ stopAt: "5 ms", resume: checkpoint! })).toThrow("it begins at 10 ms and ends at 60 ms");
    expect(run({ stopAt: "5 mV" })).toThrow("stopAt: ");
    expect(run({ checkpointEvery: "1 us", onCheckpoint: () => {} })).toThrow("less than half a time step");
    expect(run({ checkpointEvery: "1 ms" })).toThrow(TypeError);
  });
});
