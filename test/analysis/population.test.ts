import { describe, expect, test } from "vitest";
import { countCorrelations, cvsOf, summarizePopulation, trainsOfPopulation } from "../../src/index.ts";

const times = Float64Array.of(0.1, 0.2, 0.2, 0.3, 0.4, 0.5);
const spikes = { times, neurons: [0, 2, 0, 0, 0, 2], size: 3 };

test("the spikes of a population are the trains of its neurons, also of silent ones", () => {
  expect(trainsOfPopulation(spikes).map((train) => Array.from(train))).toEqual([[0.1, 0.2, 0.3, 0.4], [], [0.2, 0.5]]);
  expect(() => trainsOfPopulation({ ...spikes, size: 2 })).toThrow("there is no neuron 2 among 2");
});

test("a population has a rate for each neuron, a part that is silent, and a CV where there are enough spikes", () => {
  const summary = summarizePopulation(trainsOfPopulation(spikes), { stop: 1 }, { leastSpikes: 4 });
  expect(summary).toMatchObject({ spikes: 6, meanRate: 2, neuronsWithCv: 1, silent: 1 / 3 });
  expect(summary.meanCv).toBeCloseTo(0, 12);
  expect(summarizePopulation(trainsOfPopulation(spikes), { stop: 1 }).meanCv).toBeNaN();
  expect(summarizePopulation(trainsOfPopulation(spikes), { start: 0.25, stop: 0.45 }).spikes).toBe(2);
});

test("a train whose intervals alternate between 1 and 3 has a CV of a half", () => {
  const train = Float64Array.of(0, 1, 4, 5, 8, 9, 12, 13, 16);
  expect(cvsOf([train, Float64Array.of(1, 2)], 3)).toEqual(Float64Array.of(0.5));
});

describe("correlation of spike counts", () => {
  const observation = { stop: 4 };
  const at = (...seconds: number[]) => Float64Array.from(seconds);

  test("is 1 of equal counts, -1 of opposite ones, and 0 of counts without a common part", () => {
    expect(countCorrelations([at(0.1, 2.1), at(0.9, 2.5)], 1, observation)[0]).toBeCloseTo(1, 12);
    expect(countCorrelations([at(0.1, 2.1), at(1.9, 3.5)], 1, observation)[0]).toBeCloseTo(-1, 12);
    expect(countCorrelations([at(0.1, 1.1), at(0.9, 2.5)], 1, observation)[0]).toBeCloseTo(0, 12);
  });

  test("is left out where a count is the same in all bins", () => {
    expect(countCorrelations([at(0.1, 2.1), at(), at(0.5, 1.5, 2.5, 3.5), at(1.2)], 1, observation)).toHaveLength(1);
  });
});
