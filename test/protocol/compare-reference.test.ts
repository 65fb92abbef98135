import { expect, test } from "vitest";
import { runProtocol } from "../../src/index.ts";

for (const experiment of [{ model: "lif" }, { model: "izhikevich" }, { model: "morris-lecar" }] as const)
  test(`a neuron whose current has another unit, ${experiment.model}, is compared under noise that makes it fire`, () => {
    const found = runProtocol({ protocol: "compare", experiment, models: [experiment.model] });
    expect(found.coincidence.values).toEqual([1]);
    expect(found.rate.values[0]).toBeGreaterThan(5);
  });
