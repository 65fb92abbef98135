import { describe, expect, test } from "vitest";
import { withReference } from "../shared.ts";
import { expectClose, recording, run, samplesAt, spikes, trace } from "./run.ts";

interface Settings {
  a: number;
  b: number;
  c: number;
  d: number;
  I: number;
  v0: number;
  u0: number;
  duration_ms: number;
}

interface Expected {
  seed_n: number;
  seed_spike_times_ms: number[];
  seed_final: { v: number; u: number };
  euler_dt0p01_n: number;
  euler_dt0p01_first10_ms: number[];
  converged_n: number;
  converged_spike_times_ms: number[];
  converged_last_isi_ms: number | null;
  converged_final: { v: number; u: number };
  u_after_each_spike: number[];
  original_2003_scheme_dt1_spike_times_ms: number[];
}

function document({ a, b, c, d, I, v0, u0 }: Settings) {
  const input = [{ stimulus: "constant", amplitude: I }];
  return { model: "izhikevich", parameters: { a, b, c, d }, initial: { v: v0, u: u0 }, input };
}

/**
 * The lesson's own arithmetic: forward Euler on plain numbers, one of its milliseconds being a second here, so that
 * v + dt dv/dt is computed on the same numbers. It stamps the end of the step and has no sample at the end of the run.
 */
function replayed({ a, b, c, d, I, v0, u0, duration_ms }: Settings, dt: number) {
  const model = {
    equations: `dv/dt = (0.04*v**2 + 5*v + 140 - u + I)/second : 1
du/dt = a*(b*v - u)/second : 1
I : 1 (input)`,
    parameters: { a, b, c, d },
    threshold: "v >= 30",
    reset: "v = c; u += d",
    initial: { v: v0, u: u0 },
  };
  const input = [{ stimulus: "constant", amplitude: I }];
  return { model, input, duration: `${duration_ms} s`, dt: `${dt} s`, method: "euler", spikeTimes: "grid" };
}

function stamps(settings: Settings, dt: number): number[] {
  const [train] = spikes(replayed(settings, dt)) as [number[]];
  return train.map((ms) => ms / 1000 + dt).filter((stamp) => stamp < settings.duration_ms - dt / 2);
}

withReference("seed0/izhikevich.json", (reference) => {
  describe.each(reference.ids.filter((id) => id !== "S0-IZH-fixedpoints-b0.2"))("%s", (id) => {
    const { settings, expected } = reference.read<Expected, Settings>(id);
    const duration = settings.duration_ms;

    test("an accurate run fires at the converged times and ends in the converged state", () => {
      const result = run({ ...document(settings), duration: `${duration + 0.1} ms`, record: recording(0.1, "v", "u") });
      const train = result.spikes.times[0]!.filter((time) => time < duration);
      expect(result.method).toBe("dormand-prince");
      expect(train.length).toBe(expected.converged_n);
      const count = expected.converged_spike_times_ms.length;
      expectClose(train.slice(0, count), expected.converged_spike_times_ms, 0.001);
      if (expected.converged_last_isi_ms) {
        expect(train.at(-1)! - train.at(-2)!).toBeCloseTo(expected.converged_last_isi_ms, 3);
      }
      expect(samplesAt(result, "v", [duration], 0.1)[0]).toBeCloseTo(expected.converged_final.v, 3);
      expect(samplesAt(result, "u", [duration], 0.1)[0]).toBeCloseTo(expected.converged_final.u, 3);
    });

    test("a variable that only resets change keeps u as each spike left it", () => {
      const { model } = replayed(settings, 0.1);
      const result = run({
        ...document(settings),
        model: {
          ...model,
          equations: `${model.equations.replaceAll("second", "ms")}\nlast : 1`,
          reset: `${model.reset}; last = u`,
          initial: { ...model.initial, last: 0 },
        },
        initial: {},
        duration: `${duration} ms`,
        record: recording(0.1, "last"),
      });
      const last = trace(result, "last");
      const train = result.spikes.times[0]!.slice(0, expected.u_after_each_spike.length);
      expectClose(
        train.map((time) => last[Math.floor(time / 0.1) + 1]!),
        expected.u_after_each_spike,
        1e-4,
      );
    });

    test("the lesson is replayed to the last bit that it prints", () => {
      const train = stamps(settings, 0.1);
      expect(train.length).toBe(expected.seed_n);
      expectClose(train.slice(0, expected.seed_spike_times_ms.length), expected.seed_spike_times_ms, 1e-9);
      const result = run({ ...replayed(settings, 0.1), record: { variables: ["v", "u"] } });
      expect(trace(result, "v").at(-1)).toBeCloseTo(expected.seed_final.v, 7);
      expect(trace(result, "u").at(-1)).toBeCloseTo(expected.seed_final.u, 7);
    });

    test("so is the lesson at a tenth of its step", () => {
      const train = stamps(settings, 0.01);
      expect(train.length).toBe(expected.euler_dt0p01_n);
      expectClose(train.slice(0, 10), expected.euler_dt0p01_first10_ms, 1e-9);
    });

    test("two half steps of v for one of u, the scheme of 2003, are a document: u moves in every second step only", () => {
      const { a, b, c, d, I, v0, u0 } = settings;
      const model = {
        equations: `dv/dt = (0.04*v*v + 5*v + 140 - u + I)/second : 1
du/dt = 2*int(t % (1*second) >= 0.5*second)*a*(b*v - u)/second : 1
I : 1 (input)`,
        parameters: { a, b, c, d },
        threshold: "v >= 30 and abs(t % (1*second) - 0.5*second) > 0.25*second",
        reset: "v = c; u += d",
        initial: { v: v0, u: u0 },
      };
      const input = [{ stimulus: "constant", amplitude: I }];
      const half = { dt: "0.5 s", method: "sequential-euler", spikeTimes: "grid" };
      const [train] = spikes({ model, input, duration: `${duration} s`, ...half }) as [number[]];
      // The program finds a spike at the beginning of the next millisecond; the grid stamps the half step before it.
      const found = train.map((ms) => ms / 1000 + 0.5).filter((stamp) => stamp < duration);
      expectClose(found, expected.original_2003_scheme_dt1_spike_times_ms, 1e-9);
    });
  });

  test("for b = 0.2 without input v = -70 and v = -50 are fixed points", () => {
    const { expected } = reference.read<{ v_fixed: number[] }>("S0-IZH-fixedpoints-b0.2");
    for (const v of expected.v_fixed) {
      const initial = { v, u: 0.2 * v };
      const result = run({ model: "izhikevich", initial, duration: "100 ms", record: recording(1, "v", "u") });
      expectClose(trace(result, "v"), new Array(100).fill(v), 1e-9);
      expectClose(trace(result, "u"), new Array(100).fill(0.2 * v), 1e-9);
    }
  });
});
