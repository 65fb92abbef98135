import { describe, expect, test } from "vitest";
import { withReference } from "../shared.ts";
import { before, expectClose, rate, recording, run, samplesAt, spikes, trace } from "./run.ts";

interface Cell {
  tau_ms: number;
  R_Mohm: number;
  v_rest_mV: number;
  v_reset_mV: number;
  v_rh_mV: number;
  delta_T_mV: number;
  v_spike_mV: number;
  stimulus: string;
  duration_ms: number;
}

interface Trains {
  brian_n: number;
  brian_spike_times_ms: number[];
  converged_n: number;
  converged_spike_times_ms: number[];
  steady_rate_hz: number;
  V_end_of_pulse_brian_mV: number;
}

function document(cell: Cell) {
  const [, amplitude, start, stop] = /([\d.]+ nA) on \[(\d+),(\d+)\)/.exec(cell.stimulus)!;
  return {
    model: "eif",
    parameters: {
      tau_m: `${cell.tau_ms} ms`,
      R: `${cell.R_Mohm} MOhm`,
      E_L: `${cell.v_rest_mV} mV`,
      v_T: `${cell.v_rh_mV} mV`,
      Delta_T: `${cell.delta_T_mV} mV`,
      v_peak: `${cell.v_spike_mV} mV`,
      v_reset: `${cell.v_reset_mV} mV`,
    },
    input: [{ stimulus: "step", amplitude, start: `${start} ms`, stop: `${stop} ms` }],
    duration: `${cell.duration_ms} ms`,
    dt: "0.05 ms",
  };
}

const brian = { method: "euler", spikeTimes: "grid" };

withReference("neurodynex/eif.json", (reference) => {
  const demos = ["EIF-03-getting-started", "EIF-03-doc", "EIF-04-vspike+10"];
  test.each(demos)("%s: seven spikes, converged and with Brian2", (id) => {
    const { settings, expected } = reference.read<Trains, Cell>(id);
    // Where the exponent passes 20, its bound takes at most 4e-7 ms a spike.
    expectClose(spikes(document(settings))[0]!, expected.converged_spike_times_ms, 3e-6);
    expectClose(spikes({ ...document(settings), ...brian })[0]!, expected.brian_spike_times_ms, 1e-9);
  });

  test("EIF-03: Brian2's course of v", () => {
    const { settings, expected } = reference.read<{ V_at: { t: number[]; V: number[] } }, Cell>(demos[0]!);
    const result = run({ ...document(settings), ...brian, record: recording(0.05, "v") });
    expectClose(samplesAt(result, "v", expected.V_at.t, 0.05), expected.V_at.V, 1e-8);
  });

  test("EIF-04: a spike cut 40 mV higher comes 4.5e-5 ms later", () => {
    const [low, high] = ["EIF-03-doc", "EIF-04-vspike+10"].map((id) => {
      const { settings } = reference.read<Trains, Cell>(id);
      return spikes(document(settings))[0]!;
    }) as [number[], number[]];
    const { expected } = reference.read<{ extra_time_per_spike_ms: number }>("EIF-04-vspike+10");
    low.forEach((time, k) => {
      expect((high[k]! - time) / (k + 1)).toBeCloseTo(expected.extra_time_per_spike_ms, 6);
    });
  });

  test("EIF-01: without input v comes to rest at its stable point, or leaves the unstable one on its own side", () => {
    const { expected } = reference.read<{ stable_mV: number; unstable_mV: number }>("EIF-01-fixed-points");
    const rest = run({ model: "eif", duration: "300 ms", dt: "1 ms", record: recording(1, "v") });
    expect(trace(rest, "v").at(-1)).toBeCloseTo(expected.stable_mV, 6);
    const initial = { v: [`${expected.unstable_mV - 1e-6} mV`, `${expected.unstable_mV + 1e-6} mV`] };
    const [below, above] = spikes({ model: "eif", initial, duration: "300 ms" });
    expect(below).toEqual([]);
    expect(above).toHaveLength(1);
  });

  test("EIF-02: below I_rh = 0.4 nA it rests for ever; 0.01 nA above it fires slowly", () => {
    const { expected } = reference.read<{ I_rh_nA: number }>("EIF-02-rheobase");
    const amplitude = [`${expected.I_rh_nA - 0.0005} nA`, `${expected.I_rh_nA + 0.01} nA`];
    const [below, above] = spikes({ model: "eif", input: [{ stimulus: "constant", amplitude }], duration: "2 s" });
    expect(below).toEqual([]);
    expect(rate(above!)).toBeCloseTo(6.583, 3);
  });

  const steps = reference.ids.filter((id) => id.startsWith("EIF-05-step300"));
  describe.each(steps)("%s", (id) => {
    const { settings, expected } = reference.read<Trains, Cell>(id);

    test("an accurate run fires at the converged times", () => {
      const [train] = spikes(document(settings)) as [number[]];
      expect(train.length).toBe(expected.converged_n);
      expectClose(train.slice(0, expected.converged_spike_times_ms.length), expected.converged_spike_times_ms, 1e-5);
    });

    test("Euler on the grid fires with Brian2", () => {
      const result = run({ ...document(settings), ...brian, record: recording(0.05, "v") });
      const train = before(settings.duration_ms, result.spikes.times[0]!);
      expect(train.length).toBe(expected.brian_n);
      expectClose(train.slice(0, expected.brian_spike_times_ms.length), expected.brian_spike_times_ms, 1e-9);
      expect(samplesAt(result, "v", [319.95], 0.05)[0]).toBeCloseTo(expected.V_end_of_pulse_brian_mV, 6);
    });
  });

  test("EIF-05: under a steady current it fires with the rate of the quadrature", () => {
    const firing = steps
      .map((id) => reference.read<Trains, Cell>(id))
      .filter(({ expected }) => expected.steady_rate_hz > 0);
    const amplitude = firing.map(({ settings }) => /[\d.]+ nA/.exec(settings.stimulus)![0]);
    const trains = spikes({ model: "eif", input: [{ stimulus: "constant", amplitude }], duration: "1.5 s" });
    firing.forEach(({ expected }, k) => {
      expect(rate(trains[k]!) / expected.steady_rate_hz).toBeCloseTo(1, 6);
    });
  });

  test("EIF-06: the smallest pulse that makes it fire, by its length", () => {
    // Converged, however long the neuron waits: the exercise's table, nA by ms.
    const table: [number, number][] = [
      [1, 8.5651],
      [2, 4.40886],
      [5, 1.91931],
      [10, 1.09603],
      [20, 0.695111],
      [50, 0.47802],
      [100, 0.423964],
      [200, 0.406599],
    ];
    for (const [length, nA] of table) {
      const amplitude = [`${nA * (1 - 2e-5)} nA`, `${nA * (1 + 2e-5)} nA`];
      const input = [{ stimulus: "step", amplitude, start: "0 ms", stop: `${length} ms` }];
      const [below, above] = spikes({
        model: "eif",
        initial: { v: "-64.9864323773 mV" },
        input,
        duration: `${length + 400} ms`,
      });
      expect(below, `${length} ms`).toEqual([]);
      expect(above!.length, `${length} ms`).toBeGreaterThan(0);
    }
  });

  test("EIF-07-unit-test: 8.5 nA for 3 ms", () => {
    const { expected } = reference.read<{ spike_times_ms: number[]; converged: number[] }>("EIF-07-unit-test");
    const input = [{ stimulus: "step", amplitude: "8.5 nA", stop: "3 ms" }];
    const pulse = { model: "eif", input, duration: "2.5 ms", dt: "0.05 ms" };
    expectClose(spikes(pulse)[0]!, expected.converged, 1e-6);
    expectClose(spikes({ ...pulse, ...brian })[0]!, expected.spike_times_ms, 1e-9);
  });
});
