import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { runCommand } from "./recorded-terminal.ts";

const lif = { model: "lif", duration: "100 ms" };
const run = (document: object, ...args: string[]) =>
  runCommand(["run", "-", "--json", ...args], JSON.stringify(document));

test("a wrong document ends with 2, its place and a way out, and no stack", async () => {
  const { code, out, complaints } = await run({ ...lif, durration: "1 s" });
  expect([code, out]).toEqual([2, ""]);
  expect(complaints).toContain('did you mean "duration"?');
  expect(complaints).not.toMatch(/\bat .*:\d+:\d+/);
});

test("a wrong equation ends with 2 and points at the place", async () => {
  const model = { equations: "dv/dt = (E_L - v)/tau : volt", parameters: { E_L: "-70 mV", tau: "10 mV" } };
  const { code, complaints } = await run({ model, duration: "10 ms" });
  expect(code).toBe(2);
  expect(complaints).toMatch(/1 \| dv\/dt = \(E_L - v\)\/tau : volt\n.*\^/);
});

test("a state that stops being finite ends with 1 and names the variable", async () => {
  const model = { equations: "dv/dt = v**2/second : 1", initial: { v: 1e6 } };
  const { code, complaints } = await run({ model, duration: "1 s", method: "euler" });
  expect(code).toBe(1);
  expect(complaints).toMatch(/error .*\bv\b/);
});

test("what is no JSON, no file or no command ends with 2", async () => {
  const broken = await runCommand(["run", "-"], '{\n  "model": "lif",\n}');
  expect(broken.code).toBe(2);
  expect(broken.complaints).toMatch(/standard input: is not JSON: .*line 3/);
  expect(await runCommand(["run", "nowhere.json"])).toMatchObject({
    code: 2,
    complaints: "error cannot read nowhere.json: there is no such file\n",
  });
  for (const args of [["runn"], ["run"], ["run", "-", "--jsn"], ["show", "-", "--stage", "x"], ["models", "lff"]]) {
    const { code, complaints } = await runCommand(args, "{}");
    expect([args, code]).toEqual([args, 2]);
    expect(complaints).not.toBe("");
  }
});

test("a stimulus whose file is missing says which", async () => {
  const { code, complaints } = await run({ ...lif, input: [{ stimulus: "samples", file: "gone.csv" }] });
  expect(code).toBe(2);
  expect(complaints).toContain("input[0].file: cannot read");
  expect(complaints).toContain("gone.csv: there is no such file");
});

test("a wrong line of a table is named with its file", async () => {
  const folder = mkdtempSync(join(tmpdir(), "rheobase-"));
  const file = join(folder, "noise.csv");
  writeFileSync(file, "time (ms),current (nA)\n0,1\n0.1,?\n");
  const expected = `${file}: line 3, column 2: "?" is not a number\n  hint fill the gap, or take the line out\n`;
  const { code, complaints } = await run({ ...lif, input: [{ stimulus: "samples", file }] });
  expect([code, complaints]).toEqual([2, `error ${expected}`]);
  const both = await run({ ...lif, input: [{ stimulus: "samples", file, csv: "1" }] });
  expect([both.code, both.complaints]).toEqual([2, "error input[0]: has both csv and file\n  hint keep one of them\n"]);
});

test("a target that the platform lacks ends with 2 and a way out", async () => {
  vi.stubGlobal("WebAssembly", undefined);
  const { code, complaints } = await run(lif, "--target", "wasm-simd");
  vi.unstubAllGlobals();
  expect(code).toBe(2);
  expect(complaints).toBe(
    "error target: this platform does not run wasm-simd\n  hint leave it out: interpreter gives the same numbers\n",
  );
});
