import type { Page } from "playwright-core";
import { afterAll, expect } from "vitest";
import { changedFrom, fingerprintOf, mistakes, openLab, test } from "./page.ts";

afterAll(() => expect(mistakes).toEqual([]));

const amplitude = (page: Page) => page.getByRole("textbox", { name: "amplitude" });
const history = (page: Page) => page.getByRole("region", { name: "History" });
const runs = (page: Page) => history(page).getByRole("button", { name: /^Run/ });

test("every experiment of the way stands in the history, and a click goes back to it", async () => {
  const page = await openLab();
  const first = await fingerprintOf(page);
  await page.locator(".kinds button").filter({ hasText: "Ramp" }).click();
  const second = await changedFrom(page, first);
  await page.locator(".kinds button").filter({ hasText: "Sine" }).click();
  await changedFrom(page, second);
  await expect.poll(() => runs(page).count()).toBe(3);
  await runs(page).first().click();
  await expect.poll(() => fingerprintOf(page)).toBe(first);
  expect(await runs(page).nth(1).getAttribute("aria-label")).toMatch(/undone$/);
  await page.keyboard.press("ArrowRight");
  await expect.poll(() => fingerprintOf(page)).toBe(second);
});

test("a thumbnail says how often its run fired", async () => {
  const page = await openLab();
  await expect.poll(() => runs(page).first().getAttribute("aria-label")).toBe("Run 1: lif, 12 spikes, shown now");
  expect(await runs(page).first().locator("polyline").count()).toBe(1);
});

test("a pinned run stays beneath the next, whose spikes are compared with its own", async () => {
  const page = await openLab();
  const pinned = await fingerprintOf(page);
  await history(page).getByRole("button", { name: "Pin as A" }).click();
  await expect.poll(() => history(page).innerText()).toContain("Same spikes as A.");
  await amplitude(page).fill("3 nA");
  await changedFrom(page, pinned);
  // The first spike comes tau_m ln(R I/(R I - 20 mV)) after the start: 8 ln 5 and 8 ln 3 ms.
  const earlier = (8 * Math.log(5) - 8 * Math.log(3)).toPrecision(3);
  await expect.poll(() => history(page).innerText()).toContain(`first spike ${earlier} ms earlier`);
  await history(page).getByRole("button", { name: "Table: Spikes against A" }).click();
  const row = page.getByRole("dialog").getByRole("row").nth(1);
  expect(await row.innerText()).toMatch(/^1\s+32\.8755\s+28\.7889\s+-4\.0866$/);
  await page.keyboard.press("Escape");
  await history(page).getByRole("button", { name: "Go back to A" }).click();
  await expect.poll(() => fingerprintOf(page)).toBe(pinned);
});

test("a pinned run may be of another model", async () => {
  const page = await openLab();
  const before = await fingerprintOf(page);
  await history(page).getByRole("button", { name: "Pin as A" }).click();
  await page.getByLabel("Neuron model").selectOption("adex");
  await changedFrom(page, before);
  await expect.poll(() => history(page).innerText()).toContain("A (dashed): 12 spikes");
});
