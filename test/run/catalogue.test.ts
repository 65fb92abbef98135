import { describe, expect, test } from "vitest";
import {
  type ExperimentDocument,
  ExperimentError,
  methods,
  models,
  prepareExperiment,
  simulate,
} from "../../src/index.ts";

describe.each(models)("$name", ({ name, example }) => {
  const document: ExperimentDocument = {
    model: name,
    input: example.input,
    duration: "30 ms",
    dt: "0.025 ms",
    record: {
      variables: prepareExperiment({ model: name, duration: "1 ms" }).compiled.model.states.map((s) => s.name),
      every: "1 ms",
    },
  };

  test.each(methods.map((method) => method.name))(
    "with %s it is finite, fires, and every target agrees to the bit",
    (method) => {
      const { model } = prepareExperiment(document).compiled;
      const refusal = methods.find((m) => m.name === method)!.refuses(model);
      if (refusal !== undefined) {
        expect(() => simulate({ ...document, method })).toThrow(ExperimentError);
        return;
      }
      for (const spikeTimes of ["exact", "grid"] as const) {
        const variant = { ...document, method, spikeTimes };
        const reference = simulate(variant);
        expect(reference.spikes.times.length).toBeGreaterThan(0);
        for (const trace of reference.traces.variables) expect(trace.values.every(Number.isFinite)).toBe(true);
        for (const target of ["wasm", "interpreter"] as const) {
          expect(simulate(variant, { target }).fingerprint).toBe(reference.fingerprint);
        }
      }
    },
  );
});
