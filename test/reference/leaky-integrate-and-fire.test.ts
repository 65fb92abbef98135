import { describe, expect, test } from "vitest";
import { withReference } from "../shared.ts";
import { before, expectClose, fitSine, rate, recording, run, samplesAt, spikes, trace } from "./run.ts";

interface Cell {
  v_rest_mV: number;
  v_reset_mV: number;
  threshold_mV: number;
  R_Mohm: number;
  tau_ms: number;
  t_ref_ms: number;
  threshold_override_mV?: number;
}

function parametersOf(cell: Cell) {
  return {
    E_L: `${cell.v_rest_mV} mV`,
    v_reset: `${cell.v_reset_mV} mV`,
    v_th: `${cell.threshold_override_mV ?? cell.threshold_mV} mV`,
    R: `${cell.R_Mohm} MOhm`,
    tau_m: `${cell.tau_ms} ms`,
    t_ref: `${cell.t_ref_ms} ms`,
  };
}

/** The first current of a text such as "step 2.0001 nA from t=5 ms to end". */
function currentOf(stimulus: string): number {
  return Number(/([\d.]+) nA/.exec(stimulus)![1]);
}

withReference("neurodynex/lif.json", (reference) => {
  test("LIF-01, LIF-02: at exactly 2.0 nA the potential creeps to the threshold and never fires", () => {
    const { settings, expected } = reference.read<{ t_ms: number[]; V_exact_mV: number[]; V_max_mV: number }, Cell>(
      "LIF-02-Imin-step-200ms",
    );
    const { I_min_nA } = reference.read<{ I_min_nA: number }>("LIF-01-Imin-analytic").expected;
    const input = [{ stimulus: "step", amplitude: `${I_min_nA} nA`, start: "5 ms", stop: "101 ms" }];
    const model = { model: "lif", parameters: parametersOf(settings), input };
    const result = run({ ...model, duration: "200 ms", record: recording(0.1, "v") });
    expect(result.spikes.times).toEqual([[]]);
    expectClose(samplesAt(result, "v", expected.t_ms, 0.1), expected.V_exact_mV, 1e-9);
    expect(Math.max(...trace(result, "v"))).toBeCloseTo(expected.V_max_mV, 9);
  });

  describe("LIF-03: steps of 2.0001 to 20 nA from 5 ms on", () => {
    interface Trains {
      brian_n_spikes: number;
      brian_spike_times_ms: number[];
      brian_last_spike_ms: number;
      exact_n_spikes: number;
      exact_spike_times_ms: number[];
      exact_last_spike_ms: number;
      exact_rate_hz: number;
      brian_V_mV_at: { t: number[]; V: number[] };
    }
    const cases = reference.ids
      .filter((id) => id.startsWith("LIF-03"))
      .map((id) => reference.read<Trains, Cell & { stimulus: string }>(id));
    const amplitude = cases.map(({ settings }) => `${currentOf(settings.stimulus)} nA`);
    const input = [{ stimulus: "step", amplitude, start: "5 ms" }];
    const document = { model: "lif", parameters: parametersOf(cases[0]!.settings), input, duration: "500 ms" };

    test("the times are those of the closed form", () => {
      for (const [member, train] of spikes(document).entries()) {
        const { expected } = cases[member]!;
        expect(train.length).toBe(expected.exact_n_spikes);
        expectClose(train.slice(0, expected.exact_spike_times_ms.length), expected.exact_spike_times_ms, 1e-6);
        expect(Math.abs(train.at(-1)! - expected.exact_last_spike_ms)).toBeLessThanOrEqual(1e-6);
        expect(rate(train) / expected.exact_rate_hz).toBeCloseTo(1, 9);
      }
    });

    test("on the grid they are Brian2's, and so is the potential", () => {
      const result = run({ ...document, method: "exact", spikeTimes: "grid", record: recording(0.1, "v") });
      for (const [member, train] of result.spikes.times.entries()) {
        const { expected } = cases[member]!;
        expect(train.length).toBe(expected.brian_n_spikes);
        expectClose(train.slice(0, expected.brian_spike_times_ms.length), expected.brian_spike_times_ms, 1e-9);
        expect(train.at(-1)).toBeCloseTo(expected.brian_last_spike_ms, 9);
        const { t, V } = expected.brian_V_mV_at;
        expectClose(samplesAt(result, "v", t, 0.1, member), V, 1e-9);
      }
    });
  });

  test("LIF-07: the f-I curve with 3 ms of refractoriness starts at 2 nA and saturates towards 333 Hz", () => {
    const { settings, expected } = reference.read<
      { exact_rate_hz: number[]; exact_counts_in_500ms: number[]; brian_counts: number[] },
      Cell & { currents_nA: number[] }
    >("LIF-07-fI-tref3");
    const input = [{ stimulus: "constant", amplitude: settings.currents_nA.map((nA) => `${nA} nA`) }];
    const document = { model: "lif", parameters: parametersOf(settings), input, duration: "500 ms" };
    const trains = spikes(document);
    expect(trains.map((train) => before(500, train).length)).toEqual(expected.exact_counts_in_500ms);
    for (const [member, wanted] of expected.exact_rate_hz.entries()) {
      expect(Math.abs(rate(trains[member]!) - wanted)).toBeLessThanOrEqual(1e-9 * wanted);
    }
    const grid = spikes({ ...document, method: "exact", spikeTimes: "grid" });
    expect(grid.map((train) => train.length)).toEqual(expected.brian_counts);
  });

  describe("LIF-10: the response to sines is that of a low-pass filter", () => {
    const { settings, expected } = reference.read<
      {
        exact_amplitude_mV: number[];
        exact_phase_deg: number[];
        brian_amplitude_mV: number[];
        brian_phase_deg: number[];
      },
      Cell & { frequencies_hz: number[] }
    >("LIF-10-bode");
    const frequencies = settings.frequencies_hz;
    const parameters = parametersOf(settings);

    test("amplitude R I/sqrt(1 + (w tau)^2) and phase -atan(w tau), from 1 Hz to 1 kHz", () => {
      const frequency = frequencies.map((f) => `${f} Hz`);
      const input = [{ stimulus: "sine", amplitude: "2.5 nA", frequency }];
      const result = run({ model: "lif", parameters, input, duration: "1.3 s", record: recording(0.1, "v") });
      const times = Array.from({ length: 10_000 }, (_, k) => 300 + 0.1 * k);
      for (const [member, f] of frequencies.entries()) {
        const fit = fitSine(times, trace(result, "v", member).slice(3000), f);
        expect(Math.abs(fit.amplitude / expected.exact_amplitude_mV[member]! - 1), `${f} Hz`).toBeLessThan(1e-8);
        expect(Math.abs(fit.phase - expected.exact_phase_deg[member]!), `${f} Hz`).toBeLessThan(1e-6);
      }
    });

    test.each([250, 1000])("samples held for 0.1 ms lag as Brian2's do, at %d Hz", (frequency) => {
      const member = frequencies.indexOf(frequency);
      const values = Array.from({ length: 3000 }, (_, k) => 2.5 * Math.sin((2 * Math.PI * frequency * k) / 10_000));
      const input = [{ stimulus: "samples", values, unit: "nA", interval: "0.1 ms" }];
      const result = run({ model: "lif", parameters, input, duration: "300 ms", record: recording(0.1, "v") });
      const times = Array.from({ length: 1000 }, (_, k) => 200 + 0.1 * k);
      const fit = fitSine(times, trace(result, "v").slice(2000), frequency);
      expect(fit.amplitude / expected.brian_amplitude_mV[member]!).toBeCloseTo(1, 4);
      expect(fit.phase).toBeCloseTo(expected.brian_phase_deg[member]!, 2);
    });
  });

  describe("LIF-11: a sine of 250 Hz from 20 to 100.1 ms", () => {
    const { settings, expected } = reference.read<
      {
        exact_amplitude_mV: number;
        exact_phase_deg: number;
        exact_lag_ms: number;
        V_at: { t: number[]; V: number[] };
      },
      Cell
    >("LIF-11-sine250");
    const model = { model: "lif", parameters: parametersOf(settings), duration: "120 ms", record: recording(0.1, "v") };

    test("amplitude and phase are exact as soon as it starts", () => {
      const sine = { stimulus: "sine", amplitude: "2.5 nA", frequency: "250 Hz", start: "20 ms", stop: "100.1 ms" };
      const result = run({ ...model, input: [sine] });
      expect(result.spikes.times).toEqual([[]]);
      const times = Array.from({ length: 801 }, (_, k) => 0.1 * k);
      // What the onset leaves behind decays with the membrane.
      const rest = [() => 1, (ms: number) => Math.exp(-ms / settings.tau_ms)];
      const fit = fitSine(times, trace(result, "v").slice(200, 1001), 250, rest);
      expect(fit.amplitude).toBeCloseTo(expected.exact_amplitude_mV, 8);
      expect(fit.phase).toBeCloseTo(expected.exact_phase_deg, 6);
      expect((-fit.phase / 360 / 250) * 1000).toBeCloseTo(expected.exact_lag_ms, 8);
    });

    test("held samples of 0.1 ms give Brian2's trace", () => {
      const values = Array.from({ length: 801 }, (_, k) => 2.5 * Math.sin((2 * Math.PI * 250 * k) / 10_000));
      const samples = { stimulus: "samples", values, unit: "nA", start: "20 ms", interval: "0.1 ms" };
      const result = run({ ...model, input: [samples], method: "exact", spikeTimes: "grid" });
      expectClose(samplesAt(result, "v", expected.V_at.t, 0.1), expected.V_at.V, 1e-9);
    });
  });

  test.each(reference.ids.filter((id) => id.startsWith("LIF-12")))("%s: spike times and potential", (id) => {
    const { settings, expected } = reference.read<
      { brian_spike_times_ms: number[]; exact_spike_times_ms: number[]; V_at: { t: number[]; V: number[] } },
      Cell & { stimulus: string }
    >(id);
    const input = [{ stimulus: "step", amplitude: `${currentOf(settings.stimulus)} nA`, start: "5 ms" }];
    const document = { model: "lif", parameters: parametersOf(settings), input, duration: "50 ms" };
    expectClose(spikes(document)[0]!, expected.exact_spike_times_ms, 1e-6);
    const grid = run({ ...document, method: "exact", spikeTimes: "grid", record: recording(0.1, "v") });
    expectClose(grid.spikes.times[0]!, expected.brian_spike_times_ms, 1e-9);
    expectClose(samplesAt(grid, "v", expected.V_at.t, 0.1), expected.V_at.V, 1e-9);
  });
});
