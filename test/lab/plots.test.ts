import type { Page } from "playwright-core";
import { afterAll, expect } from "vitest";
import { fixedPoints, modelNamed, openInputs, vectorField } from "../../src/index.ts";
import { changedFrom, fingerprintOf, mistakes, openLab, test } from "./page.ts";

afterAll(() => expect(mistakes).toEqual([]));

const cursor = (page: Page) => page.getByRole("slider", { name: "Time cursor" });

test("the rheobase of the first neuron is 2 nA, and the page says so without being asked", async () => {
  const page = await openLab();
  const value = page.getByRole("tabpanel").locator("dd").first();
  // (v_th - E_L)/R
  await expect.poll(() => value.innerText(), { timeout: 20_000 }).toBe("2 nA");
});

test("a click on the f-I curve takes its value as the amplitude", async () => {
  const page = await openLab();
  const before = await fingerprintOf(page);
  const plot = page.getByRole("tabpanel").locator(".u-over");
  const box = (await plot.boundingBox())!;
  await plot.click({ position: { x: box.width / 2, y: 20 } });
  await changedFrom(page, before);
  const taken = Number.parseFloat(await page.getByRole("textbox", { name: "amplitude" }).inputValue());
  // The curve runs from 0 to 10 nA; a pixel is 0.04 nA.
  expect(Math.abs(taken - 5)).toBeLessThan(0.1);
});

test("the cursor is a slider that says time and values, and Page keys go from spike to spike", async () => {
  const page = await openLab();
  await cursor(page).focus();
  await page.keyboard.press("PageDown");
  // v reaches v_th first at start + tau_m ln(R I/(R I - 20 mV)) = 20 + 8 ln 5 ms.
  expect(Number(await cursor(page).getAttribute("aria-valuenow"))).toBeCloseTo(20 + 8 * Math.log(5), 9);
  expect(await cursor(page).getAttribute("aria-valuetext")).toMatch(/^32\.876 ms: v .*I 2\.5 nA/);
});

test("dragging over a plot shows that stretch in all of them; 0 shows everything again", async () => {
  const page = await openLab();
  const plot = page.locator("section.potential .u-over");
  const box = (await plot.boundingBox())!;
  await page.mouse.move(box.x + box.width / 4, box.y + 50);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width / 2, box.y + 60, { steps: 5 });
  await page.mouse.up();
  const window = page.locator(".keys .window");
  const [from, to] = (await window.innerText()).split("–").map((text) => Number.parseFloat(text)) as [number, number];
  expect([Math.round(from), Math.round(to)]).toEqual([50, 100]);
  await cursor(page).focus();
  await page.keyboard.press("0");
  expect(await window.innerText()).toBe("0 – 200 ms");
  await page.keyboard.press("+");
  expect(await window.innerText()).not.toBe("0 – 200 ms");
});

test("a plot has its numbers as a table", async () => {
  const page = await openLab();
  await page.getByRole("button", { name: "Table: v" }).click();
  const dialog = page.getByRole("dialog");
  expect(await dialog.getByRole("columnheader").allInnerTexts()).toEqual(["time (ms)", "v (mV)"]);
  expect(await dialog.getByRole("row").nth(1).innerText()).toMatch(/^0\s+-70$/);
  expect(await dialog.innerText()).toContain("200 of 2000 rows");
  await page.keyboard.press("Escape");
  expect(await dialog.count()).toBe(0);
});

test("the phase plane finds the fixed point of FitzHugh and Nagumo's model where the library finds it", async () => {
  const page = await openLab();
  const before = await fingerprintOf(page);
  await page.getByLabel("Neuron model").selectOption("fitzhugh-nagumo");
  await changedFrom(page, before);
  await page.getByRole("tab", { name: "Phase plane" }).click();
  const row = page.getByRole("tabpanel").getByRole("row").nth(1);
  await row.waitFor();
  const { definition } = modelNamed("fitzhugh-nagumo");
  const amplitude = Number(await page.getByRole("textbox", { name: "amplitude" }).inputValue());
  const field = vectorField(openInputs(definition), { parameters: { I: amplitude } });
  const [point] = fixedPoints(field, { v: [-3, 3], w: [-3, 3] }).points;
  const shown = await row.locator("td").allInnerTexts();
  expect(Number(shown[0]!.replace("−", "-"))).toBeCloseTo(point!.x[0]!, 3);
  expect(shown[2]).toBe(point!.kind);
});

test("statistics of the spikes are those of a regular neuron", async () => {
  const page = await openLab();
  await page.getByRole("tab", { name: "Spikes" }).click();
  const panel = page.getByRole("tabpanel");
  expect(await panel.locator(".pattern strong").innerText()).toBe("tonic");
  const fact = (name: string) => panel.locator(`dt:text-is("${name}") + dd`).innerText();
  // t_ref + tau_m ln((R I + E_L - v_reset)/(R I + E_L - v_th)) = 2 + 8 ln 4 ms
  expect(Number.parseFloat(await fact("Mean interval"))).toBeCloseTo(2 + 8 * Math.log(4), 2);
  expect(Number.parseFloat((await fact("CV of the intervals")).replace("−", "-"))).toBeLessThan(1e-9);
});

test("the numerics say the method, its reason, and that an exact method leaves only rounding", async () => {
  const page = await openLab();
  await page.getByRole("tab", { name: "Numerics" }).click();
  const panel = page.getByRole("tabpanel");
  const largest = panel.getByRole("row").nth(1).locator("td").nth(2);
  await largest.waitFor();
  expect(Number.parseFloat((await largest.innerText()).replaceAll("−", "-"))).toBeLessThan(1e-9);
  expect(await panel.innerText()).toContain("linear between spikes");
});

test("light and dark, and plots that are drawn anew in their colours", async () => {
  const page = await openLab("", { colorScheme: "light" });
  const paper = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const light = await paper();
  await page.getByLabel("Appearance").selectOption("dark");
  expect(await paper()).not.toBe(light);
  expect(await page.locator("section.potential canvas").count()).toBe(1);
});
