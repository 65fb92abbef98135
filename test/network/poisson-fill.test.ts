import { expect, test } from "vitest";
import { type NetworkDocument, simulateNetwork } from "../../src/index.ts";

/** Leaky neurons that hear Poisson sources alone. */
function driven(size: number, rate: string, weight: string): NetworkDocument {
  return {
    populations: { cells: { model: "lif", size, record: { variables: ["v"], every: "5 ms" } } },
    projections: [{ from: { poisson: rate, sources: 1000 }, to: "cells", synapse: "delta", weight }],
    spikeTimes: "grid",
    duration: "100 ms",
    seed: 3,
  };
}

// 255 numbers fill groups of eight, four of these at a time, and leave a rest of each kind
test.each([8, 31, 32, 64, 96, 255])("%i neurons hear the same sources on every target", (size) => {
  // means of 0.5, 6 and 90 a step: the last leaves the count open for every 200th neuron
  for (const [rate, weight] of [
    ["5 Hz", "0.6 mV"],
    ["60 Hz", "50 uV"],
    ["900 Hz", "3.5 uV"],
  ] as const) {
    const of = (target: "wasm-simd" | "wasm" | "interpreter") =>
      simulateNetwork(driven(size, rate, weight), { target });
    const vectors = of("wasm-simd");
    expect(vectors.spikes.get("cells")!.times.length).toBeGreaterThan(0);
    expect(of("wasm").fingerprint).toBe(vectors.fingerprint);
    expect(of("interpreter").fingerprint).toBe(vectors.fingerprint);
  }
});
