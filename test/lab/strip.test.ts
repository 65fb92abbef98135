import type { Page } from "playwright-core";
import { afterAll, expect } from "vitest";
import { type ExperimentDocument, simulate, spikesOf } from "../../src/index.ts";
import { changedFrom, documentOf, fingerprintOf, mistakes, openLab, test } from "./page.ts";

afterAll(() => expect(mistakes).toEqual([]));

const kind = (page: Page, name: string) => page.locator(".kinds button").filter({ hasText: name });
const spikeCount = (page: Page) => page.locator(".keys .spikes").innerText();

/** The document, with the f-I curve in front again. */
async function document(page: Page): Promise<ExperimentDocument> {
  return (await documentOf(page)) as unknown as ExperimentDocument;
}

test("a family of five amplitudes runs as five neurons, and its picker says where each stands", async () => {
  const page = await openLab();
  const before = await fingerprintOf(page);
  await page.getByRole("button", { name: "Several values of amplitude" }).click();
  await changedFrom(page, before);
  expect(await page.locator(".member span").innerText()).toBe("5 of 5 · amplitude 2.5 nA");
  expect(await spikeCount(page)).toBe("12 spikes");
  await page.locator(".member input").press("Home");
  expect(await page.locator(".member span").innerText()).toBe("1 of 5 · amplitude 0 nA");
  expect(await spikeCount(page)).toBe("0 spikes");
});

test("ends and number of a family are typed, and one value takes the place of all again", async () => {
  const page = await openLab();
  await page.getByRole("button", { name: "Several values of amplitude" }).click();
  await page.getByRole("textbox", { name: "amplitude to" }).fill("5 nA");
  await page.getByLabel("How many values of amplitude").fill("3");
  await page.getByLabel("How many values of amplitude").press("Enter");
  await expect.poll(() => page.locator(".member span").innerText()).toBe("3 of 3 · amplitude 5 nA");
  await page.getByRole("button", { name: "One value of amplitude" }).click();
  await expect.poll(() => page.getByRole("textbox", { name: "amplitude" }).inputValue()).toBe("5 nA");
  expect(await page.locator(".member").count()).toBe(0);
});

test("a click into the raster chooses the neuron, and the cursor stays at its spike", async () => {
  const page = await openLab();
  await page.getByRole("button", { name: "Several values of amplitude" }).click();
  const raster = page.getByRole("region", { name: "Raster of the spikes of 5 neurons" }).locator(".u-over");
  await raster.waitFor();
  const box = (await raster.boundingBox())!;
  await raster.click({ position: { x: box.width * 0.16, y: 3 } });
  // The first spike of the neuron with 2.5 nA: 20 + 8 ln 5 ms.
  const cursor = page.getByRole("slider", { name: "Time cursor" });
  expect(Number(await cursor.getAttribute("aria-valuenow"))).toBeCloseTo(20 + 8 * Math.log(5), 9);
  await page.mouse.move(box.x + box.width / 2, box.y - 100);
  expect(Number(await cursor.getAttribute("aria-valuenow"))).toBeCloseTo(20 + 8 * Math.log(5), 9);
});

test("a click on a spike of the trace holds the cursor there, a click elsewhere lets it go", async () => {
  const page = await openLab();
  const plot = page.locator("section.potential .u-over");
  const box = (await plot.boundingBox())!;
  const first = 20 + 8 * Math.log(5);
  await plot.click({ position: { x: (first / 200) * box.width + 3, y: 40 } });
  const cursor = page.getByRole("slider", { name: "Time cursor" });
  const now = async () => Number(await cursor.getAttribute("aria-valuenow"));
  await page.mouse.move(box.x + 0.8 * box.width, box.y + 60);
  expect(await now()).toBeCloseTo(first, 9);
  await plot.click({ position: { x: 0.95 * box.width, y: 60 } });
  await page.mouse.move(box.x + 0.5 * box.width, box.y + 60);
  expect(Math.abs((await now()) - 100)).toBeLessThan(1);
});

test("a stimulus drawn with the mouse drives the neuron as its samples say", async () => {
  const page = await openLab();
  const before = await fingerprintOf(page);
  await kind(page, "Draw").click();
  const board = page.getByRole("img", { name: /Drawing of the stimulus/ });
  await board.scrollIntoViewIfNeeded();
  const box = (await board.boundingBox())!;
  await page.mouse.move(box.x + 2, box.y + box.height * 0.3);
  await page.mouse.down();
  for (let k = 1; k <= 20; k++) await page.mouse.move(box.x + (box.width - 1) * (k / 20), box.y + box.height * 0.3);
  await page.mouse.up();
  const shown = await changedFrom(page, before);
  const drawn = await document(page);
  const [stimulus] = drawn.input!;
  expect(stimulus!.stimulus).toBe("samples");
  // One straight stroke: all points alike, and more than the rheobase.
  expect(new Set(stimulus!.values).size).toBe(1);
  expect(stimulus!.values![0]).toBeGreaterThan(2);
  await expect.poll(() => fingerprintOf(page)).toBe(simulate(drawn).fingerprint);
  expect(shown).not.toBe("");
});

test("a stroke is one step of the history", async () => {
  const page = await openLab();
  await kind(page, "Draw").click();
  const board = page.getByRole("img", { name: /Drawing of the stimulus/ });
  await board.scrollIntoViewIfNeeded();
  const runs = page.getByRole("region", { name: "History" }).getByRole("button", { name: /^Run/ });
  const count = await runs.count();
  const box = (await board.boundingBox())!;
  await page.mouse.move(box.x + 20, box.y + 40);
  await page.mouse.down();
  await page.mouse.move(box.x + 200, box.y + 60, { steps: 10 });
  await page.mouse.up();
  await expect.poll(() => runs.count()).toBe(count + 1);
});

test("without a mouse the points of a drawing are numbers in a table", async () => {
  const page = await openLab();
  await kind(page, "Draw").click();
  await page.getByLabel("points", { exact: true }).fill("3");
  await page.getByLabel("points", { exact: true }).press("Enter");
  await page.getByRole("button", { name: "Points" }).click();
  for (const [k, value] of ["0", "6", "0"].entries()) {
    await page.getByRole("spinbutton", { name: `Value of point ${k + 1}` }).fill(value);
    await page.getByRole("spinbutton", { name: `Value of point ${k + 1}` }).press("Enter");
  }
  await page.keyboard.press("Escape");
  const drawn = await document(page);
  expect(drawn.input![0]).toMatchObject({ values: [0, 6, 0], unit: "nA", interval: "100 ms" });
});

test("stimuli add up", async () => {
  const page = await openLab();
  const before = await fingerprintOf(page);
  await page.getByRole("button", { name: "Add a stimulus" }).click();
  await changedFrom(page, before);
  await kind(page, "Sine").click();
  const both = await document(page);
  expect(both.input!.map(({ stimulus }) => stimulus)).toEqual(["step", "sine"]);
  const count = spikesOf(simulate(both), 0).length;
  await expect.poll(() => spikeCount(page)).toBe(`${count} spikes`);
});

test("an initial value is typed, and a variable more is recorded and shown", async () => {
  const page = await openLab();
  await page.getByLabel("Neuron model").selectOption("adex");
  await expect.poll(() => page.getByRole("region", { name: /^Plot of/ }).count()).toBe(3);
  await page.getByText("Start and recording").click();
  await page.getByRole("textbox", { name: "Initial value of v" }).fill("-60 mV");
  await page.getByRole("textbox", { name: "Initial value of v" }).press("Enter");
  await page.getByRole("checkbox", { name: "v_up" }).check();
  await expect.poll(() => page.getByRole("region", { name: "Plot of v_up against time" }).count()).toBe(1);
  await page.getByRole("button", { name: "Table: v", exact: true }).click();
  expect(await page.getByRole("dialog").getByRole("row").nth(1).innerText()).toMatch(/^0\s+-60$/);
});
