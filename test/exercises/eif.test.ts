import { expect, test } from "vitest";
import { runProtocol, simulate, spikesOf } from "../../src/index.ts";
import { withReference } from "../shared.ts";

/** Neuronal Dynamics, exercises of chapter 5: the exponential integrate-and-fire neuron. */
withReference("neurodynex/eif.json", ({ read }) => {
  const timesOf = (v_peak: "-30 mV" | "10 mV") =>
    spikesOf(simulate({ model: "eif", preset: "nd", parameters: { v_peak } }), 0).map((time) => 1000 * time);

  test("E1: a higher v_spike delays each spike by 4.5e-5 ms and changes nothing else", () => {
    const id = "EIF-04-vspike+10";
    const { expected } = read<{ converged_spike_times_ms: number[]; extra_time_per_spike_ms: number }>(id);
    const [low, high] = [timesOf("-30 mV"), timesOf("10 mV")];
    expect(high).toHaveLength(expected.converged_spike_times_ms.length);
    expected.converged_spike_times_ms.forEach((time, k) => {
      expect(Math.abs(high[k]! - time)).toBeLessThan(1e-4);
    });
    expect(Math.abs(high[0]! - low[0]! - expected.extra_time_per_spike_ms)).toBeLessThan(0.05e-5);
  });

  test("E2: the rheobase is (v_rh - v_rest - Delta_T)/R = 0.4 nA", () => {
    const { expected } = read<{ I_rh_nA: number }>("EIF-02-rheobase");
    // the passage past the saddle-node takes pi tau sqrt(2 Delta_T/(R (I - I_rh))): 60 s wait for less than 1e-6 nA above
    const experiment = { model: "eif", duration: "60000 ms", dt: "1 ms" } as const;
    const found = runProtocol({ protocol: "threshold", experiment, tolerance: 1e-7 });
    expect(found.threshold.value - expected.I_rh_nA).toBeGreaterThan(0);
    expect(found.threshold.value - expected.I_rh_nA).toBeLessThan(1e-6);
  });

  test("E3: at the rheobase it does not fire within 300 ms, slightly above as the converged runs do", () => {
    const input = (amplitude: string) => [{ stimulus: "step", amplitude, start: "20 ms", stop: "320 ms" }] as never;
    const count = (amplitude: string) =>
      spikesOf(simulate({ model: "eif", input: input(amplitude), duration: "360 ms" }), 0).length;
    expect(count("0.4 nA")).toBe(0);
    for (const amplitude of ["0.402", "0.405", "0.41", "0.5", "0.6", "2.0"]) {
      const { expected } = read<{ converged_n: number }>(`EIF-05-step300-${amplitude}nA`);
      expect([amplitude, count(`${Number(amplitude)} nA`)]).toEqual([amplitude, expected.converged_n]);
    }
  });

  test.each([
    [1, 8.5651],
    [5, 1.91931],
    [100, 0.423964],
  ])("E4: a pulse of %d ms makes a spike from %d nA on", (width, least) => {
    const stop = `${300 + width} ms` as const; // from the point of rest: at -65 mV the neuron is 0.014 mV below it
    const input = [{ stimulus: "step", amplitude: "0 nA", start: "300 ms", stop }] as const;
    const experiment = { model: "eif", input, duration: "1300 ms" } as const;
    const found = runProtocol({ protocol: "threshold", experiment, tolerance: 1e-8 });
    expect(Math.abs(found.threshold.value / least - 1)).toBeLessThan(1e-5);
  });
});
