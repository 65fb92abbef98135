import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";
import { type ExperimentDocument, modelNamed, nestScript } from "../../src/index.ts";

/** `C_m` of `    "C_m": 250.0,` */
function parametersOf(script: string): Record<string, number> {
  const lines = script.matchAll(/^ {4}"(\w+)": ([-\d.e]+),$/gm);
  return Object.fromEntries(Array.from(lines, ([, name, value]) => [name!, Number(value)]));
}

const exampleOf = (model: string, changes: Partial<ExperimentDocument> = {}): ExperimentDocument => {
  const { input, duration } = modelNamed(model).example;
  return { model, input: [...input], duration, ...changes };
};

test("the preset after NEST's defaults becomes the defaults of NEST's leaky neurons again", () => {
  const own = parametersOf(nestScript(exampleOf("lif", { preset: "nest" })));
  expect(own).toMatchObject({ C_m: 250, tau_m: 10, t_ref: 2, E_L: -70, V_th: -55, V_reset: -70, V_m: -70 });
});

test("Hodgkin and Huxley's neuron on 10,000 um^2 has the defaults of NEST's hh_psc_alpha", () => {
  const own = parametersOf(nestScript(exampleOf("hodgkin-huxley")));
  expect(own).toMatchObject({ C_m: 100, g_Na: 12_000, g_K: 3600, g_L: 30, E_Na: 50, E_K: -77, V_m: -65 });
});

test("the input of each stretch is that of the document, in pA", () => {
  const input = [
    { stimulus: "step", amplitude: "2 nA", start: "10 ms", stop: "30 ms" },
    { stimulus: "step", amplitude: "-0.5 nA", start: "20 ms" },
  ];
  const script = nestScript({ model: "lif", input, duration: "50 ms" });
  const pieces = Array.from(script.matchAll(/^ {4}\((.*)\),$/gm), ([, text]) => text);
  expect(pieces).toEqual(["10.0, 0.0", "10.0, 2000.0", "10.0, 1500.0", "20.0, -500.0"]);
});

test("neurons of an axis differ in lists", () => {
  const input = [{ stimulus: "constant", amplitude: ["1 nA", "2 nA"] }];
  const script = nestScript({ model: "lif", input, parameters: { E_L: ["-70 mV", "-60 mV"] }, duration: "10 ms" });
  expect(script).toContain('"E_L": [-70.0, -70.0, -60.0, -60.0],');
  expect(script).toContain("(10.0, [1000.0, 2000.0, 1000.0, 2000.0]),");
});

test("a model without a counterpart, other numbers than NEST's, and random noise are refused with the reason", () => {
  expect(() => nestScript(exampleOf("morris-lecar"))).toThrow(/no counterpart/);
  expect(() => nestScript(exampleOf("izhikevich", { parameters: { k_1: 4.1 } }))).toThrow(/140 only/);
  const input = [{ stimulus: "white-noise", sigma: "1 nA" }];
  expect(() => nestScript({ model: "lif", input, duration: "10 ms" })).toThrow(/input\[0\].*another process/);
});

test("every script is Python", () => {
  const scripts = ["lif", "mat", "amat", "eif", "adex", "izhikevich", "hodgkin-huxley", "traub-miles"].map((model) =>
    nestScript(exampleOf(model)),
  );
  const check = "import ast, json, sys\nfor script in json.load(sys.stdin): ast.parse(script)";
  execFileSync("python3", ["-c", check], { input: JSON.stringify(scripts) });
});
