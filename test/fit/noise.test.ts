import { expect, test } from "vitest";
import { fitModel } from "../../src/fit/fit.ts";
import { prepareFit } from "../../src/fit/fit-problem.ts";
import type { FitDocument, FitSweep, Response } from "../../src/fit/fit-types.ts";
import { scoreResponses } from "../../src/fit/judge/score.ts";

const stop = 10;
/** 40 Hz, like a clock. */
const clock = Float64Array.from({ length: 400 }, (_, k) => (k + 0.5) / 40);
const data: readonly FitSweep[] = [{ name: "clock", spikes: [clock], window: { start: 0, stop } }];
const document: FitDocument = {
  fit: {
    free: { "input.0.amplitude": { from: "10 Hz", to: "120 Hz" } },
    objective: { name: "rates" },
    candidates: 16,
    evaluations: 160,
  },
  experiment: {
    model: "poisson",
    parameters: { t_ref: "5 ms" },
    input: [{ stimulus: "constant", amplitude: "50 Hz" }],
    duration: "10 s",
  },
};

test("a model with noise is fitted by the mean of its runs: the rate of a Poisson neuron with a dead time", () => {
  const { values, notes, loss } = fitModel(document, data);
  // Mean rate r/(1 + r t_ref) = 40 Hz: r = 50 Hz. 8 runs of 400 spikes: four standard errors are 7 % and less with the dead time.
  expect(Math.abs(values["input.0.amplitude"]!.value / 50 - 1)).toBeLessThan(0.07);
  expect(loss).toBeLessThan(1e-3);
  expect(notes.join(" ")).toContain("each candidate ran 8 times");
});

test("every candidate feels the same noise, alone and among others", () => {
  const problem = prepareFit(document, data);
  const candidates = [[30], [50], [50], [70]];
  const together = problem.evaluate(candidates);
  expect(together).toEqual(candidates.flatMap((one) => problem.evaluate([one])));
  expect(together[1]).toEqual(together[2]);
  expect(together[1]).not.toEqual(together[3]);
});

test("a model with noise answers with as many trains as it has runs, and is scored by all of them", () => {
  const fit = { ...document.fit, repeats: 4 };
  const [response] = prepareFit({ ...document, fit }, data).respond([50]) as readonly [Response];
  const trains = [response.spikes, ...response.others!];
  expect(new Set(trains.map((train) => train.join())).size).toBe(4);
  const { spikes, gamma } = scoreResponses(data, [response], 1e-3);
  const inWindow = (train: Float64Array): number => train.filter((time) => time < stop).length;
  expect(spikes.model).toBe(trains.reduce((sum, train) => sum + inWindow(train), 0) / 4);
  // No run knows of the clock: the coincidence factor of independent trains is 0 on average; its standard error here is 0.01.
  expect(Math.abs(gamma)).toBeLessThan(0.05);
});
