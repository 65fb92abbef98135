// Pictures of every view of the built lab, in both languages, on a wide screen and on a phone: `node lab/screenshots.js FOLDER`.
import { mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { serveLab } from "../dist/cli/lab-server.js";
import { chromiumLaunch } from "./chromium.js";

const folder = process.argv[2] ?? "screenshots";
mkdirSync(folder, { recursive: true });
const sizes = { wide: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } };
const views = {
  "first-page": async () => undefined,
  "adex-phase-plane": async (page) => {
    await page.locator(".card select").first().selectOption("adex");
    await page.getByRole("tab").nth(1).click();
  },
  "hodgkin-huxley-spikes": async (page) => {
    await page.locator(".card select").first().selectOption("hodgkin-huxley");
    await page.getByRole("tab").nth(2).click();
  },
  numerics: async (page) => page.getByRole("tab").nth(3).click(),
  code: async (page) => page.getByRole("tab").nth(4).click(),
  problem: async (page) => {
    await page.locator(".settings input").first().fill("100.05 ms");
  },
};

/** The views beside the explorer, by their links. */
const link = (page, k) => page.locator("nav a").nth(k).click();
Object.assign(views, {
  equations: async (page) => {
    await link(page, 1);
    await page.locator(".cm-content").first().waitFor();
  },
  "equations-problem": async (page) => {
    await link(page, 1);
    await page.locator(".cm-content").first().click();
    await page.keyboard.press("Control+Home");
    await page.keyboard.press("End");
    await page.keyboard.insertText("x");
  },
  "equations-pasted": async (page) => {
    await link(page, 1);
    await page.locator(".cm-content").first().click();
    await page.keyboard.press("Control+a");
    await page.evaluate(() => {
      const clipboardData = new DataTransfer();
      const program = "eqs = 'dv/dt = (v0 - v + R*I)/tau : volt; I : amp'\ntau = 10*ms; v0 = -70*mV; R = 10*Mohm\n";
      const group = "G = NeuronGroup(1, eqs, threshold='v > -50*mV', reset='v = v0')\nrun(100*ms)";
      clipboardData.setData("text/plain", program + group);
      const event = new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true });
      const editor = document.querySelector(".editor .field > div").shadowRoot.querySelector(".cm-content");
      editor.dispatchEvent(event);
    });
  },
  compare: async (page) => link(page, 2),
  "compare-measuring": async (page) => {
    await link(page, 2);
    await page.locator(".measure input").fill("1");
    await page.locator(".measure input").press("Tab");
    await page.locator(".measure button").click();
    await page.locator(".trade .value").nth(9).waitFor({ timeout: 60_000 });
  },
  gallery: async (page) => link(page, 3),
  hidden: async (page) => {
    await link(page, 4);
    await page.locator(".left .box").nth(2).fill("20 nA");
  },
  "hidden-truth": async (page) => {
    await link(page, 4);
    for (const [k, text] of ["-60", "-64", "-18", "8.4", "28", "2"].entries())
      await page.locator("form .box").nth(k).fill(text);
    await page.locator("form button").click();
    await page.locator("form + [role=status] table").waitFor();
  },
});

const server = await serveLab(fileURLToPath(new URL("../dist/lab", import.meta.url)), 0);
const browser = await chromium.launch(chromiumLaunch);
for (const [size, viewport] of Object.entries(sizes)) {
  for (const locale of ["en", "ko"]) {
    for (const colorScheme of locale === "en" && size === "wide" ? ["light", "dark"] : ["light"]) {
      const context = await browser.newContext({ viewport, locale, colorScheme, reducedMotion: "reduce" });
      for (const [view, act] of Object.entries(views)) {
        const page = await context.newPage();
        page.on("pageerror", (error) => console.log(view, error.message));
        page.on("console", (message) => message.type() === "error" && console.log(view, message.text()));
        await page.goto(server.address);
        await page.locator("[data-fingerprint]").waitFor();
        await act(page);
        await page.waitForTimeout(1800);
        const dark = colorScheme === "dark" ? "-dark" : "";
        await page.screenshot({ path: `${folder}/${view}-${size}-${locale}${dark}.png`, fullPage: size === "phone" });
        await page.close();
      }
      await context.close();
    }
  }
}
await browser.close();
await server.close();
