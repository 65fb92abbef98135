import type { Page } from "playwright-core";
import { afterAll, expect } from "vitest";
import { brian2Script, type ExperimentDocument } from "../../src/index.ts";
import { changedFrom, documentOf, fingerprintOf, mistakes, openLab, test } from "./page.ts";

afterAll(() => expect(mistakes).toEqual([]));

const panel = (page: Page) => page.getByRole("tabpanel");
const start = (page: Page) => panel(page).getByRole("button", { name: /^Start of the run/ });

async function fitzHughNagumo(): Promise<Page> {
  const page = await openLab();
  const before = await fingerprintOf(page);
  await page.getByLabel("Neuron model").selectOption("fitzhugh-nagumo");
  await changedFrom(page, before);
  await page.getByRole("tab", { name: "Phase plane" }).click();
  await start(page).waitFor();
  return page;
}

test("the ring of the phase plane is dragged, and the run starts where it was let go", async () => {
  const page = await fitzHughNagumo();
  const before = await fingerprintOf(page);
  await expect.poll(async () => (await start(page).boundingBox())!.x).toBeGreaterThan(1000);
  const box = (await start(page).boundingBox())!;
  await page.mouse.move(box.x + 12, box.y + 12);
  await page.mouse.down();
  await page.mouse.move(box.x + 52, box.y - 18, { steps: 6 });
  await page.mouse.up();
  await changedFrom(page, before);
  // the label, once the last of the runs on the way is there: it must be that of the document, without a new look at the plane
  const labels: (string | null)[] = [];
  const isAtRest = async (): Promise<boolean> => {
    labels.push(await start(page).getAttribute("aria-label"));
    return labels.length >= 5 && new Set(labels.slice(-5)).size === 1;
  };
  await expect.poll(isAtRest, { timeout: 20_000, interval: 200 }).toBe(true);
  const [, v, w] = /v = (\S+), w = (\S+)\./.exec(labels.at(-1)!)!;
  const { initial } = (await documentOf(page)) as unknown as ExperimentDocument;
  expect([initial!.v, initial!.w].map((value) => Number(value))).toEqual(
    [v, w].map((text) => expect.closeTo(Number(text!.replace("−", "-")), 2)),
  );
});

test("arrow keys move the start of the run by hundredths of the window", async () => {
  const page = await fitzHughNagumo();
  const before = await fingerprintOf(page);
  await start(page).focus();
  await page.keyboard.press("ArrowRight");
  const after = await changedFrom(page, before);
  await page.keyboard.press("ArrowLeft");
  await changedFrom(page, after);
});

test("a click on the trajectory puts the cursor of all plots there", async () => {
  const page = await fitzHughNagumo();
  const ring = (await start(page).boundingBox())!;
  // Beside the ring, which the trajectory leaves from.
  const over = panel(page).locator(".u-over");
  const box = (await over.boundingBox())!;
  const cursor = page.getByRole("slider", { name: "Time cursor" });
  for (const [dx, dy] of [
    [14, 0],
    [14, -8],
    [14, 8],
    [0, -14],
    [0, 14],
    [-14, 0],
  ] as const) {
    await over.click({ position: { x: ring.x + 12 + dx - box.x, y: ring.y + 12 + dy - box.y } });
    if ((await cursor.innerText()) !== "t = – ms") break;
  }
  expect(await cursor.getAttribute("aria-valuetext")).toMatch(/ms: /);
});

test("below the rheobase the plane shows the saddle and the separatrix that runs into it", async () => {
  const page = await openLab();
  const before = await fingerprintOf(page);
  await page.getByLabel("Neuron model").selectOption("adex");
  const own = await changedFrom(page, before);
  await page.getByRole("textbox", { name: "start" }).fill("50 ms");
  await changedFrom(page, own);
  await page.getByRole("tab", { name: "Phase plane" }).click();
  await start(page).waitFor();
  expect(await panel(page).locator("figcaption").innerText()).not.toContain("separatrix");
  await page.getByRole("slider", { name: "Time cursor" }).press("Home");
  await expect.poll(() => panel(page).locator("figcaption").innerText()).toContain("separatrix");
  expect(await panel(page).getByRole("table").innerText()).toContain("saddle");
});

test("the frequency response of a leaky membrane is the low-pass of its closed form", async () => {
  const page = await openLab();
  await page.getByRole("tab", { name: "Frequency" }).click();
  await panel(page).locator("dl").waitFor({ timeout: 40_000 });
  const fact = (name: string) => panel(page).locator(`dt:text-is("${name}") + dd`).innerText();
  expect(await fact("Resonance")).toBe("none: a low-pass");
  // 1/(2 pi tau_m)
  expect(Number.parseFloat(await fact("Cut-off"))).toBeCloseTo(1000 / (2 * Math.PI * 8), 1);
  await panel(page).getByRole("button", { name: "Table: Frequency" }).click();
  const [hertz, megaohm] = (await page.getByRole("dialog").getByRole("row").nth(10).locator("td").allInnerTexts()).map(
    Number,
  ) as [number, number];
  expect(megaohm).toBeCloseTo(10 / Math.hypot(1, 2 * Math.PI * hertz * 0.008), 3);
});

test("a measurement of the frequency response can be cancelled and begun again", async () => {
  const page = await openLab();
  const before = await fingerprintOf(page);
  await page.getByLabel("Neuron model").selectOption("hodgkin-huxley");
  await changedFrom(page, before);
  await page.getByRole("tab", { name: "Frequency" }).click();
  await panel(page).getByRole("button", { name: "Cancel" }).click({ timeout: 20_000 });
  await panel(page).getByText("Cancelled.").waitFor();
  await panel(page).getByRole("button", { name: "Run" }).click();
  await panel(page).getByRole("progressbar").waitFor();
});

test("the code tab shows the script that the library writes, and says why there is none", async () => {
  const page = await openLab();
  const document = (await documentOf(page)) as unknown as ExperimentDocument;
  const format = (name: string) => panel(page).getByRole("group", { name: "Format" }).getByRole("button", { name });
  await format("Brian2").click();
  await expect.poll(() => panel(page).locator("pre").innerText()).toContain("NeuronGroup(");
  expect((await panel(page).locator("pre").innerText()).trim()).toBe(brian2Script(document).trim());
  await format("NEST").click();
  await expect.poll(() => panel(page).locator("pre").innerText()).toContain("iaf_psc_delta");
  await format("LaTeX").click();
  await expect.poll(() => panel(page).locator("pre").innerText()).toContain("\\begin{align*}");
  await page.getByLabel("Neuron model").selectOption("morris-lecar");
  await format("NEST").click();
  await expect.poll(() => panel(page).innerText()).toContain("NEST has no such model");
});

test("someone who has read nothing finds the rheobase of the neuron that the page opens with in one look", async () => {
  const page = await openLab();
  // (v_th - E_L)/R = 20 mV/10 MOhm
  await page.getByText("The rheobase of this neuron is 2 nA").waitFor({ timeout: 20_000 });
  const box = (await page.getByText("The rheobase of this neuron is 2 nA").boundingBox())!;
  expect(box.y + box.height).toBeLessThan(900);
});

test("and sees it move with the threshold, at the slider", async () => {
  const page = await openLab();
  await page.getByRole("textbox", { name: "v_th" }).fill("-40 mV");
  await page.getByText("The rheobase of this neuron is 3 nA").waitFor({ timeout: 20_000 });
});

test("in Korean the models, their parameters and what is refused are Korean", async () => {
  const page = await openLab("", { locale: "ko-KR" });
  await page.getByText("이 뉴런의 기전류(rheobase)는 2 nA입니다").waitFor({ timeout: 20_000 });
  await expect
    .poll(() => page.getByLabel("뉴런 모델").locator("option:checked").innerText())
    .toBe("누설 적분-발화 뉴런");
  expect(await page.locator("section.card").innerText()).toContain("막 시상수");
  await page.getByRole("textbox", { name: "amplitude" }).fill("4 mV");
  await expect.poll(() => page.getByRole("alert").innerText()).toContain("필요합니다");
  await page.getByRole("tab", { name: "스파이크" }).click();
  await expect.poll(() => panel(page).innerText()).toContain("지속 발화");
});
