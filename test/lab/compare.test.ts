import type { Page } from "playwright-core";
import { afterAll, expect } from "vitest";
import { comparable, comparedDocument, courses } from "../../lab/src/compare/models.ts";
import { check, runProtocol, simulate, spikesOf } from "../../src/index.ts";
import { axeViolations } from "./axe.ts";
import { fingerprintOf, mistakes, openLab, test } from "./page.ts";

afterAll(() => expect(mistakes).toEqual([]));

const choice = (page: Page, title: string) => page.getByRole("checkbox", { name: title, exact: true });

test("every model that is offered runs under every course of current", () => {
  expect(comparable.length).toBeGreaterThan(20);
  for (const model of comparable)
    for (const course of courses) expect(() => check(comparedDocument(model, course, 1))).not.toThrow();
});

test("all models are driven by the same course, and the plots show the engine's spikes", async () => {
  const page = await openLab("#view=compare");
  const row = page.getByRole("region", { name: "Leaky integrate-and-fire neuron", exact: true });
  await row.waitFor();
  expect(await page.locator(".compare .stack > section").count()).toBe(6);
  await page.getByRole("button", { name: "Ramp" }).click();
  await page.getByRole("slider", { name: "strength" }).fill("2");
  const lif = comparable.find(({ name }) => name === "lif")!;
  const { length } = spikesOf(simulate(comparedDocument(lif, "ramp", 2) as never), 0);
  await expect.poll(() => row.locator("small").innerText()).toBe(`5 nA · ${length} spikes · ${length * 5} Hz`);
});

test("a model that is chosen gets a plot and a row, one that is not loses them; and one opens in the explorer", async () => {
  const page = await openLab("#view=compare");
  await choice(page, "Quadratic integrate-and-fire neuron").check();
  await page.getByRole("region", { name: "Quadratic integrate-and-fire neuron" }).waitFor();
  await choice(page, "Integrate-and-fire neuron").uncheck();
  await expect.poll(() => page.getByRole("region", { name: "Integrate-and-fire neuron", exact: true }).count()).toBe(0);
  await page.getByRole("link", { name: "Leaky integrate-and-fire neuron" }).click();
  await page.getByLabel("Neuron model").waitFor();
  const lif = comparable.find(({ name }) => name === "lif")!;
  await expect.poll(() => fingerprintOf(page)).toBe(simulate(comparedDocument(lif, "step", 1) as never).fingerprint);
});

test("the trade-off is measured in a worker, with progress; the table has the protocol's numbers", async () => {
  const page = await openLab("#view=compare");
  for (const title of [
    "Hodgkin-Huxley neuron, squid giant axon",
    "Adaptive exponential integrate-and-fire neuron",
    "Izhikevich neuron (2003)",
  ])
    await choice(page, title).uncheck();
  await page.getByLabel("rounds of tuning").fill("2");
  await page.getByLabel("rounds of tuning").press("Tab");
  await page.getByRole("button", { name: "Measure" }).click();
  await page.getByRole("progressbar").waitFor();
  const cells = (title: string) => page.getByRole("row", { name: title }).locator(".value").allInnerTexts();
  await expect.poll(async () => (await cells("Leaky")).length, { timeout: 50_000 }).toBe(5);
  const answer = runProtocol({
    protocol: "compare",
    models: ["lif"],
    generations: 2,
    experiment: { model: "hodgkin-huxley" },
  });
  const [variables, operations, nanoseconds, patterns, coincidence] = await cells("Leaky integrate-and-fire neuron");
  const [gamma] = answer.coincidence.values;
  expect([variables, operations, patterns]).toEqual(["1", String(answer.operations.values[0]), "1"]);
  expect(Number(coincidence!.replace("−", "-"))).toBeCloseTo(gamma!, 2);
  expect(Number(nanoseconds)).toBeGreaterThan(0);
  await expect.poll(() => page.getByRole("progressbar").count(), { timeout: 20_000 }).toBe(0);
  expect(
    (
      await page
        .getByRole("row", { name: /^Integrate-and-fire/ })
        .locator(".value")
        .allInnerTexts()
    ).length,
  ).toBe(5);
});

test("a measurement is cancelled, and the page stays alive meanwhile", async () => {
  const page = await openLab("#view=compare");
  await page.getByRole("button", { name: "Measure" }).click();
  await page.getByRole("progressbar").waitFor();
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  await page.getByRole("button", { name: "Cancel" }).click();
  expect(await page.getByRole("progressbar").count()).toBe(0);
  expect(await page.getByRole("button", { name: "Measure" }).isEnabled()).toBe(true);
});

test.each([
  ["en", "light"],
  ["ko-KR", "dark"],
] as const)("axe-core finds no violation in the comparison: %s, %s", async (locale, colorScheme) => {
  const page = await openLab("#view=compare", { locale, colorScheme });
  await page.locator(".compare .stack canvas").first().waitFor();
  const found = await axeViolations(page);
  await page.locator(".measure button").click();
  await page.locator("progress").waitFor();
  expect([...found, ...(await axeViolations(page))]).toEqual([]);
});
