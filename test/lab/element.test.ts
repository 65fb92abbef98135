import { createReadStream, readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { createRequire } from "node:module";
import type { AddressInfo } from "node:net";
import { extname } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect } from "vitest";
import { simulate } from "../../src/index.ts";
import { root } from "../repository/sources.ts";
import { blankLab, mistakes, test } from "./page.ts";

/** A page of somebody else: no style but from files, no script but its own, nothing from elsewhere. */
const policy =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'";
const types: Readonly<Record<string, string>> = {
  ".html": "text/html",
  ".js": "text/javascript",
  ".css": "text/css",
  ".json": "application/json",
};

let server: Server;
let host = "";

beforeAll(async () => {
  server = createServer(({ url }, response) => {
    const path = new URL(url!, "http://localhost").pathname;
    if (path === "/favicon.ico") return void response.writeHead(204).end();
    const isOwn = path === "/own.html";
    response.writeHead(200, {
      "content-security-policy": policy,
      "content-type": types[extname(path)] ?? "text/plain",
    });
    if (isOwn) response.end(own);
    else
      createReadStream(`${root}dist/element${path}`)
        .on("error", () => response.destroy())
        .pipe(response);
  });
  await new Promise<void>((resolve) => server.listen(0, "localhost", resolve));
  host = `http://localhost:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.close();
  expect(mistakes).toEqual([]);
});

const lif = {
  model: "lif",
  input: [{ stimulus: "step", amplitude: "2.5 nA", start: "20 ms", stop: "180 ms" }],
  duration: "200 ms",
};
const good = JSON.stringify(lif);
const tag = (attributes: string, text: string) =>
  `<rheo-neuron ${attributes}><script type="application/json">${text}</script></rheo-neuron>`;
const own = `<!doctype html><html lang="ko"><meta charset="utf-8"><title>own</title><script type="module" src="./rheo-neuron.js"></script>
<main><h1>own</h1><span class="name plots">a page's own classes</span>
${tag('id="good"', good)} ${tag('id="bad"', good.replace("lif", "<img src=x onerror=alert(1)>"))} ${tag('id="unknown" controls="nothing"', good)}
${tag('id="deep"', "[".repeat(9000) + "]".repeat(9000))}`;

const fingerprint = (page: Page, id: string) => page.locator(`#${id} .foot output`).innerText();
const dark = (page: Page, id: string) =>
  page
    .locator(`#${id} canvas`)
    .last()
    .evaluate((canvas: HTMLCanvasElement) => {
      const { data } = canvas.getContext("2d")!.getImageData(0, 0, canvas.width, canvas.height);
      let count = 0;
      for (let k = 3; k < data.length; k += 4) if (data[k]! > 0) count++;
      return count;
    });

test("every plot lives in a foreign page with a strict policy, from a document alone", async () => {
  const page = await blankLab();
  await page.goto(`${host}/example.html`);
  for (const id of ["trace", "fi", "plane", "raster"]) {
    await page.locator(`#${id}`).scrollIntoViewIfNeeded();
    await page.locator(`#${id} .foot output`).waitFor();
    expect(await dark(page, id), id).toBeGreaterThan(300);
  }
  const document = JSON.parse(await page.locator("#trace script").innerText());
  const { fingerprint: known } = simulate({ ...document, record: { variables: ["v", "I"] } });
  expect(await fingerprint(page, "trace")).toBe(known);
  expect(await page.locator("#trace canvas").count()).toBe(2);
});

test("a slider of a tag runs the experiment anew, with the fingerprint that the library gives", async () => {
  const page = await blankLab();
  await page.goto(`${host}/example.html`);
  const slider = page.locator("#trace").getByRole("slider", { name: "amplitude" });
  await slider.focus();
  const before = await fingerprint(page, "trace");
  await page.keyboard.press("End");
  await expect.poll(() => fingerprint(page, "trace")).not.toBe(before);
  const document = await page
    .locator("#trace")
    .evaluate((element) => (element as HTMLElement & { experiment: object }).experiment);
  expect(document).toMatchObject({ input: [{ amplitude: "8 nA" }] });
  await expect.poll(() => fingerprint(page, "trace")).toBe(simulate(document as never).fingerprint);
});

test("a drag over a tag's plot shows that stretch, a double click all of it; its numbers stand in a table", async () => {
  const page = await blankLab();
  await page.goto(`${host}/example.html`);
  await page.locator("#trace .foot output").waitFor();
  const ticks = () => dark(page, "trace");
  const whole = await ticks();
  const box = (await page.locator("#trace .u-over").last().boundingBox())!;
  await page.mouse.move(box.x + box.width * 0.3, box.y + 40);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.4, box.y + 40, { steps: 4 });
  await page.mouse.up();
  await expect.poll(ticks).not.toBe(whole);
  await page.mouse.dblclick(box.x + 200, box.y + 40);
  await page.mouse.move(0, 0);
  await expect.poll(ticks).toBe(whole);
  await page.locator("#trace summary").last().click();
  const headings = page.locator("#trace").getByRole("columnheader");
  await expect.poll(() => headings.allInnerTexts()).toEqual(["time (ms)", "v (mV)"]);
});

test("a document that is none says so in its tag; the page around it keeps its own looks and the other tags run", async () => {
  const page = await blankLab();
  await page.goto(`${host}/own.html`);
  await page.locator("#good .foot output").waitFor();
  const alert = async (id: string) => {
    await page.locator(`#${id}`).scrollIntoViewIfNeeded();
    return page.locator(`#${id}`).getByRole("alert").innerText();
  };
  await expect.poll(() => alert("bad")).toContain("there is no model");
  await expect.poll(() => alert("unknown")).toContain('no parameter "nothing"');
  await expect.poll(() => alert("deep")).toContain("중첩");
  expect(await page.locator("img").count()).toBe(0);
  const looks = await page.evaluate(() => {
    const { fontFamily, display } = getComputedStyle(document.querySelector(".name")!);
    return {
      fontFamily,
      display,
      sheets: document.styleSheets.length + document.adoptedStyleSheets.length,
      colour: getComputedStyle(document.documentElement).getPropertyValue("--ink"),
    };
  });
  const bare = await page.evaluate(() => getComputedStyle(document.querySelector("h1")!).fontFamily);
  expect(looks).toEqual({ fontFamily: bare, display: "inline", sheets: 0, colour: "" });
  expect(await page.locator("#good .foot").innerText()).toContain("지문");
});

test("axe-core finds no violation in a page of tags", async () => {
  const page = await blankLab();
  await page.goto(`${host}/example.html`);
  await page.locator("#trace .foot output").waitFor();
  const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
  await page.evaluate(axe);
  const found = await page.evaluate(async () => {
    const { axe } = window as unknown as {
      axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
    };
    return (await axe.run()).violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 160)}`);
  });
  expect(found).toEqual([]);
});
