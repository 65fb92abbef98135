import { expect, test } from "vitest";
import { runCommand } from "./recorded-terminal.ts";

test("a hidden neuron answers to a step, and does not tell its parameters", async () => {
  const { code, out } = await runCommand(["hidden", "--seed", "432", "--step", "9nA"]);
  expect(code).toBe(0);
  expect(out).toContain("hidden neuron 432: 1 neuron, 50 ms");
  expect(out).toContain("spikes at (ms):");
  expect(out).not.toMatch(/-16 mV|9 MOhm|24 ms/);
});

test("stimuli come from a document without a model; one with a model is refused", async () => {
  const ramp = { input: [{ stimulus: "ramp", amplitude: "9 nA" }], duration: "80 ms" };
  const { out } = await runCommand(["hidden", "-", "--seed", "432", "--json"], JSON.stringify(ramp));
  expect(JSON.parse(out).traces.v.values[0]).toHaveLength(800);
  const { code, complaints } = await runCommand(["hidden", "-"], JSON.stringify({ ...ramp, model: "lif" }));
  expect(code).toBe(2);
  expect(complaints).toContain("dealt by the seed");
});

test("the estimate of the exercise's neuron stands beside the truth", async () => {
  const { out } = await runCommand(["hidden", "--seed", "432", "--estimate", "--reveal"]);
  expect(out).toMatch(/E_L +-60 mV +-60 mV/);
  expect(out).toMatch(/v_th +-16 mV +-16 mV/);
  expect(out).toMatch(/tau_m +24 ms +24 ms/);
  expect((await runCommand(["hidden", "--seed", "432", "--estimate"])).out).not.toContain("truth");
});

test("a seed that is no whole number is refused", async () => {
  const { code, complaints } = await runCommand(["hidden", "--seed", "x"]);
  expect(code).toBe(2);
  expect(complaints).toContain("--seed");
});
