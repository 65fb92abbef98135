import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseHTML } from "linkedom";
import { describe, expect, test } from "vitest";
import { modelResponses } from "../../src/cli/model-responses.ts";
import { modelsPage } from "../../src/cli/models-page.ts";
import { latexOfModel, modelNamed, models } from "../../src/index.ts";
import { runCommand } from "./recorded-terminal.ts";

const page = modelsPage(models, ({ name }) => ({
  figures: `<figure><svg><title>${name}</title></svg></figure>`,
  patterns: new Map(name === "adex" ? [["tonic", "regular"]] : []),
}));
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
  const [link] = document.querySelectorAll("main > .wide a");
  expect(link!.textContent).toBe("adex tonic");
  expect(document.getElementById(link!.getAttribute("href")!.slice(1))).toBe(shown[0]);
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

describe("what runs show", async () => {
  const respond = await modelResponses();

  test.each(models)("$name has a figure of what it does", (model) => {
    const { document } = parseHTML(respond(model).figures);
    expect(document.querySelectorAll("figure:first-of-type path, figure:first-of-type line").length).toBeGreaterThan(3);
  });

  test("the cells of Naud et al. are classified as what they are named for", () => {
    const { patterns } = respond(modelNamed("adex"));
    const names = {
      tonic: "tonic",
      adaptation: "adapting",
      "initial-burst": "initial burst",
      "regular-bursting": "bursting",
    };
    for (const [preset, pattern] of Object.entries(names)) expect(patterns.get(preset), preset).toBe(pattern);
    expect(patterns.get("delayed-accelerating")).toBe("delayed accelerating");
    expect(patterns.get("irregular")).toBe("irregular");
  });
});

test("a text of a model is text on the page, whatever its letters", () => {
  const odd = { ...models[2]!, title: 'a < b & "c"', description: "<script>alert(1)</script>" };
  const { document } = parseHTML(modelsPage([odd], () => ({ figures: "", patterns: new Map() })));
  expect(document.querySelector("h2")!.textContent).toBe('a < b & "c"');
  expect(document.querySelectorAll("script")).toHaveLength(0);
});
