import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { runCommand } from "../cli/recorded-terminal.ts";

const folder = fileURLToPath(new URL("../../examples/", import.meta.url));
const documents = readdirSync(folder).filter((name) => name.endsWith(".json"));
const has = (key: string) => (name: string) => key in JSON.parse(readFileSync(`${folder}${name}`, "utf8"));
const [asks, isCable, isNetwork] = [has("protocol"), has("cable"), has("populations")];
const spikesOf = async (name: string): Promise<number[][]> =>
  JSON.parse((await runCommand(["run", `${folder}${name}`, "--json"])).out).spikes.times;

test.each(documents.filter((name) => ![asks, isCable, isNetwork].some((is) => is(name))))(
  "%s runs and fires",
  async (name) => {
    const { code, complaints } = await runCommand(["run", `${folder}${name}`]);
    expect([code, complaints]).toEqual([0, ""]);
    expect((await spikesOf(name)).flat().length).toBeGreaterThan(0);
  },
);

test.each(documents.filter(asks))("%s asks and gets an answer", async (name) => {
  const { code, out, complaints } = await runCommand(["run", `${folder}${name}`]);
  expect([code, complaints]).toEqual([0, ""]);
  expect(out).toMatch(/^[A-Zf].*: \S/);
});

test.each(documents.filter(isCable))("%s is depolarised where current enters", async (name) => {
  const { code, out, complaints } = await runCommand(["run", `${folder}${name}`]);
  expect([code, complaints]).toEqual([0, ""]);
  const { highest } = JSON.parse((await runCommand(["cable", `${folder}${name}`, "--json"])).out);
  expect(highest.v.value).toBeGreaterThan(-60);
  expect(out).toContain(`highest of all: ${highest.v.value.toFixed(4)} mV`);
});

test("inputs sum up best at the soma where they come from the tip inwards", async () => {
  const at = async (starts: readonly string[]) => {
    const settings = starts.flatMap((start, k) => [
      "--set",
      `electrodes.${k}.start=${start} ms`,
      "--set",
      `electrodes.${k}.stop=${Number(start) + 0.1} ms`,
    ]);
    const { out } = await runCommand(["cable", `${folder}dendrite.json`, "--json", ...settings]);
    return Math.max(...JSON.parse(out).traces.v.values[0]) + 70;
  };
  // C5 and C6 of the exercises: 11.76 mV towards the soma, 7.03 mV away from it.
  expect(await at(["1", "1.5", "2"])).toBeCloseTo(11.76, 1);
  expect(await at(["2", "1.5", "1"])).toBeCloseTo(7.03, 1);
});

test("the in-vivo-like current is what its script makes", () => {
  const made = execFileSync("node", [`${folder}make-in-vivo-current.js`, "-"], { encoding: "utf8", maxBuffer: 1e7 });
  expect(made === readFileSync(`${folder}in-vivo-current.csv`, "utf8")).toBe(true);
});

test("a neuron driven by an in-vivo-like current fires a few to twenty times a second", async () => {
  const [times] = await spikesOf("in-vivo-current.json");
  expect(times!.length / 1.5).toBeGreaterThan(3);
  expect(times!.length / 1.5).toBeLessThan(20);
});

test("the f-I curve is the closed form from its rheobase of 2 nA on", async () => {
  const all = await spikesOf("fi-curve.json");
  expect(all).toHaveLength(1000);
  for (const [k, times] of all.entries()) {
    const drive = (10 * (10 * k)) / 999; // R I in mV
    if (drive <= 20) expect(times).toEqual([]);
    else if (times.length > 1) {
      const interval = 2 + 8 * Math.log((drive - 5) / (drive - 20));
      expect(times[1]! - times[0]!).toBeCloseTo(interval, 8);
    }
  }
});

test("the moving threshold makes the intervals grow", async () => {
  const [times] = await spikesOf("custom-equations.json");
  const intervals = times!.slice(1).map((time, k) => time - times![k]!);
  expect(intervals.length).toBeGreaterThan(3);
  for (let k = 1; k < intervals.length; k++) expect(intervals[k]!).toBeGreaterThan(intervals[k - 1]! - 1e-6);
});
