import { describe, expect, test } from "vitest";
import { compile } from "../../src/compile.ts";
import type { ExperimentDocument } from "../../src/experiment.ts";
import { sensitivityOf, spikeSensitivityOf, withSensitivities } from "../../src/language/sensitivity.ts";
import { finish } from "../../src/run/drive.ts";
import { planRun } from "../../src/run/plan.ts";
import { type Recording, spikesOf, traceOf } from "../../src/run/recording.ts";
import { run } from "../../src/run/run.ts";
import { prepareExperiment, simulate } from "../../src/simulate.ts";
import { compileKernel } from "../../src/target/compile-kernel.ts";

/** A run of the experiment's model with its derivatives by these parameters, all of them recorded. */
function withDerivatives(document: ExperimentDocument, parameters: readonly string[]): Recording {
  const { compiled, experiment } = prepareExperiment(document);
  const model = withSensitivities(compiled.model, parameters);
  const observed = model.states.map(({ name }) => name);
  const { method, tolerance, spikeTimes, steps, dt, seed } = experiment;
  const made = compile(model, { method, tolerance, spikeTimes, perNeuron: new Set(), observed });
  const program = compileKernel(made.kernel, { neurons: 1 });
  return finish(run(planRun(made, program, { members: 1, steps, dt, every: 1, seed, differing: new Map() }, {})));
}

/** The experiment with one parameter, SI, moved by a part of itself. */
function moved(document: ExperimentDocument, parameter: string, part: number) {
  const { compiled } = prepareExperiment(document);
  const { value } = compiled.model.parameters.find(({ name }) => name === parameter)!;
  const { parameters, model: definition } = document as { parameters: Record<string, string>; model: string };
  const [, digits, unit] = /^(\S+) ?(.*)$/.exec(String(parameters[parameter]))!;
  const other = { ...parameters, [parameter]: `${Number(digits) * (1 + part)} ${unit}`.trim() };
  const result = simulate({ ...document, model: definition, parameters: other, record: { variables: ["v"] } } as never);
  return { result, step: value * part };
}

const models: readonly (ExperimentDocument & { readonly parameters: Record<string, string> })[] = [
  {
    model: "adex",
    parameters: {
      ...{ C: "200 pF", g_L: "11 nS", E_L: "-68 mV", v_T: "-51 mV", Delta_T: "2.2 mV" },
      ...{ a: "3 nS", tau_w: "120 ms", b: "35 pA", v_reset: "-60 mV", v_peak: "-20 mV" },
    },
    input: [{ stimulus: "step", amplitude: "0.5 nA", start: "5.03 ms" }],
    duration: "100 ms",
    tolerance: 1e-11,
  },
  {
    model: "izhikevich",
    parameters: { a: "0.03", b: "0.23", c: "-58", d: "5", k_1: "5" },
    input: [{ stimulus: "sine", amplitude: 6, frequency: "30 Hz", offset: 8 }],
    duration: "100 ms",
    tolerance: 1e-11,
  },
  {
    model: "eif",
    parameters: { tau_m: "12 ms", R: "20 MOhm", v_T: "-55 mV", Delta_T: "2 mV", v_reset: "-60 mV", v_peak: "-30 mV" },
    input: [{ stimulus: "constant", amplitude: "0.8 nA" }],
    duration: "100 ms",
    tolerance: 1e-11,
  },
];

describe.each(models)("of $model", (document) => {
  const { parameters } = document;
  const names = Object.keys(parameters);
  const recording = withDerivatives(document, names);
  const spikes = spikesOf(recording, 0);

  test.each(names)(
    "the derivatives of potential and spike times by %s are those of central differences",
    (parameter) => {
      const part = 1e-5;
      const [above, below] = [moved(document, parameter, part), moved(document, parameter, -part)];
      expect(spikes.length).toBeGreaterThan(3);
      const times = recording.traces.times;
      const ofTimes = traceOf(recording, spikeSensitivityOf(parameter), 0);
      const differences = spikes.map(
        (_, k) => (spikesOf(above.result, 0)[k]! - spikesOf(below.result, 0)[k]!) / (2 * above.step),
      );
      const largest = Math.max(...differences.map(Math.abs));
      for (const [k, time] of spikes.entries()) {
        const sample = times.findIndex((t) => t > time);
        expect(Math.abs(ofTimes[sample]! - differences[k]!)).toBeLessThan(2e-4 * largest + 1e-300);
      }
      const ofPotential = traceOf(recording, sensitivityOf("v", parameter), 0);
      const slope = traceOf(above.result, "v", 0).map(
        (v, k) => (v - traceOf(below.result, "v", 0)[k]!) / (2 * above.step),
      );
      // near a spike the difference takes one of the two on the other side of it
      const away = [...times.keys()].filter((k) => spikes.every((spike) => Math.abs(times[k]! - spike) > 1e-3));
      const scale = Math.max(...away.map((k) => Math.abs(slope[k]!)));
      for (const k of away) expect(Math.abs(ofPotential[k]! - slope[k]!)).toBeLessThan(5e-4 * scale + 1e-300);
    },
  );
});

test("of an integrator without a leak they are the closed form", () => {
  // v = k t from 0, fires at v_th: t_n = n v_th/k
  const model = {
    equations: "dv/dt = k : 1",
    threshold: "v > v_th",
    reset: "v = 0",
    parameters: { k: "0.3 1/ms", v_th: 2 },
  };
  const recording = withDerivatives({ model, duration: "50 ms" }, ["k", "v_th"]);
  const last = recording.traces.times.length - 1;
  const n = spikesOf(recording, 0).length;
  expect(n).toBe(7);
  expect(traceOf(recording, spikeSensitivityOf("v_th"), 0)[last]).toBeCloseTo(n / 300, 12);
  expect(traceOf(recording, spikeSensitivityOf("k"), 0)[last]! / ((-n * 2) / 300 ** 2)).toBeCloseTo(1, 12);
  // v = k t - n v_th
  expect(traceOf(recording, sensitivityOf("v", "v_th"), 0)[last]).toBeCloseTo(-n, 12);
  expect(traceOf(recording, sensitivityOf("v", "k"), 0)[last]).toBeCloseTo(recording.traces.times[last]!, 12);
});

test("models that have none are refused with the reason", () => {
  const { compiled } = prepareExperiment({ model: "lif", duration: "1 ms", input: [] });
  expect(() => withSensitivities(compiled.model, ["R"])).toThrow(/refractory period/);
  expect(() => withSensitivities(compiled.model, ["r"])).toThrow(/no parameter "r"/);
});
