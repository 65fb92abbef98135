import { describe, expect, test } from "vitest";
import { withReference } from "../shared.ts";
import { expectClose, recording, run, samplesAt, spikes, trace } from "./run.ts";

interface Cell {
  tau_m_ms: number;
  R_Mohm: number;
  v_rest_mV: number;
  v_reset_mV: number;
  v_rh_mV: number;
  delta_T_mV: number;
  a_nS: number;
  tau_w_ms: number;
  b_pA: number;
  v_spike_mV: number;
  stimulus: string;
}

interface Expected {
  brian_n: number;
  brian_spike_times_ms: number[];
  brian_final: { v: number; w: number };
  converged_n: number;
  converged_spike_times_ms: number[];
  converged_final: { v: number; w: number };
  w_after_each_converged_spike_pA: number[];
  V_w_before_first_spike_at: { t: number[]; v: number[]; w: number[] };
}

/** The exercises count in tau_m and R; the model in C = tau_m/R and g_L = 1/R. */
function parametersOf(cell: Cell) {
  return {
    C: `${(cell.tau_m_ms * 1000) / cell.R_Mohm} pF`,
    g_L: `${1000 / cell.R_Mohm} nS`,
    E_L: `${cell.v_rest_mV} mV`,
    v_T: `${cell.v_rh_mV} mV`,
    Delta_T: `${cell.delta_T_mV} mV`,
    a: `${cell.a_nS} nS`,
    tau_w: `${cell.tau_w_ms} ms`,
    b: `${cell.b_pA} pA`,
    v_reset: `${cell.v_reset_mV} mV`,
    v_peak: `${cell.v_spike_mV} mV`,
  };
}

function document(cell: Cell, duration: number) {
  const [amplitude] = /[\d.]+ pA/.exec(cell.stimulus)!;
  const input = [{ stimulus: "step", amplitude, start: "10 ms" }];
  return { model: "adex", parameters: parametersOf(cell), input, duration: `${duration} ms`, dt: "0.01 ms" };
}

withReference("neurodynex/adex.json", (reference) => {
  const rows = ["tonic", "init_burst", "bursting", "transient", "delayed"].map((name) => `ADEX-${name}`);
  const defaults = reference.read<Expected, Cell>("ADEX-init_burst").settings;

  describe.each(rows)("%s", (id) => {
    const { settings, expected } = reference.read<Expected, Cell>(id);

    test("an accurate run fires at the converged times and ends in the converged state", () => {
      const result = run({ ...document(settings, 500.01), record: recording(0.01, "v", "w") });
      expect(result.method).toBe("dormand-prince");
      expectClose(result.spikes.times[0]!, expected.converged_spike_times_ms, 0.001);
      expect(trace(result, "v").at(-1)).toBeCloseTo(expected.converged_final.v, 3);
      expect(trace(result, "w").at(-1)! * 1000).toBeCloseTo(expected.converged_final.w, 3);
    });

    test("each spike leaves the adaptation current that it should", () => {
      // The exercises' own way of writing it, with a variable that only resets change.
      const model = {
        equations: `dv/dt = (E_L - v + Delta_T*exp((v - v_T)/Delta_T) + R*(I - w))/tau_m : volt
dw/dt = (a*(v - E_L) - w)/tau_w : amp
last : amp
I : amp (input)`,
        parameters: {
          ...parametersOf(settings),
          tau_m: `${settings.tau_m_ms} ms`,
          R: `${settings.R_Mohm} MOhm`,
        },
        threshold: "v > v_peak",
        reset: "v = v_reset; w += b; last = w",
        initial: { v: "E_L", w: "0 pA", last: "0 pA" },
      };
      const { C: _, g_L: __, ...used } = model.parameters;
      const { input, duration, dt } = document(settings, 500);
      const record = recording(0.01, "last");
      const result = run({ model: { ...model, parameters: used }, input, duration, dt, record });
      const last = trace(result, "last");
      const after = result.spikes.times[0]!.map((time) => last[Math.floor(time / 0.01) + 1]! * 1000);
      expectClose(after, expected.w_after_each_converged_spike_pA, 1e-4);
    });

    test("Euler on the grid fires with Brian2 and follows its state", () => {
      const grid = { ...document(settings, 500), method: "euler", spikeTimes: "grid" };
      const result = run({ ...grid, record: recording(0.01, "v", "w") });
      const [train] = result.spikes.times;
      expect(train!.length).toBe(expected.brian_n);
      expectClose(train!, expected.brian_spike_times_ms, 1e-9);
      const { t, v, w } = expected.V_w_before_first_spike_at;
      expectClose(samplesAt(result, "v", t, 0.01), v, 1e-8);
      const nA = samplesAt(result, "w", t, 0.01);
      expectClose(
        nA.map((current) => current * 1000),
        w,
        1e-8,
      );
      // The last sample of the run, one step before its end.
      expect(trace(result, "v").at(-1)).toBeCloseTo(expected.brian_final.v, 5);
      expect(trace(result, "w").at(-1)! * 1000).toBeCloseTo(expected.brian_final.w, 5);
    });
  });

  test("ADEX-a0.01-small-b-small-tauw: weak, fast adaptation fires almost tonically", () => {
    const { settings, expected } = reference.read<Expected, Partial<Cell>>("ADEX-a0.01-small-b-small-tauw");
    const cell = { ...defaults, ...settings };
    const [train] = spikes(document(cell, 500)) as [number[]];
    expect(train.length).toBe(expected.converged_n);
    const count = expected.converged_spike_times_ms.length;
    expectClose(train.slice(0, count), expected.converged_spike_times_ms, 0.001);
    const [grid] = spikes({ ...document(cell, 500), method: "euler", spikeTimes: "grid" }) as [number[]];
    expect(grid.length).toBe(expected.brian_n);
    expectClose(grid.slice(0, expected.brian_spike_times_ms.length), expected.brian_spike_times_ms, 1e-9);
  });

  test("ADEX-unit-test: 500 pA for 1 ms give two spikes", () => {
    const { expected } = reference.read<Expected>("ADEX-unit-test");
    const input = [{ stimulus: "step", amplitude: "500 pA", stop: "1 ms" }];
    const pulse = { ...document(defaults, 1.5), input };
    expectClose(spikes(pulse)[0]!, expected.converged_spike_times_ms, 0.001);
    const grid = spikes({ ...pulse, method: "euler", spikeTimes: "grid" });
    expectClose(grid[0]!, expected.brian_spike_times_ms, 1e-9);
  });

  test("ADEX-bif: without input every row comes to rest at its stable fixed point", () => {
    const cases = reference.ids.filter((id) => id.startsWith("ADEX-bif-"));
    for (const id of cases) {
      const { settings, expected } = reference.read<
        { fixed_points: { v: number; w: number; eig_re: number[] }[] },
        { row: string }
      >(id);
      // The irregular row is tabulated here only: that of the bursting neuron with tau_m = 9.9 ms.
      const irregular = settings.row === "irregular";
      const { settings: row } = reference.read<Expected, Cell>(`ADEX-${irregular ? "bursting" : settings.row}`);
      const cell = irregular ? { ...row, tau_m_ms: 9.9 } : row;
      const rest = expected.fixed_points.find(({ eig_re }) => eig_re.every((part) => part < 0))!;
      const { model, parameters } = document(cell, 0);
      const result = run({ model, parameters, duration: "4 s", dt: "1 ms", record: recording(1000, "v", "w") });
      expect(trace(result, "v").at(-1), id).toBeCloseTo(rest.v, 6);
      expect(trace(result, "w").at(-1)! * 1000, id).toBeCloseTo(rest.w, 6);
    }
  });
});
