import { afterAll, expect } from "vitest";
import { axeViolations as violations } from "./axe.ts";
import { mistakes, openLab, test } from "./page.ts";

afterAll(() => expect(mistakes).toEqual([]));

const settings = [
  ["English, light", { locale: "en", colorScheme: "light" }],
  ["Korean, dark", { locale: "ko-KR", colorScheme: "dark" }],
  ["a phone", { locale: "en", viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true }],
] as const;

test.each(settings)("axe-core finds no violation in any tab: %s", async (_, options) => {
  const page = await openLab("", options);
  const found: string[] = [];
  await page.locator(".card select").first().selectOption("adex");
  for (let tab = 0; tab < 6; tab++) {
    await page.getByRole("tab").nth(tab).click();
    await page.getByRole("tabpanel").locator("dl, pre, table, figure").first().waitFor({ timeout: 30_000 });
    found.push(...(await violations(page)));
  }
  expect(found).toEqual([]);
});

test("axe-core finds no violation beside a problem and in a table", async () => {
  const page = await openLab();
  await page.getByLabel("duration", { exact: true }).fill("1 nA");
  await page.getByRole("textbox", { name: "amplitude" }).fill("x");
  const found = await violations(page);
  await page.getByRole("button", { name: "Table: v" }).click();
  expect([...found, ...(await violations(page))]).toEqual([]);
});

test("every control is reached with the keyboard", async () => {
  const page = await openLab();
  const reached = await page.evaluate(() => {
    const controls = [...document.querySelectorAll<HTMLElement>("button, select, input, [role=slider], summary")];
    return controls
      .filter((control) => control.checkVisibility() && !(control as HTMLButtonElement).disabled)
      .filter(
        (control) =>
          control.tabIndex < 0 && control.getAttribute("role") !== "tab" && !control.matches("input[type=file]"),
      )
      .map((control) => control.outerHTML.slice(0, 120));
  });
  expect(reached).toEqual([]);
});

test("a phone in portrait scrolls down, never sideways, and the plots stay in sight", async () => {
  const page = await openLab("", { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(width).toBe(390);
  await page.evaluate(() => window.scrollTo(0, 900));
  const top = (await page.locator("section.potential").boundingBox())!.y;
  expect(top).toBeGreaterThanOrEqual(0);
  expect(top).toBeLessThan(400);
});
