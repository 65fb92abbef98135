import { expect, test } from "vitest";
import { coincidenceFactor } from "../../src/analysis/index.ts";
import type { ExperimentDocument } from "../../src/experiment.ts";
import { fitModel } from "../../src/fit/fit.ts";
import type { FitSettings, FitSweep } from "../../src/fit/fit-types.ts";
import { parseQuantity } from "../../src/quantity/quantity.ts";
import { spikesOf, traceOf } from "../../src/run/recording.ts";
import { simulate } from "../../src/simulate.ts";

/** What a model with known parameters answers to its steps, as if it had been measured. */
function measured(truth: ExperimentDocument, scale = 1): FitSweep[] {
  const result = simulate({ ...truth, record: { variables: ["v"] } });
  const stop = parseQuantity(truth.duration).value;
  return Array.from({ length: result.members }, (_, m) => ({
    name: `step ${m + 1}`,
    spikes: [spikesOf(result, m)],
    voltage: { values: traceOf(result, "v", m).map((v) => v * scale), rate: 1e4 },
    window: { start: 0, stop },
  }));
}

/** The truth without the parameters that are to be found. */
function hidden({ parameters, ...rest }: ExperimentDocument, free: FitSettings["free"]): ExperimentDocument {
  const known = Object.entries(parameters ?? {}).filter(([name]) => !(name in free));
  return { ...rest, parameters: Object.fromEntries(known) };
}

function expectRecovered(truth: ExperimentDocument, settings: Omit<FitSettings, "polish">, scale = 1): void {
  const data = measured(truth, scale);
  const found = fitModel(
    { fit: { polish: "levenberg-marquardt", ...settings }, experiment: hidden(truth, settings.free) },
    data,
  );
  for (const [name, { value, unit }] of Object.entries(found.values)) {
    const wanted = parseQuantity(truth.parameters![name] as string | number).value;
    const got = parseQuantity(unit === "" || unit === "1" ? value : `${value} ${unit}`).value;
    expect(Math.abs(got / wanted - 1), name).toBeLessThan(0.02);
  }
  const again = simulate(found.experiment as ExperimentDocument);
  for (const [m, { spikes, window }] of data.entries())
    expect(coincidenceFactor(spikes![0]!, spikesOf(again, m), { stop: window!.stop, precision: 1e-3 })).toBeGreaterThan(
      0.99,
    );
}

const steps = (amplitude: readonly (string | number)[], stop: string) => [
  { stimulus: "step", amplitude, start: "20 ms", stop },
];

test("a, b, c and d of an Izhikevich neuron follow from the spike times of a step family", () => {
  expectRecovered(
    {
      model: "izhikevich",
      parameters: { a: 0.03, b: 0.23, c: -58, d: 5 },
      input: steps([3, 5, 8, 12, 18], "420 ms"),
      duration: "450 ms",
      method: "rk4",
    },
    {
      free: {
        a: { from: 0.005, to: 0.15, scale: "log" },
        b: { from: 0.1, to: 0.3 },
        c: { from: -70, to: -45 },
        d: { from: 0.5, to: 12 },
      },
      objective: { name: "spike-times" },
      enough: 1e-6,
    },
    1e-3,
  );
}, 60_000);

test("all six parameters of a leaky neuron follow from spikes and potentials of a step family", () => {
  expectRecovered(
    {
      model: "lif",
      parameters: { tau_m: "17 ms", R: "90 MOhm", E_L: "-68 mV", v_th: "-47 mV", v_reset: "-59 mV", t_ref: "3.5 ms" },
      input: steps(["0.24 nA", "0.3 nA", "0.4 nA", "0.55 nA", "0.8 nA"], "420 ms"),
      duration: "450 ms",
    },
    {
      free: {
        tau_m: { from: "5 ms", to: "50 ms", scale: "log" },
        R: { from: "30 MOhm", to: "300 MOhm", scale: "log" },
        E_L: { from: "-80 mV", to: "-60 mV" },
        v_th: { from: "-55 mV", to: "-35 mV" },
        v_reset: { from: "-75 mV", to: "-56 mV" },
        t_ref: { from: "0.5 ms", to: "8 ms" },
      },
      objective: [{ name: "spike-times" }, { name: "trace" }],
      enough: 1e-4,
    },
  );
}, 60_000);

test("eight parameters of an AdEx neuron follow from spikes and potentials of a step family", () => {
  expectRecovered(
    {
      model: "adex",
      parameters: {
        ...{ C: "200 pF", g_L: "11 nS", E_L: "-68 mV", v_T: "-51 mV", Delta_T: "2.2 mV" },
        ...{ a: "3 nS", tau_w: "120 ms", b: "35 pA", v_reset: "-60 mV" },
      },
      input: steps(["0.2 nA", "0.3 nA", "0.4 nA", "0.55 nA", "0.75 nA"], "520 ms"),
      duration: "550 ms",
      method: "rk4",
    },
    {
      free: {
        C: { from: "50 pF", to: "500 pF", scale: "log" },
        g_L: { from: "3 nS", to: "40 nS", scale: "log" },
        v_T: { from: "-60 mV", to: "-40 mV" },
        Delta_T: { from: "0.5 mV", to: "5 mV" },
        a: { from: "-2 nS", to: "10 nS" },
        tau_w: { from: "20 ms", to: "400 ms", scale: "log" },
        b: { from: "5 pA", to: "200 pA", scale: "log" },
        v_reset: { from: "-70 mV", to: "-52 mV" },
      },
      objective: [{ name: "spike-times" }, { name: "trace" }],
      enough: 1e-4,
    },
  );
}, 180_000);
