import { gzipSync, strToU8 } from "fflate";
import { expect, test } from "vitest";
import { npyBytes, npzBytes, type ReadOptions, readRecording } from "../../src/data/index.ts";
import { withSharedFile } from "../shared.ts";
import { abf2 } from "./abf-files.ts";

const read = (text: string, options: ReadOptions = {}) => readRecording(strToU8(text), { name: "t.csv", ...options });
const rounded = (values: Float64Array | undefined, unit: number) =>
  Array.from(values!, (value) => Math.round(value * unit));

test("what a file is, is told from its content, not from its name", async () => {
  const abf = abf2({ raw: [1, 2, 3, 4] });
  expect((await readRecording(abf, { name: "cell.csv" })).format).toBe("abf2");
  expect((await readRecording(gzipSync(abf), { name: "cell.txt" })).format).toBe("abf2");
  expect((await readRecording(new Blob([abf.slice().buffer as ArrayBuffer]), { name: "cell" })).format).toBe("abf2");
  expect((await readRecording(abf.slice().buffer)).format).toBe("abf2");
  expect((await read("t (ms),v (mV)\n0,1\n1,2\n")).format).toBe("csv");
});

test("a table says its units in brackets, behind a slash or a line, or in lines of their own", async () => {
  const tables = [
    "time (ms),I (nA),v (mV)\n0,0.5,-60\n0.1,0.25,-50\n",
    "t [s];i [pA];V [V]\n0;500;-0,06\n0,0001;250;-0,05\n",
    "time_ms\tcurrent_pA\tvoltage_mV\n0\t500\t-60\n0.1\t250\t-50\n",
    "t / ms,I / nA,V / mV\n0,0.5,-60\n0.1,0.25,-50\n",
    '"s"\n"pA"\n"mV"\n0\t500\t-60\n0.0001\t250\t-50\t\n',
  ];
  for (const table of tables) {
    const { sweeps } = await read(table);
    expect(sweeps.map(({ rate, voltage, current }) => [rate, rounded(voltage, 1e3), rounded(current, 1e12)])).toEqual([
      [10_000, [-60, -50], [500, 250]],
    ]);
  }
});

test("several columns of voltage, or a column that numbers sweeps, are several sweeps", async () => {
  const wide = await read("t (ms),a (mV),b (mV),I (pA)\n0,1,2,3\n1,4,5,6\n");
  expect(
    wide.sweeps.map(({ name, voltage, current }) => [name, rounded(voltage, 1e3), rounded(current, 1e12)]),
  ).toEqual([
    ["a", [1, 4], [3, 6]],
    ["b", [2, 5], [3, 6]],
  ]);
  const long = await read("sweep,t (ms),v (mV)\n1,0,1\n1,1,2\n2,0,3\n2,1,4\n2,2,5\n");
  expect(long.sweeps.map(({ voltage }) => rounded(voltage, 1e3))).toEqual([
    [1, 2],
    [3, 4, 5],
  ]);
  expect((await read("t (ms),a (mV),b (mV)\n0,1,2\n1,4,5\n", { voltage: "b" })).sweeps[0]!.source.voltage).toBe(
    "b (mV)",
  );
});

test("what a table does not say can be given", async () => {
  const options = { rate: "20 kHz", voltageUnit: "mV", currentUnit: "nA" };
  const { sweeps } = await read("V,I\n1,2\n3,4\n", options);
  expect([sweeps[0]!.rate, rounded(sweeps[0]!.voltage, 1e3), rounded(sweeps[0]!.current, 1e9)]).toEqual([
    20_000,
    [1, 3],
    [2, 4],
  ]);
  await expect(read("V,I\n1,2\n")).rejects.toThrow('head it as in "voltage (mV)"');
  await expect(read("v (mV)\n1\n2\n")).rejects.toThrow('give "interval"');
  await expect(read("v (mV)\n1\n2\n", { rate: "5 ms" })).rejects.toThrow(RangeError);
  await expect(read("V\n1\n2\n", { ...options, voltageUnit: "pA" })).rejects.toThrow("no unit of voltage");
});

test("NumPy archives say units in names or in about.json, and rates by rate, dt or time", async () => {
  const array = (values: number[], shape = [values.length]) => ({ values: Float64Array.from(values), shape });
  const v = array([1, 2, 3, 4], [2, 2]);
  const files = [
    npzBytes({ voltage_mV: v, rate_Hz: array([1000]) }),
    npzBytes({ Vm_mV: v, dt_ms: array([1]) }),
    npzBytes({ v, time: array([0, 1]) }, { "about.json": JSON.stringify({ units: { v: "mV", time: "ms" } }) }),
  ];
  for (const file of files) {
    const { format, sweeps } = await readRecording(file);
    expect([format, ...sweeps.map(({ rate, voltage }) => [rate, rounded(voltage, 1e3)])]).toEqual([
      "npz",
      [1000, [1, 2]],
      [1000, [3, 4]],
    ]);
  }
  await expect(readRecording(npzBytes({ voltage: v, rate_Hz: array([1000]) }))).rejects.toThrow("call it voltage_mV");
  await expect(readRecording(npzBytes({ voltage_mV: v }))).rejects.toThrow("it says no sampling rate");
  const lone = { rate: "1 kHz", currentUnit: "pA" };
  expect(rounded((await readRecording(npyBytes(v), lone)).sweeps[1]!.current, 1e12)).toEqual([3, 4]);
  await expect(readRecording(npyBytes(v))).rejects.toThrow("an array alone says no sampling rate");
});

test("arrays of NumPy are read in either byte order and with columns first", async () => {
  const npy = (descr: string, fortran: boolean, write: (view: DataView) => void): Uint8Array => {
    const head = `{'descr': '${descr}', 'fortran_order': ${fortran ? "True" : "False"}, 'shape': (2, 2), }`.padEnd(117);
    const bytes = Uint8Array.from([
      0x93,
      ...strToU8("NUMPY"),
      1,
      0,
      118,
      0,
      ...strToU8(`${head}\n`),
      ...new Array(8).fill(0),
    ]);
    write(new DataView(bytes.buffer, 128));
    return bytes;
  };
  const set = (little: boolean) => (view: DataView) => {
    for (const [k, value] of [1, 2, 3, 4].entries()) view.setInt16(2 * k, value, little);
  };
  const rows = async (file: Uint8Array) =>
    (await readRecording(file, { rate: "1 kHz", voltageUnit: "mV" })).sweeps.map(({ voltage }) =>
      rounded(voltage, 1e3),
    );
  expect(await rows(npy("<i2", false, set(true)))).toEqual([
    [1, 2],
    [3, 4],
  ]);
  expect(await rows(npy(">i2", false, set(false)))).toEqual([
    [1, 2],
    [3, 4],
  ]);
  expect(await rows(npy("<i2", true, set(true)))).toEqual([
    [1, 3],
    [2, 4],
  ]);
  await expect(rows(npy("|O8", false, set(true)))).rejects.toThrow("save real numbers");
  await expect(rows(npy("<f8", false, set(true)))).rejects.toThrow("an array of 2 x 2 numbers would take bytes");
});

test("files that are no recordings say what recordings are", async () => {
  const refusals: [Uint8Array, string][] = [
    [new Uint8Array(), "the file is empty"],
    [Uint8Array.from([0x25, 0x50, 0x44, 0x46, 0, 1, 2]), "neither a text nor a format that is known"],
    [strToU8("ABF2 once upon a time"), "the file is damaged"],
    [Uint8Array.from([0x89, 0x48, 0x44, 0x46, 0x0d, 0x0a, 0x1a, 0x0a]), "but the file has 8"],
    [gzipSync(gzipSync(strToU8("a"))), "packed twice"],
    [gzipSync(strToU8("t (ms),v (mV)\n0,1\n1,2\n")).subarray(0, 30), "the file is damaged"],
  ];
  for (const [bytes, message] of refusals) {
    const error: Error = await readRecording(bytes, { name: "x" }).then(
      () => new Error("read"),
      (failure) => failure,
    );
    expect(error.name).toBe("ExperimentError");
    expect(error.message).toMatch(/^x: .*\(.*\)$/s);
    expect(error.message).toContain(message);
  }
  await expect(readRecording("/no/such/file.abf")).rejects.toThrow("there is no such file");
});

withSharedFile("data/csv/frozen-noise-5s.csv", (csv) => {
  withSharedFile("data/l5-frozen-noise-ibw5/Cell3_Ger1Test_ch2_1009.ibw", (ibw) => {
    test("five seconds as text are the first five of the wave, to the decimals written", async () => {
      const [one, two] = [(await readRecording(csv)).sweeps[0]!, (await readRecording(ibw)).sweeps[0]!];
      expect([one.rate, one.voltage!.length]).toEqual([10_000, 50_000]);
      expect(one.voltage!.every((value, k) => Math.abs(value - two.voltage![k]!) <= 5.01e-7)).toBe(true);
    });
  });
});

for (const name of ["C010302A1_IDRest_85", "C140201C_IRrest_132", "C010302A1_APThreshold_5"])
  withSharedFile(`data/qsnmc2007-b-steps/${name}.asc.gz`, (bytes) => {
    withSharedFile("reference/data/qsnmc2007-b-steps.json", (json) => {
      test(`${name}: columns, length and interval of the packed text are those of the reference`, async () => {
        const { cells } = JSON.parse(json.toString()) as {
          cells: Record<string, Record<string, Record<string, unknown>>>;
        };
        const own = Object.values(cells).find((files) => `${name}.asc` in files)![`${name}.asc`]!;
        const { voltage, current, rate } = (await readRecording(bytes)).sweeps[0]!;
        // The reference took the first line of numbers of a file with two columns for a third unit.
        const n = own.columns === 3 ? own.n : (own.n as number) + 1;
        expect([current!.length, 1 / rate, voltage !== undefined]).toEqual([n, own.dt_s, own.columns === 3]);
        const extremes = [Math.min(...current!), Math.max(...current!)].map((value) => value * 1e12);
        for (const [k, value] of (own.I_min_max_pA as number[]).entries())
          expect(Math.abs(extremes[k]! - value)).toBeLessThan(0.01);
      });
    });
  });
