import { expect, test } from "vitest";
import { type ExperimentDocument, inspect } from "../src/index.ts";

const document: ExperimentDocument = {
  model: {
    equations: "dv/dt = -(v - exp(2*E))/tau : 1 (unless refractory)\nE : 1\nx = v**2 : 1",
    parameters: { tau: "10 ms", E: 0 },
    threshold: "v > 1",
    reset: "v = 0",
    refractory: "2 ms",
  },
  duration: "1 ms",
};

test("tokens stand with their offsets and kinds", () => {
  expect(inspect(document, "tokens").split("\n").slice(0, 4)).toEqual([
    "    0  name       dv",
    "    2  operator   /",
    "    3  name       dt",
    "    6  operator   =",
  ]);
});

test("a tree has its operators above what they act on", () => {
  expect(inspect(document, "ast")).toBe(
    [
      "differential dv/dt : 1 (unless refractory)",
      "  /",
      "    -",
      "      -",
      "        v",
      "        exp()",
      "          *",
      "            2",
      "            E",
      "    tau",
      "parameter E : 1",
      "subexpression x : 1",
      "  **",
      "    v",
      "    2",
    ].join("\n"),
  );
});

test("the model is in SI, its parameters in everyday units", () => {
  const text = inspect(document, "model");
  expect(text).toContain("  tau = 10 ms\n");
  expect(text).toContain("  dv/dt = -(v - exp(2*E))/tau   (unless refractory)\n");
  expect(text).toContain("refractory\n  0.002\n");
});

test("the step is named and explained, and ends with the new state", () => {
  const text = inspect({ ...document, method: "euler" }, "step");
  expect(text).toMatch(/^euler: chosen in the document\none step of length h\n/);
  expect(text).toMatch(/ {2}v <- v \+ \S/);
});

test("the kernel names its operations, the module its functions", () => {
  expect(inspect(document, "kernel")).toContain("\nnext\n  v <- %");
  expect(inspect(document, "wasm")).toMatch(/function \d+ "advance": i32 i32 f64 i32/);
});
