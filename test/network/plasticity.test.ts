import { describe, expect, test } from "vitest";
import { type NetworkDocument, simulateNetwork } from "../../src/index.ts";
import { delayMs, document, rules, targets, train, weightAfter } from "./learning.ts";

describe.each(["grid", "exact"] as const)("weights follow the rule on the spikes as recorded, %s", (spikeTimes) => {
  test.each(rules)("$synapse", (rule) => {
    const result = simulateNetwork(document(rule.synapse, { spikeTimes }));
    const { source, target, variables } = result.synapseStates.get(0)!;
    const { values } = variables.find(({ name }) => name === "w")!;
    const unit = spikeTimes === "grid" ? result.dt : 1;
    const [delay, end] = spikeTimes === "grid" ? [delayMs / 0.1, 4000] : [delayMs * 1e-3, 0.4];
    const posts = Array.from({ length: targets }, (_, k) => train(result, "post", k));
    expect(Math.min(...posts.map(({ length }) => length))).toBeGreaterThan(3);
    values.forEach((w, k) => {
      const arrivals = train(result, "pre", source[k]!)
        .map((time) => time + delay)
        .filter((time) => time < end);
      expect(Math.abs(w / 1e-9 - weightAfter(rule, arrivals, posts[target[k]!]!, unit))).toBeLessThan(1e-12);
    });
    expect(new Set(values).size).toBeGreaterThan(20);
  });
});

describe("the same bits", () => {
  test.each(["grid", "exact"] as const)("on every target, %s", (spikeTimes) => {
    const of = (target: "wasm-simd" | "wasm" | "interpreter") =>
      simulateNetwork(document("stdp", { spikeTimes, duration: "150 ms" }), { target });
    const first = of("wasm-simd");
    for (const target of ["wasm", "interpreter"] as const) {
      const other = of(target);
      expect(other.fingerprint).toBe(first.fingerprint);
      expect(other.synapseStates.get(0)!.variables).toEqual(first.synapseStates.get(0)!.variables);
    }
  });

  test.each(["grid", "exact"] as const)(
    "in chunks of any length, where a synapse hears its source only, %s",
    (spikeTimes) => {
      const depressing = document("stdp", { spikeTimes, duration: "150 ms" });
      const projections = [{ ...depressing.projections![0]!, synapse: "tsodyks-markram", weight: "50 pA" }];
      const of = (chunk: number) => simulateNetwork({ ...depressing, projections } as NetworkDocument, { chunk });
      const first = of(1);
      for (const chunk of [3, 15]) expect(of(chunk).fingerprint).toBe(first.fingerprint);
    },
  );
});
