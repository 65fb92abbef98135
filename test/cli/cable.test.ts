import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { dendrite, pulse } from "../cable/cables.ts";
import { runCommand } from "./recorded-terminal.ts";

const folder = mkdtempSync(join(tmpdir(), "cable-"));
afterAll(() => rmSync(folder, { recursive: true }));

const document = JSON.stringify({
  cable: { ...dendrite, compartments: 50 },
  electrodes: [pulse("100 um", "1 nA", "0.2 ms", "0.5 ms")],
  duration: "2 ms",
  record: { at: ["0 um", "100 um"], profiles: ["0.5 ms"] },
});

test("cable shows the peak, the constants and the distance from the closed form", async () => {
  const { code, out } = await runCommand(["cable", "-"], document);
  expect(code).toBe(0);
  expect(out).toContain("passive cable: 50 compartments, 2 ms in steps of 0.01 ms");
  expect(out).toMatch(/highest of all: -\d+\.\d+ mV at 100 um, 0\.5 ms/);
  expect(out).toMatch(/trunk +500 +1118\.03 +0\.447214 +10 +177\.941/);
  expect(out).toMatch(/within \d\.\de-\d mV of the closed form/);
  expect(out.split("\n").filter((line) => line.length > 80)).toEqual([]);
});

test("run takes a cable document too, and gives the same bits", async () => {
  const [cable, run] = [
    await runCommand(["cable", "-", "--json"], document),
    await runCommand(["run", "-", "--json"], document),
  ];
  expect(run.out).toBe(cable.out);
  const refused = await runCommand(["run", "-", "--npz", folder], document);
  expect([refused.code, refused.complaints]).toEqual([2, expect.stringContaining("--npz: a cable experiment has no")]);
});

test("check says what a cable would compute, without running it", async () => {
  const { code, out } = await runCommand(["check", "-"], document);
  expect(code).toBe(0);
  expect(out).toContain("ok passive cable");
  expect(out).toMatch(/method exact: \S/);
  expect(out.replace(/\s+/g, " ")).toContain(
    "50 compartments, 51 nodes, 200 steps of 0.01 ms; electrodes 1, places 2, profiles 1",
  );
});

test("places of the cable and of its electrodes can be set", async () => {
  const settings = ["--set", "cable.compartments=10", "--set", "amplitude=2nA", "--set", "electrodes.0.at=200um"];
  const { highest, compartments } = JSON.parse((await runCommand(["cable", "-", "--json", ...settings], document)).out);
  expect(compartments).toBe(10);
  expect(highest.point).toEqual({ branch: "", at: { value: 200, unit: "um" }, distance: { value: 200, unit: "um" } });
});

test("traces and profiles are written as tables, and the figure as SVG", async () => {
  const figure = join(folder, "cable.svg");
  const { out } = await runCommand(["cable", "-", "--csv", folder, "-o", figure], document);
  const files = ["traces.csv", "profiles.csv"].map((name) => join(folder, name));
  expect(out.trim().split("\n")).toEqual([...files, figure]);
  const [traces, profiles] = files.map((file) => readFileSync(file, "utf8").trim().split("\n"));
  expect(traces![0]).toBe(
    "time (ms),v at 0 um (mV),closed form at 0 um (mV),v at 100 um (mV),closed form at 100 um (mV)",
  );
  expect(profiles![0]).toBe("branch,at (um),distance (um),v at 0.5 ms (mV),closed form at 0.5 ms (mV)");
  expect([traces!.length, profiles!.length]).toEqual([201, 52]);
  expect(readFileSync(figure, "utf8")).toMatch(/^<svg .*passive cable/);
});

test("a mistake in the document ends with its place and exit code 2", async () => {
  const { code, complaints } = await runCommand(["cable", "-"], document.replace("0.2 ms", "0.2 mV"));
  expect([code, complaints]).toEqual([2, expect.stringContaining("electrodes[0].start")]);
});
