import { expect, test } from "vitest";
import {
  estimateLif,
  hiddenNeuron,
  parseQuantity,
  recordedTraces,
  runProtocol,
  simulate,
  spikesOf,
  traceOf,
} from "../../src/index.ts";
import { withReference } from "../shared.ts";

/** Neuronal Dynamics, exercises of chapter 1: the leaky integrate-and-fire neuron. */
withReference("neurodynex/lif.json", ({ read }) => {
  test("L1: the smallest current that makes the neuron fire is 2 nA", () => {
    const { expected } = read<{ I_min_nA: number }>("LIF-01-Imin-analytic");
    const found = runProtocol({ protocol: "threshold", experiment: { model: "lif", duration: "10000 ms" } });
    expect(Math.abs(found.threshold.value - expected.I_min_nA)).toBeLessThan(1e-8);
  });

  test("L2: under just that current the neuron comes near its threshold and does not fire", () => {
    const { expected } = read<{ t_ms: number[]; V_exact_mV: number[]; n_spikes: number }>("LIF-02-Imin-step-200ms");
    const input = [{ stimulus: "step", amplitude: "2 nA", start: "5 ms", stop: "101 ms" }] as const;
    const result = simulate({ model: "lif", input, duration: "200 ms", record: { variables: ["v"] } });
    expect(spikesOf(result, 0)).toHaveLength(expected.n_spikes);
    const v = traceOf(result, "v", 0);
    expected.t_ms.forEach((t, k) => {
      expect(Math.abs(1000 * v[Math.round(t / 0.1)]! - expected.V_exact_mV[k]!)).toBeLessThan(1e-9);
    });
  });

  test.each(["2.0001", "2.001", "2.01", "2.05", "2.1", "3.0", "5.0", "10.0", "20.0"])(
    "L2: at %s nA it fires when the closed form says",
    (amplitude) => {
      const { expected } = read<{ exact_spike_times_ms: number[] }>(`LIF-03-step-${amplitude}nA`);
      const input = [{ stimulus: "step", amplitude: `${Number(amplitude)} nA`, start: "5 ms" }] as const;
      const times = spikesOf(simulate({ model: "lif", input, duration: "500 ms" }), 0);
      expected.exact_spike_times_ms.forEach((time, k) => {
        expect(Math.abs(1000 * times[k]! - time)).toBeLessThan(1e-6);
      });
    },
  );

  test("L3: the f-I curve begins at 2 nA with an infinite slope and stays below 1/t_ref = 333.3 Hz", () => {
    const id = "LIF-07-fI-tref3";
    const { expected, settings } = read<{ exact_rate_hz: number[]; onset_nA: number }, { currents_nA: number[] }>(id);
    const curve = runProtocol({
      protocol: "fi-curve",
      experiment: { model: "lif", parameters: { t_ref: "3 ms" }, duration: "500 ms" },
      values: settings.currents_nA.map((current) => `${current} nA`),
    });
    expected.exact_rate_hz.forEach((rate, k) => {
      expect(Math.abs(curve.rate.values[k]! - rate)).toBeLessThanOrEqual(1e-9 * rate);
    });
    expect(curve.silentUpTo.value).toBe(expected.onset_nA);
    expect(curve.highestRate.value).toBeLessThan(1000 / 3);
  });

  test.each([432, 0, 1, 42, 123])("L4: from its responses to steps hidden neuron %i is the one dealt", (seed) => {
    const amplitude = ["1 nA", "2 nA", "4 nA", "8 nA", "16 nA", "32 nA"] as const;
    const neuron = hiddenNeuron(seed);
    const input = [{ stimulus: "step", amplitude, start: "5 ms", stop: "45 ms" }] as const;
    const found = estimateLif(recordedTraces(neuron.probe({ input })));
    for (const [name, text] of Object.entries(neuron.reveal())) {
      const truth = parseQuantity(text).value;
      expect(Math.abs(found[name as keyof typeof found] - truth)).toBeLessThan(0.02 * Math.abs(truth));
    }
  });

  test("L5: a sine of 250 Hz is answered by one of 1.9832 mV that lags by 0.949 ms", () => {
    const id = "LIF-11-sine250";
    const { expected } = read<Record<"exact_amplitude_mV" | "exact_phase_deg" | "exact_lag_ms", number>>(id);
    const input = [{ stimulus: "sine", amplitude: "2.5 nA", frequency: "250 Hz" }] as const;
    const experiment = { model: "lif", parameters: { v_th: "0 mV" }, input } as const;
    const found = runProtocol({ protocol: "sine-response", experiment });
    expect(Math.abs(found.amplitude.value / expected.exact_amplitude_mV - 1)).toBeLessThan(1e-6);
    expect(Math.abs(found.phase.value - expected.exact_phase_deg)).toBeLessThan(1e-4);
    expect(Math.abs(found.lag.value - expected.exact_lag_ms)).toBeLessThan(1e-5);
  });

  test("L6, L7, L8: over frequency it is a low-pass filter with the cut-off 1/(2 pi tau) = 19.894 Hz", () => {
    const id = "LIF-10-bode";
    const { expected, settings } = read<
      Record<"exact_amplitude_mV" | "exact_phase_deg", number[]>,
      { frequencies_hz: number[] }
    >(id);
    const input = [{ stimulus: "sine", amplitude: "2.5 nA", frequency: "10 Hz" }] as const;
    const experiment = { model: "lif", parameters: { v_th: "0 mV" }, input } as const;
    const frequencies = settings.frequencies_hz.map((frequency) => `${frequency} Hz`);
    const found = runProtocol({ protocol: "frequency-response", experiment, frequencies });
    settings.frequencies_hz.forEach((_, k) => {
      expect(Math.abs(found.amplitude.values[k]! / expected.exact_amplitude_mV[k]! - 1)).toBeLessThan(1e-6);
      expect(Math.abs(found.phase.values[k]! - expected.exact_phase_deg[k]!)).toBeLessThan(1e-4);
    });
    expect(found.cutOff!.value).toBeCloseTo(1000 / (2 * Math.PI * 8), 6);
  });
});
