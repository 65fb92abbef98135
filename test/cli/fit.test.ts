import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { cell, recorded } from "../fit/gif/synthetic.ts";
import { runCommand } from "./recorded-terminal.ts";

const folder = mkdtempSync(join(tmpdir(), "rheobase-fit-"));
const file = join(folder, "cell.csv");
const [sweep] = recorded(cell, 2, 1);
const rows = Array.from(sweep!.voltage, (v, k) => {
  // The recording of a neuron that is reset has no upstroke: its spikes are put on, one sample wide.
  const isSpike = sweep!.spikes.some((time) => Math.round(time * sweep!.rate) === k);
  return `${k / 10},${sweep!.current[k]! * 1e9},${isSpike ? 30 : v * 1e3}`;
});
writeFileSync(file, `time (ms),current (nA),voltage (mV)\n${rows.join("\n")}\n`);
const small = ["--data", file, "--evaluations", "200", "--seed", "3"];

test("a model is fitted to a part of a recording, judged on another, and reported", async () => {
  const report = join(folder, "report");
  const split = ["--train", "0:1s", "--test", "1:2s", "--bootstrap", "2", "--report", report];
  const { code, out, complaints } = await runCommand(["fit", "lif", ...small, ...split]);
  expect([code, complaints]).toEqual([0, ""]);
  expect(out).toContain("0 to 1 s fitted, 1 to 2 s kept for the test");
  expect(out).toMatch(/^tau_m +[\d.]+ +ms +[\d.]+ to [\d.]+$/m);
  const json = JSON.parse(readFileSync(join(report, "report.json"), "utf8"));
  expect(json.score.test.gamma).toBeGreaterThan(0.3);
  expect(json.bootstrap.replicates).toBe(2);
  expect(json.values.tau_m.unit).toBe("ms");
  const page = readFileSync(join(report, "index.html"), "utf8");
  for (const part of ["<svg", "coincidence factor", "<math", "Parameters"]) expect(page).toContain(part);
  expect(page).not.toMatch(/NaN|Infinity|undefined|https?:\/\/(?!www\.w3\.org)/);
  const { code: again } = await runCommand([
    "run",
    join(report, "experiment.json"),
    "--json",
    "--set",
    "duration=10ms",
  ]);
  expect(again).toBe(0);
}, 240_000);

test("ranges and objectives of one's own are taken, and the same seed gives the same numbers", async () => {
  const asked = ["--free", "tau_m=5ms:60ms:log", "v_th=-55mV:-35mV", "--objective", "van-rossum:tau=10 ms", "gamma"];
  const args = ["fit", "lif", ...small, ...asked, "--bootstrap", "0", "--json"];
  const [first, second] = [await runCommand(args), await runCommand(args)];
  expect(first.out).toBe(second.out);
  const { values, parts, front } = JSON.parse(first.out);
  expect(Object.keys(values)).toEqual(["tau_m", "v_th"]);
  expect(Object.keys(parts)).toEqual(["van-rossum", "gamma"]);
  expect(front.length).toBeGreaterThan(0);
}, 120_000);

test("the ladder tables what each model keeps", async () => {
  const report = join(folder, "ladder");
  const args = ["fit", "--ladder", "--only", "lif,mat,gif", ...small, "--report", report];
  const { code, out, complaints } = await runCommand(args);
  expect([code, complaints]).toEqual([0, ""]);
  for (const name of ["lif", "mat", "gif"]) expect(out).toMatch(new RegExp(`^${name} +\\d`, "m"));
  const { models } = JSON.parse(readFileSync(join(report, "ladder.json"), "utf8"));
  for (const { train, operations } of models) {
    expect(train.gamma).toBeGreaterThan(0.2);
    expect(operations).toBeGreaterThan(0);
  }
}, 120_000);

test.each([
  [["fit", "lif", "--data", file, "--train", "5:1s"], "does not go forward"],
  [["fit", "lif", "--data", file, "--train", "1,9"], "names no sweep of the 1"],
  [["fit", "hodgkin-huxley", "--data", file], "give each number its range"],
  [["fit", "lif", "--data", file, "--free", "tau=1:2:3:4"], "is no range"],
  [["fit", "lif", "--data", file, "--free", "tau_n"], "did you mean"],
  [["fit", "lif", "--data", file, "--objective", "gama"], "did you mean"],
  [["fit", "--data", file], "name a model"],
  [["fit", "--ladder", "--data", file, "--only", "lift"], "the ladder has no model"],
  [["fit", "poisson", "--data", file], "adex, izhikevich and gif have ranges of their own"],
  [["fit", "lif", "--data", file, "--threads", "0"], "at least 1"],
  [["fit", "lif", "--data", file, "--voltage-unit", "ms"], "--voltage-unit"],
  [["fit", "lif", "--data", file, "--objective", "likelihood"], "there is no likelihood"],
  [["fit", "lif", "--data", file, "--resume"], "--report"],
  [["fit", "lif", "--data", file, "--resume", "--report", join(folder, "none")], "there is no checkpoint"],
])("%j is refused with a way out", async (args, text) => {
  const { code, complaints } = await runCommand(args);
  expect(code).toBe(2);
  expect(complaints).toContain(text);
});
