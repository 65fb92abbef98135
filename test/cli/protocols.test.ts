import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { valuesIn } from "../../src/cli/protocols.ts";
import { runCommand } from "./recorded-terminal.ts";

test("a protocol asks the model of the catalogue that is named", async () => {
  const { code, out } = await runCommand(["fi-curve", "lif", "--values", "1nA,3nA"]);
  expect(code).toBe(0);
  expect(out).toMatch(/^f-I curve: lif/);
  expect(out).toMatch(/silent up to {2}1 nA/);
  expect(out).toMatch(/amplitude \(nA\) +rate \(Hz\)/);
});

test("the answer as JSON has each number with its unit", async () => {
  const { out } = await runCommand(["fi-curve", "lif", "--values", "1nA,3nA", "--json", "--set", "t_ref=0ms"]);
  const { protocol, rate } = JSON.parse(out);
  expect(protocol).toBe("fi-curve");
  expect(rate.unit).toBe("Hz");
  expect(rate.values[1]).toBeCloseTo(1000 / (8 * Math.log(25 / 10)), 9); // tau ln((RI - 5 mV)/(RI - 20 mV))
});

test("a document that asks is run by run, and by the command of its protocol, with settings from both", async () => {
  const document = JSON.stringify({ protocol: "fi-curve", experiment: { model: "lif" }, values: ["1 nA", "3 nA"] });
  const byRun = await runCommand(["run", "-", "--json"], document);
  expect(await runCommand(["fi-curve", "-", "--json"], document)).toEqual(byRun);
  const other = await runCommand(["fi-curve", "-", "--json", "--values", "5nA"], document);
  expect(JSON.parse(other.out).varied.values).toEqual([5]);
});

test("the columns of an answer are written as a table", async () => {
  const file = join(mkdtempSync(join(tmpdir(), "rheobase-")), "curve.csv");
  const { code } = await runCommand(["fi-curve", "lif", "--values", "1nA,3nA", "--csv", file]);
  expect(code).toBe(0);
  const [heading, first] = readFileSync(file, "utf8").split("\n");
  expect(heading).toContain("amplitude (nA),rate (Hz)");
  expect(first).toMatch(/^1,0,/);
});

test("values are a range, a list, or JSON", () => {
  expect(valuesIn("0nA:10nA:100")).toEqual({ from: "0nA", to: "10nA", count: 100 });
  expect(valuesIn("10 Hz:1 kHz:50:log")).toEqual({ from: "10 Hz", to: "1 kHz", count: 50, scale: "log" });
  expect(valuesIn("1nA, 2nA")).toEqual(["1nA", "2nA"]);
  expect(valuesIn('["1 nA"]')).toEqual(["1 nA"]);
});

test("what a protocol cannot do is an error with a way out", async () => {
  const wrong: [string[], string, RegExp][] = [
    [["fi-curve", "liff"], "", /no model "liff"[\s\S]*did you mean "lif"/],
    [
      ["fi-curve", "-"],
      '{"protocol": "threshold", "experiment": {"model": "lif"}}',
      /asks "threshold", not "fi-curve"/,
    ],
    [["run", "-"], '{"protocol": "fi-curv", "experiment": {"model": "lif"}}', /did you mean "fi-curve"/],
    [
      ["run", "-"],
      '{"protocol": "fi-curve", "experiment": {"modl": "lif"}}',
      /experiment\.modl[\s\S]*did you mean "model"/,
    ],
    [["run", "-"], '{"protocol": "fi-curve", "experiment": {"model": "lif"}, "vry": 1}', /did you mean "vary"/],
    [["run", "-"], '{"protocol": "fi-curve"}', /experiment[\s\S]*is missing/],
    [["fi-curve", "lif", "--values", "1mV,2mV"], "", /in volt/],
    [["fi-curve", "lif", "--vary", "tau_n"], "", /did you mean "tau_m"/],
  ];
  for (const [args, input, complaint] of wrong) {
    const { code, complaints } = await runCommand(args, input);
    expect([args, code]).toEqual([args, 2]);
    expect(complaints).toMatch(complaint);
  }
});

test("what drives the neuron by default can be set, and rows of an answer are a table", async () => {
  const { out } = await runCommand(["phase-plane", "fitzhugh-nagumo", "--set", "amplitude=1.3"]);
  expect(out).toMatch(/inputs: I {2}1\.3/);
  expect(out).toMatch(/kind +v +w +eigenvalues \(1\/ms\) +imaginary/);
  // neurodynex.md FHN-01
  expect(out).toMatch(/unstable focus +-0\.5413511 +0\.9172978 +0\.03540848, 0\.03540848 +0\.3044756, -0\.3044756/);
});

test("with -o the answer is drawn into a file, beside --json too; without a figure nothing is asked", async () => {
  const file = join(mkdtempSync(join(tmpdir(), "rheobase-")), "curve.svg");
  const asked = ["fi-curve", "lif", "--values", "1nA,3nA", "-o", file];
  expect((await runCommand([...asked, "--scheme", "dark"])).out).toBe(`${file}\n`);
  expect(readFileSync(file, "utf8")).toContain("closed form");
  expect(JSON.parse((await runCommand([...asked, "--json"])).out).protocol).toBe("fi-curve");
  const { code, complaints } = await runCommand(["threshold", "lif", "-o", file]);
  expect(code).toBe(2);
  expect(complaints).toMatch(/--output: the answer of threshold is a few numbers/);
});
