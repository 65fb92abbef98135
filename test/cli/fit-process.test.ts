import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { cell, recorded } from "../fit/gif/synthetic.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "rheobase-fit-process-"));
const file = join(folder, "cell.csv");
const [sweep] = recorded(cell, 1, 1);
const rows = Array.from(sweep!.voltage, (v, k) => {
  const isSpike = sweep!.spikes.some((time) => Math.round(time * sweep!.rate) === k);
  return `${k / 10},${sweep!.current[k]! * 1e9},${isSpike ? 30 : v * 1e3}`;
});
writeFileSync(file, `time (ms),current (nA),voltage (mV)\n${rows.join("\n")}\n`);
const args = [
  "dist/cli/main.js",
  "fit",
  "lif",
  "--data",
  file,
  "--objective",
  "van-rossum",
  "--evaluations",
  "1500",
  "--bootstrap",
  "0",
  "--json",
];
const answer = (more: readonly string[]) =>
  spawnSync("node", [...args, ...more], { cwd: root, encoding: "utf8" }).stdout;

test("a fit is the same on one thread and on three, and after an interruption", async () => {
  const whole = answer(["--threads", "1"]);
  expect(JSON.parse(whole).evaluations).toBeGreaterThan(1000);
  expect(answer(["--threads", "3"])).toBe(whole);
  const report = join(folder, "report");
  const interrupted = spawn("node", [...args, "--report", report], { cwd: root });
  let complaint = "";
  interrupted.stderr.on("data", (text) => {
    complaint += text;
  });
  const ended = new Promise((resolve) => interrupted.on("exit", resolve));
  await new Promise((resolve) => setTimeout(resolve, 2500));
  interrupted.kill("SIGINT");
  await ended;
  // On a fast machine it was done, on a slow one not begun: neither leaves anything to go on from.
  if (existsSync(join(report, "checkpoint.json"))) {
    expect(complaint).toContain("go on with --resume");
    expect(answer(["--report", report, "--resume"])).toBe(whole);
  }
}, 240_000);
