import { describe, expect, test } from "vitest";
import { withReference } from "../shared.ts";
import { expectClose, recording, run, samplesAt, spikes } from "./run.ts";

/** Brian2's integrator for these equations, on the grid. */
const brian = { method: "euler", spikeTimes: "grid" };

function step(amplitude: string | readonly string[], start: number, stop: number) {
  return [{ stimulus: "step", amplitude, start: `${start} ms`, stop: `${stop} ms` }];
}

/** The exercises name a spike by the first sample above the threshold; the grid by the start of the step that led there. */
function firstAbove(train: readonly number[]): number[] {
  return train.map((start) => start + 0.1);
}

withReference("neurodynex/neuron_type.json", (reference) => {
  describe.each([
    ["type-1", "NT-01-getting-started-type1", 1],
    ["type-2", "NT-02-getting-started-type2", 0.001],
  ])("%s: 0.5 pA from 50 to 151 ms", (model, id, unitOfW) => {
    const { expected } = reference.read<{
      spike_times_ms: number[];
      V_at: { t: number[]; v: number[]; w: number[] };
      rk4_dt0p01_spike_times_ms: number[];
    }>(id);
    const document = { model, input: step("0.5 pA", 50, 151), duration: "200 ms" };

    test("an accurate run fires when Runge-Kutta steps of 0.01 ms do", () => {
      expectClose(spikes(document)[0]!, expected.rk4_dt0p01_spike_times_ms, 0.02);
    });

    test("Euler steps of 0.1 ms give Brian2's trace and spikes", () => {
      const result = run({ ...document, ...brian, record: recording(0.1, "v", "w") });
      expectClose(firstAbove(result.spikes.times[0]!), expected.spike_times_ms, 1e-9);
      expectClose(samplesAt(result, "v", expected.V_at.t, 0.1), expected.V_at.v, 1e-6);
      expect(result.traces.w!.unit).toBe(unitOfW === 1 ? "1" : "mV");
      expectClose(samplesAt(result, "w", expected.V_at.t, 0.1), expected.V_at.w, 1e-6);
    });
  });

  test.each([
    ["type-1", "NT-21-brian-check-0.3680"],
    ["type-1", "NT-21-brian-check-0.3780"],
    ["type-2", "NT-22-brian-check-0.3168"],
    ["type-2", "NT-22-brian-check-0.3268"],
  ])("%s near its threshold, %s", (model, id) => {
    const { expected, settings } = reference.read<{ spike_times_ms: number[] }, { stimulus: string }>(id);
    const amplitude = settings.stimulus.split(" on ")[0]!;
    const [train] = spikes({ model, input: step(amplitude, 100, 1101), duration: "1150 ms", ...brian });
    expectClose(firstAbove(train!), expected.spike_times_ms, 1e-9);
  });
});

/** Firing rate in Hz of the last interval, 0 where there are less than three spikes; the source has means over a run. */
function rates(model: string, amplitude: readonly string[], duration: number): number[] {
  const document = { model, input: step(amplitude, 100, duration), duration: `${duration} ms` };
  return spikes(document).map((train) => (train.length < 3 ? 0 : 1000 / (train.at(-1)! - train.at(-2)!)));
}

const picoamperes = (values: readonly number[]) => values.map((value) => `${value} pA`);

test("type I begins to fire at 0.373 pA with any rate, and is blocked at 1.1 pA", () => {
  const amplitude = picoamperes([0.3725, 0.3734, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1, 1.1]);
  const [below, slow, ...faster] = rates("type-1", amplitude, 3100);
  expect(below).toBe(0);
  expect(slow!).toBeLessThan(2);
  expectClose(faster, [7.636, 14.357, 17.62, 19.75, 21.23, 22.26, 23.45, 0], 0.06);
});

test("type II begins to fire at 0.324 pA with 20 Hz, and fires once below", () => {
  const amplitude = picoamperes([0.3235, 0.325, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1, 1.1]);
  const [below, slow, ...faster] = rates("type-2", amplitude, 2100);
  expect(below).toBe(0);
  expect(slow!).toBeGreaterThan(19);
  expectClose(faster, [23.57, 25.34, 26.4, 27.05, 27.38, 27.45, 27.24, 26.75], 0.06);
  expect(spikes({ model: "type-2", input: step("0.3 pA", 100, 1100), duration: "1100 ms" })[0]).toHaveLength(1);
});
