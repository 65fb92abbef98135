// Pictures of every view of the built lab, in both languages, light and dark, on a wide screen and on a phone: `node lab/screenshots.js FOLDER [PART OF A NAME]`.
import { mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { serveLab } from "../dist/cli/lab-server.js";
import { npzBytes } from "../dist/data/index.js";
import { simulate } from "../dist/index.js";
import { chromiumLaunch } from "./chromium.js";
import { stripViews } from "./screenshots-strip.js";

const folder = process.argv[2] ?? "screenshots";
/** Part of the names of the views that are wanted. */
const only = process.argv[3] ?? "";
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
    await page.getByRole("tab").nth(3).click();
  },
  numerics: async (page) => page.getByRole("tab").nth(4).click(),
  code: async (page) => page.getByRole("tab").nth(5).click(),
  ...stripViews,
  "your-data": async (page) => {
    await openRecording(page);
    await page.locator(".recording .facts input[type=radio]").nth(8).click();
  },
  "your-data-not-measured": async (page) => {
    await openRecording(page);
    await page.locator(".recording details summary").last().click();
    await page.locator(".recording details").last().scrollIntoViewIfNeeded();
  },
  "your-data-drives-adex": async (page) => {
    await page.locator(".card select").first().selectOption("adex");
    await openRecording(page);
    await page.locator(".use button").click();
    await page.locator(".measured").waitFor();
  },
  "your-data-refused": async (page) => {
    await openRecording(page, Buffer.from("ABF2 and no more"));
  },
  problem: async (page) => {
    await page.locator(".settings input").first().fill("100.05 ms");
  },
};

/** A recording of a neuron under six steps, as a NumPy archive: what people drop on the page. */
async function openRecording(page, content = recording()) {
  await page.locator("header button[popovertarget]").click();
  await page.locator("[popover] button").nth(1).click();
  await page
    .locator(".recording input[type=file]")
    .setInputFiles({ name: "steps.npz", mimeType: "application/zip", buffer: content });
  await page.locator(".recording table, .recording .failure").first().waitFor();
}

function recording() {
  const amplitude = ["-0.1 nA", "-0.05 nA", "0.02 nA", "0.1 nA", "0.2 nA", "0.3 nA"];
  const { traces } = simulate({
    model: "traub-miles",
    input: [{ stimulus: "step", amplitude, start: "100 ms", stop: "400 ms" }],
    duration: "500 ms",
    dt: "0.05 ms",
    record: { variables: ["v", "I"] },
  });
  const [v, I] = traces.variables;
  const shape = [amplitude.length, traces.times.length];
  const rate = { values: Float64Array.of(20_000), shape: [1] };
  return Buffer.from(
    npzBytes({ voltage_V: { values: v.values, shape }, current_A: { values: I.values, shape }, rate_Hz: rate }),
  );
}
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
  network: async (page) => {
    await link(page, 6);
    await page.locator(".network [data-theory]").waitFor({ timeout: 60_000 });
    await page.locator(".network .map rect").nth(250).waitFor({ state: "attached", timeout: 60_000 });
  },
  "network-shunting": async (page) => {
    await link(page, 6);
    await page.locator(".network .example select").selectOption("shunting");
    await page.locator(".network progress").waitFor({ state: "detached", timeout: 60_000 });
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
    for (const colorScheme of locale === "en" ? ["light", "dark"] : ["light"]) {
      const context = await browser.newContext({ viewport, locale, colorScheme, reducedMotion: "reduce" });
      for (const [view, act] of Object.entries(views).filter(([view]) => view.includes(only))) {
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
