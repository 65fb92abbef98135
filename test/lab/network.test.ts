import type { Page } from "playwright-core";
import { afterAll, describe, expect, test as fact } from "vitest";
import { balancedOf, thresholdRate, withExternalRate, withInhibition } from "../../lab/src/network/balanced.ts";
import { networkExamples } from "../../lab/src/network/examples.ts";
import { liveGroups } from "../../lab/src/network/live-places.ts";
import { meanFieldOf, ratesAt } from "../../lab/src/network/mean-field.ts";
import { bandsOf, rasterPixels } from "../../lab/src/network/raster-pixels.ts";
import { checkNetwork, type NetworkDocument, simulateNetwork, threadsFor } from "../../src/index.ts";
import { axeViolations } from "./axe.ts";
import { changedFrom, fingerprintOf, mistakes, openLab, test } from "./page.ts";

afterAll(() => expect(mistakes).toEqual([]));

describe("documents", () => {
  fact.each(Object.keys(networkExamples))("the example %s is a network that can run", (name) => {
    expect(() => checkNetwork(networkExamples[name as keyof typeof networkExamples])).not.toThrow();
  });

  fact("two cells that inhibit each other fire in turn, half a period apart", () => {
    const { times, neurons } = simulateNetwork(networkExamples.antiPhase).spikes.get("cells")!;
    expect(Array.from(neurons.slice(-6)).map((neuron, k) => neuron === (neurons.at(-6)! + k) % 2)).not.toContain(false);
    const [before, between, after] = Array.from(times.slice(-3));
    expect((between! - before!) / (after! - before!)).toBeCloseTo(0.5, 1);
  });

  fact("twenty EPSPs at once fire the cell, and spread over 80 ms they do not", () => {
    const { spikes } = simulateNetwork(networkExamples.summation);
    expect([spikes.get("fires")!.times.length, spikes.get("stays")!.times.length]).toEqual([1, 0]);
  });

  fact("the balanced example has Brunel's C J: its threshold rate is 10 Hz", () => {
    const balanced = balancedOf(networkExamples.brunel)!;
    expect(balanced).toMatchObject({ excitatory: 200, inhibitory: 50, external: 200, g: 5, rate: 20 });
    expect(thresholdRate(balanced, 20e-3, 20e-3)).toBeCloseTo(10, 10);
  });

  fact("another g and external rate stand in the document as weights and rates", () => {
    const changed = withExternalRate(
      withInhibition(networkExamples.brunel, balancedOf(networkExamples.brunel)!, 4.5),
      9,
    );
    expect(balancedOf(changed)).toMatchObject({ g: 4.5, rate: 9 });
    const weights = changed.projections!.filter(({ from }) => from === "i").map(({ weight }) => weight);
    expect(weights).toEqual(["-2.25 mV", "-2.25 mV"]);
  });

  /** Brunel (2000), J Comput Neurosci 8:183, figure 8, with Siegert's integral solved by an independent program. */
  fact.each([
    ["A", 3, 2, 327.0],
    ["B", 6, 4, 55.84],
    ["C", 5, 2, 37.95],
    ["D", 4.5, 0.9, 6.517],
  ])(
    "theory of panel %s, g = %f, %f times the threshold rate, in the size of the paper: %f Hz",
    (_, g, external, rate) => {
      const text = JSON.stringify(networkExamples.brunel)
        .replaceAll('"count":200', '"count":1000')
        .replaceAll('"count":50', '"count":250');
      const sized = JSON.parse(text.replaceAll('"sources":200', '"sources":1000').replaceAll('"0.5 mV"', '"0.1 mV"'));
      const field = meanFieldOf(withInhibition(sized, balancedOf(sized)!, 5))!;
      expect(ratesAt(field, g, external * field.thresholdRate).map((own) => Number(own.toPrecision(4)))).toEqual([
        rate,
      ]);
    },
  );

  fact("neurons with a current of their own have no theory here", () => {
    const { e } = networkExamples.brunel.populations;
    const driven = { ...e, input: [{ stimulus: "constant", amplitude: "1 nA" }] } as never;
    expect(
      meanFieldOf({ ...networkExamples.brunel, populations: { ...networkExamples.brunel.populations, e: driven } }),
    ).toBeUndefined();
  });

  fact("a network with other synapses than voltage jumps is not balanced in this sense", () => {
    expect(balancedOf(networkExamples.cuba)).toBeUndefined();
    expect(balancedOf(networkExamples.shunting)).toBeUndefined();
  });

  fact("sizes, weights, delays and rates can be moved; initial values and records cannot", () => {
    const names = liveGroups(networkExamples.brunel).flatMap(({ places }) => places.map(({ name }) => name));
    expect(names).toEqual(
      expect.arrayContaining([
        "duration",
        "populations.e.size",
        "populations.e.model.parameters.tau",
        "projections[0].from.poisson",
        "projections[0].from.sources",
        "projections[1].weight",
        "projections[1].delay",
        "projections[1].connect.count",
      ]),
    );
    const moved = liveGroups(networkExamples.signal).flatMap(({ places }) => places.map(({ name }) => name));
    expect(moved).toEqual(
      expect.arrayContaining(["populations.input.rate.parameters.r", "populations.input.rate.parameters.f"]),
    );
    const rests = liveGroups(networkExamples.reversal).flatMap(({ places }) => places.map(({ name }) => name));
    expect(rests.filter((name) => name.includes("E_L"))).toEqual(
      [0, 1, 2, 3, 4].map((k) => `populations.post.parameters.E_L[${k}]`),
    );
    expect(names.filter((name) => /record|initial|equations|threshold/.test(name))).toEqual([]);
  });
});

fact("a spike is a mark in its neuron's row and at its time", () => {
  const populations = [{ size: 2, times: Float64Array.of(5), neurons: Uint32Array.of(1) }];
  const frame = { width: 10, height: 4, from: 0, to: 10, stroke: 1 };
  const pixels = rasterPixels(populations, [[1, 2, 3]], frame);
  const marked = Array.from({ length: 40 }, (_, k) => k).filter((k) => pixels[4 * k + 3] === 255);
  expect(marked).toEqual([25, 35]);
  expect(Array.from(pixels.subarray(100, 104))).toEqual([1, 2, 3, 255]);
});

fact("a population of one keeps a band beside one of a thousand", () => {
  const [large, small] = bandsOf([{ size: 1000 }, { size: 1 }]);
  expect(small!.height / large!.height).toBeGreaterThan(0.04);
  expect(small!.top + small!.height).toBeCloseTo(1, 10);
});

const choose = "Two cells in anti-phase";
const meanRate = /Mean-field theory: ([\d.]+) Hz/;

/** Waits for its run, and returns the fingerprint. */
async function openAntiPhase(page: Page): Promise<string> {
  const first = await fingerprintOf(page);
  await page.getByLabel("Example").selectOption({ label: choose });
  return changedFrom(page, first);
}

test("the lab's run of a network is that of the library, bit for bit", async () => {
  const page = await openLab("#view=network");
  await page.getByLabel("Example").selectOption({ label: choose });
  const { fingerprint } = simulateNetwork(networkExamples.antiPhase);
  await expect.poll(() => fingerprintOf(page), { timeout: 30_000 }).toBe(fingerprint);
  await page.getByRole("img", { name: /^Raster of spikes\. cells: 2 neurons/ }).waitFor();
});

/** The example with as many neurons as in the paper, each with a tenth of the synapses. */
const large = JSON.parse(
  JSON.stringify({ ...networkExamples.brunel, duration: "2 s" })
    .replaceAll('"size":1000', '"size":10000')
    .replaceAll('"size":250', '"size":2500')
    .replaceAll('"count":200', '"count":100')
    .replaceAll('"count":50', '"count":25'),
) as NetworkDocument;

test("a large network runs on several threads, one run after the other, with the bits of one", async () => {
  const page = await openLab("#view=network");
  const cores = await page.evaluate(() => navigator.hardwareConcurrency);
  const threads = threadsFor(large, cores);
  expect(threads).toBeGreaterThan(cores > 1 ? 1 : 0);
  await page.getByText("Document", { exact: true }).click();
  for (const seed of [1, 2]) {
    const document = { ...large, seed };
    await page.getByRole("textbox", { name: "Document" }).fill(JSON.stringify(document));
    const { fingerprint } = simulateNetwork(document);
    await expect.poll(() => fingerprintOf(page), { timeout: 30_000 }).toBe(fingerprint);
    if (cores > 1) await page.getByText(`on ${threads} threads`).waitFor();
  }
});

test("a run on several threads is given up for a newer one", async () => {
  const page = await openLab("#view=network");
  await page.getByText("Document", { exact: true }).click();
  const text = page.getByRole("textbox", { name: "Document" });
  for (const duration of ["20 s", "21 s"]) {
    await text.fill(JSON.stringify({ ...large, duration }));
    const progress = page.getByRole("progressbar");
    await expect.poll(() => progress.getAttribute("value").then(Number), { timeout: 20_000 }).toBeGreaterThan(0);
  }
  const small = { ...networkExamples.brunel, seed: 3 };
  await text.fill(JSON.stringify(small));
  const { fingerprint } = simulateNetwork(small);
  await expect.poll(() => fingerprintOf(page), { timeout: 10_000 }).toBe(fingerprint);
});

test("g and the external rate move by sliders and by a click in the map, and the theory follows", async () => {
  const page = await openLab("#view=network");
  const theory = page.locator("[data-theory]");
  const before = Number(meanRate.exec(await theory.innerText())![1]);
  await page.getByLabel("g", { exact: true }).fill("6");
  await page.getByLabel("g", { exact: true }).press("Enter");
  await expect
    .poll(async () => Number(meanRate.exec(await theory.innerText())![1]), { timeout: 30_000 })
    .toBeLessThan(before);
  const map = page.getByRole("button", { name: /^Mean-field theory/ });
  await map.focus();
  await map.press("ArrowRight");
  await expect.poll(() => page.getByLabel("g", { exact: true }).inputValue()).toBe("6.5");
  const box = (await map.boundingBox())!;
  await map.click({ position: { x: box.width * (2 / 16 - 1 / 32), y: box.height / 2 } });
  await expect.poll(() => page.getByLabel("g", { exact: true }).inputValue()).toBe("1");
});

test("the map is simulated row by row, and can be given up", async () => {
  const page = await openLab("#view=network");
  await page.getByRole("button", { name: "Simulate the map" }).click();
  const simulated = page.getByRole("button", { name: /^Simulation/ }).locator("rect");
  await expect.poll(() => simulated.count(), { timeout: 50_000 }).toBeGreaterThanOrEqual(8);
  await page.getByRole("status").getByRole("button", { name: "Cancel" }).click();
  await page.getByRole("button", { name: "Simulate the map" }).waitFor();
});

test("a weight that is typed stands in the document, runs, and travels with the link", async () => {
  const page = await openLab("#view=network");
  const before = await openAntiPhase(page);
  await page.getByText("cells → cells").click({ trial: true });
  await page.getByRole("textbox", { name: "projections[0].weight" }).fill("-3 mV");
  const changed = await changedFrom(page, before);
  await page.getByRole("button", { name: "Share" }).click();
  await expect.poll(() => new URL(page.url()).hash).toMatch(/^#v1\.[\w-]+&view=network$/);
  const elsewhere = await openLab(new URL(page.url()).hash);
  expect(await fingerprintOf(elsewhere)).toBe(changed);
});

test("a network stays open while another view is looked at", async () => {
  const page = await openLab("#view=network");
  const before = await openAntiPhase(page);
  await page.getByRole("link", { name: "Gallery" }).click();
  await page.locator("main.view").waitFor();
  await page.getByRole("link", { name: "Network" }).click();
  await expect.poll(() => page.getByLabel("Example").locator("option:checked").innerText()).toBe(choose);
  await expect.poll(() => fingerprintOf(page), { timeout: 30_000 }).toBe(before);
});

test("undo takes back a change of the network and the choice of an example; Ctrl+Shift+Z brings both again", async () => {
  const page = await openLab("#view=network");
  const example = page.getByLabel("Example").locator("option:checked");
  const before = await openAntiPhase(page);
  await page.getByRole("textbox", { name: "projections[0].weight" }).fill("-3 mV");
  const changed = await changedFrom(page, before);
  await page.getByRole("button", { name: "Undo" }).click();
  expect(await changedFrom(page, changed)).toBe(before);
  await page.keyboard.press("Control+z");
  await expect.poll(() => example.innerText()).not.toBe(choose);
  await expect.poll(() => page.getByRole("button", { name: "Undo" }).isDisabled()).toBe(true);
  await page.keyboard.press("Control+Shift+z");
  await expect.poll(() => example.innerText()).toBe(choose);
  await page.keyboard.press("Control+Shift+z");
  await expect.poll(() => fingerprintOf(page), { timeout: 30_000 }).toBe(changed);
});

test("the document is edited as text; what is wrong is said and the last run stays", async () => {
  const page = await openLab("#view=network");
  const before = await openAntiPhase(page);
  await page.getByText("Document", { exact: true }).click();
  const text = page.getByRole("textbox", { name: "Document" });
  await text.fill("{");
  await page.getByRole("alert").filter({ hasText: "not JSON" }).waitFor();
  await text.fill(JSON.stringify({ ...networkExamples.antiPhase, duration: "5 mV" }));
  await page.getByRole("alert").filter({ hasText: "not a network" }).waitFor();
  expect(await fingerprintOf(page)).toBe(before);
  await text.fill(JSON.stringify({ ...networkExamples.antiPhase, duration: "100 ms" }));
  await changedFrom(page, before);
});

test("spikes are saved as CSV, NPZ, SVG and PNG", async () => {
  const page = await openLab("#view=network");
  for (const [name, file] of [
    ["Spikes (CSV)", "network-spikes.csv"],
    ["Run (NPZ)", "network.npz"],
    ["Raster (SVG)", "network.svg"],
    ["Raster (PNG)", "network.png"],
  ] as const) {
    await page.getByRole("button", { name: "Export" }).click();
    const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name }).click()]);
    expect(download.suggestedFilename()).toBe(file);
  }
});

test.each([
  ["en", "light"],
  ["ko-KR", "dark"],
] as const)("axe-core finds no violation in the network view: %s, %s", async (locale, colorScheme) => {
  const page = await openLab("#view=network", { locale, colorScheme });
  expect(await axeViolations(page)).toEqual([]);
});

test("a phone scrolls the network down, never sideways", async () => {
  const page = await openLab("#view=network", {
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    isMobile: true,
  });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
});
