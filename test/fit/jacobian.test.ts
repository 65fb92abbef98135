import { expect, test } from "vitest";
import type { ExperimentDocument } from "../../src/experiment.ts";
import { prepareFit } from "../../src/fit/fit-problem.ts";
import type { FitSettings, FitSweep } from "../../src/fit/fit-types.ts";
import { slopeOn, valueOn } from "../../src/fit/free.ts";
import { optimisers } from "../../src/optimise/index.ts";
import { spikesOf, traceOf } from "../../src/run/recording.ts";
import { simulate } from "../../src/simulate.ts";

const adex: ExperimentDocument = {
  model: "adex",
  parameters: {
    ...{ C: "200 pF", g_L: "11 nS", E_L: "-68 mV", v_T: "-51 mV", Delta_T: "2.2 mV" },
    ...{ a: "3 nS", tau_w: "120 ms", b: "35 pA", v_reset: "-60 mV", v_peak: "-20 mV" },
  },
  input: [{ stimulus: "step", amplitude: ["0.3 nA", "0.5 nA", "0.7 nA"], start: "20 ms", stop: "180 ms" }],
  duration: "200 ms",
  tolerance: 1e-10,
  record: { variables: ["v"], every: "0.1 ms" },
};
const free: FitSettings["free"] = {
  C: { from: "100 pF", to: "400 pF", scale: "log" },
  v_T: { from: "-56 mV", to: "-46 mV" },
  tau_w: { from: "60 ms", to: "240 ms", scale: "log" },
  b: { from: "10 pA", to: "100 pA", scale: "log" },
};
const truth = [200e-12, -51e-3, 120e-3, 35e-12];
const result = simulate(adex);
const data = [0, 1, 2].map(
  (m): FitSweep => ({
    name: `step ${m + 1}`,
    spikes: [spikesOf(result, m)],
    voltage: { values: traceOf(result, "v", m), rate: 1e4 },
    window: { start: 0, stop: 0.2 },
  }),
);
const experiment = {
  ...adex,
  parameters: Object.fromEntries(Object.entries(adex.parameters!).filter(([name]) => !(name in free))),
};
const objective = [{ name: "spike-times" }, { name: "latency", weight: 3 }, { name: "trace", weight: 0.1 }] as const;
const fit = { free, objective, polish: "levenberg-marquardt" } as const;
const problem = prepareFit({ fit, experiment }, data);

test("the derivatives of residuals by free numbers are those of central differences", () => {
  const point = truth.map((value, k) => value * [1.02, 0.995, 0.97, 1.05][k]!);
  const wanted = { residuals: true, jacobian: true };
  const [{ residuals, jacobian }] = problem.evaluate([point], wanted) as [ReturnType<typeof problem.evaluate>[0]];
  // of the spike times, with one more for each sweep, and of the three latencies
  const count = data.reduce((sum, { spikes }) => sum + spikes![0]!.length + 1, 3);
  expect(jacobian).toHaveLength(residuals!.length * 4);
  for (const d of point.keys()) {
    const step = 3e-5 * point[d]!;
    const [above, below] = [step, -step].map(
      (by) => problem.evaluate([point.map((value, k) => (k === d ? value + by : value))])[0]!.residuals!,
    );
    const difference = (r: number) => (above![r]! - below![r]!) / (2 * step);
    const rows = Array.from({ length: count }, (_, r) => r);
    const largest = Math.max(...rows.map((r) => Math.abs(difference(r))));
    for (const r of rows) expect(Math.abs(jacobian![r * 4 + d]! - difference(r))).toBeLessThan(2e-3 * largest);
  }
});

test("with exact derivatives a polish needs fewer evaluations to the optimum than with differences", () => {
  const polished = (tellsJacobian: boolean): number => {
    const start = [0.52, 0.49, 0.53, 0.56];
    const optimiser = optimisers.levenbergMarquardt.begin({ start, spread: 0.02, seed: 1, tellsJacobian });
    for (let evaluations = 0; evaluations < 1000; ) {
      const points = optimiser.ask();
      const wanted = { residuals: true, jacobian: optimiser.wantsJacobian ?? false };
      const values = points.map((point) => problem.free.map((number, k) => valueOn(number, point[k]!)));
      const told = problem.evaluate(values, wanted);
      evaluations += points.length;
      if (told.some(({ loss }) => loss < 1e-4)) return evaluations;
      const slopes = problem.free.map((number, k) => slopeOn(number, points[0]![k]!));
      optimiser.tell(
        told.map(({ jacobian, ...rest }) =>
          jacobian ? { ...rest, jacobian: jacobian.map((value, at) => value * slopes[at % 4]!) } : rest,
        ),
      );
    }
    return Number.POSITIVE_INFINITY;
  };
  const [exact, differences] = [polished(true), polished(false)];
  expect(exact).toBeLessThan(0.7 * differences);
});

test("where the model has no exact derivatives, there are none", () => {
  const leaky = { ...experiment, model: "lif", parameters: { R: "100 MOhm" } };
  const own = { ...fit, free: { tau_m: { from: "5 ms", to: "50 ms" } } };
  expect(problem.hasJacobian).toBe(true);
  expect(prepareFit({ fit: own, experiment: leaky }, data).hasJacobian).toBe(false);
  const rates = { ...fit, objective: { name: "rates" as const } };
  expect(prepareFit({ fit: rates, experiment }, data).hasJacobian).toBe(false);
});
