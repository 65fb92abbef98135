import { parseHTML } from "linkedom";
import { describe, expect, test } from "vitest";
import { modelsPage } from "../../src/cli/models-page.ts";
import { latexOfModel, models } from "../../src/index.ts";

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

test("a text of a model is text on the page, whatever its letters", () => {
  const odd = { ...models[2]!, title: 'a < b & "c"', description: "<script>alert(1)</script>" };
  const { document } = parseHTML(modelsPage([odd], { figures: () => "", pattern: () => undefined }));
  expect(document.querySelector("h2")!.textContent).toBe('a < b & "c"');
  expect(document.querySelectorAll("script")).toHaveLength(0);
});
