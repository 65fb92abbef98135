import { expect, test } from "vitest";
import { readIbw } from "../../src/data/ibw.ts";
import { joinRecordings, readRecording } from "../../src/data/index.ts";
import { withSharedFile } from "../shared.ts";

interface Sketch {
  readonly name?: string;
  readonly unit?: string;
  readonly timeUnit?: string;
  readonly values: readonly number[];
  readonly columns?: number;
  readonly little?: boolean;
  /** Igor's number of the type. */
  readonly type?: number;
  readonly interval?: number;
}

/** A wave of version 5 (2: without columns), its checksum made right. */
function wave(version: 2 | 5, sketch: Sketch): Uint8Array {
  const {
    name = "w",
    unit = "V",
    timeUnit = "s",
    values,
    columns = 1,
    little = true,
    type = 2,
    interval = 1e-4,
  } = sketch;
  const header = version === 5 ? 384 : 126;
  const size = { 2: 4, 4: 8, 16: 2, 80: 2 }[type] ?? 4;
  const bytes = new Uint8Array(header + values.length * size + (version === 2 ? 16 : 0));
  const view = new DataView(bytes.buffer);
  const text = (at: number, own: string): void => bytes.set(new TextEncoder().encode(own), at);
  view.setInt16(0, version, little);
  if (version === 5) {
    view.setInt32(76, values.length, little);
    view.setInt16(80, type, little);
    text(92, name);
    view.setInt32(132, values.length / columns, little);
    if (columns > 1) view.setInt32(136, columns, little);
    view.setFloat64(148, interval, little);
    text(212, unit);
    text(216, timeUnit);
  } else {
    view.setInt16(16, type, little);
    text(22, name);
    text(50, unit);
    text(54, timeUnit);
    view.setInt32(58, values.length, little);
    view.setFloat64(64, interval, little);
  }
  for (const [k, value] of values.entries()) {
    const at = header + k * size;
    if (type === 2) view.setFloat32(at, value, little);
    else if (type === 4) view.setFloat64(at, value, little);
    else if (type === 80) view.setUint16(at, value, little);
    else view.setInt16(at, value, little);
  }
  if (version === 5) {
    let sum = 0;
    for (let at = 0; at < header; at += 2) sum += view.getInt16(at, little);
    view.setInt16(2, -sum & 0xffff, little);
  }
  return bytes;
}

test("both versions, both byte orders and all types of numbers give the same samples", () => {
  for (const version of [2, 5] as const)
    for (const little of [true, false])
      for (const type of [2, 4, 16, 80]) {
        const { format, sweeps } = readIbw(
          wave(version, { values: [1, 20, 300], unit: "mV", little, type, name: "trace_ch1" }),
          "w.ibw",
        );
        expect(format).toBe(`ibw${version}`);
        expect(sweeps[0]).toMatchObject({ name: "trace_ch1", rate: 10_000, units: { voltage: "mV" } });
        for (const [k, value] of [1e-3, 20e-3, 300e-3].entries()) expect(sweeps[0]!.voltage![k]).toBeCloseTo(value, 15);
      }
});

test("the columns of a table are sweeps, a unit of amperes makes a current, and an empty unit of x is seconds", () => {
  const { sweeps } = readIbw(wave(5, { values: [1, 2, 3, 4, 5, 6], columns: 2, unit: "pA", timeUnit: "" }), "w.ibw");
  expect(sweeps.map(({ current }) => Array.from(current!, (value) => Math.round(value * 1e12)))).toEqual([
    [1, 2, 3],
    [4, 5, 6],
  ]);
  expect(sweeps[0]!.rate).toBe(10_000);
  expect(readIbw(wave(5, { values: [1], timeUnit: "ms", interval: 0.05 }), "w").sweeps[0]!.rate).toBe(20_000);
});

test("a current is put beside the voltage that is called the same but for the channel", () => {
  const part = (name: string, unit: string, values: number[]) =>
    readIbw(wave(2, { name, unit, values }), `${name}.ibw`);
  const all = joinRecordings([
    part("X_ch0_1", "A", [1, 2]),
    part("X_ch1_2", "V", [5, 6]),
    part("X_ch1_1", "V", [3, 4]),
    part("X_ch0_9", "A", [0, 0]),
  ]);
  expect(all.sweeps.map(({ name }) => name)).toEqual(["X_ch1_2", "X_ch1_1"]);
  expect(all.sweeps[0]!.current).toBeUndefined();
  expect([...all.sweeps[1]!.current!]).toEqual([1, 2]);
  expect(all.notes).toEqual(["the current X_ch0_9 has no voltage beside it, and is left out"]);
  expect(() => joinRecordings([part("X_ch0_1", "A", [1]), part("X_ch1_1", "V", [3, 4])])).toThrow(
    "give files that belong together",
  );
});

test("a wave that is damaged, complex, or of no unit is refused with a way out", () => {
  const good = wave(5, { values: [1, 2, 3] });
  const spoilt = good.slice();
  spoilt[148]! ^= 1;
  expect(() => readIbw(spoilt, "w.ibw")).toThrow("w.ibw: the checksum of the wave's header is wrong");
  expect(() => readIbw(good.subarray(0, 390), "w.ibw")).toThrow(
    "3 samples would take bytes 384 to 396, but the file has 390",
  );
  expect(() => readIbw(wave(2, { values: [1], type: 3 }), "w")).toThrow("the wave holds complex numbers");
  expect(() => readIbw(wave(2, { values: [1], unit: "K" }), "w")).toThrow(
    'is in "K", which is no unit of voltage or current',
  );
  expect(() => readIbw(wave(2, { values: [1], unit: "" }), "w")).toThrow("give the unit of a wave without one");
  expect([...readIbw(wave(2, { values: [1], unit: "" }), "w", { voltageUnit: "mV" }).sweeps[0]!.voltage!]).toEqual([
    1e-3,
  ]);
});

const noise = "data/l5-frozen-noise-ibw5/Cell3_Ger1";
withSharedFile("reference/data/l5-frozen-noise-ibw5.json", (json) => {
  const expected = JSON.parse(json.toString()) as Record<"V_first_samples_mV", number[][]> &
    Record<"I_first_samples_pA" | "V_mean_mV", number[]> & { I_mean_pA: number };
  withSharedFile(`${noise}Test_ch2_1009.ibw`, (voltage) => {
    withSharedFile(`${noise}Test_ch3_1009.ibw`, (current) => {
      test("frozen noise: samples and means are those of the reference", async () => {
        const { sweeps } = joinRecordings([
          await readRecording(voltage, { name: "ch2_1009" }),
          await readRecording(current, { name: "ch3_1009" }),
        ]);
        const { voltage: v, current: i, rate } = sweeps[0]!;
        expect([sweeps.length, rate, v!.length]).toEqual([1, 10_000, 200_000]);
        for (const [k, value] of expected.V_first_samples_mV[0]!.entries()) expect(v![k]! * 1e3).toBeCloseTo(value, 5);
        for (const [k, value] of expected.I_first_samples_pA.entries()) expect(i![k]! * 1e12).toBeCloseTo(value, 4);
        expect((v!.reduce((sum, value) => sum + value, 0) / v!.length) * 1e3).toBeCloseTo(expected.V_mean_mV[0]!, 4);
        expect((i!.reduce((sum, value) => sum + value, 0) / i!.length) * 1e12).toBeCloseTo(expected.I_mean_pA, 3);
      });
    });
  });
});
