import { describe, expect, test } from "vitest";
import { withReference } from "../shared.ts";
import { expectClose, recording, run, samplesAt, spikes, trace } from "./run.ts";

const model = { model: "hodgkin-huxley-1952" };

/** Brian2's integrator for these equations, on the grid. */
const brian = { method: "exponential-euler", spikeTimes: "grid" };

/** The exercises name a spike by the first sample above 50 mV; the grid by the start of the step that led there. */
function firstAbove(train: readonly number[], dt: number): number[] {
  return train.map((start) => start + dt);
}

function step(amplitude: string | readonly string[], start: number, stop: number) {
  return [{ stimulus: "step", amplitude, start: `${start} ms`, stop: `${stop} ms` }];
}

/** A straight line as the exercises sample it: `first` to `last` are the numbers of the first and last sample. */
function staircase(first: number, last: number, interval: number, amplitude: number) {
  const values = Array.from({ length: last - first + 1 }, (_, k) => (amplitude * k) / (last - first));
  return [{ stimulus: "samples", values, unit: "uA", start: `${first * interval} ms`, interval: `${interval} ms` }];
}

withReference("neurodynex/hh.json", (reference) => {
  test("HH-01: without input the membrane comes to rest", () => {
    const { expected } = reference.read<{ v_rest_mV: number; m_inf: number; h_inf: number; n_inf: number }>(
      "HH-01-rest",
    );
    const variables = ["v", "m", "h", "n"];
    const result = run({
      ...model,
      duration: "400 ms",
      method: "exponential-euler",
      record: recording(10, ...variables),
    });
    const rest = variables.map((variable) => trace(result, variable).at(-1)!);
    expectClose(rest, [expected.v_rest_mV, expected.m_inf, expected.h_inf, expected.n_inf], 1e-6);
  });

  describe("HH-03: 7.2 uA from 10 to 46 ms", () => {
    const { expected } = reference.read<{
      brian_spike_times_ms: number[];
      converged_spike_times_ms: number[];
      V_max_mV: number;
      V_min_mV: number;
      V_at: { t: number[]; V: number[] };
      m_h_n_at_60ms: number[];
    }>("HH-03-getting-started-dt0.1");
    const document = { ...model, input: step("7.2 uA", 10, 46), duration: "70 ms", dt: "0.1 ms" };

    test("an accurate run gives three spikes", () => {
      const result = run(document);
      expect(result.method).toBe("dormand-prince");
      expectClose(result.spikes.times[0]!, expected.converged_spike_times_ms, 0.001);
    });

    test("exponential Euler at 0.1 ms gives two, and Brian2's trace", () => {
      const result = run({ ...document, ...brian, record: recording(0.1, "v", "m", "h", "n") });
      expectClose(firstAbove(result.spikes.times[0]!, 0.1), expected.brian_spike_times_ms, 1e-9);
      expectClose(samplesAt(result, "v", expected.V_at.t, 0.1), expected.V_at.V, 1e-6);
      expect(Math.max(...trace(result, "v"))).toBeCloseTo(expected.V_max_mV, 6);
      expect(Math.min(...trace(result, "v"))).toBeCloseTo(expected.V_min_mV, 6);
      const gates = ["m", "h", "n"].map((gate) => samplesAt(result, gate, [60], 0.1)[0]!);
      expectClose(gates, expected.m_h_n_at_60ms, 1e-8);
    });
  });

  describe("HH-04: steps from 5 to 101 ms", () => {
    interface Row {
      I_uA: number;
      converged_n: number;
      converged_spike_times_ms: number[];
      [euler: `ee_dt${string}_n`]: number;
      [euler: `ee_dt${string}_first_ms`]: number | null;
    }
    const { rows } = reference.read<{ rows: Row[] }>("HH-04-step-table").expected;
    const document = {
      ...model,
      input: step(
        rows.map(({ I_uA }) => `${I_uA} uA`),
        5,
        101,
      ),
      duration: "120 ms",
    };

    test("an accurate run fires at the converged times", () => {
      for (const [member, train] of spikes(document).entries()) {
        const { I_uA, converged_spike_times_ms } = rows[member]!;
        // Beside the onset of repetitive firing at 6.2464 uA the times depend on every digit of the current.
        const tolerance = Math.abs(I_uA / 6.2464 - 1) < 0.005 ? 0.01 : 0.001;
        expectClose(train, converged_spike_times_ms, tolerance);
      }
    });

    test.each([0.1, 0.02, 0.01])(
      "exponential Euler at %d ms counts as many spikes as Brian2 and begins with it",
      (dt) => {
        for (const [member, train] of spikes({ ...document, ...brian, dt: `${dt} ms` }).entries()) {
          const row = rows[member]!;
          expect(train.length, `${row.I_uA} uA`).toBe(row[`ee_dt${dt}_n`]);
          const first = row[`ee_dt${dt}_first_ms`];
          expectClose(firstAbove(train.slice(0, 1), dt), first === null || first === undefined ? [] : [first], 1e-9);
        }
      },
    );
  });

  test("HH-08: two ramps in stairs stay silent, and end where Brian2's do", () => {
    const { expected } = reference.read<{
      slow_60: { V_at_60: number; V_max: number };
      fast_80: { V_at_8: number; V_max: number };
    }>("HH-08-ramp-doc-runs");
    const document = { ...model, ...brian, duration: "100 ms", dt: "0.02 ms", record: recording(0.02, "v") };
    const slow = run({ ...document, input: staircase(5, 60, 1, 12) });
    const fast = run({ ...document, input: staircase(50, 80, 0.1, 4.5) });
    expect([...slow.spikes.times, ...fast.spikes.times]).toEqual([[], []]);
    expect(samplesAt(slow, "v", [60], 0.02)[0]).toBeCloseTo(expected.slow_60.V_at_60, 6);
    expect(Math.max(...trace(slow, "v"))).toBeCloseTo(expected.slow_60.V_max, 6);
    expect(samplesAt(fast, "v", [8], 0.02)[0]).toBeCloseTo(expected.fast_80.V_at_8, 6);
    expect(Math.max(...trace(fast, "v"))).toBeCloseTo(expected.fast_80.V_max, 6);
  });

  test("HH-09: released from -5 uA the membrane fires once", () => {
    const { expected } = reference.read<{
      brian_spike_times_ms: number[];
      converged_spike_times_ms: number[];
      V_min_mV: number;
      V_max_mV: number;
      at_release_30ms: { v: number; m: number; h: number; n: number };
    }>("HH-09-rebound-5uA");
    const document = { ...model, input: step("-5 uA", 10, 30), duration: "70 ms", dt: "0.01 ms" };
    expectClose(spikes(document)[0]!, expected.converged_spike_times_ms, 0.001);
    const result = run({ ...document, ...brian, record: recording(0.01, "v", "m", "h", "n") });
    expectClose(firstAbove(result.spikes.times[0]!, 0.01), expected.brian_spike_times_ms, 1e-9);
    expect(Math.min(...trace(result, "v"))).toBeCloseTo(expected.V_min_mV, 6);
    expect(Math.max(...trace(result, "v"))).toBeCloseTo(expected.V_max_mV, 6);
    for (const [variable, value] of Object.entries(expected.at_release_30ms)) {
      expect(samplesAt(result, variable, [30], 0.01)[0]).toBeCloseTo(value, 8);
    }
  });

  test("HH-10: the rebound needs a step of 20 ms below -2.790 uA", () => {
    const { threshold_uA_20ms_converged: threshold } = reference.read<{ threshold_uA_20ms_converged: number }>(
      "HH-10-rebound-threshold",
    ).expected;
    const amplitude = [threshold + 0.001, threshold - 0.001].map((uA) => `${uA} uA`);
    const trains = spikes({ ...model, input: step(amplitude, 10, 30), duration: "100 ms" });
    expect(trains.map((train) => train.length)).toEqual([0, 1]);
  });
});
