import { expect, test } from "vitest";
import { svgDocument } from "../../src/cli/figure-file.ts";
import { lessonPage, lessons } from "../../src/cli/reproduce/index.ts";
import type { Item, Made } from "../../src/cli/reproduce/item.ts";
import { runCommand } from "./recorded-terminal.ts";

const items = lessons.flatMap((lesson) => lesson.items);
/** Those that tune models take half a minute; test/protocol/compare.test.ts tests what they ask. */
const quick = items.filter(({ name }) => name !== "trade-off" && name !== "moving-threshold");

async function made(name: string): Promise<Made> {
  const item = items.find((candidate) => candidate.name === name)!;
  return item.make({ document: await svgDocument() });
}

test.each(quick.map((item) => [item.name, item] as const))(
  "%s is made without a hole",
  async (_, item: Item) => {
    const { figures, tables } = await item.make({ document: await svgDocument() });
    expect(figures.length + tables.length).toBeGreaterThan(0);
    for (const figure of figures) expect(figure.outerHTML).not.toMatch(/NaN|Infinity|undefined/);
    for (const { headings, rows } of tables)
      for (const row of rows) {
        expect(row).toHaveLength(headings.length);
        expect(row.filter((cell) => typeof cell === "number" && !Number.isFinite(cell))).toEqual([]);
      }
  },
  120_000,
);

test("the integrator fires with 1000 I/15 Hz, where the lesson counts fewer", async () => {
  const [table] = (await made("if-traces")).tables;
  expect(table!.rows).toEqual([
    [10, 66, 66, 666.66667, 660, 666.66667],
    [15, 100, 100, 1000, 1000, 1000],
    [20, 133, 125, 1333.3333, 1250, 1333.3333],
  ]);
});

test("2 nA never fire the neuron of the exercises, 2.0001 nA do after 79.23 ms", async () => {
  const [table] = (await made("minimal-current")).tables;
  expect(table!.rows.map((row) => row.slice(0, 3))).toEqual([
    [2, 0, "never"],
    [2.0001, 2, expect.closeTo(8 * Math.log(20.001 / 0.001), 4)],
    [2.01, 4, expect.closeTo(8 * Math.log(20.1 / 0.1), 4)],
  ]);
});

test("the hidden neuron's six parameters are found", async () => {
  const [table] = (await made("hidden-neuron")).tables;
  for (const [, estimated, truth] of table!.rows) expect(estimated).toBe(truth);
});

test("the two currents of the membrane add up to what is injected, to 1e-9 nA", async () => {
  const [table] = (await made("rc-circuit")).tables;
  expect(table!.rows[0]![0]).toBeLessThan(1e-9);
});

test("the cable of the exercises computes what the cable equation says, in every table", async () => {
  // C1, C5, C6 and C9 of the exercises: mV above rest.
  const pulse = (await made("cable-pulse")).tables[0]!.rows;
  expect(pulse[2]).toEqual([200, expect.closeTo(8.041, 2), expect.closeTo(8.041, 2), 1.1]);
  const [towards, away] = (await made("cable-order")).tables[0]!.rows;
  expect(towards!.slice(1)).toEqual([expect.closeTo(11.765, 2), expect.closeTo(11.765, 2), 2.115]);
  expect(away!.slice(1)).toEqual([expect.closeTo(7.029, 2), expect.closeTo(7.029, 2), 1.12]);
  const steady = (await made("cable-steady")).tables[0]!.rows;
  expect(steady[2]).toEqual([10, ...[27.7691, 27.7691, 23.8553, 23.8553].map((v) => expect.closeTo(v, 3))]);
  expect(steady.at(-1)).toEqual([
    "steady",
    undefined,
    expect.closeTo(42.4066, 4),
    undefined,
    expect.closeTo(38.4928, 4),
  ]);
});

test("the page shows every item once, and no text of it is markup", async () => {
  const [lesson] = lessons;
  const item: Item = { ...items[0]!, title: "<script>" };
  const shown = [{ item, made: await item.make({ document: await svgDocument() }), files: ["a.svg"] }];
  const page = lessonPage([{ lesson: lesson!, shown }]);
  expect(page).toContain('<img src="a.svg"');
  expect(page).not.toContain("<script>");
  expect(new Set(items.map(({ name }) => name)).size).toBe(items.length);
});

test("reproduce asks for a folder", async () => {
  const { code, complaints } = await runCommand(["reproduce", "seeds"]);
  expect(code).toBe(2);
  expect(complaints).toContain("--output");
});
