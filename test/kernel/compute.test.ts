import { expect, test } from "vitest";
import { computed } from "../../src/kernel/compute.ts";
import { Graph } from "../../src/kernel/graph.ts";
import { normalQuantile } from "../../src/kernel/random.ts";

test("a computed function gives the bits that a kernel folds a constant to", () => {
  const normal = computed(normalQuantile);
  for (const u of [2 ** -53, 1e-9, 0.02425, 0.3, 0.5, 0.75, 1 - 2 ** -53]) {
    const g = new Graph();
    expect(normal(u)).toBe(g.known(normalQuantile(g, g.literal(u))));
  }
  expect(computed((_, x) => x)(3)).toBe(3);
});
