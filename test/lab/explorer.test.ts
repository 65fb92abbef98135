import type { Page } from "playwright-core";
import { afterAll, expect } from "vitest";
import { models, simulate, spikesOf } from "../../src/index.ts";
import { changedFrom, documentOf, fingerprintOf, mistakes, openLab, test } from "./page.ts";

afterAll(() => expect(mistakes).toEqual([]));

const amplitude = (page: Page) => page.getByRole("textbox", { name: "amplitude" });
const amplitudeSlider = (page: Page) => page.getByRole("slider", { name: /^amplitude/ });

test("the page computes the bits that Node computes", async () => {
  const page = await openLab();
  const shown = await fingerprintOf(page);
  expect(simulate((await documentOf(page)) as never).fingerprint).toBe(shown);
});

test("a quantity typed with another prefix is the same quantity, and changes the plots", async () => {
  const page = await openLab();
  const before = await fingerprintOf(page);
  await amplitude(page).fill("4000 pA");
  const inPico = await changedFrom(page, before);
  await amplitude(page).fill("4");
  await expect.poll(() => amplitude(page).inputValue()).toBe("4");
  await amplitude(page).press("Tab");
  await expect.poll(() => amplitude(page).inputValue()).toBe("4 pA");
  await amplitude(page).fill("4 nA");
  await expect.poll(() => fingerprintOf(page)).toBe(inPico);
});

test("a quantity of another dimension is refused where it was typed, and the plots stay", async () => {
  const page = await openLab();
  const before = await fingerprintOf(page);
  await amplitude(page).fill("4 mV");
  const note = page.getByRole("alert").filter({ hasText: "mV" });
  expect(await note.innerText()).toContain("give it in nA");
  expect(await amplitude(page).getAttribute("aria-invalid")).toBe("true");
  expect(await fingerprintOf(page)).toBe(before);
});

test("arrow and Page keys move a slider, and a double click takes it back", async () => {
  const page = await openLab();
  const before = await fingerprintOf(page);
  await amplitudeSlider(page).focus();
  await page.keyboard.press("ArrowRight");
  const stepped = await changedFrom(page, before);
  await page.keyboard.press("PageUp");
  await changedFrom(page, stepped);
  await amplitudeSlider(page).dblclick();
  await expect.poll(() => fingerprintOf(page)).toBe(before);
});

test("a slider that is dragged with the mouse makes the neuron fire as often as the engine says", async () => {
  const page = await openLab();
  const box = (await amplitudeSlider(page).boundingBox())!;
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
  for (let k = 1; k <= 10; k++) await page.mouse.move(box.x + box.width * (0.5 + k / 20), box.y + box.height / 2);
  await page.mouse.up();
  const document = (await documentOf(page)) as { input: { amplitude: string }[] };
  expect(document.input[0]!.amplitude).toBe("8 nA");
  const count = spikesOf(simulate(document as never), 0).length;
  await expect.poll(() => page.locator(".keys .spikes").innerText()).toBe(`${count} spikes`);
});

test("a document that cannot run says why and the way out, and the last good plots stay", async () => {
  const page = await openLab();
  const before = await fingerprintOf(page);
  await page.getByLabel("duration", { exact: true }).fill("100.05 ms");
  const failure = page.locator(".failure");
  expect(await failure.innerText()).toContain("the nearest are 100 ms and 100.1 ms");
  expect(await fingerprintOf(page)).toBe(before);
  await page.getByLabel("duration", { exact: true }).fill("100 ms");
  await changedFrom(page, before);
  expect(await failure.count()).toBe(0);
});

test("a long run does not freeze the page, and gives way to a newer one", async () => {
  const page = await openLab();
  await page.getByLabel("Neuron model").selectOption("hodgkin-huxley");
  const duration = page.getByLabel("duration", { exact: true });
  await duration.fill("60 s");
  // The page answers while the worker runs: two frames come.
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  await duration.fill("50 ms");
  const { fingerprint } = simulate((await documentOf(page)) as never);
  await expect.poll(() => fingerprintOf(page), { timeout: 20_000 }).toBe(fingerprint);
});

test("every model of the catalogue opens, runs and fires", async () => {
  const page = await openLab();
  const silent: string[] = [];
  let before = await fingerprintOf(page);
  for (const { name } of models.filter((model) => model.name !== "lif")) {
    await page.getByLabel("Neuron model").selectOption(name);
    before = await changedFrom(page, before);
    if ((await page.locator(".keys .spikes").innerText()) === "0 spikes") silent.push(name);
  }
  expect(silent).toEqual([]);
});

test("a preset brings its parameters, its stimulus and its source", async () => {
  const page = await openLab();
  const before = await fingerprintOf(page);
  await page.getByLabel("Neuron model").selectOption("adex");
  await changedFrom(page, before);
  await page.getByLabel("Preset").selectOption("nd-bursting");
  await expect.poll(() => page.locator(".card small").first().innerText()).toContain("Neuronal Dynamics, table 6.1");
  expect(await page.getByRole("textbox", { name: "v_reset" }).inputValue()).toBe("-46 mV");
  expect(await amplitude(page).inputValue()).toBe("65 pA");
});

test("undo takes back a gesture, redo brings it again", async () => {
  const page = await openLab();
  const before = await fingerprintOf(page);
  await page.getByRole("button", { name: "Ramp" }).click();
  const ramp = await changedFrom(page, before);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect.poll(() => fingerprintOf(page)).toBe(before);
  await page.keyboard.press("Control+Shift+z");
  await expect.poll(() => fingerprintOf(page)).toBe(ramp);
});

test("every stimulus that is offered runs without a problem", async () => {
  const page = await openLab();
  const buttons = page.locator(".kinds button[aria-pressed]");
  for (let k = 0; k < (await buttons.count()); k++) {
    const before = await fingerprintOf(page);
    if ((await buttons.nth(k).getAttribute("aria-pressed")) === "true") continue;
    await buttons.nth(k).click();
    await changedFrom(page, before);
    expect(await page.locator(".plots .failure").count()).toBe(0);
  }
});

test("the language changes every word of the page, and is kept", async () => {
  const page = await openLab();
  await page.getByLabel("Language").selectOption("ko");
  await expect.poll(() => page.locator("html").getAttribute("lang")).toBe("ko");
  expect(await page.getByRole("tab").allInnerTexts()).toEqual([
    "f-I 곡선",
    "위상 평면",
    "주파수",
    "스파이크",
    "수치",
    "코드",
  ]);
  await page.reload();
  expect(await page.getByRole("button", { name: "공유" }).count()).toBe(1);
});
