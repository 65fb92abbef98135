import { expect, test } from "vitest";
import { runProtocol } from "../../src/index.ts";

const pattern = (experiment: object) => runProtocol({ protocol: "classify", experiment: experiment as never }).pattern;

test.each([
  ["tonic", "tonic"],
  ["adaptation", "adapting"],
  ["initial-burst", "initial burst"],
  ["regular-bursting", "bursting"],
  ["delayed-accelerating", "delayed accelerating"],
  ["delayed-regular-bursting", "delayed bursting"],
  ["transient", "phasic spiking"],
  ["irregular", "irregular"],
])("of Naud's eight, %s is %s", (preset, name) => {
  expect(pattern({ model: "adex", preset, dt: "0.05 ms" })).toBe(name);
});

test("a neuron without stimuli gets a step that makes it fire: leaky and perfect integrators are tonic", () => {
  expect(pattern({ model: "lif" })).toBe("tonic");
  expect(pattern({ model: "if" })).toBe("tonic");
  expect(pattern({ model: "adaptive-lif", preset: "spike-triggered" })).toBe("adapting");
});

test("a constant current is a step from the beginning; under inhibition the rebound is named", () => {
  expect(pattern({ model: "lif", input: [{ stimulus: "constant", amplitude: "3 nA" }] })).toBe("tonic");
  const inhibition = [{ stimulus: "step", amplitude: "-5 uA/cm^2", start: "10 ms", stop: "30 ms" }];
  expect(pattern({ model: "hodgkin-huxley", duration: "70 ms", input: inhibition })).toBe("rebound spike");
});

test("what decided stands beside the name", () => {
  const { onset, steady, evidence } = runProtocol({ protocol: "classify", experiment: { model: "lif" } });
  expect([onset, steady]).toEqual(["continuous", "tonic"]);
  expect(evidence.find(({ name }) => name === "settledInterval")!.unit).toBe("ms");
});

test("the presets of adex show nine distinct patterns, of lif one", () => {
  const counted = runProtocol({ protocol: "patterns", experiment: { model: "adex", dt: "0.05 ms" } });
  expect(counted.distinct.value).toBe(9);
  const irregular = counted.presets.find(({ preset }) => preset === "irregular")!;
  expect(irregular.pattern).toBe("irregular");
  expect(irregular.recording).toMatchObject({
    variable: "v",
    trace: { unit: "mV" },
    input: { unit: "nA" },
    isCut: true,
  });
  expect(runProtocol({ protocol: "patterns", experiment: { model: "lif" } }).patterns).toEqual(["tonic"]);
});
