import { expect, test } from "vitest";
import { checkShowable, isTooDeep } from "../../lab/src/document/showable.ts";
import { modelNamed, models } from "../../src/index.ts";

test("every experiment of the catalogue can be shown", () => {
  for (const { name } of models) {
    expect(isTooDeep(modelNamed(name).definition)).toBe(false);
    expect(() => checkShowable({ model: name, duration: "1 ms" } as never)).not.toThrow();
  }
});

test("depth is counted without a stack: 32 levels are a document, 33 and a million are none", () => {
  const nested = (depth: number): unknown => JSON.parse(`${"[".repeat(depth)}1${"]".repeat(depth)}`);
  expect([32, 33, 1_000_000].map((depth) => isTooDeep(nested(depth)))).toEqual([false, true, true]);
});

test("what would fill the page is refused by its place and its number", () => {
  const input = Array.from({ length: 61 }, () => ({ stimulus: "constant", amplitude: "1 nA" }) as const);
  expect(() => checkShowable({ model: "lif", duration: "1 ms", input })).toThrow(/input: has 61 stimuli/);
});
