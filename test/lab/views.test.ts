import { afterAll, expect } from "vitest";
import { fingerprintOf, mistakes, openLab, test } from "./page.ts";

afterAll(() => expect(mistakes).toEqual([]));

test("links lead to the views, the address names them, and the back button goes back", async () => {
  const page = await openLab();
  const links = page.getByRole("navigation", { name: "Views" }).getByRole("link");
  const names = await links.allInnerTexts();
  expect(names).toEqual(["Explorer", "Equations", "Compare", "Gallery", "Hidden neuron", "Your data", "Network"]);
  for (const [k, name] of names.entries()) {
    await links.nth(k).click();
    await expect.poll(() => links.nth(k).getAttribute("aria-current")).toBe("page");
    await expect.poll(() => page.title()).toBe(k === 0 ? "rheobase lab" : `${name} · rheobase lab`);
    await expect.poll(() => page.getByRole("main").count()).toBe(1);
  }
  expect(new URL(page.url()).hash).toBe("#view=network");
  await page.goBack();
  await page.goBack();
  await page.goBack();
  await page.goBack();
  await expect.poll(() => links.nth(2).getAttribute("aria-current")).toBe("page");
  await page.reload();
  await expect.poll(() => links.nth(2).getAttribute("aria-current")).toBe("page");
});

test("the experiment stays while other views are looked at, also with its link in the address", async () => {
  const page = await openLab();
  const before = await fingerprintOf(page);
  await page.getByRole("button", { name: "Share" }).click();
  const { hash } = new URL(page.url());
  await page.getByRole("textbox", { name: "amplitude" }).fill("4 nA");
  await expect.poll(() => fingerprintOf(page)).not.toBe(before);
  const changed = await fingerprintOf(page);
  await page.getByRole("link", { name: "Gallery" }).click();
  await expect.poll(() => new URL(page.url()).hash).toBe(`${hash}&view=gallery`);
  await page.goBack();
  await page.getByRole("textbox", { name: "amplitude" }).waitFor();
  expect(await page.getByRole("textbox", { name: "amplitude" }).inputValue()).toBe("4 nA");
  expect(await fingerprintOf(page)).toBe(changed);
  const elsewhere = await openLab(`${hash}&view=gallery`);
  expect(await fingerprintOf(elsewhere)).toBe(before);
  expect(await elsewhere.getByRole("main").getAttribute("class")).toContain("view");
});

test("a document that is dropped while another view is open is shown in the explorer; a broken link says so there", async () => {
  const page = await openLab("#view=gallery");
  await page.evaluate(() => {
    const dataTransfer = new DataTransfer();
    const text = JSON.stringify({ model: "qif", duration: "50 ms" });
    dataTransfer.items.add(new File([text], "dropped.json", { type: "application/json" }));
    window.dispatchEvent(new DragEvent("drop", { dataTransfer, cancelable: true }));
  });
  await page.getByLabel("Neuron model").waitFor();
  expect(await page.getByLabel("Neuron model").inputValue()).toBe("qif");
  await page.evaluate(() => {
    location.hash = "#v1.AAAA&view=gallery";
  });
  await expect.poll(() => page.locator(".refusal").innerText()).toContain("no experiment");
  await page.getByLabel("Neuron model").waitFor();
});

const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

test.each(["equations", "compare", "gallery", "hidden"])("a phone scrolls %s down, never sideways", async (view) => {
  const page = await openLab(`#view=${view}`, phone);
  await page.getByRole("main").waitFor();
  await page.waitForTimeout(500);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
});

test("the views speak Korean", async () => {
  const page = await openLab("#view=hidden&neuron=432", { locale: "ko-KR" });
  const navigation = page.getByRole("navigation");
  expect(await navigation.getByRole("link").allInnerTexts()).toEqual([
    "탐색",
    "방정식",
    "비교",
    "갤러리",
    "숨은 뉴런",
    "내 데이터",
    "네트워크",
  ]);
  await page.getByRole("button", { name: "제출하고 정답 보기" }).waitFor();
});
