// How fast the built lab is on this machine: `node lab/measure.js`. Numbers go to standard output as JSON.
import { readFileSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import { fileURLToPath } from "node:url";
import { deflateRawSync, gzipSync } from "node:zlib";
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

/**
 * Milliseconds from each move of a slider of AdEx (500 ms, dt 0.1 ms), once a frame, to each of its redrawn plots, while a tab is
 * open: until it is drawn, and until the frame begins that shows it. As a move comes with a frame, the latter is a frame at least.
 * `first`: in the first five seconds of the page's life in which something is moved, when the browser still compiles; `then`: in the next.
 */
async function drag(tab) {
  const page = await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage();
  await page.goto(server.address);
  await page.locator("[data-fingerprint]").waitFor();
  await page.locator(".card select").first().selectOption("adex");
  await page.getByLabel("duration", { exact: true }).fill("500 ms");
  await page.getByRole("tab").nth(tab).click();
  await page.waitForTimeout(1500);
  await page.evaluate(`globalThis.move = ${move}`);
  const processor = await processorTime(page);
  const first = await moves(page, processor);
  // back to where it came from, and at rest again
  await page.evaluate(move, 30);
  await page.waitForTimeout(2000);
  const then = await moves(page, processor);
  await page.context().close();
  return { first, then };
}

/** Moves the slider of the leak conductance. */
function move(nanosiemens) {
  const slider = [...document.querySelectorAll('input[type="range"]')].find((input) =>
    input.labels[0].textContent.startsWith("g_L"),
  );
  slider.value = String(nanosiemens);
  slider.dispatchEvent(new Event("input", { bubbles: true }));
}

async function moves(page, processor) {
  await page.evaluate(() => performance.clearMeasures());
  const before = await processor();
  const frames = await page.evaluate(async () => {
    const frames = [];
    const frame = () => new Promise(requestAnimationFrame).then(() => frames.push(performance.now()));
    for (let k = 0; k < 300; k++) {
      globalThis.move(60 + (k % 80));
      await frame();
    }
    for (const end = performance.now() + 500; performance.now() < end; ) await frame();
    return frames;
  });
  const spent = (await processor()) - before;
  const drawn = await page.evaluate(() =>
    performance.getEntriesByType("measure").map(({ name, startTime, duration }) => ({ name, startTime, duration })),
  );
  const names = [...new Set(drawn.map(({ name }) => name))];
  const plots = names.map((name) => {
    const own = drawn.filter((entry) => entry.name === name);
    const shown = own.map(
      ({ startTime, duration }) =>
        (frames.find((at) => at >= startTime + duration) ?? Number.POSITIVE_INFINITY) - startTime,
    );
    return [name, { redraws: own.length, ...quantiles(own.map(({ duration }) => duration)), shown: quantiles(shown) }];
  });
  const redraws = drawn.filter(({ name }) => name === "redraw").length;
  return { ...Object.fromEntries(plots), processorPerRedraw: Math.round((10 * spent) / redraws) / 10 };
}

/**
 * Milliseconds from frame to frame, and of processor time in each, while a run with this many samples is zoomed into and moved
 * along with the wheel.
 */
async function panAndZoom(samples) {
  const page = await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage();
  const document = {
    model: "lif",
    input: [{ stimulus: "ornstein-uhlenbeck", mean: "1.9 nA", sigma: "0.5 nA", tau: "5 ms" }],
    duration: `${samples / 10} ms`,
    dt: "0.1 ms",
    record: { variables: ["v"] },
  };
  const letters = Buffer.from(deflateRawSync(JSON.stringify(document))).toString("base64url");
  await page.goto(`${server.address}#v1.${letters}`);
  await page.locator("[data-fingerprint]").waitFor({ timeout: 120_000 });
  await page.waitForTimeout(3000);
  const turns = Array.from({ length: 180 }, (_, k) => {
    if (k < 60) return { ctrlKey: true, deltaY: k < 50 ? -20 : 20 };
    return k < 120 ? { deltaX: k < 100 ? 60 : -60 } : { ctrlKey: true, deltaY: 20 };
  });
  const processor = await processorTime(page);
  const [frames, times] = [[], []];
  for (const turn of turns) {
    const before = await processor();
    frames.push(await page.evaluate(turnWheel, turn));
    times.push((await processor()) - before);
  }
  await page.context().close();
  return { samples, frames: summary(frames), processor: summary(times) };
}

/** Turns the wheel over the potential, and waits until that is drawn: milliseconds from one frame to the next. */
async function turnWheel(init) {
  const plot = globalThis.document.querySelector("section.potential .u-over");
  const { left, top } = plot.getBoundingClientRect();
  const place = { bubbles: true, cancelable: true, clientX: left + 300, clientY: top + 50 };
  const begin = await new Promise(requestAnimationFrame);
  plot.dispatchEvent(new WheelEvent("wheel", { ...place, ...init }));
  const end = await new Promise(requestAnimationFrame);
  await new Promise((done) => setTimeout(done));
  return end - begin;
}

/** Milliseconds that the page's own thread has had of a processor: whatever else the machine does is not in it. */
async function processorTime(page) {
  const session = await page.context().newCDPSession(page);
  await session.send("Performance.enable", { timeDomain: "threadTicks" });
  return async () => {
    const { metrics } = await session.send("Performance.getMetrics");
    return 1000 * metrics.find(({ name }) => name === "TaskDuration").value;
  };
}

function summary(values) {
  return { ...quantiles(values), longest: Math.round(10 * Math.max(...values)) / 10 };
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
  panAndZoom: { unit: "ms", runs: [await panAndZoom(1e6), await panAndZoom(1e7)] },
  dragAlone: { unit: "ms", ...(await drag(5)) },
  dragWithFiCurve: { unit: "ms", ...(await drag(0)) },
  dragWithPhasePlane: { unit: "ms", ...(await drag(1)) },
};
console.log(JSON.stringify(result, null, 2));
await browser.close();
await server.close();
