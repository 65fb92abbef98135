import type { Page } from "playwright-core";
import { afterAll, expect } from "vitest";
import { modelNamed, simulate } from "../../src/index.ts";
import { axeViolations } from "./axe.ts";
import { changedFrom, documentOf, fingerprintOf, mistakes, openLab, test } from "./page.ts";

afterAll(() => expect(mistakes).toEqual([]));

const field = (page: Page, name: string) => page.getByRole("textbox", { name, exact: true });
const note = (page: Page) => page.locator(".editor .note");

/** Writes a text in the place of a field's own, as from the keyboard. */
async function write(page: Page, name: string, text: string): Promise<void> {
  await field(page, name).click();
  await page.keyboard.press("Control+a");
  await page.keyboard.insertText(text);
}

async function pasteInto(page: Page, name: string, text: string): Promise<void> {
  await field(page, name).click();
  await page.keyboard.press("Control+a");
  await field(page, name).evaluate((element, content) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", content);
    element.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
  }, text);
}

async function openEditor(): Promise<Page> {
  const page = await openLab();
  await page.getByRole("link", { name: "Edit equations" }).click();
  await field(page, "Equations").waitFor();
  return page;
}

test("a model of the catalogue that is edited becomes a model of the document, live at each keystroke", async () => {
  const page = await openEditor();
  const before = await fingerprintOf(page);
  expect(await page.locator(".editor h2").first().innerText()).toMatch(/leaky integrate-and-fire/i);
  await field(page, "Spike where").click();
  await page.keyboard.press("End");
  await page.keyboard.type(" + 5*mV");
  const fingerprint = await changedFrom(page, before);
  await expect.poll(() => page.locator(".editor h2").first().innerText()).toMatch(/of this document/i);
  const document = (await documentOf(page)) as { model: { threshold: string } };
  expect(document.model.threshold).toBe("v > v_th + 5*mV");
  expect(simulate(document as never).fingerprint).toBe(fingerprint);
});

test("opening the editor changes nothing, and each line is coloured by the language's words", async () => {
  const page = await openEditor();
  await page.waitForTimeout(300);
  expect((await documentOf(page)).model).toBe("lif");
  const looks = (look: string) => page.locator(`.editor .tok-${look}`).allInnerTexts();
  expect(await looks("unit")).toContain("volt");
  expect(await looks("variable")).toContain("E_L");
});

test("a wrong unit is underlined as it is typed, with both sides and the way out, and the plots stay", async () => {
  const page = await openEditor();
  const before = await fingerprintOf(page);
  await write(page, "Equations", "dv/dt = (E_L - v + I)/tau_m : volt\nI : amp (input)");
  await expect.poll(() => note(page).innerText()).toContain('cannot combine volt with amp by "+"');
  expect(await page.locator(".cm-lintRange-error").allInnerTexts()).toContain("E_L - v + I");
  expect(await field(page, "Equations").getAttribute("aria-invalid")).toBe("true");
  expect(await note(page).innerText()).toContain("last model that was right");
  expect(await fingerprintOf(page)).toBe(before);
  await page.keyboard.press("Control+z");
  await expect.poll(() => note(page).innerText()).toContain("agree");
});

test("an unknown name is offered as a parameter, and an unset one as an input", async () => {
  const page = await openEditor();
  const before = await fingerprintOf(page);
  await write(page, "Equations", "dv/dt = (E_L - v + R*I*gain)/tau_m : volt (unless refractory)\nI : amp");
  await page.getByRole("button", { name: "Give gain a value" }).click();
  await page.getByRole("button", { name: "Let stimuli drive I" }).click();
  await expect.poll(() => note(page).innerText()).toContain("agree");
  await page.getByRole("textbox", { name: "Value of gain" }).fill("2");
  await changedFrom(page, before);
  const { model } = (await documentOf(page)) as { model: { equations: string; parameters: Record<string, string> } };
  expect(model.equations).toContain("I : amp (input)");
  expect(model.parameters.gain).toBe("2");
});

test("a parameter is renamed everywhere, removed and added", async () => {
  const page = await openEditor();
  const fingerprint = await fingerprintOf(page);
  const name = page.getByRole("textbox", { name: "Name of parameter 4" });
  expect(await name.inputValue()).toBe("v_th");
  await name.fill("theta");
  await name.press("Tab");
  await expect.poll(() => field(page, "Spike where").innerText()).toBe("v > theta");
  expect(await fingerprintOf(page)).toBe(fingerprint);
  await page.getByRole("button", { name: "Remove R" }).click();
  await expect.poll(() => note(page).innerText()).toContain('unknown name "R"');
  await page.getByRole("button", { name: "Add a parameter" }).click();
  const focused = () => page.evaluate(() => document.activeElement?.getAttribute("aria-label"));
  await expect.poll(focused).toMatch(/^Name of parameter/);
  await page.keyboard.type("R");
  await page.keyboard.press("Tab");
  await expect.poll(focused).toBe("Value of R");
  await page.keyboard.type("20 MOhm");
  await changedFrom(page, fingerprint);
  await page.getByRole("textbox", { name: "Value of R" }).fill("20 mV");
  await expect.poll(() => note(page).innerText()).toContain("cannot combine");
});

test("completion knows the names of the model, functions, and units behind the colon", async () => {
  const page = await openEditor();
  await write(page, "Spike where", "v > v_t");
  await page.keyboard.press("Control+Space");
  const options = page.locator(".cm-tooltip-autocomplete li");
  await expect.poll(() => options.allInnerTexts()).toContain("v_thparameter");
  await page.keyboard.press("Escape");
  await write(page, "Equations", "dv/dt = exp");
  await page.keyboard.press("Control+Space");
  await expect.poll(async () => (await options.allInnerTexts())[0]).toBe("expfunction");
  await write(page, "Equations", "dv/dt = 1 : vol");
  await page.keyboard.press("Control+Space");
  await expect.poll(() => options.allInnerTexts()).toContain("voltunit");
});

test("pasted equations are taken as they are", async () => {
  const page = await openEditor();
  await pasteInto(page, "Equations", modelNamed("adex").definition.equations);
  await expect.poll(() => field(page, "Equations").innerText()).toContain("dw/dt");
  await expect.poll(() => note(page).innerText()).toContain("unknown name");
});

test("a pasted program for Brian 2 becomes the model, and what is not understood is said", async () => {
  const page = await openEditor();
  const before = await fingerprintOf(page);
  const program = `from brian2 import *
eqs = '''dv/dt = (v0 - v + R*I)/tau : volt
I : amp'''
tau, v0 = 10*ms, 0*mV
tau = 10*ms
v0 = -70*mV
R = 10*Mohm
G = NeuronGroup(1, eqs, threshold='v > -50*mV', reset='v = v0')
run(100*ms)`;
  await pasteInto(page, "Equations", program);
  const fingerprint = await changedFrom(page, before);
  const report = page.locator(".pasted");
  expect(await report.innerText()).toContain("threshold, reset");
  expect(await report.locator("li").allInnerTexts()).toEqual(["tau, v0 = 10*ms, 0*mV", "run(100*ms)"]);
  const document = (await documentOf(page)) as { model: { parameters: object; reset: string } };
  expect(document.model).toMatchObject({ reset: "v = v0", parameters: { tau: "10 ms", v0: "-70 mV", R: "10 Mohm" } });
  expect(simulate(document as never).fingerprint).toBe(fingerprint);
});

test("another variable is recorded and drawn as soon as it is written", async () => {
  const page = await openEditor();
  const lines = "dv/dt = (E_L - v + R*I)/tau_m : volt\ndw/dt = (v - E_L)/(50*ms) - w/(100*ms) : volt\nI : amp (input)";
  await write(page, "Equations", lines);
  await page.getByRole("region", { name: "Plot of w against time" }).waitFor();
  await write(page, "Equations", lines.replace(/dw.*\n/, ""));
  await expect.poll(() => page.getByRole("region", { name: "Plot of w against time" }).count()).toBe(0);
});

test("the back button closes the editor; a link to it opens it with the model of the link", async () => {
  const page = await openEditor();
  await page.goBack();
  await page.getByLabel("Neuron model").waitFor();
  expect(await page.locator(".editor").count()).toBe(0);
  await page.getByLabel("Neuron model").selectOption("adex");
  await page.getByRole("link", { name: "Equations", exact: true }).click();
  await expect.poll(() => field(page, "Equations").innerText()).toContain("dw/dt");
});

test("a text that is not right yet is still there after a look at another view", async () => {
  const page = await openEditor();
  await write(page, "Spike where", "v > ");
  await page.getByRole("link", { name: "Gallery" }).click();
  await page.goBack();
  await expect.poll(() => field(page, "Spike where").innerText()).toBe("v > ");
});

test.each(["en", "ko-KR"])(
  "axe-core finds no violation beside a problem, a completion and a report: %s",
  async (locale) => {
    const page = await openLab("#view=equations", { locale, colorScheme: locale === "en" ? "light" : "dark" });
    const equations = page.locator(".editor .cm-content").first();
    await equations.waitFor();
    const found = await axeViolations(page);
    await equations.click();
    await page.keyboard.insertText("x");
    await page.locator(".note.wrong").waitFor();
    expect([...found, ...(await axeViolations(page))]).toEqual([]);
  },
);
