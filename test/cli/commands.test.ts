import { expect, test } from "vitest";
import { models, protocols, stages } from "../../src/index.ts";
import { runCommand } from "./recorded-terminal.ts";

const lif = JSON.stringify({ model: "lif", duration: "100 ms", input: [{ stimulus: "constant", amplitude: "3 nA" }] });

test("check names the units, the method and why", async () => {
  const { code, out } = await runCommand(["check", "-"], lif);
  expect(code).toBe(0);
  expect(out).toContain("ok lif");
  expect(out).toMatch(/v\s+mV\s+state/);
  expect(out).toMatch(/I\s+nA\s+input/);
  expect(out).toMatch(/tau_m\s+8 ms/);
  expect(out).toMatch(/method exact: \S/);
  expect(out).toContain("1 neuron, 1000 steps of 0.1 ms");
});

test.each(stages)("show prints the stage %s", async (stage) => {
  const { code, out } = await runCommand(["show", "-", "--stage", stage], lif);
  expect(code).toBe(0);
  expect(out.length).toBeGreaterThan(20);
});

test.each([
  ["brian2", "NeuronGroup("],
  ["nest", 'nest.Create("iaf_psc_delta"'],
  ["latex", "\\begin{align*}"],
])("show writes the experiment for %s", async (stage, part) => {
  const { code, out } = await runCommand(["show", "-", "--stage", stage], lif);
  expect(code).toBe(0);
  expect(out).toContain(part);
});

test("models lists the catalogue, and describes each of its models", async () => {
  const { out } = await runCommand(["models"]);
  for (const { name } of models) {
    expect(out).toContain(name);
    const page = await runCommand(["models", name]);
    expect(page.code).toBe(0);
    for (const section of ["Equations", "Parameters", "Variables", "Golden numbers", "Sources"])
      expect(page.out).toContain(section);
  }
});

test("schema prints a JSON Schema that knows the keys of a document", async () => {
  const { out } = await runCommand(["schema"]);
  const [experiment, ...questions] = JSON.parse(out).anyOf;
  expect(Object.keys(experiment.properties)).toEqual(expect.arrayContaining(["model", "input", "duration", "dt"]));
  expect(
    questions.map((question: { properties: { protocol: { const: string } } }) => question.properties.protocol.const),
  ).toEqual(protocols.map(({ name }) => name));
});

test("every command has help with an example", async () => {
  const commands = [
    "run",
    "plot",
    "cable",
    "check",
    "show",
    "models",
    "data",
    "schema",
    ...protocols.map(({ name }) => name),
  ];
  for (const command of commands) {
    const { code, out } = await runCommand([command, "--help"]);
    expect(code).toBe(0);
    expect(out).toContain("Examples:\n  rheobase");
    expect(out.split("\n").filter((line) => line.length > 80)).toEqual([]);
  }
  const { out } = await runCommand(["--help"]);
  expect(out).toContain("Examples:\n  rheobase");
  for (const command of commands) expect(out).toContain(command);
});
