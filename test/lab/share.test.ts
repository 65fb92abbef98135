import { readdirSync, readFileSync } from "node:fs";
import { deflateSync, strToU8 } from "fflate";
import type { Page } from "playwright-core";
import { afterAll, expect } from "vitest";
import { simulate, simulateNetwork } from "../../src/index.ts";
import { root } from "../repository/sources.ts";
import { address, blankLab, changedFrom, fingerprintOf, mistakes, openLab, test } from "./page.ts";

afterAll(() => expect(mistakes).toEqual([]));

/** A link that holds this text. */
function linkWith(text: string): string {
  return `#v1.${Buffer.from(deflateSync(strToU8(text), { level: 9 })).toString("base64url")}`;
}

test("a shared link opened in a fresh profile shows the same fingerprint", async () => {
  const page = await openLab();
  const before = await fingerprintOf(page);
  await page.getByLabel("Neuron model").selectOption("adex");
  const adex = await changedFrom(page, before);
  await page.getByRole("button", { name: "OU noise" }).click();
  const noisy = await changedFrom(page, adex);
  await page.getByRole("textbox", { name: "tau_w" }).fill("88 ms");
  const fingerprint = await changedFrom(page, noisy);
  await page.getByRole("button", { name: "Share" }).click();
  const link = new URL(page.url()).hash;
  expect(await page.locator(".status").innerText()).toContain("address bar");
  const elsewhere = await openLab(link);
  expect(await fingerprintOf(elsewhere)).toBe(fingerprint);
  expect(await elsewhere.getByRole("textbox", { name: "tau_w" }).inputValue()).toBe("88 ms");
});

test("a link opens the experiment of a document, with the fingerprint that the library gives", async () => {
  const document = {
    model: "izhikevich",
    preset: "CH",
    duration: "100 ms",
    input: [{ stimulus: "constant", amplitude: 10 }],
    record: { variables: ["v"] },
  };
  const page = await openLab(linkWith(JSON.stringify(document)));
  expect(await fingerprintOf(page)).toBe(simulate(document as never).fingerprint);
});

const examples = readdirSync(`${root}examples`)
  .filter((name) => name.endsWith(".json"))
  .map((name) => JSON.parse(readFileSync(`${root}examples/${name}`, "utf8")) as Record<string, unknown>)
  // Questions, networks and cables belong to the command line, and only it can read files by their names.
  .filter(
    (document) =>
      !["protocol", "populations", "cable"].some((key) => key in document) &&
      !JSON.stringify(document).includes('"file"'),
  );

const exampleNamed = (name: string) => readFileSync(`${root}examples/${name}`, "utf8");

test("a network opens in the view of networks; a cable is not shown, and it is said how to run it", async () => {
  const page = await openLab();
  await page.locator('input[type="file"]').first().setInputFiles(`${root}examples/anti-phase.json`);
  await page.locator("main.network").waitFor();
  const { fingerprint } = simulateNetwork(JSON.parse(exampleNamed("anti-phase.json")));
  await expect.poll(() => fingerprintOf(page), { timeout: 30_000 }).toBe(fingerprint);
  await page.evaluate(
    (hash) => {
      location.hash = hash;
    },
    linkWith(exampleNamed("dendrite.json")),
  );
  await expect.poll(() => page.getByRole("alert").innerText()).toContain("npx rheobase cable cable.json");
});

test("the experiments among the examples open and run", async () => {
  expect(examples.length).toBeGreaterThan(3);
  const page = await openLab();
  for (const document of examples) {
    const before = await fingerprintOf(page);
    await page.evaluate(
      (hash) => {
        location.hash = hash;
      },
      linkWith(JSON.stringify(document)),
    );
    await changedFrom(page, before);
    expect(await page.locator(".refusal, .plots .failure").allInnerTexts()).toEqual([]);
  }
});

test("an experiment that is too large for a page is refused with its numbers, and does not freeze it", async () => {
  const document = { model: "lif", duration: "1000 s", dt: "0.001 ms", record: { variables: ["v"] } };
  const page = await blankLab();
  await page.goto(`${address}${linkWith(JSON.stringify(document))}`);
  await page.locator(".failure").waitFor();
  expect(await page.locator(".failure").innerText()).toContain("more than the limit");
  await page.getByLabel("duration", { exact: true }).fill("10 ms");
  expect(await fingerprintOf(page)).not.toBe("");
});

async function saved(page: Page, item: string): Promise<Buffer> {
  await page.getByRole("button", { name: "File" }).click();
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: item }).click(),
  ]);
  const parts: Buffer[] = [];
  for await (const part of await download.createReadStream()) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

test("files: the document and back, traces and spikes, the figure as SVG and PNG", async () => {
  const page = await openLab();
  const fingerprint = await fingerprintOf(page);
  const document = (await saved(page, "Save the document")).toString();
  expect(simulate(JSON.parse(document)).fingerprint).toBe(fingerprint);
  const traces = (await saved(page, "Export traces")).toString().split("\n");
  expect([traces[0], traces[1], traces.length]).toEqual(["time (ms),v (mV),I (nA)", "0,-70,0", 2002]);
  expect((await saved(page, "Export spikes")).toString()).toMatch(/^neuron,time \(ms\)\n0,32\.87550/);
  expect((await saved(page, "(SVG)")).toString()).toMatch(/^<svg[\s\S]*<\/svg>\n$/);
  expect((await saved(page, "(PNG)")).subarray(1, 4).toString()).toBe("PNG");

  await page.getByLabel("Neuron model").selectOption("qif");
  await changedFrom(page, fingerprint);
  const chooser = page.locator('input[type="file"]');
  await chooser.setInputFiles({ name: "saved.json", mimeType: "application/json", buffer: Buffer.from(document) });
  await expect.poll(() => fingerprintOf(page)).toBe(fingerprint);
  await chooser.setInputFiles({ name: "wrong.json", mimeType: "application/json", buffer: Buffer.from("{") });
  await expect.poll(() => page.locator(".refusal").innerText()).toContain("not JSON");
  expect(await fingerprintOf(page)).toBe(fingerprint);
});

test("a file that is dropped on the page is opened", async () => {
  const page = await openLab();
  const before = await fingerprintOf(page);
  const text = JSON.stringify({ model: "qif", duration: "50 ms" });
  await page.evaluate((content) => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File([content], "dropped.json", { type: "application/json" }));
    window.dispatchEvent(new DragEvent("drop", { dataTransfer, cancelable: true }));
  }, text);
  await changedFrom(page, before);
  expect(await page.getByLabel("Neuron model").inputValue()).toBe("qif");
});
