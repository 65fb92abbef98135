import { expect, test } from "vitest";
import { withReference } from "../shared.ts";
import { before, expectClose, rate, recording, run, samplesAt, spikes } from "./run.ts";

/**
 * The lesson's own arithmetic: forward Euler on plain numbers with dt = 0.1. One of its milliseconds is a second here, so
 * that v + dt dv/dt is computed on the same numbers; results in ms are 1000 times the lesson's. It stamps the end of the
 * step and tests >=; its curve has no sample at the end, so neither has it a spike there.
 */
const lesson = {
  if: {
    equations: "dv/dt = I/C/second : 1\nI : 1 (input)",
    parameters: { C: 1 },
    threshold: "v >= -55",
    reset: "v = -70",
    initial: { v: -65 },
  },
  lif: {
    equations: "dv/dt = (-70 - v + 10*I)/tau : 1 (unless refractory)\ntau : second\nI : 1 (input)",
    parameters: { tau: "20 s" },
    threshold: "v >= -55",
    reset: "v = -70",
    // Held for 20 steps after the one that fired; "grid" counts the period from that step's start.
    refractory: "2.1 s",
    initial: { v: -70 },
  },
};

function replay(
  model: keyof typeof lesson,
  amplitude: number | number[],
  duration: number,
  parameters = {},
): number[][] {
  const times = spikes({ ...replayed(model, amplitude, duration), parameters });
  return times.map((train) => train.map((ms) => ms / 1000 + 0.1).filter((stamp) => stamp < duration - 0.05));
}

function replayed(model: keyof typeof lesson, amplitude: number | number[], duration: number) {
  const input = [{ stimulus: "constant", amplitude }];
  return { model: lesson[model], input, duration: `${duration} s`, dt: "0.1 s", method: "euler", spikeTimes: "grid" };
}

function exact(model: "if" | "lif", amplitudes: readonly number[], duration: number, more = {}): number[][] {
  const input = [{ stimulus: "constant", amplitude: amplitudes.map((nA) => `${nA} nA`) }];
  const times = spikes({ model, input, duration: `${duration} ms`, ...more });
  return times.map((train) => before(duration, train));
}

withReference("seed0/if.json", (reference) => {
  interface Trains {
    seed_n: number;
    seed_first10_ms: number[];
    seed_last_ms: number;
    exact_n: number;
    exact_first10_ms: number[];
    exact_rate_hz: number;
  }
  const cases = ["S0-IF-I10", "S0-IF-I20", "S0-IF-I3"];

  test("an integrator without leak fires after 10/I ms and every 15/I ms", () => {
    const wanted = cases.map((id) => reference.read<Trains, { I: number }>(id));
    const trains = exact(
      "if",
      wanted.map(({ settings }) => settings.I),
      100,
    );
    for (const [member, { expected }] of wanted.entries()) {
      const train = trains[member]!;
      expectClose(train.slice(0, 10), expected.exact_first10_ms, 1e-9);
      expect(train.length).toBe(expected.exact_n);
      expect(rate(train) / expected.exact_rate_hz).toBeCloseTo(1, 9);
    }
  });

  test("the lesson's integrator is replayed step by step", () => {
    for (const id of cases) {
      const { settings, expected } = reference.read<Trains, { I: number }>(id);
      const [train] = replay("if", settings.I, 100) as [number[]];
      expectClose(train.slice(0, 10), expected.seed_first10_ms, 1e-9);
      expect(train.length).toBe(expected.seed_n);
      expect(train.at(-1)).toBeCloseTo(expected.seed_last_ms, 9);
    }
  });

  interface Curve {
    seed_rate_hz: number[];
    exact_rate_hz: number[];
    exact_count_rate_hz: number[];
  }

  test("its f-I curve is a straight line through the origin; counted in 500 ms it is a staircase of 2 Hz", () => {
    const { settings, expected } = reference.read<Curve, { I: number[] }>("S0-IF-fI");
    const trains = exact("if", settings.I, 500);
    for (const [member, wanted] of expected.exact_rate_hz.entries()) {
      expect(rate(trains[member]!) / wanted).toBeCloseTo(1, 9);
    }
    expect(trains.map((train) => train.length / 0.5)).toEqual(expected.exact_count_rate_hz);
  });

  test("the lesson's f-I curve has its own, coarser staircase", () => {
    const { settings, expected } = reference.read<Curve, { I: number[] }>("S0-IF-fI");
    const counts = replay("if", settings.I, 500).map((train) => train.length / 0.5);
    expect(counts).toEqual(expected.seed_rate_hz);
  });
});

withReference("seed0/lif.json", (reference) => {
  interface Trains {
    seed_n: number;
    seed_spike_times_ms: number[];
    exact_n: number;
    exact_spike_times_ms: number[];
    exact_rate_hz: number;
    exact_isi_ms: number | null;
    seed_V_at: { t: number[]; V: number[] };
    exact_V_at_before_spikes: { t: number[]; V: number[] };
  }
  const cases = ["1.0", "1.6", "3", "15", "30"].map((current) => `S0-LIF-I${current}`);

  test("a leaky neuron fires at the times of the closed form", () => {
    const wanted = cases.map((id) => reference.read<Trains, { I: number }>(id));
    const trains = exact(
      "lif",
      wanted.map(({ settings }) => settings.I),
      100,
      { preset: "lesson" },
    );
    for (const [member, { expected }] of wanted.entries()) {
      const train = trains[member]!;
      expect(train.length).toBe(expected.exact_n);
      expectClose(train.slice(0, expected.exact_spike_times_ms.length), expected.exact_spike_times_ms, 1e-6);
      if (train.length > 1) {
        expect(train[1]! - train[0]!).toBeCloseTo(expected.exact_isi_ms!, 9);
        expect(rate(train)).toBeCloseTo(expected.exact_rate_hz, 6);
      }
    }
  });

  test("its potential before the first spike is that of the closed form", () => {
    for (const id of cases) {
      const { settings, expected } = reference.read<Trains, { I: number }>(id);
      const input = [{ stimulus: "constant", amplitude: `${settings.I} nA` }];
      const result = run({ model: "lif", preset: "lesson", input, duration: "2 ms", record: recording(0.1, "v") });
      const { t, V } = expected.exact_V_at_before_spikes;
      expectClose(samplesAt(result, "v", t, 0.1), V, 1e-9);
    }
  });

  test("the lesson's leaky neuron is replayed step by step", () => {
    for (const id of cases) {
      const { settings, expected } = reference.read<Trains, { I: number }>(id);
      const [train] = replay("lif", settings.I, 100) as [number[]];
      expect(train.length).toBe(expected.seed_n);
      expectClose(train.slice(0, expected.seed_spike_times_ms.length), expected.seed_spike_times_ms, 1e-9);
      const result = run({ ...replayed("lif", settings.I, 100), record: { variables: ["v"] } });
      expectClose(samplesAt(result, "v", expected.seed_V_at.t, 0.1), expected.seed_V_at.V, 1e-9);
    }
  });

  test.each([20, 40])("f-I curve for tau_m = %d ms: the closed form, and the lesson's counts", (tau) => {
    const { settings, expected } = reference.read<{ seed_hz: number[]; exact_hz: number[] }, { I: number[] }>(
      `S0-LIF-fI-tau${tau}`,
    );
    const parameters = { tau_m: `${tau} ms` };
    for (const [member, train] of exact("lif", settings.I, 500, { preset: "lesson", parameters }).entries()) {
      expect(Math.abs(rate(train) - expected.exact_hz[member]!)).toBeLessThan(1e-9 * 500);
    }
    const counts = replay("lif", settings.I, 500, { tau: `${tau} s` }).map((train) => train.length / 0.5);
    expect(counts).toEqual(expected.seed_hz);
  });

  test("the rheobase is 1.5 nA, where v would settle on the threshold", () => {
    const { expected } = reference.read<{ rheobase: number; example_V_ss_I1: number }>("S0-LIF-analysis");
    const around = [expected.rheobase * (1 - 1e-9), expected.rheobase * (1 + 1e-9)];
    const trains = exact("lif", around, 1000, { preset: "lesson" });
    expect(trains.map((train) => train.length > 0)).toEqual([false, true]);
    const input = [{ stimulus: "constant", amplitude: "1 nA" }];
    const settled = run({ model: "lif", preset: "lesson", input, duration: "1 s", record: recording(100, "v") });
    expect(samplesAt(settled, "v", [900], 100)[0]).toBeCloseTo(expected.example_V_ss_I1, 9);
  });

  test.each([0.1, 0.05, 0.2, 0.01])(
    "the refractory period is a whole number of steps of %d ms, without drift",
    (dt) => {
      const { expected } = reference.read<{ steps_actual_vs_ideal: Record<string, [number, number]> }>(
        "S0-LIF-refractory-drift",
      );
      const periods = [1, 2, 3, 4, 5];
      // So strong that a single step fires: the interval on the grid is the refractory period itself.
      const input = [{ stimulus: "constant", amplitude: "100 uA" }];
      const parameters = { t_ref: periods.map((ms) => `${ms} ms`) };
      const trains = spikes({
        model: "lif",
        parameters,
        input,
        duration: "200 ms",
        dt: `${dt} ms`,
        spikeTimes: "grid",
      });
      for (const [member, period] of periods.entries()) {
        const [, ideal] = expected.steps_actual_vs_ideal[`tref${period}_dt${dt}`]!;
        const intervals = trains[member]!.slice(1).map((time, k) => Math.round((time - trains[member]![k]!) / dt));
        expect(new Set(intervals)).toEqual(new Set([ideal]));
      }
    },
  );
});
