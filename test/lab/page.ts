import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { afterAll, afterEach, test as base, beforeAll, inject } from "vitest";

const lab = inject("lab");
let browser: Browser;

beforeAll(async () => {
  if (lab) browser = await chromium.connect(lab.browser);
});
afterEach(async () => {
  await Promise.all((browser?.contexts() ?? []).map((context) => context.close()));
});
afterAll(async () => {
  await browser?.close();
});

/** A test in a browser. */
export const test = base.skipIf(lab === undefined);

/** The lab in a profile of its own, after its first run. Errors on the page fail the test that awaits `page.close`. */
export async function openLab(hash = "", options: BrowserContextOptions = {}): Promise<Page> {
  const page = await blankLab(options);
  await page.goto(`${lab!.address}${hash}`);
  await fingerprintOf(page);
  return page;
}

/** A page that has not gone anywhere yet. Only who asks for it keeps the lab offline: that loads all its files. */
export async function blankLab(options: BrowserContextOptions = {}): Promise<Page> {
  const context = await browser.newContext({
    locale: "en",
    viewport: { width: 1440, height: 900 },
    serviceWorkers: "block",
    ...options,
  });
  const page = await context.newPage();
  page.on("pageerror", (error) => {
    mistakes.push(error.message);
  });
  page.on("console", (message) => {
    if (message.type() === "error") mistakes.push(message.text());
  });
  return page;
}

/** Errors that pages met since the tests of this file began: nothing may ever stand here. */
export const mistakes: string[] = [];

export const address = lab?.address ?? "";

export async function fingerprintOf(page: Page): Promise<string> {
  return page.locator("[data-fingerprint]").innerText();
}

/** Waits until the fingerprint is another than it was. */
export async function changedFrom(page: Page, before: string): Promise<string> {
  await page.waitForFunction(
    (old) => {
      const now = document.querySelector("[data-fingerprint]")?.textContent;
      return now && now !== old;
    },
    before,
    { timeout: 20_000 },
  );
  return fingerprintOf(page);
}

/** The document that the page would share. */
export async function documentOf(page: Page): Promise<Record<string, unknown>> {
  const shown = page.getByRole("tabpanel").locator("pre").first();
  await page.getByRole("tab", { name: "Code" }).click();
  return JSON.parse(await shown.innerText());
}
