import { expect, test } from "vitest";
import { describeCell } from "../../../src/analysis/cell/describe-cell.ts";
import type { ClampSweep } from "../../../src/analysis/cell/sweep.ts";
import { families, readFamily } from "../../recording-families.ts";
import { withSharedFile } from "../../shared.ts";
import { course, passive } from "./passive-cell.ts";

interface Expected {
  readonly summary: {
    readonly step_on_s: number;
    readonly step_off_s: number;
    readonly fi_curve_dIpA_Hz: readonly (readonly [number, number])[];
    readonly rheobase_bracket_dIpA: readonly [number | null, number];
    readonly R_in_MOhm_median_hyperpol?: number;
    readonly R_in_MOhm_median_depol?: number;
    readonly tau_m_ms_median?: number;
  };
  readonly sweeps: readonly {
    readonly n_spikes_total: number;
    readonly V_base_mV: number;
    readonly V_ss_mV: number;
    readonly dI_pA: number;
    readonly R_in_MOhm?: number;
    readonly sag_ratio?: number;
    readonly tau_fit?: { readonly tau_ms: number };
  }[];
}

for (const family of families) {
  withSharedFile(`reference/data/${family}.json`, (json) => {
    test(`${family}: spikes, passive measures, f-I curve and rheobase are those of the reference`, async () => {
      const { summary, sweeps } = JSON.parse(json.toString()) as Expected;
      const recording = await readFamily(family);
      const found = describeCell(recording.sweeps as unknown as ClampSweep[]);
      expect(found.sweeps.map(({ spikes }) => spikes.length)).toEqual(sweeps.map((own) => own.n_spikes_total));

      // A noisy edge is found within a millisecond; the reference found it in another way.
      expect(Math.abs(found.step!.start - summary.step_on_s)).toBeLessThan(1e-3);
      expect(Math.abs(found.step!.stop - summary.step_off_s)).toBeLessThan(1e-3);
      const isCommand = recording.sweeps[0]!.source.isCommand === true;
      // An edge that is found a sample later exchanges one of the 400 samples or more before it: by the step, and by the noise
      // of a recorded current, 80 pA in the noisiest.
      const room = (amplitude: number): number => (isCommand ? 1e-3 : (amplitude + 3 * 80) / 400);
      for (const [k, own] of sweeps.entries()) {
        const step = found.sweeps[k]!.step!;
        expect(Math.abs(step.amplitude * 1e12 - own.dI_pA)).toBeLessThan(room(own.dI_pA));
        expect(Math.abs(step.baseVoltage * 1e3 - own.V_base_mV)).toBeLessThan(isCommand ? 1e-3 : 0.02);
        expect(Math.abs(step.steadyVoltage * 1e3 - own.V_ss_mV)).toBeLessThan(isCommand ? 1e-3 : 0.06);
        if (!isCommand) continue;
        within(step.resistance, own.R_in_MOhm, 1e6, 1e-3 / (own.R_in_MOhm ?? 1));
        within(step.sagRatio, own.sag_ratio, 1, 1e-4);
        within(step.timeConstant, own.tau_fit?.tau_ms, 1e-3, 1e-4);
      }
      const [silent, firing] = summary.rheobase_bracket_dIpA;
      const resistance = summary.R_in_MOhm_median_hyperpol ?? summary.R_in_MOhm_median_depol!;
      within(found.resistance, resistance, 1e6, isCommand ? 1e-4 : room(firing) / firing);
      if (isCommand) within(found.timeConstant, summary.tau_m_ms_median, 1e-3, 1e-3);
      for (const [k, [amplitude, rate]] of summary.fi_curve_dIpA_Hz.entries()) {
        expect(Math.abs(found.fiCurve[k]!.amplitude * 1e12 - amplitude)).toBeLessThan(room(amplitude));
        // The edges of the step move the length that spikes are divided by.
        expect(Math.abs(found.fiCurve[k]!.rate - rate)).toBeLessThanOrEqual(2e-3 * rate);
      }
      expect(Math.abs(found.rheobase!.firing * 1e12 - firing)).toBeLessThan(room(firing));
      if (silent === null) expect(found.rheobase!.silent).toBeUndefined();
      else expect(Math.abs(found.rheobase!.silent! * 1e12 - silent)).toBeLessThan(room(silent));
    });
  });
}

function within(value: number | undefined, reference: number | undefined, unit: number, relative: number): void {
  expect(value === undefined).toBe(reference === undefined);
  if (value === undefined || reference === undefined) return;
  expect(Math.abs(value / unit / reference - 1)).toBeLessThan(relative);
}

const cell = { rate: 10_000, resistance: 200e6, timeConstant: 15e-3 };
const step = (amplitude: number): Float64Array => course([0, 2000], [amplitude, 5000], [0, 2000]);

test("resistance, time constant, capacitance and rest of a passive membrane are its own", () => {
  const found = describeCell([-1e-10, -5e-11, 5e-11].map((amplitude) => passive(step(amplitude), cell)));
  expect(found.sweeps.map(({ course: { kind } }) => kind)).toEqual(["steps", "steps", "steps"]);
  expect(found.rest).toBeCloseTo(-0.065, 9);
  // The last 100 ms of 500 ms begin 400/15 time constants after the onset: e^-26 of the answer is missing.
  expect(Math.abs(found.resistance! / 200e6 - 1)).toBeLessThan(1e-9);
  expect(Math.abs(found.timeConstant! / 15e-3 - 1)).toBeLessThan(1e-5);
  expect(Math.abs(found.capacitance! / 75e-12 - 1)).toBeLessThan(1e-5);
  expect(Math.abs(found.sagRatio! - 1)).toBeLessThan(1e-9);
  expect(found.rheobase).toBeUndefined();
  expect(Math.abs(found.bridge!.resistance)).toBeLessThan(2e5);
});

test("an unbalanced bridge shifts the resistance by its own until it is taken off", () => {
  const sweeps = [-1e-10, -5e-11].map((amplitude) => passive(step(amplitude), { ...cell, bridge: 20e6 }));
  const raw = describeCell(sweeps);
  expect(Math.abs(raw.resistance! / 220e6 - 1)).toBeLessThan(1e-9);
  expect(Math.abs(raw.bridge!.resistance - 20e6)).toBeLessThan(2e5);
  expect(Math.abs(describeCell(sweeps, { bridge: 20e6 }).resistance! / 200e6 - 1)).toBeLessThan(1e-9);
});

test("a sweep that is none is refused", () => {
  const sweep = passive(step(1e-10), cell);
  expect(() => describeCell([{ ...sweep, current: sweep.current.subarray(1) }])).toThrow(
    "9000 samples of voltage, but 8999",
  );
  expect(() => describeCell([{ ...sweep, rate: 0 }])).toThrow("the rate of a sweep must be positive");
});
