import { execFileSync, spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const root = fileURLToPath(new URL("../..", import.meta.url));
const main = "dist/cli/main.js";

test("a reader that stops reading ends the program quietly", () => {
  const script = `node ${main} run examples/fi-curve.json --json | head -c 20`;
  const { stdout, stderr } = spawnSync("bash", ["-c", script], { cwd: root, encoding: "utf8" });
  expect(stdout).toBe('{"axes":[{"parameter');
  expect(stderr).toBe("");
});

test("without a screen there are no colours, and FORCE_COLOR brings them back", () => {
  const show = (env: object) =>
    execFileSync("node", [main, "models"], { cwd: root, encoding: "utf8", env: { PATH: process.env.PATH, ...env } });
  expect(show({})).not.toContain("\u001b[");
  expect(show({ FORCE_COLOR: "1" })).toContain("\u001b[");
});

test("the exit code and standard input are those of the process", () => {
  const run = (input: string) =>
    spawnSync("node", [main, "run", "-", "--json"], { cwd: root, input, encoding: "utf8" });
  expect(run("{}").status).toBe(2);
  const { status, stdout } = run('{"model": "lif", "duration": "10 ms"}');
  expect([status, JSON.parse(stdout).spikes.times]).toEqual([0, [[]]]);
});
