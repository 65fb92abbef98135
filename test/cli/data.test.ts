import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { readRecording } from "../../src/data/index.ts";
import { abf2 } from "../data/abf-files.ts";
import { runCommand } from "./recorded-terminal.ts";

const folder = mkdtempSync(join(tmpdir(), "rheobase-data-"));
afterAll(() => rmSync(folder, { recursive: true }));
const path = (name: string): string => join(folder, name);

/** Three steps of 50 ms in sweeps of 128 ms; the answer to the third has a spike of 100 mV at its samples 600 to 609. */
const sweep = (step: number): number[] =>
  Array.from({ length: 1280 }, (_, k) =>
    k >= 600 && k < 610 && step === 2 ? 30 : k >= 120 && k < 620 ? -65 + 4 * step : -70,
  );
const file = path("cell.abf");
writeFileSync(
  file,
  abf2({
    float: true,
    sweeps: 3,
    raw: [0, 1, 2].flatMap(sweep),
    command: {
      epochs: [
        [1, 0, 0, 100, 0, 0, 0],
        [1, 50, 40, 500, 0, 0, 0],
      ],
    },
  }),
);

test("data --json prints format, rate, samples, means and spikes of each sweep", async () => {
  const { code, out } = await runCommand(["data", file, "--json"]);
  expect(code).toBe(0);
  const { format, sweeps } = JSON.parse(out);
  expect([format, sweeps.length]).toEqual(["abf2", 3]);
  expect(Object.keys(sweeps[0])).toEqual(["rate_Hz", "samples", "voltage_mV", "current_pA", "spikes_ms"]);
  expect([sweeps[0].rate_Hz, sweeps[0].samples]).toEqual([10_000, 1280]);
  expect(sweeps[0].voltage_mV.first).toEqual([-70, -70, -70, -70, -70]);
  expect(sweeps[0].voltage_mV.mean).toBeCloseTo((-70 * 780 - 65 * 500) / 1280, 9);
  expect(sweeps[1].current_pA.mean).toBeCloseTo((90 * 500) / 1280, 9);
  expect(sweeps.map((own: { spikes_ms: number[] }) => own.spikes_ms.length)).toEqual([0, 0, 1]);
  // From -57 to 30 mV in one interval of 0.1 ms: -20 mV is passed after 37/87 of it.
  expect(sweeps[2].spikes_ms[0]).toBeCloseTo(59.9 + (0.1 * 37) / 87, 9);
});

test("data shows sweeps, protocol, spikes and measures within the width of the terminal", async () => {
  const { code, out } = await runCommand(["data", file]);
  expect(code).toBe(0);
  expect(out).toContain("cell.abf  abf2, 2018-07-11T14:03:22");
  expect(out).toContain("3 sweeps of 128 ms at 10 kHz: voltage in mV (IN 0), current in pA");
  expect(out).toMatch(/^ +3 {2}0 pA \+130 \(12-62 ms\) +130 +1 +20 +59.94$/m);
  expect(out).toMatch(/rheobase +90 to 130 {2}pA/);
  expect(out).toContain("v (mV), sweep 3");
  expect(out.split("\n").filter((line) => line.length > 80)).toEqual([]);
  expect((await runCommand(["data", file, "--sweep", "1"])).out).toContain("v (mV), sweep 1");
});

test("data draws the sweeps, and writes them as CSV, NPZ and NWB", async () => {
  const { code, out } = await runCommand(["data", file, "-o", path("cell.svg"), "--save", path("cell.nwb")]);
  expect([code, out.split("\n").slice(-3)]).toEqual([
    0,
    [`written to ${path("cell.nwb")}`, `written to ${path("cell.svg")}`, ""],
  ]);
  expect(readFileSync(path("cell.svg"), "utf8")).toMatch(/^<svg.*cell\.abf.*v \(mV\)/s);
  for (const name of ["cell.nwb", "cell.csv", "cell.npz"]) {
    expect((await runCommand(["data", file, "--json", "--save", path(name)])).code).toBe(0);
    const { sweeps } = await readRecording(path(name));
    expect(sweeps.map(({ voltage }) => voltage![0])).toEqual([-0.07, -0.07, -0.07]);
  }
});

test("data takes a threshold and a bridge, and says what is wrong with them", async () => {
  const spikes = async (...options: string[]) =>
    JSON.parse((await runCommand(["data", file, "--json", ...options])).out).sweeps[2];
  expect((await spikes("--threshold", "40 mV")).spikes_ms).toEqual([]);
  expect((await spikes("--bridge", "100 MOhm")).voltage_mV.mean).toBeCloseTo(
    (await spikes()).voltage_mV.mean - (13 * 500) / 1280,
    9,
  );
  const failure = await runCommand(["data", file, "--threshold", "40 pA"]);
  expect([failure.code, failure.complaints]).toEqual([2, expect.stringContaining("--threshold")]);
  expect((await runCommand(["data", file, "--save", path("cell.mat")])).complaints).toContain(
    "name a .csv, .npz or .nwb file",
  );
  expect((await runCommand(["data", path("none.abf")])).complaints).toContain("there is no such file");
  writeFileSync(path("wrong.abf"), "%PDF-1.4");
  expect((await runCommand(["data", path("wrong.abf")])).code).toBe(2);
});
