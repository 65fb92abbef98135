import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { check, experimentSchema, models, stimuli } from "../../src/index.ts";
import { root } from "./sources.ts";

const readme = readFileSync(join(root, "README.md"), "utf8");
const blocks = (language: string): string[] =>
  [...readme.matchAll(/```(\w+)\n([\s\S]*?)```/g)].flatMap(([, own, text]) => (own === language ? [text!] : []));

test.each(blocks("json").map((text) => [text]))("a document in the README is right: %s", (text) => {
  expect(() => check(JSON.parse(text))).not.toThrow();
});

test("the README names every key of a document, every model and every stimulus", () => {
  const { $schema: _, ...keys } = (experimentSchema() as { properties: Record<string, unknown> }).properties;
  const names = [...Object.keys(keys), ...models.map(({ name }) => name), ...stimuli.map(({ name }) => name)];
  expect(names.filter((name) => !readme.includes(`| \`${name}\` |`))).toEqual([]);
});

test("the code in the README is the example, and runs", () => {
  const file = "examples/from-code.js";
  expect(blocks("js")).toEqual([readFileSync(join(root, file), "utf8")]);
  const lines = execFileSync("node", [file], { cwd: root, encoding: "utf8" }).trim().split("\n");
  // The rheobase of the model is (v_th - E_L)/R = 2 nA.
  expect(lines.map((line) => line.endsWith(": 0 Hz"))).toEqual([
    true,
    true,
    true,
    true,
    true,
    false,
    false,
    false,
    false,
  ]);
});
