import { expect, test } from "vitest";
import { readAbf } from "../../src/data/abf.ts";
import { withSharedFile } from "../shared.ts";
import { type AbfSketch, abf1, abf2 } from "./abf-files.ts";

interface Expected {
  readonly file: string;
  readonly format: string;
  readonly sampling_rate_Hz: number;
  readonly n_sweeps: number;
  readonly points_per_sweep: number;
  readonly channels: readonly { readonly name: string; readonly units: string }[];
  readonly scaled_first_8_per_channel_sweep0: readonly (readonly number[])[];
  readonly scaled_mean_per_sweep: readonly (readonly number[])[];
  readonly scaled_last_sample_last_sweep: readonly number[];
  readonly command_units: string;
  readonly command_segments_start_end_level?: readonly (readonly [number, number, number][])[];
  readonly command_probe_samples?: readonly number[];
  readonly command_probe_values?: readonly (readonly number[])[];
}

const sizes: Readonly<Record<string, number>> = { mV: 1e3, pA: 1e12 };
const names = [
  "171116sh_0016",
  "171116sh_0018",
  "17o05027_ic_ramp",
  "18711001",
  "190619B_0003",
  "2019_07_24_0055_fsi",
  "PYR2",
];

for (const name of names) {
  withSharedFile(`reference/abf/${name}.json`, (json) => {
    const expected = JSON.parse(json.toString()) as Expected;
    withSharedFile(`data/${expected.file}`, (bytes) => describeFile(name, expected, bytes));
  });
}

function describeFile(name: string, expected: Expected, bytes: Uint8Array): void {
  test.each(expected.channels.map((channel, c) => [channel.name, channel.units, c] as const))(
    `${name}: every sample of channel %s (%s) is that of the reference`,
    (channel, unit, c) => {
      const which = unit === "mV" ? "voltage" : "current";
      const recording = readAbf(bytes, name, { [which]: channel });
      expect(recording.format).toBe(expected.format.toLowerCase());
      expect(recording.sweeps.length).toBe(expected.n_sweeps);
      const scaled = recording.sweeps.map((sweep) => sweep[which]!.map((value) => value * sizes[unit]!));
      for (const [k, values] of scaled.entries()) {
        expect(recording.sweeps[k]!.rate).toBe(expected.sampling_rate_Hz);
        expect(values.length).toBe(expected.points_per_sweep);
        // Six decimals are given.
        const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
        expect(Math.abs(mean - expected.scaled_mean_per_sweep[k]![c]!)).toBeLessThan(6e-7);
      }
      const first = expected.scaled_first_8_per_channel_sweep0[c]!;
      for (const [j, value] of first.entries()) expectFloat32(scaled[0]![j]!, value);
      expectFloat32(scaled.at(-1)!.at(-1)!, expected.scaled_last_sample_last_sweep[c]!);
    },
  );

  test(`${name}: the command is rebuilt from the epoch table, sample by sample`, () => {
    const { sweeps } = readAbf(bytes, name);
    // A command in mV is of an amplifier whose scale the file does not know: there is a recorded current instead.
    expect(sweeps[0]!.source.isCommand).toBe(expected.command_units === "pA");
    if (expected.command_units !== "pA") return;
    const commands = sweeps.map(({ current }) => current!.map((value) => value * 1e12));
    for (const [k, segments] of (expected.command_segments_start_end_level ?? []).entries())
      for (const [from, to, level] of segments)
        expect(commands[k]!.subarray(from, to).every((value) => Math.abs(value - level) < 1e-9)).toBe(true);
    for (const [k, values] of (expected.command_probe_values ?? []).entries())
      for (const [j, value] of values.entries())
        expect(commands[k]![expected.command_probe_samples![j]!]).toBeCloseTo(value, 6);
  });
}

/** The reference scaled in 32 bits, and gives nine digits, but no more than seven decimals. */
function expectFloat32(value: number, reference: number): void {
  expect(Math.abs(value - reference)).toBeLessThanOrEqual(Math.max(5e-8, 2 ** -22 * Math.abs(reference)));
}

const command = (epochs: readonly (readonly number[])[], more: object = {}, sweeps = 1): number[][] => {
  const sketch: AbfSketch = { raw: new Array(64 * sweeps).fill(0), sweeps, command: { epochs, ...more } };
  const [one, two] = [abf1(sketch), abf2(sketch)].map((bytes) =>
    readAbf(bytes, "a").sweeps.map(({ current }) => Array.from(current!, (value) => Math.round(value * 1e15) / 1e3)),
  );
  expect(one).toEqual(two);
  return two!;
};
const level = (value: number, count: number): number[] => new Array<number>(count).fill(value);

test("both versions scale raw samples by range, resolution and gains, channel by channel", () => {
  for (const write of [abf1, abf2]) {
    const raw = [-2048, 100, -1024, 200, 512, 300, 0, 400];
    const { sweeps, started } = readAbf(
      write({ units: ["mV", "pA"], raw, sweeps: 2, telegraph: 5, rate: 20_000 }),
      "a",
    );
    expect(started).toBe("2018-07-11T14:03:22");
    expect(sweeps.map(({ rate }) => rate)).toEqual([20_000, 20_000]);
    const volts = [-2048, -1024, 512, 0].map((value) => ((value * 10) / 32768 / 5) * 1e-3);
    const amperes = [100, 200, 300, 400].map((value) => ((value * 10) / 32768 / 5) * 1e-12);
    for (const [k, sweep] of sweeps.entries())
      for (const j of [0, 1]) {
        expect(sweep.voltage![j]).toBeCloseTo(volts[2 * k + j]!, 15);
        expect(sweep.current![j]).toBeCloseTo(amperes[2 * k + j]!, 24);
      }
    expect(sweeps[0]!.source).toEqual({ voltage: "IN 0", current: "IN 1", isCommand: false });
  }
});

test("float samples are in the unit of the channel, whatever the gains", () => {
  for (const write of [abf1, abf2]) {
    const [sweep] = readAbf(write({ raw: [-65.5, 20.25], float: true, telegraph: 5 }), "a").sweeps;
    expect([...sweep!.voltage!]).toEqual([-0.0655, 0.02025]);
  }
});

test("a gap-free recording is one sweep, and sweeps of different lengths are told by their table", () => {
  expect(readAbf(abf2({ mode: 3, sweeps: 4, raw: level(1, 8) }), "a").sweeps.length).toBe(1);
  const synch = [
    [0, 6],
    [100, 2],
  ] as const;
  const { sweeps } = readAbf(abf2({ mode: 1, sweeps: 2, raw: level(1, 8), units: ["mV", "pA"], synch }), "a");
  expect(sweeps.map(({ voltage }) => voltage!.length)).toEqual([3, 1]);
});

test("the first 64th of a sweep is at the holding level, and so is what comes after the last epoch", () => {
  const steps = command(
    [
      [1, 50, 10, 20, 4, 0, 0],
      [0, 99, 0, 5, 0, 0, 0],
      [1, -5, 0, 10, 0, 0, 0],
    ],
    { holding: -20 },
    2,
  );
  expect(steps[0]).toEqual([...level(-20, 1), ...level(50, 20), ...level(-5, 10), ...level(-20, 33)]);
  expect(steps[1]).toEqual([...level(-20, 1), ...level(60, 24), ...level(-5, 10), ...level(-20, 29)]);
});

test("a level that stays between sweeps begins the next one, and a ramp goes to its level", () => {
  const ramps = command([[2, 30, 30, 4, 0, 0, 0]], { stays: true }, 2);
  expect(ramps[0]).toEqual([0, 0, 10, 20, 30, ...level(30, 59)]);
  expect(ramps[1]).toEqual([30, 30, 40, 50, 60, ...level(60, 59)]);
});

test("trains of pulses, triangles, cosines and biphasic pulses go out from the level before and come back to it", () => {
  expect(command([[3, 7, 0, 10, 0, 5, 2]])[0]!.slice(0, 13)).toEqual([0, 7, 7, 0, 0, 0, 7, 7, 0, 0, 0, 0, 0]);
  expect(command([[4, 8, 0, 8, 0, 8, 4]])[0]!.slice(1, 10)).toEqual([0, 2, 4, 6, 8, 6, 4, 2, 0]);
  expect(command([[5, 8, 0, 4, 0, 4, 0]])[0]!.slice(1, 6)).toEqual([0, 4, 8, 4, 0]);
  expect(command([[7, 6, 0, 6, 0, 6, 4]])[0]!.slice(0, 8)).toEqual([0, 6, 6, -6, -6, 0, 0, 0]);
});

test("a command from a file, or in no unit of current, is not made up, and the notes say so", () => {
  const epochs = [[1, 5, 0, 10, 0, 0, 0]];
  const read = (more: object) => readAbf(abf2({ raw: level(0, 64), command: { epochs, ...more } }), "a");
  expect(read({ source: 2 }).sweeps[0]!.current).toBeUndefined();
  expect(read({ source: 2 }).notes[0]).toContain("the command of Cmd 0 is in a stimulus file");
  expect(read({ unit: "mV" }).notes[0]).toContain("Cmd 0 is in mV");
  expect(readAbf(abf2({ raw: [1, 2] }), "a").notes[0]).toContain("no output has a command");
});

test("a header that promises more than the file holds is refused before anything is read", () => {
  const file = abf2({ raw: level(1, 64) });
  const refusal = (change: (view: DataView) => void, cut = file.length): string => {
    const bytes = file.slice(0, cut);
    change(new DataView(bytes.buffer));
    try {
      readAbf(bytes, "cell.abf");
    } catch (error) {
      expect((error as Error).name).toBe("ExperimentError");
      return (error as Error).message;
    }
    throw new Error("was read");
  };
  expect(refusal((view) => view.setBigUint64(84 + 160, 2n ** 40n, true))).toMatch(/^cell.abf: the section of data/);
  expect(refusal((view) => view.setUint32(12, 5, true))).toContain("do not share out 64 samples (5 sweeps)");
  expect(refusal((view) => view.setFloat32(514, 0, true))).toContain("sampling rate is Infinity Hz");
  expect(refusal((view) => view.setInt16(512, 9, true))).toContain("9 is no mode of recording");
  expect(refusal(() => {}, 700)).toMatch(/but the file has 700 \(the file is damaged/);
  expect(() => readAbf(abf2({ raw: [1, 2], units: ["degC"] }), "a")).toThrow("the channels are IN 0 (degC)");
  expect(() => readAbf(file, "a", { voltage: "IN0" })).toThrow('did you mean "IN 0"?');
});
