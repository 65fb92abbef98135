import { execFile } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { root } from "../repository/sources.ts";

const run = promisify(execFile);

/** What somebody does with a model: the typed document, a run, a check, the command line. */
const use = `
import { expect, test } from "vitest";
import { check, type Experiment, modelNamed, simulate } from "../src/index.ts";
import { runCommand } from "./cli/recorded-terminal.ts";

test("theta: a typed document runs, and its units are checked by the compiler", () => {
  const document: Experiment = { model: "theta", parameters: { tau: "5 ms" }, input: [{ stimulus: "constant", amplitude: 4 }], duration: "10 ms" };
  expect(simulate(document).spikes.times[0]! * 1000).toBeCloseTo(2.5 * Math.PI, 4);
  const preset: Experiment = { model: "theta", preset: "slow" };
  expect(simulate(preset).spikes.times.length).toBe(3);
  // @ts-expect-error: tau is a time
  const voltage: Experiment = { model: "theta", parameters: { tau: "5 mV" }, duration: "10 ms" };
  // @ts-expect-error: the input has no unit
  const current: Experiment = { model: "theta", input: [{ stimulus: "constant", amplitude: "1 nA" }], duration: "10 ms" };
  // @ts-expect-error: there is no such preset
  const fast: Experiment = { model: "theta", preset: "fast", duration: "10 ms" };
  for (const wrong of [voltage, current, fast]) expect(() => simulate(wrong)).toThrow();
});

test("theta: it is checked, found, and described", async () => {
  expect(check({ model: "theta", duration: "10 ms" }).method).toBe("dormand-prince");
  expect(modelNamed("theta").title).toBe("Theta neuron");
  const { code, out } = await runCommand(["models", "theta"]);
  expect(code).toBe(0);
  expect(out).toContain("Ermentrout");
});
`;

test("one file and its line in the index add a model: the catalogue's own tests, the types and the commands take it", async () => {
  const copy = mkdtempSync(join(tmpdir(), "rheobase-model-"));
  try {
    for (const part of ["src", "test", "lab/src", "package.json", "tsconfig.json", "vitest.config.ts"])
      cpSync(join(root, part), join(copy, part), { recursive: true });
    symlinkSync(join(root, "node_modules"), join(copy, "node_modules"));
    const file = readFileSync(join(root, "test/models/theta.ts"), "utf8").replace("../../src/models/", "./");
    writeFileSync(join(copy, "src/models/theta.ts"), file);
    const index = join(copy, "src/models/index.ts");
    const line = readFileSync(index, "utf8")
      .replace("import { traubMiles }", 'import { thetaNeuron } from "./theta.ts";\nimport { traubMiles }')
      .replace("  quadraticIntegrateAndFire,\n", "  quadraticIntegrateAndFire,\n  thetaNeuron,\n");
    writeFileSync(index, line);
    writeFileSync(join(copy, "test/use.test.ts"), use);
    const here = { cwd: copy, env: { ...process.env, VITEST: undefined, NO_COLOR: "1" } };
    const { stdout: mistakes } = await run("npx", ["tsc", "--noEmit"], here).catch(failure);
    expect(mistakes).toBe("");
    const suites = [
      "test/models/models",
      "test/models/golden",
      "test/models/presets",
      "test/run/catalogue",
      "test/use",
    ];
    const only = ["--project", "library", "-t", "\\btheta\\b", "--reporter=json"];
    const { stdout } = await run("npx", ["vitest", "run", ...suites, ...only], here).catch(failure);
    const { testResults } = JSON.parse(stdout.slice(stdout.indexOf("{"))) as Report;
    const results = testResults.flatMap(({ assertionResults }) => assertionResults);
    expect(results.filter(({ status }) => status === "failed")).toEqual([]);
    const passed = results.filter(({ status }) => status === "passed").map(({ fullName }) => fullName);
    for (const suite of [
      /every preset is a model/,
      /every name has a meaning/,
      /slow.*: a document of these two runs/,
      /every target agrees to the bit/,
      /spikes under 1/,
      /a typed document runs/,
      /found, and described/,
    ])
      expect(
        passed.filter((name) => suite.test(name)),
        `${suite}`,
      ).not.toEqual([]);
  } finally {
    rmSync(copy, { recursive: true });
  }
}, 180_000);

interface Report {
  readonly testResults: readonly {
    readonly assertionResults: readonly { readonly fullName: string; readonly status: string }[];
  }[];
}

/** A program that ends with an error has said why. */
function failure(error: { stdout: string; stderr: string }): { stdout: string; stderr: string } {
  return error;
}
