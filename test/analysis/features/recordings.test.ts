import { gunzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { detectSpikes, measureFeatures, type VoltageTrace } from "../../../src/analysis/features/index.ts";
import { withSharedFile } from "../../shared.ts";

/** Columns of numbers after some lines of heading. */
function columns(text: string, headings: number, separator: string): Float64Array[] {
  const rows = text
    .trim()
    .split(/\r?\n/)
    .slice(headings)
    .map((line) => line.split(separator).map(Number));
  return rows[0]!.map((_, column) => Float64Array.from(rows, (row) => row[column]!));
}

const passes = (mV: number) => ({ by: "threshold", threshold: mV / 1000, hysteresis: 5e-3 }) as const;

withSharedFile("reference/data/l5-frozen-noise-ibw5.json", (json) => {
  const { spike_times_s } = JSON.parse(json.toString()) as { spike_times_s: number[][] };
  withSharedFile("data/csv/frozen-noise-5s.csv", (csv) => {
    test("the spikes of a cortical neuron under noise are at the times of the reference", () => {
      const [time, , voltage] = columns(csv.toString(), 1, ",");
      const trace = { time: time!.map((ms) => ms / 1000), voltage: voltage!.map((mV) => mV / 1000) };
      const { spikes } = detectSpikes(trace, passes(0));
      const expected = spike_times_s[0]!.filter((t) => t < trace.time.at(-1)!);
      expect(spikes.map((spike) => spike.time)).toEqual(expected.map((t) => expect.closeTo(t, 5)));
      const { AP_duration_half_width } = measureFeatures(trace, undefined, { criterion: passes(0) });
      const widths = [...AP_duration_half_width.values].sort((a, b) => a - b);
      // Its description: half width 1.5 ms.
      expect(Math.abs(1000 * widths[widths.length >> 1]! - 1.5)).toBeLessThan(0.15);
    });
  });
});

interface Sweep {
  readonly spike_times_s: number[];
  readonly step?: { on_s: number; off_s: number; dI_pA: number; V_base_mV: number; R_in_MOhm?: number };
}

withSharedFile("reference/data/qsnmc2007-b-steps.json", (json) => {
  const { cells } = JSON.parse(json.toString()) as { cells: Record<string, Record<string, Sweep>> };
  describe.each(
    Object.values(cells)
      .flatMap((sweeps) => Object.entries(sweeps))
      .filter(([, { step }]) => step),
  )("the step %s", (name, { spike_times_s, step }) => {
    withSharedFile(`data/qsnmc2007-b-steps/${name}.gz`, (bytes) => {
      const [time, current, voltage] = columns(gunzipSync(bytes).toString(), 3, "\t");
      const trace: VoltageTrace = {
        time: time!,
        voltage: voltage!.map((mV) => mV / 1000),
        current: current!.map((pA) => pA * 1e-12),
        stimulus: { start: step!.on_s, stop: step!.off_s },
      };
      const answers = measureFeatures(trace, undefined, { criterion: passes(-20) });

      test("has the spikes of the reference", () => {
        const { spikes } = detectSpikes(trace, passes(-20));
        expect(spikes.map((spike) => spike.time)).toEqual(spike_times_s.map((t) => expect.closeTo(t, 5)));
      });

      test("has the base of the reference and, below threshold, its deflection, within 0.5 mV of noise", () => {
        // The reference reads 100 ms before the step and its last 100 ms, the features a tenth of each.
        expect(Math.abs(1000 * answers.voltage_base.values[0]! - step!.V_base_mV)).toBeLessThan(0.5);
        const wanted = step!.R_in_MOhm;
        const found = answers.ohmic_input_resistance_vb_ssse.values;
        expect(found).toHaveLength(spike_times_s.some((t) => t <= step!.off_s) ? 0 : 1);
        if (wanted !== undefined && found.length > 0)
          expect(Math.abs(found[0]! * 1e-6 - wanted) * Math.abs(step!.dI_pA) * 1e-3).toBeLessThan(0.5);
      });
    });
  });
});
