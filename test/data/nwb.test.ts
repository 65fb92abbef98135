import * as h5 from "h5wasm/node";
import { expect, test } from "vitest";
import { readRecording } from "../../src/data/read-recording.ts";
import { withSharedFile } from "../shared.ts";

interface Expected {
  readonly n_sweeps: number;
  readonly sweeps: readonly {
    readonly response: string;
    readonly stimulus: string;
    readonly rate_Hz: number;
    readonly n: number;
    readonly first5_V: readonly number[];
    readonly first5_A: readonly number[];
    readonly mean_V: number;
    readonly mean_A: number;
  }[];
}

const files = {
  FergusonEtAl2015_PYR2: "ca1-pyr-ferguson",
  LantyerEtAl2018_180817_ME_9_CC: "s1-lantyer-nwb2",
};

/** Nine digits are given. */
const near = (value: number, reference: number): void =>
  expect(Math.abs(value - reference)).toBeLessThanOrEqual(5.1e-9 * Math.abs(reference));

for (const [name, folder] of Object.entries(files)) {
  withSharedFile(`reference/nwb/${name}.json`, (json) => {
    const expected = JSON.parse(json.toString()) as Expected;
    withSharedFile(`data/${folder}/${name}.nwb`, (bytes) => {
      test(`${name}: series are paired, and every value is that of the reference`, async () => {
        const { format, sweeps } = await readRecording(bytes, { name });
        expect([format, sweeps.length]).toEqual(["nwb2", expected.n_sweeps]);
        for (const [k, own] of expected.sweeps.entries()) {
          const { rate, voltage, current, source } = sweeps[k]!;
          expect(source.voltage).toBe(`/acquisition/${own.response}`);
          expect(source.current).toBe(`/stimulus/presentation/${own.stimulus}`);
          expect([rate, voltage!.length]).toEqual([own.rate_Hz, own.n]);
          for (const j of [0, 1, 2, 3, 4]) {
            near(voltage![j]!, own.first5_V[j]!);
            near(current![j]!, own.first5_A[j]!);
          }
          near(mean(voltage!), own.mean_V);
          near(mean(current!), own.mean_A);
        }
      });
    });
  });
}

withSharedFile("data/ca1-pyr-ferguson/FergusonEtAl2015_PYR2.nwb", (nwb) => {
  withSharedFile("data/ca1-pyr-ferguson/PYR2.abf", (abf) => {
    test("the same cell in ABF 1 and in NWB 2 gives the same sweeps", async () => {
      const [one, two] = [await readRecording(abf), await readRecording(nwb)];
      for (const [k, sweep] of one.sweeps.entries()) {
        expect(furthest(sweep.voltage!, two.sweeps[k]!.voltage!)).toBeLessThan(3e-9);
        expect(furthest(sweep.current!, two.sweeps[k]!.current!)).toBeLessThan(6e-17);
      }
    });
  });
});

/** A file with one list of numbers for each path, and attributes of groups and datasets. */
async function hdf5(
  data: Readonly<Record<string, readonly number[] | string | readonly string[]>>,
  attributes: Readonly<Record<string, Readonly<Record<string, string | number>>>> = {},
): Promise<Uint8Array> {
  const { FS } = await h5.ready;
  const root = new h5.File("/made.h5", "w");
  for (const [path, values] of Object.entries(data)) {
    const parts = path.split("/");
    for (const [k] of parts.slice(0, -1).entries()) {
      const group = parts.slice(0, k + 1).join("/");
      if (!root.get(group)) root.create_group(group);
    }
    const isNumbers = Array.isArray(values) && typeof values[0] === "number";
    root.create_dataset({ name: path, data: (isNumbers ? Float32Array.from(values as number[]) : values) as string });
  }
  for (const [path, own] of Object.entries(attributes))
    for (const [name, value] of Object.entries(own)) (root.get(path) as h5.Group).create_attribute(name, value);
  root.close();
  return FS!.readFile("/made.h5");
}

const sweep1 = {
  nwb_version: "NWB-1.0.5",
  "acquisition/timeseries/Sweep_10/data": [-70, -60],
  "acquisition/timeseries/Sweep_10/starting_time": [0],
  "acquisition/timeseries/Sweep_2/data": [-50, -40],
  "acquisition/timeseries/Sweep_2/starting_time": [0],
  "stimulus/presentation/Sweep_2/data": [1, 2],
  "stimulus/presentation/Sweep_2/starting_time": [0],
  "stimulus/presentation/Sweep_10/data": [3, 4],
  "stimulus/presentation/Sweep_10/starting_time": [0],
};
const attributes1 = Object.fromEntries(
  [2, 10].flatMap((n) => [
    [`acquisition/timeseries/Sweep_${n}/data`, { conversion: 0.001, unit: "Volts" }],
    [`acquisition/timeseries/Sweep_${n}/starting_time`, { rate: 200_000 }],
    [`stimulus/presentation/Sweep_${n}/data`, { conversion: 1e-12, unit: "Amps" }],
    [`stimulus/presentation/Sweep_${n}/starting_time`, { rate: 200_000 }],
  ]),
);

test("sweeps of NWB 1 are sorted by number, paired by name, and brought to SI", async () => {
  const { format, sweeps } = await readRecording(await hdf5(sweep1, attributes1));
  expect(format).toBe("nwb1");
  expect(sweeps.map(({ name, rate }) => [name, rate])).toEqual([
    ["Sweep_2", 200_000],
    ["Sweep_10", 200_000],
  ]);
  expect(Array.from(sweeps[0]!.voltage!)).toEqual([-0.05, -0.04]);
  expect(Array.from(sweeps[1]!.current!)).toEqual([3e-12, 4e-12]);
});

test("files that the Allen Institute's software made before version 1.1 are in SI already", async () => {
  const read = async (version: string) => {
    const generated = ["name", "Allen", "version", version];
    return (await readRecording(await hdf5({ ...sweep1, "general/generated_by": generated }, attributes1))).sweeps[0]!;
  };
  expect((await read("1.0")).voltage![0]).toBe(-50);
  expect((await read("1.1")).voltage![0]).toBe(-0.05);
});

test("NWB 2 applies conversion and offset, not the gain, and leaves voltage clamp out", async () => {
  const series = (path: string, type: string, data: readonly number[], more: object) =>
    [
      { [`${path}/data`]: data, [`${path}/starting_time`]: [0], [`${path}/gain`]: [2] },
      {
        [path]: { neurodata_type: type, sweep_number: 7 },
        [`${path}/data`]: { unit: "volts", ...more },
        [`${path}/starting_time`]: { rate: 1000 },
      },
    ] as const;
  const parts = [
    series("acquisition/a", "CurrentClampSeries", [1, 2], { conversion: 0.5, offset: 3 }),
    series("acquisition/b", "VoltageClampSeries", [5, 6], {}),
    series("stimulus/presentation/c", "CurrentClampStimulusSeries", [8, 9, 10], { unit: "amperes" }),
  ];
  const bytes = await hdf5(Object.assign({}, ...parts.map(([data]) => data)), {
    "/": { nwb_version: "2.4.0" },
    ...Object.assign({}, ...parts.map(([, attributes]) => attributes)),
  });
  const { sweeps } = await readRecording(bytes);
  expect(sweeps.map(({ name }) => name)).toEqual(["a"]);
  expect([Array.from(sweeps[0]!.voltage!), Array.from(sweeps[0]!.current!)]).toEqual([
    [3.5, 4],
    [8, 9],
  ]);
});

test("HDF5 that is no NWB, or has no current clamp, is refused with what is missing", async () => {
  await expect(readRecording(await hdf5({ x: [1] }), { name: "x.h5" })).rejects.toThrow(
    "x.h5: it is HDF5, but no NWB file",
  );
  await expect(readRecording(await hdf5({ nwb_version: "3.0" }))).rejects.toThrow('nwb_version is "3.0"');
  await expect(readRecording(await hdf5({ nwb_version: "NWB-1.0.5" }))).rejects.toThrow("no series of current clamp");
});

function mean(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function furthest(a: Float64Array, b: Float64Array): number {
  return a.reduce((most, value, k) => Math.max(most, Math.abs(value - b[k]!)), 0);
}
