import { describe, expect, test } from "vitest";
import { classifyStep, countPatterns } from "../../src/analysis/firing-pattern.ts";
import { simulate, spikesOf, traceOf } from "../../src/index.ts";
import { withSharedFile } from "../shared.ts";

/** A step from 0 to `stop` ms with a first spike at `latency` and then these intervals, in ms. */
function step(stop: number, latency: number, isis: readonly number[]) {
  const spikes = [latency, ...isis.map((_, i) => isis.slice(0, i + 1).reduce((sum, isi) => sum + isi, latency))];
  return classifyStep({ spikes: Float64Array.from(spikes, (ms) => ms / 1000), start: 0, stop: stop / 1000 });
}

const even = (n: number, isi: number) => Array<number>(n).fill(isi);

test.each([
  ["tonic", step(500, 20, even(20, 22))],
  ["tonic", step(500, 10, [8, 15, ...even(18, 22)])],
  ["adapting", step(500, 10, [20, 25, 30, 34, 37, 39, 40, 40, 40, 40])],
  ["accelerating", step(500, 30, [40, 34, 30, 27, 25, 24, 23, 23, 23, 23, 23])],
  ["delayed tonic", step(500, 200, even(10, 25))],
  ["initial burst", step(500, 10, [4, 5, 50, 55, 52, 53, 54])],
  ["bursting", step(500, 10, [4, 5, 100, 4, 5, 98, 4, 6, 99, 5])],
  ["delayed bursting", step(500, 90, [4, 5, 100, 4, 5, 98, 4, 6, 99, 5])],
  ["irregular", step(500, 10, [20, 55, 12, 40, 70, 15, 33, 60, 10])],
  ["phasic bursting", step(500, 10, [4, 5, 7])],
  ["phasic spiking", step(500, 10, [50, 60])],
  ["phasic spiking", step(500, 10, [])],
  ["one spike", step(50, 30, [])],
  ["two spikes", step(100, 30, [40])],
] as const)("%s, by its intervals", (label, pattern) => {
  expect(pattern.label).toBe(label);
});

test("no spike during the step is silence, whatever comes before and after", () => {
  const response = { spikes: Float64Array.of(0.01, 0.9), start: 0.1, stop: 0.6 };
  expect(classifyStep(response)).toEqual({ onset: "none", steady: "silent", label: "silent", evidence: { spikes: 0 } });
});

describe("the evidence says the numbers that decided", () => {
  test("of adaptation: five intervals more than a tenth below the settled 40 ms", () => {
    const { onset, steady, evidence } = step(500, 10, [20, 25, 30, 34, 35, 39, 40, 40, 40, 40]);
    expect([onset, steady]).toEqual(["continuous", "adapting"]);
    expect(evidence).toMatchObject({ spikes: 11, transientIntervals: 5 });
    expect(evidence.irregularity).toBeCloseTo(0, 12);
    expect(evidence.settledInterval).toBeCloseTo(0.04, 9);
    expect(evidence.latency).toBeCloseTo(0.01, 12);
    expect(evidence.silenceRatio).toBeCloseTo((500 - 353) / 40, 9);
  });

  test("of bursting: the spikes of each burst", () => {
    expect(step(500, 10, [4, 5, 100, 4, 5, 98, 4, 6, 99, 5]).evidence.bursts).toEqual([3, 3, 3, 2]);
  });
});

test("scaling every interval alike changes no pattern but for what is fast enough for a burst", () => {
  const tenfold = (isis: readonly number[]) => isis.map((isi) => 10 * isi);
  expect(step(5000, 100, tenfold([20, 25, 30, 34, 37, 39, 40, 40])).label).toBe("adapting");
  expect(step(5000, 100, tenfold([20, 55, 12, 40, 70, 15, 33, 60, 10])).label).toBe("irregular");
  expect(step(5000, 100, tenfold([4, 5, 50, 55, 52, 53, 54])).label).toBe("tonic");
});

test("a leaky neuron is tonic at any current: its first spike waits no longer than its reset makes the later ones wait", () => {
  for (const amplitude of ["2.001 nA", "2.1 nA", "3 nA", "10 nA"]) {
    const input = [{ stimulus: "step", amplitude, start: "20 ms" }];
    const record = { variables: ["v"], every: "0.05 ms" };
    const result = simulate({ model: "lif", input, duration: "600 ms", dt: "0.05 ms", record } as never);
    const trace = { time: result.traces.times, voltage: traceOf(result, "v", 0) };
    const pattern = classifyStep({ spikes: spikesOf(result, 0), start: 0.02, stop: 0.6, trace });
    expect(pattern.label, amplitude).toBe("tonic");
    expect(pattern.evidence.delayRatio, amplitude).toBeLessThanOrEqual(1.01);
  }
});

test("Hodgkin and Huxley's axon is silent, phasic and tonic at 2, 4 and 10 uA/cm^2", () => {
  const labels = ["2 uA/cm**2", "4 uA/cm**2", "10 uA/cm**2"].map((amplitude) => {
    const input = [{ stimulus: "step", amplitude, start: "20 ms" }];
    const result = simulate({ model: "hodgkin-huxley", input, duration: "300 ms" } as never);
    return classifyStep({ spikes: spikesOf(result, 0), start: 0.02, stop: 0.3 }).label;
  });
  expect(labels).toEqual(["silent", "phasic spiking", "tonic"]);
});

withSharedFile("reference/data/qsnmc2007-b-steps.json", (json) => {
  const { cells } = JSON.parse(json.toString()) as {
    cells: Record<string, Record<string, { spike_times_s: number[]; step?: { on_s: number; off_s: number } }>>;
  };
  const labels = (cell: string) =>
    Object.entries(cells[cell]!)
      .filter(([name]) => name.includes("IDRest"))
      .map(([, { spike_times_s, step }]) => {
        const { on_s, off_s } = step!;
        return classifyStep({ spikes: Float64Array.from(spike_times_s), start: on_s, stop: off_s }).label;
      });

  test("the cell C010302A1, by its description continuously adapting, adapts at each of ten currents", () => {
    expect(labels("C010302A1")).toEqual(Array(10).fill("adapting"));
  });

  test("the cell C140201C, by its description initially bursting, non-adapting, does so at the strongest; its first bursts are doublets", () => {
    expect(labels("C140201C")).toEqual(["silent", "tonic", "tonic", "tonic", "initial burst"]);
  });
});

test("patterns are counted by their labels", () => {
  const counts = countPatterns(["tonic", "bursting", "tonic"]);
  expect([...counts]).toEqual([
    ["tonic", 2],
    ["bursting", 1],
  ]);
});

test("a step that ends before it starts and spikes out of order are refused", () => {
  const spikes = Float64Array.of(0.2, 0.1);
  expect(() => classifyStep({ spikes, start: 0, stop: 1 })).toThrow("times[1] is 0.1, earlier than times[0]");
  expect(() => classifyStep({ spikes: spikes.slice(1), start: 1, stop: 0 })).toThrow("not from 1 to 0");
});
