import * as h5 from "h5wasm/node";
import { expect, test } from "vitest";
import { type CellRecording, readRecording, recordingCsv, recordingNpz, recordingNwb } from "../../src/data/index.ts";

const cell: CellRecording = {
  format: "abf2",
  name: "cell.abf",
  started: "2018-07-11T14:03:22",
  sweeps: [3, 5].map((length, s) => ({
    name: `sweep ${s + 1}`,
    rate: 20_000,
    voltage: Float64Array.from({ length }, (_, k) => -0.0651234567 + k / 977 + s / 31),
    current: Float64Array.from({ length }, (_, k) => (k - 1.2345) * 1e-11),
    units: { voltage: "mV", current: "pA" },
    source: { voltage: "IN 0", current: "Cmd 0", isCommand: true },
  })),
  notes: ["a note"],
};

const writers: Record<string, (recording: CellRecording) => Promise<Uint8Array> | Uint8Array> = {
  csv: (recording) => new TextEncoder().encode(recordingCsv(recording)),
  npz: recordingNpz,
  nwb2: recordingNwb,
};

test.each(Object.keys(writers))("a recording that is written as %s is read back", async (format) => {
  const back = await readRecording(await writers[format]!(cell));
  expect(back.format).toBe(format);
  expect(back.sweeps.length).toBe(2);
  for (const [s, { rate, voltage, current }] of back.sweeps.entries()) {
    expect(rate).toBe(20_000);
    for (const [k, value] of cell.sweeps[s]!.voltage!.entries()) {
      // A table has nine decimals of millivolts; the others keep every bit.
      expect(Math.abs(voltage![k]! - value)).toBeLessThanOrEqual(format === "csv" ? 2e-17 : 0);
      expect(Math.abs(current![k]! - cell.sweeps[s]!.current![k]!)).toBeLessThanOrEqual(format === "csv" ? 1e-25 : 0);
    }
  }
});

test("the same recording gives the same bytes as CSV and NPZ", async () => {
  for (const format of ["csv", "npz"]) expect(await writers[format]!(cell)).toEqual(await writers[format]!(cell));
});

/** Opens a written file and gives what the paths and attributes hold. */
async function opened(bytes: Uint8Array) {
  const { FS } = await h5.ready;
  FS.writeFile("/back.nwb", bytes);
  const root = new h5.File("/back.nwb", "r");
  return {
    root,
    attribute: (path: string, name: string) => (root.get(path) as h5.Group).attrs[name]?.value,
    value: (path: string) => (root.get(path) as h5.Dataset | null)?.value,
  };
}

test("an NWB file has what the schema 2.6 requires of it, and nothing but HDF5 is needed to see it", async () => {
  const { root, attribute, value } = await opened(await recordingNwb(cell, { electrode: "sharp" }));
  expect([attribute("/", "nwb_version"), attribute("/", "namespace"), attribute("/", "neurodata_type")]).toEqual([
    "2.6.0",
    "core",
    "NWBFile",
  ]);
  expect(root.keys()).toEqual(expect.arrayContaining(["acquisition", "analysis", "general", "processing", "stimulus"]));
  expect((root.get("stimulus") as h5.Group).keys()).toEqual(["presentation", "templates"]);
  expect(value("session_start_time")).toBe("2018-07-11T14:03:22");
  expect(value("timestamps_reference_time")).toBe("2018-07-11T14:03:22");
  expect(value("file_create_date")).toEqual(["2018-07-11T14:03:22"]);
  expect([value("identifier"), value("session_description")]).toEqual(["cell.abf", "current clamp, cell.abf"]);
  expect(value("general/intracellular_ephys/electrode_0/description")).toBe("sharp");
  const ids = new Set<unknown>();
  for (const [folder, type, unit] of [
    ["acquisition", "CurrentClampSeries", "volts"],
    ["stimulus/presentation", "CurrentClampStimulusSeries", "amperes"],
  ] as const)
    for (const [k, name] of (root.get(folder) as h5.Group).keys().entries()) {
      const path = `${folder}/${name}`;
      expect([attribute(path, "neurodata_type"), attribute(path, "namespace")]).toEqual([type, "core"]);
      expect(attribute(path, "sweep_number")).toBe(k);
      for (const text of ["stimulus_description", "description", "comments"])
        expect(attribute(path, text)).toEqual(expect.any(String));
      expect(attribute(path, "object_id")).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/);
      ids.add(attribute(path, "object_id"));
      expect(["unit", "conversion", "offset", "resolution"].map((own) => attribute(`${path}/data`, own))).toEqual([
        unit,
        1,
        0,
        -1,
      ]);
      expect([
        value(`${path}/starting_time`),
        attribute(`${path}/starting_time`, "rate"),
        attribute(`${path}/starting_time`, "unit"),
      ]).toEqual([0, 20_000, "seconds"]);
      expect(attribute(`${path}/electrode`, "neurodata_type")).toBe("IntracellularElectrode");
      expect(attribute(`${path}/electrode/device`, "neurodata_type")).toBe("Device");
    }
  expect(ids.size).toBe(4);
  root.close();
});

test("what a format cannot hold is refused with a way out", async () => {
  const [first, second] = cell.sweeps as [(typeof cell.sweeps)[number], (typeof cell.sweeps)[number]];
  const { current: _, ...voltageOnly } = second;
  const mixed = { ...cell, sweeps: [first, voltageOnly] };
  expect(() => recordingCsv(mixed)).toThrow("sweep 2 has no current, but sweep 1 has");
  expect(() => recordingNpz(mixed)).toThrow(RangeError);
  expect((await readRecording(await recordingNwb(mixed))).sweeps.map(({ current }) => current !== undefined)).toEqual([
    true,
    false,
  ]);
  const { started: _started, ...undated } = cell;
  await expect(recordingNwb(undated)).rejects.toThrow("cell.abf does not say when it was made (give started");
  const { voltage: _voltage, ...currentOnly } = first;
  await expect(recordingNwb({ ...cell, sweeps: [currentOnly] })).rejects.toThrow("sweep 1 has no voltage");
});
