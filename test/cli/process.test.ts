import { execFileSync, spawn, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
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

test("a network on two threads prints what it prints on one", () => {
  const run = (threads: number) =>
    execFileSync(
      "node",
      [main, "run", "examples/cuba.json", "--json", "--set", "duration=20 ms", "--threads", `${threads}`],
      {
        cwd: root,
        encoding: "utf8",
        maxBuffer: 1e8,
      },
    );
  expect(JSON.parse(run(2))).toEqual(JSON.parse(run(1)));
});

test.each([1, 2])(
  "Ctrl-C stops a network on %i threads with a word on how to go on, and leaves nothing running",
  async (threads) => {
    const file = join(mkdtempSync(join(tmpdir(), "rheobase-")), "cuba.checkpoint");
    const kept = ["--checkpoint", file, "--checkpoint-every", "20 ms"];
    const args = [main, "run", "examples/cuba.json", "--set", "duration=1000 s", "--threads", `${threads}`, ...kept];
    const child = spawn("node", args, { cwd: root, stdio: ["ignore", "ignore", "pipe"] });
    const complaints: string[] = [];
    child.stderr.on("data", (text: Buffer) => complaints.push(text.toString()));
    setTimeout(() => child.kill("SIGINT"), 8000);
    const code = await new Promise((resolve) => child.on("exit", resolve));
    expect([code, complaints.join("")]).toEqual([1, expect.stringContaining("stopped by Ctrl-C")]);
    expect(complaints.join("")).toContain(`--resume ${file} goes on from `);
    expect(existsSync(file)).toBe(true);
  },
);
