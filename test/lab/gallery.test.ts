import { afterAll, expect } from "vitest";
import { galleries } from "../../lab/src/gallery/patterns.ts";
import { simulate, spikesOf } from "../../src/index.ts";
import { axeViolations } from "./axe.ts";
import { fingerprintOf, mistakes, openLab, test } from "./page.ts";

afterAll(() => expect(mistakes).toEqual([]));

const [published, naud, lesson] = galleries;

test("twenty patterns of Izhikevich, A to T, eight of Naud and five of the lesson", () => {
  expect(galleries.map(({ patterns }) => patterns.length)).toEqual([20, 8, 5]);
  expect(published!.patterns.map(({ letter }) => letter).join("")).toBe("ABCDEFGHIJKLMNOPQRST");
  expect(new Set(naud!.patterns.map(({ name }) => name)).size).toBe(8);
});

/** Converged spike times under I = 10 from v = c, u = b v, ms. */
const converged: Readonly<Record<string, readonly number[]>> = {
  RS: [3.127, 26.226, 71.057, 115.87, 160.682],
  IB: [1.953, 4.735, 37.862, 69.07, 100.289, 131.51, 162.72, 193.94],
  CH: [1.433, 3.01, 4.78, 6.83, 9.358],
  FS: [3.153, 7.444, 13.312, 20.327, 27.634],
  LTS: [2.468, 5.337, 8.798, 13.228, 19.473],
};

test("the cells of the lesson fire at the converged times", () => {
  for (const { name, document } of lesson!.patterns) {
    const spikes = spikesOf(simulate(document as never), 0);
    for (const [k, time] of converged[name]!.entries()) expect(1000 * spikes[k]!).toBeCloseTo(time, 2);
  }
});

test("every picture is computed, and shows as many spikes as the published figures and tables have", async () => {
  const page = await openLab("#view=gallery");
  await expect.poll(() => page.locator("main.view svg").count(), { timeout: 30_000 }).toBe(33);
  const counts = await page.locator("main.view a > small").allInnerTexts();
  // the programs of 2004, replayed; R is the ramp to 4 after 300 ms
  const figure1 = [5, 1, 28, 6, 6, 6, 10, 14, 1, 1, 1, 1, 1, 7, 1, 5, 1, 1, 3, 12];
  expect(counts.slice(0, 20).map((text) => Number.parseInt(text, 10))).toEqual(figure1);
  expect(counts.slice(28)).toEqual(
    ["5 spikes", "8 spikes", "21 spikes", "28 spikes", "18 spikes"].map((n) => `${n} in 200 ms`),
  );
});

test("a click opens a pattern in the explorer, what was changed there is gone at the next, and back goes back", async () => {
  const page = await openLab("#view=gallery");
  await page.getByRole("link", { name: "tonic bursting" }).first().click();
  await page.getByLabel("Preset").waitFor();
  const { document } = published!.patterns[2]!;
  const { fingerprint } = simulate(document as never);
  await expect.poll(() => fingerprintOf(page)).toBe(fingerprint);
  await page.getByRole("textbox", { name: "d", exact: true }).fill("3");
  await expect.poll(() => fingerprintOf(page)).not.toBe(fingerprint);
  await page.goBack();
  await page.getByRole("link", { name: "tonic bursting" }).first().click();
  await expect.poll(() => fingerprintOf(page)).toBe(fingerprint);
});

test.each([
  ["en", "light"],
  ["ko-KR", "dark"],
] as const)("axe-core finds no violation in the gallery: %s, %s", async (locale, colorScheme) => {
  const page = await openLab("#view=gallery", { locale, colorScheme });
  await expect.poll(() => page.locator("main.view svg").count(), { timeout: 30_000 }).toBe(33);
  expect(await axeViolations(page)).toEqual([]);
});
