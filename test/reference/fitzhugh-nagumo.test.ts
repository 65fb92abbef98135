import { describe, expect, test } from "vitest";
import { withReference } from "../shared.ts";
import { expectClose, recording, run, samplesAt, spikes, trace } from "./run.ts";

const model = { model: "fitzhugh-nagumo" };
const input = (amplitude: number | readonly number[]) => [{ stimulus: "constant", amplitude }];
/** Intervals between spikes, the first ones left out. */
const settled = (train: readonly number[]) => train.slice(1).map((time, k) => time - train[k]!);

withReference("neurodynex/fhn.json", (reference) => {
  test("FHN-01: at a fixed point nothing moves", () => {
    const { rows } = reference.read<{ rows: { I: number; v: number; w: number }[] }>("FHN-01-fixed-points").expected;
    for (const { I, v, w } of rows) {
      const record = recording(1, "v", "w");
      const result = run({ ...model, input: input(I), initial: { v, w }, duration: "10 ms", record });
      // A distance of 1e-10 from the unstable ones grows by less than exp(0.9 · 10).
      expect(Math.abs(trace(result, "v").at(-1)! - v)).toBeLessThan(1e-6);
      expect(Math.abs(trace(result, "w").at(-1)! - w)).toBeLessThan(1e-6);
    }
  });

  test("FHN-01: where the fixed point is stable the neuron comes to rest there", () => {
    const { rows } = reference.read<{ rows: { I: number; v: number; w: number; eig_re: number[] }[] }>(
      "FHN-01-fixed-points",
    ).expected;
    const stable = rows.filter(({ eig_re }) => eig_re.every((re) => re < 0));
    const record = recording(4000, "v", "w");
    const result = run({
      ...model,
      input: input(stable.map(({ I }) => I)),
      duration: "4000.1 ms",
      tolerance: 1e-12,
      record,
    });
    stable.forEach(({ v, w }, member) => {
      expectClose([trace(result, "v", member).at(-1)!, trace(result, "w", member).at(-1)!], [v, w], 1e-9);
    });
  });

  describe("FHN-02: the Hopf points", () => {
    const { expected } = reference.read<{
      I_lower: number;
      I_upper: number;
      v_hopf: number;
      period_at_hopf: number;
      euler_dt0p1_apparent_hopf: [number, number];
    }>("FHN-02-hopf");

    /** Whether a small oscillation about the fixed point has grown, for each input. */
    function grows(inputs: readonly number[], v: number, method: string): boolean[] {
      const initial = { v, w: 2 * v + 2 + 1e-6 };
      const document = { ...model, input: input(inputs), initial, method, tolerance: 1e-13 };
      const result = run({ ...document, duration: "3000 ms", record: recording(0.5, "v") });
      return inputs.map((_, member) => {
        const values = trace(result, "v", member);
        const size = (from: number) => {
          const part = values.slice(from, from + 100);
          return Math.max(...part) - Math.min(...part);
        };
        return size(values.length - 100) > size(2000);
      });
    }

    test.each([
      ["dormand-prince", expected.I_lower, expected.I_upper],
      ["euler", ...expected.euler_dt0p1_apparent_hopf],
    ])("%s: oscillations grow between the two inputs, and die outside", (method, lower, upper) => {
      const v = -expected.v_hopf;
      expect(grows([lower - 0.0005, lower + 0.0005], v, method)).toEqual([false, true]);
      expect(grows([upper - 0.0005, upper + 0.0005], -v, method)).toEqual([true, false]);
    });

    test("at the Hopf point small oscillations have the period of the eigenvalues", () => {
      const v = -expected.v_hopf;
      const [train] = spikes({
        ...model,
        parameters: { v_spike: v },
        initial: { v: v + 1e-5, w: 2 * v + 2 },
        input: input(expected.I_lower),
        duration: "300 ms",
        tolerance: 1e-13,
      });
      for (const interval of settled(train!)) expect(interval).toBeCloseTo(expected.period_at_hopf, 4);
    });
  });

  describe.each(reference.ids.filter((id) => id.startsWith("FHN-04")))("%s", (id) => {
    interface Expected {
      n_samples: number;
      t: number[];
      brian_v: number[];
      brian_w: number[];
      converged_v: number[];
      converged_w: number[];
      brian_v_min_last: number;
      brian_v_max_last: number;
    }
    interface Settings {
      eps: number;
      a: number;
      v0: number;
      w0: number;
      I: number;
    }
    const { settings, expected } = reference.read<Expected, Settings>(id);
    const document = {
      ...model,
      parameters: { epsilon: settings.eps, a: settings.a },
      initial: { v: settings.v0, w: settings.w0 },
      input: input(settings.I),
      // The exercise rounds the duration up to a sample.
      duration: `${expected.n_samples / 10} ms`,
      record: recording(0.1, "v", "w"),
    };

    test("an accurate run follows the converged trajectory", () => {
      const result = run({ ...document, tolerance: 1e-11 });
      expectClose(samplesAt(result, "v", expected.t, 0.1), expected.converged_v, 1e-6);
      expectClose(samplesAt(result, "w", expected.t, 0.1), expected.converged_w, 1e-6);
    });

    test("Euler steps of 0.1 ms give Brian2's", () => {
      const result = run({ ...document, method: "euler", spikeTimes: "grid" });
      expectClose(samplesAt(result, "v", expected.t, 0.1), expected.brian_v, 1e-9);
      expectClose(samplesAt(result, "w", expected.t, 0.1), expected.brian_w, 1e-9);
      const later = trace(result, "v").slice(Math.floor(expected.n_samples / 2));
      expectClose(
        [Math.min(...later), Math.max(...later)],
        [expected.brian_v_min_last, expected.brian_v_max_last],
        1e-9,
      );
    });
  });

  test("FHN-03: the limit cycle has the exercise's period and amplitude", () => {
    const amplitudes = [1.3, 1.5, 2];
    const result = run({ ...model, input: input(amplitudes), duration: "600 ms", record: recording(0.1, "v") });
    const periods = result.spikes.times.map((train) => settled(train).at(-1)!);
    expectClose(periods, [38.374, 32.418, 29.258], 6e-4);
    const range = (member: number) => {
      const later = trace(result, "v", member).slice(2000);
      return [Math.min(...later), Math.max(...later)];
    };
    expectClose([...range(0), ...range(2)], [-1.179, 1.0102, -1.1256, 1.1256], 1e-3);
  });
});
