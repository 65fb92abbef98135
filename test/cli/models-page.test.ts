import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseHTML } from "linkedom";
import { describe, expect, test } from "vitest";
import { modelResponses } from "../../src/cli/model-responses.ts";
import { modelsPage } from "../../src/cli/models-page.ts";
import { latexOfModel, models } from "../../src/index.ts";
import { runCommand } from "./recorded-terminal.ts";

const page = modelsPage(models, {
  figures: ({ name }) => `<figure><svg><title>${name}</title></svg></figure>`,
  pattern: (_, preset) => (preset === "tonic" ? "tonic" : undefined),
});
const { document } = parseHTML(page);

test("the page of models loads nothing", () => {
  expect(document.querySelectorAll("script, link, img, iframe, [src]")).toHaveLength(0);
  expect(page).not.toMatch(/url\(|@import/);
  const addresses = [...document.querySelectorAll("[href]")].map((element) => element.getAttribute("href")!);
  expect(addresses.filter((address) => !address.startsWith("#"))).toEqual([]);
});

test("its contents name every model, and lead to it", () => {
  const links = [...document.querySelectorAll("nav li a")].map((link) => link.getAttribute("href"));
  expect(links).toEqual(models.map(({ name }) => `#${name}`));
  for (const { name } of models) expect(document.getElementById(name)?.tagName).toBe("ARTICLE");
});

describe.each(models)("$name", (model) => {
  const article = document.getElementById(model.name)!;
  const text = article.textContent!;

  test("has its text, its figure, and its equations as mathematics", () => {
    expect(text).toContain(model.title);
    expect(text).toContain(model.description);
    for (const reference of model.references) expect(text).toContain(reference);
    expect(article.querySelector("figure svg title")!.textContent).toBe(model.name);
    const { equations, threshold, reset } = latexOfModel(model.definition);
    const typeset = [...article.querySelectorAll(".equations annotation")].map((source) => source.textContent);
    for (const line of [...equations, threshold!, ...reset]) expect(typeset).toContain(`\\displaystyle ${line}`);
  });

  test("has every parameter with value and meaning, every preset with its source, every golden number", () => {
    const cells = [...article.querySelectorAll("tr")].map((row) => row.textContent!);
    for (const name of Object.keys(model.definition.parameters ?? {})) {
      const row = cells.find((row) => row.includes(model.meanings[name]!) && row.includes(name));
      expect(row, name).toBeDefined();
    }
    for (const [name, { source }] of Object.entries(model.presets)) {
      expect(text).toContain(name);
      expect(text).toContain(source);
    }
    for (const { what, source } of model.golden)
      expect(
        cells.some((row) => row.includes(what) && row.includes(source)),
        what,
      ).toBe(true);
  });
});

test("a preset that shows a pattern says which", () => {
  const shown = [...document.querySelectorAll("#adex .preset")].filter((preset) => preset.querySelector(".pattern"));
  expect(shown.map((preset) => preset.querySelector("h4")!.textContent)).toEqual(["tonic"]);
});

test("rheobase models NAME --html writes the page of one model, its figures for light and dark", async () => {
  const file = join(mkdtempSync(join(tmpdir(), "rheobase-page-")), "page.html");
  const { code, out } = await runCommand(["models", "adex", "--html", file]);
  expect(code).toBe(0);
  expect(out).toBe(`${file}\n`);
  const { document } = parseHTML(readFileSync(file, "utf8"));
  expect(document.querySelectorAll("article")).toHaveLength(1);
  const figures = [...document.querySelectorAll("figure")];
  expect(figures.map((figure) => figure.querySelectorAll(".light > svg, .dark > svg").length)).toEqual([2, 2]);
  expect(figures[0]!.textContent).toContain("membrane potential v (mV)");
  for (const preset of Object.keys(models.find(({ name }) => name === "adex")!.presets))
    expect(figures[1]!.textContent!.replaceAll(/\s/g, "")).toContain(preset);
});

test("every model has a figure of what it does", async () => {
  const { figures } = await modelResponses();
  for (const model of models) {
    const { document } = parseHTML(figures(model));
    expect(
      document.querySelectorAll("figure:first-of-type path, figure:first-of-type line").length,
      model.name,
    ).toBeGreaterThan(3);
  }
});

test("a text of a model is text on the page, whatever its letters", () => {
  const odd = { ...models[2]!, title: 'a < b & "c"', description: "<script>alert(1)</script>" };
  const { document } = parseHTML(modelsPage([odd], { figures: () => "", pattern: () => undefined }));
  expect(document.querySelector("h2")!.textContent).toBe('a < b & "c"');
  expect(document.querySelectorAll("script")).toHaveLength(0);
});
