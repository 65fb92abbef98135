import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { unzipSync } from "fflate";
import type { Page } from "playwright-core";
import { afterAll, expect } from "vitest";
import { npyBytes, readNpy, readRecording } from "../../src/data/index.ts";
import { describeSweeps, measureFeatures, simulate, spikesOf } from "../../src/index.ts";
import { withSharedFile } from "../shared.ts";
import { documentOf, fingerprintOf, mistakes, openLab, test } from "./page.ts";

afterAll(() => expect(mistakes).toEqual([]));

/** Drops files on the page as a person does. */
async function drop(
  page: Page,
  ...files: readonly (readonly [name: string, content: Uint8Array | string])[]
): Promise<void> {
  const sent = files.map(([name, content]) => [name, Buffer.from(content).toString("base64")] as const);
  await page.evaluate((own) => {
    const dataTransfer = new DataTransfer();
    for (const [name, text] of own)
      dataTransfer.items.add(new File([Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0))], name));
    document.body.dispatchEvent(new DragEvent("drop", { dataTransfer, cancelable: true, bubbles: true }));
  }, sent);
}

const lif = {
  model: "lif",
  input: [{ stimulus: "step", amplitude: "2.5 nA", start: "20 ms", stop: "180 ms" }],
  duration: "200 ms",
  record: { variables: ["v", "I"] },
} as const;
const run = simulate(lif);

/** A table of a leaky neuron's run: what a recording of it would be. */
function table(separator: string): string {
  const [v, I] = run.traces.variables;
  const rows = Array.from(run.traces.times, (t, k) =>
    [Number((1e3 * t).toFixed(4)), 1e3 * v!.values[k]!, 1e9 * I!.values[k]!].join(separator),
  );
  return `${["time (ms)", "v (mV)", "I (nA)"].join(separator)}\n${rows.join("\n")}\n`;
}

const view = (page: Page) => page.getByRole("main", { name: "Your data" });
const radio = (page: Page, name: RegExp) => view(page).getByRole("radio", { name });

test("a table that is dropped drives the model with its current, and its voltage lies beneath", async () => {
  const page = await openLab();
  const asked: string[] = [];
  page.on("request", (request) => asked.push(`${request.method()} ${new URL(request.url()).origin}`));
  await drop(page, ["cell.csv", table(",")]);
  await view(page).getByRole("heading", { name: "cell.csv" }).waitFor();
  expect(await view(page).innerText()).toContain("never leave this machine");
  await view(page).getByRole("button", { name: "Use this current" }).click();
  expect(await page.locator(".measured").innerText()).toContain("measured: cell.csv");
  // The same neuron under the same current, held between its samples, fires at the same times.
  await expect.poll(() => page.locator(".keys .spikes").innerText()).toBe(`${spikesOf(run, 0).length} spikes`);
  const document = await documentOf(page);
  expect(document).toMatchObject({
    duration: "200 ms",
    input: [{ stimulus: "samples", unit: "pA", interval: "0.1 ms" }],
  });
  const again = simulate(document as never);
  expect(again.fingerprint).toBe(await fingerprintOf(page));
  for (const [k, time] of spikesOf(again, 0).entries()) expect(time).toBeCloseTo(spikesOf(run, 0)[k]!, 9);
  expect([...new Set(asked)]).toEqual([`GET ${new URL(page.url()).origin}`]);
  await page.getByRole("button", { name: "Remove" }).first().click();
  expect(await page.locator(".measured").count()).toBe(0);
});

test("a feature that is chosen is what the library measures, and is marked on the trace", async () => {
  const page = await openLab();
  await drop(page, ["cell.tsv", table("\t")]);
  const inked = () =>
    view(page)
      .locator("section.voltage canvas")
      .evaluate((canvas: HTMLCanvasElement) => canvas.toDataURL());
  await radio(page, /minimum_voltage/).waitFor();
  const plain = await inked();
  const row = view(page)
    .getByRole("row")
    .filter({ has: page.getByRole("radio", { name: /minimum_voltage/ }) });
  const [v] = run.traces.variables;
  const { minimum_voltage } = measureFeatures(
    { time: run.traces.times, voltage: v!.values, stimulus: { start: 0.02, stop: 0.18 } },
    ["minimum_voltage"],
  );
  expect(minimum_voltage.values[0]! * 1e3).toBeCloseTo(-70, 9);
  expect(await row.innerText()).toContain("−70 mV");
  await radio(page, /minimum_voltage/).click();
  await expect.poll(inked).not.toBe(plain);
});

withSharedFile("data/abf2-steps-dual/171116sh_0018.abf", (bytes) => {
  test("an ABF file shows as many sweeps and spikes as the library finds, and the cell's measures", async () => {
    const page = await openLab("", { locale: "ko-KR", colorScheme: "dark" });
    await drop(page, ["171116sh_0018.abf", bytes]);
    const own = page.getByRole("main", { name: "내 데이터" });
    const rows = own.getByRole("region", { name: "스윕 목록" }).getByRole("row");
    await rows.nth(1).waitFor();
    const recording = await readRecording(bytes);
    const { sweeps, rest, resistance } = describeSweeps(recording.sweeps);
    expect(await rows.count()).toBe(sweeps.length + 1);
    const counts = await rows.evaluateAll((all) =>
      all.slice(1).map((row) => Number(row.querySelectorAll("td")[3]!.textContent)),
    );
    expect(counts).toEqual(sweeps.map(({ spikes }) => spikes.length));
    const fact = (name: string) => own.locator(`dt:text-is("${name}") + dd`).innerText();
    expect(Number.parseFloat((await fact("안정 전위")).replace("−", "-"))).toBeCloseTo(rest! * 1e3, 1);
    expect(Number.parseFloat(await fact("입력 저항"))).toBeCloseTo(resistance! / 1e6, 0);
  });
});

test("a damaged file says what the reader says, and nothing else happens", async () => {
  const page = await openLab();
  const before = await fingerprintOf(page);
  const bytes = new Uint8Array(2000);
  bytes.set(Buffer.from("ABF2"));
  for (const [name, content, message] of [
    ["broken.abf", bytes, "damaged"],
    ["empty.nwb", new Uint8Array(0), "the file is empty"],
    ["words.csv", "<script>alert(1)</script>\nno numbers\n", "words.csv"],
    ["half.npy", npyBytes({ values: new Float64Array(100), shape: [100] }).subarray(0, 200), "damaged"],
  ] as const) {
    await drop(page, [name, content]);
    await expect.poll(() => view(page).getByRole("alert").innerText(), { message: name }).toContain(message);
  }
  expect(await view(page).locator("section.plots").count()).toBe(0);
  await view(page).getByRole("button", { name: "Back" }).click();
  expect(await fingerprintOf(page)).toBe(before);
});

test("an array that says no rate is read once the rate is given", async () => {
  const page = await openLab();
  const values = Float64Array.from({ length: 3000 }, (_, k) => -70 + 5 * Math.sin(k / 50));
  await drop(page, ["trace.npy", npyBytes({ values, shape: [3, 1000] })]);
  await view(page).getByRole("alert").waitFor();
  await view(page).getByLabel("sampling rate").fill("10 kHz");
  await view(page).getByLabel("unit of the voltage").fill("mV");
  await view(page).getByRole("button", { name: "Read again" }).click();
  await expect.poll(() => view(page).innerText()).toContain("3 sweeps at 10 kHz");
  expect(await view(page).getByRole("alert").count()).toBe(0);
  await view(page)
    .getByRole("slider", { name: /sweep 1 of 3/ })
    .press("End");
  expect(await radio(page, /^3$/).isChecked()).toBe(true);
  expect(await view(page).getByRole("button", { name: "Use this current" }).isDisabled()).toBe(true);
});

test("the run as an NPZ archive has the library's numbers", async () => {
  const page = await openLab();
  await page.getByRole("button", { name: "File" }).click();
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Export the run (NPZ)" }).click(),
  ]);
  const parts: Buffer[] = [];
  for await (const part of await download.createReadStream()) parts.push(part as Buffer);
  const files = unzipSync(Buffer.concat(parts));
  const result = simulate((await documentOf(page)) as never);
  const array = (name: string) => readNpy(files[`${name}.npy`]!, name);
  expect(array("v").shape).toEqual([1, result.traces.times.length]);
  expect(array("v").values[1500]).toBeCloseTo(1e3 * result.traces.variables[0]!.values[1500]!, 12);
  expect(array("spike_times").values).toEqual(spikesOf(result, 0).map((time) => time * 1000));
  const about = JSON.parse(Buffer.from(files["about.json"]!).toString());
  expect(about).toMatchObject({ fingerprint: result.fingerprint, units: { v: "mV", spike_times: "ms" } });
});

test.each([
  ["English, light", { locale: "en" }, "Your data"],
  [
    "Korean, on a phone",
    { locale: "ko-KR", viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
    "내 데이터",
  ],
] as const)("axe-core finds no violation beside a recording: %s", async (_, options, name) => {
  const page = await openLab("", options);
  await drop(page, ["cell.csv", table(",")]);
  const own = page.getByRole("main", { name });
  await own.getByRole("radio", { name: /minimum_voltage/ }).click();
  await page.evaluate(readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8"));
  const found = await page.evaluate(async () => {
    const { axe } = window as unknown as {
      axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
    };
    return (await axe.run()).violations.flatMap(({ id, nodes }) =>
      nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`),
    );
  });
  expect(found).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(page.viewportSize()!.width);
});
