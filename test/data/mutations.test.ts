import { readdirSync, readFileSync } from "node:fs";
import { gzipSync } from "fflate";
import { expect, test } from "vitest";
import { readRecording, recordingCsv, recordingNpz, recordingNwb } from "../../src/data/index.ts";
import { withSharedFile } from "../shared.ts";
import { abf1, abf2 } from "./abf-files.ts";
import { realFiles, survives } from "./accidents.ts";

const wave = Array.from({ length: 3000 }, (_, k) => Math.round(-2000 + 50 * Math.sin(k / 9)));
const epochs = [
  [1, 50, 10, 400, 0, 0, 0],
  [3, -5, 0, 200, 3, 20, 5],
];
const small = { raw: wave, sweeps: 3, command: { epochs } };

test.each([
  ["ABF 1", 1000, async () => abf1(small)],
  ["ABF 2", 1000, async () => abf2(small)],
  [
    "a table",
    1000,
    async () => new TextEncoder().encode(recordingCsv(await readRecording(abf2(small), { name: "a" }))),
  ],
  [
    "a packed table",
    300,
    async () => gzipSync(new TextEncoder().encode(recordingCsv(await readRecording(abf2(small), { name: "a" })))),
  ],
  ["an archive of NumPy", 1000, async () => recordingNpz(await readRecording(abf2(small), { name: "a" }))],
  ["NWB 2", 1000, async () => recordingNwb(await readRecording(abf2(small), { name: "a" }))],
] as const)("%s survives %i accidents", async (_, times, file) => {
  await survives(await file(), times);
});

test("every beginning of a packed file and of the headers of ABF files is refused", async () => {
  const packed = gzipSync(new TextEncoder().encode("t (ms),v (mV)\n0,1\n1,2\n"));
  for (const file of [packed, abf1(small).subarray(0, 300), abf2(small).subarray(0, 300)])
    for (let length = 0; length < Math.min(file.length, 300); length++)
      await expect(readRecording(file.slice(0, length), { name: "x" })).rejects.toThrow(/^x: .+\(.+\)$/s);
});

for (const [path, times] of Object.entries(realFiles))
  withSharedFile(`data/${path}`, (file) => {
    test(`${path} survives ${times} accidents`, () => survives(new Uint8Array(file), times));
  });

const waves = "l5-c060109a1-ibw2";
withSharedFile(`data/${waves}/README.md`, () => {
  test("every wave of a set survives 100 accidents", async () => {
    const folder = new URL(`../../../shared/data/${waves}/`, import.meta.url);
    const files = readdirSync(folder).filter((name) => name.endsWith(".ibw"));
    for (const [seed, name] of files.entries())
      await survives(new Uint8Array(readFileSync(new URL(name, folder))), 100, seed);
  });
});
