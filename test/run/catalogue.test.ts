import { describe, expect, test } from "vitest";
import {
  type ExperimentDocument,
  ExperimentError,
  methods,
  models,
  prepareExperiment,
  simulate,
} from "../../src/index.ts";

/** A drive that makes the default neuron fire. */
const amplitudes: Readonly<Record<string, string | number>> = {
  poisson: "500 Hz",
  if: "2 nA",
  lif: "3 nA",
  "adaptive-lif": "4 nA",
  mat: "0.6 nA",
  amat: "0.3 nA",
  glif1: "0.4 nA",
  glif2: "0.4 nA",
  glif3: "0.4 nA",
  glif4: "0.4 nA",
  glif5: "0.4 nA",
  gif: "1 nA",
  "mihalas-niebur": "250 pA",
  "resonate-and-fire": 2,
  qif: "3 nA",
  eif: "1 nA",
  adex: "1 nA",
  izhikevich: 10,
  "izhikevich-accommodation": 30,
  "izhikevich-2007": "300 pA",
  "fitzhugh-nagumo": 2,
  "type-2": "1 pA",
  "type-1": "3 pA",
  "morris-lecar": "300 uA/cm^2",
  "hodgkin-huxley": "10 uA/cm^2",
  "hodgkin-huxley-1952": "10 uA",
  "wang-buzsaki": "2 uA/cm^2",
  "traub-miles": "0.5 nA",
};

describe.each(models.map((model) => model.name))("%s", (name) => {
  const document: ExperimentDocument = {
    model: name,
    input: [{ stimulus: "step", amplitude: amplitudes[name]!, start: "5 ms" }],
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
