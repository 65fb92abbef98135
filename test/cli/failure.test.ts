import { expect, test } from "vitest";
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
