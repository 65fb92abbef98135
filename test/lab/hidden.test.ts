import type { Page } from "playwright-core";
import { afterAll, expect } from "vitest";
import { hiddenNeuron } from "../../src/index.ts";
import { axeViolations } from "./axe.ts";
import { mistakes, openLab, test } from "./page.ts";

afterAll(() => expect(mistakes).toEqual([]));

const cursor = (page: Page, letter: string) => page.getByRole("slider", { name: `Cursor ${letter}` });
const amplitude = (page: Page) => page.getByRole("textbox", { name: "amplitude" });

async function open(seed: number, options = {}): Promise<Page> {
  const page = await openLab(`#view=hidden&neuron=${seed}`, options);
  await page.locator(".hidden-neuron .stack canvas").first().waitFor();
  return page;
}

/** What is measured: `{ t: [A, B, B − A], v: …, I: … }`. */
async function measured(page: Page): Promise<Record<string, number[]>> {
  const rows = await page
    .getByRole("row")
    .filter({ has: page.locator("td.mono") })
    .allInnerTexts();
  return Object.fromEntries(
    rows.map((row) => {
      const [name, , ...values] = row.replaceAll("−", "-").split(/\s+/);
      return [name!, values.map(Number)];
    }),
  );
}

/** Presses keys at a cursor until the page has read them all. */
async function press(page: Page, letter: string, ...keys: string[]): Promise<void> {
  await cursor(page, letter).focus();
  for (const key of keys) await page.keyboard.press(key);
}

test("rest, threshold, reset, refractory time and resistance of the exercise's neuron are read with two cursors", async () => {
  const page = await open(432);
  await amplitude(page).fill("20 nA");
  await expect.poll(() => page.locator(".hidden-neuron .keys .spikes").innerText()).not.toBe("0 spikes");
  await press(page, "A", "Home");
  const rest = (await measured(page)).v![0]!;
  await press(page, "A", "PageDown");
  const threshold = (await measured(page)).v![0]!;
  await press(page, "A", "ArrowRight", "ArrowRight");
  const reset = (await measured(page)).v![0]!;
  expect([rest, threshold, reset]).toEqual([-60, expect.closeTo(-16, 3), -68]);

  // The plateau after the first spike ends where v leaves the reset potential.
  await press(page, "A", "Home", "PageDown");
  await press(page, "B", "Home", "PageDown", "Shift+ArrowRight");
  for (let k = 0; k < 40 && (await measured(page)).v![1] !== -68; k++) await press(page, "B", "ArrowLeft");
  const [, , refractory] = (await measured(page)).t!;
  expect(refractory).toBeCloseTo(2, 1);

  await page.getByRole("textbox", { name: "duration" }).fill("400 ms");
  await page.getByRole("textbox", { name: "stop" }).fill("400 ms");
  await amplitude(page).fill("1 nA");
  await expect.poll(() => page.locator(".hidden-neuron .keys .spikes").innerText()).toBe("0 spikes");
  await press(page, "A", "Home");
  await press(page, "B", "End");
  // R I (1 - e^(-395/24)), in mV for 1 nA
  expect((await measured(page)).v![2]).toBeCloseTo(9, 3);
});

test("an estimate is submitted, and the truth, the errors and the library's own estimate are shown", async () => {
  const page = await open(432);
  const boxes = page.locator("form .box");
  expect(await page.getByRole("button", { name: "Submit" }).isDisabled()).toBe(true);
  const own = ["-60", "-64 mV", "-0.018 V", "8.4", "28", "2"];
  for (const [k, text] of own.entries()) await boxes.nth(k).fill(text);
  await boxes.nth(4).press("Enter");
  const rows = page.getByRole("status").getByRole("row");
  await expect.poll(() => rows.count()).toBe(7);
  const cells = await Promise.all(
    Array.from({ length: 6 }, (_, k) =>
      rows
        .nth(k + 1)
        .locator("td")
        .allInnerTexts(),
    ),
  );
  const number = (text: string) => Number.parseFloat(text.replaceAll("−", "-"));
  expect(cells.map(([, truth]) => number(truth!))).toEqual([-60, -68, -16, 9, 24, 2]);
  expect(cells.map(([, , error]) => error)).toEqual([
    "0 (0 %)",
    "+4 (+5.88 %)",
    "−2 (−12.5 %)",
    "−0.6 (−6.67 %)",
    "+4 (+16.7 %)",
    "0 (0 %)",
  ]);
  for (const [, truth, , library] of cells) expect(Math.abs(number(library!) / number(truth!) - 1)).toBeLessThan(0.001);
});

test("a quantity of another dimension cannot be submitted", async () => {
  const page = await open(7);
  await page.locator("form .box").first().fill("5 nA");
  expect(await page.locator("form .box").first().getAttribute("aria-invalid")).toBe("true");
  expect(await page.getByRole("button", { name: "Submit" }).isDisabled()).toBe(true);
});

test("another neuron is dealt by its number or by chance, and back goes to the one before", async () => {
  const page = await open(432);
  await page.getByLabel("Neuron number").fill("7");
  await page.getByLabel("Neuron number").press("Enter");
  await expect.poll(() => new URL(page.url()).hash).toBe("#view=hidden&neuron=7");
  await press(page, "A", "Home");
  const rest = Number.parseFloat(hiddenNeuron(7).reveal().E_L);
  await expect.poll(async () => (await measured(page)).v![0]).toBe(rest);
  await page.getByRole("button", { name: "Deal another" }).click();
  await expect.poll(() => new URL(page.url()).hash).toMatch(/neuron=\d+$/);
  await page.goBack();
  await page.goBack();
  await expect.poll(() => page.getByLabel("Neuron number").inputValue()).toBe("432");
});

test("steps, ramps and sines are injected, and a cursor is dragged over the plots", async () => {
  const page = await open(1);
  for (const name of ["Ramp", "Sine", "Step"]) {
    await page.getByRole("button", { name }).click();
    await expect.poll(() => page.getByRole("button", { name }).getAttribute("aria-pressed")).toBe("true");
    expect(await page.locator(".hidden-neuron .failure").count()).toBe(0);
  }
  const line = (await cursor(page, "B").boundingBox())!;
  await page.mouse.move(line.x + line.width / 2, line.y + 100);
  await page.mouse.down();
  await page.mouse.move(line.x - 200, line.y + 100, { steps: 4 });
  await page.mouse.up();
  expect(Number(await cursor(page, "B").getAttribute("aria-valuenow"))).toBeLessThan(39);
});

test("nothing in the page names the truth before it is asked for", async () => {
  const page = await open(432);
  const text = await page.evaluate(() => document.body.innerHTML);
  expect(text).not.toMatch(/9 MOhm|24 ms|-68 mV/);
});

test.each([
  ["en", "light"],
  ["ko-KR", "dark"],
] as const)("axe-core finds no violation before and after an estimate: %s, %s", async (locale, colorScheme) => {
  const page = await open(432, { locale, colorScheme });
  const found = await axeViolations(page);
  await page.locator("form .box").first().fill("-60");
  await page.locator("form button").click();
  await page.getByRole("status").getByRole("table").waitFor();
  expect([...found, ...(await axeViolations(page))]).toEqual([]);
});
