// How fast the built lab is on this machine: `node lab/measure.js`. Numbers go to standard output as JSON.
import { readFileSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { chromium } from "playwright-core";
import { serveLab } from "../dist/cli/lab-server.js";
import { chromiumLaunch } from "./chromium.js";

const folder = fileURLToPath(new URL("../dist/lab", import.meta.url));
const server = await serveLab(folder, 0);
const browser = await chromium.launch(chromiumLaunch);

const html = readFileSync(`${folder}/index.html`, "utf8");
/** What the page names itself, and its worker: everything else comes later. */
const isFirst = (path) => path.endsWith(".js") && (html.includes(path.slice(1)) || path.includes("/simulator-"));

/** Milliseconds from navigation to the first plot, in profiles that have seen nothing, and the scripts it took. */
const first = [];
let scripts = [];
for (let k = 0; k < 5; k++) {
  const page = await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage();
  const asked = [];
  page.on("request", (request) => asked.push(request.url()));
  await page.goto(server.address);
  await page.waitForFunction(() => performance.getEntriesByName("redraw").length > 0);
  first.push(
    await page.evaluate(
      () => performance.getEntriesByName("redraw")[0].startTime + performance.getEntriesByName("redraw")[0].duration,
    ),
  );
  scripts = asked.map((url) => new URL(url).pathname).filter((path) => isFirst(path));
  await page.context().close();
}
const bytes = scripts.reduce((sum, path) => sum + gzipSync(readFileSync(`${folder}${path}`), { level: 9 }).length, 0);

/** Milliseconds from each move of a slider of AdEx (500 ms, dt 0.1 ms) to its redrawn plots, while a tab is open. */
async function drag(tab) {
  const page = await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage();
  await page.goto(server.address);
  await page.locator("[data-fingerprint]").waitFor();
  await page.locator(".card select").first().selectOption("adex");
  await page.getByLabel("duration", { exact: true }).fill("500 ms");
  await page.getByRole("tab").nth(tab).click();
  await page.waitForTimeout(1500);
  await page.evaluate(() => performance.clearMeasures());
  await page.evaluate(async () => {
    const slider = [...document.querySelectorAll('input[type="range"]')].find((input) =>
      input.labels[0].textContent.startsWith("g_L"),
    );
    for (let k = 0; k < 300; k++) {
      slider.value = String(60 + (k % 80));
      slider.dispatchEvent(new Event("input", { bubbles: true }));
      await new Promise(requestAnimationFrame);
    }
  });
  await page.waitForTimeout(500);
  const times = await page.evaluate(() => performance.getEntriesByName("redraw").map(({ duration }) => duration));
  await page.context().close();
  return { redraws: times.length, ...quantiles(times) };
}

function quantiles(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (part) => Math.round(10 * sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))]) / 10;
  return { median: at(0.5), p95: at(0.95) };
}

const result = {
  machine: cpus()[0].model,
  cores: cpus().length,
  load: loadavg()[0],
  firstPlot: { unit: "ms", values: first.map(Math.round), ...quantiles(first) },
  scriptsToFirstPlot: { unit: "bytes gzipped", total: bytes, files: scripts },
  dragAlone: { unit: "ms", ...(await drag(4)) },
  dragWithFiCurve: { unit: "ms", ...(await drag(0)) },
  dragWithPhasePlane: { unit: "ms", ...(await drag(1)) },
};
console.log(JSON.stringify(result, null, 2));
await browser.close();
await server.close();
