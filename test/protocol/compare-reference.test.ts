import { expect, test } from "vitest";
import { runProtocol } from "../../src/index.ts";

test.each(["lif", "izhikevich", "morris-lecar"])(
  "a neuron whose current has another unit, %s, is compared under noise that makes it fire",
  (model) => {
    const found = runProtocol({ protocol: "compare", experiment: { model }, models: [model] });
    expect(found.coincidence.values).toEqual([1]);
    expect(found.rate.values[0]).toBeGreaterThan(5);
  },
);
