import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import {
  check,
  experimentOf,
  experimentSchema,
  isNetworkDocument,
  isProtocolDocument,
  models,
  protocols,
  simulateNetwork,
  stimuli,
} from "../../src/index.ts";
import { root } from "./sources.ts";

const readme = readFileSync(join(root, "README.md"), "utf8");
const blocks = (language: string): string[] =>
  [...readme.matchAll(/```(\w+)\n([\s\S]*?)```/g)].flatMap(([, own, text]) => (own === language ? [text!] : []));

test.each(blocks("json").map((text) => [text]))("a document in the README is right: %s", (text) => {
  const document = JSON.parse(text);
  if (isNetworkDocument(document)) {
    expect(simulateNetwork({ ...document, duration: "10 ms" }).spikes.size).toBe(2);
    return;
  }
  expect(() => check(isProtocolDocument(document) ? experimentOf(document) : document)).not.toThrow();
});

test("the README names every key of a document, every model, stimulus and protocol", () => {
  const { $schema: _, ...keys } = (experimentSchema() as { properties: Record<string, unknown> }).properties;
  const named = [models, stimuli, protocols].flatMap((list) => list.map(({ name }: { readonly name: string }) => name));
  const names = [...Object.keys(keys), ...named];
  expect(names.filter((name) => !readme.includes(`| \`${name}\` |`))).toEqual([]);
});

test("the code in the README is that of the examples, and runs", () => {
  const files = ["from-code", "ask", "compare-trains", "many-networks"].map((name) => `examples/${name}.js`);
  expect(blocks("js")).toEqual(files.map((file) => readFileSync(join(root, file), "utf8")));
  const [lines, asked, compared, rates] = files.map((file) =>
    execFileSync("node", [file], { cwd: root, encoding: "utf8" }).trim().split("\n"),
  ) as [string[], string[], string[], string[]];
  // Panel C of Brunel (2000): Siegert's formula gives 38 Hz; the first 200 ms begin in silence.
  const hertz = rates.map((line, k) => Number(new RegExp(`^seed ${k + 1}: ([0-9.]+) Hz$`).exec(line)![1]));
  expect(hertz.length === 3 && hertz.every((rate) => Math.abs(rate - 37) < 3), rates.join()).toBe(true);
  expect(asked).toEqual(["it fires from 2.000000 nA on", "by its equations: 2 nA"]);
  expect(compared[0]).toMatch(/^\d+ and \d+ spikes, coincidence factor 0\.\d{3}$/);
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
