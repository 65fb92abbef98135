import {
  checkModel,
  everydayUnit,
  latexOfModel,
  latexOfName,
  latexOfValue,
  type NeuronModel,
  type Preset,
  type PresetStimulus,
  parseEquations,
  version,
} from "../index.ts";
import { goldenRow } from "./golden-row.ts";
import { code, escaped, section, table, typeset } from "./html.ts";
import { pageStyle } from "./models-page-style.ts";

/** What the page shows of the runs of a model. */
export interface Responses {
  /** Elements of HTML: what the model does under its example, and under the stimuli of its presets. */
  readonly figures: string;
  /** The firing patterns of presets that bring their stimuli. */
  readonly patterns: ReadonlyMap<string, string | undefined>;
}

/** The catalogue as one page of HTML that needs nothing else: equations are MathML, figures SVG. */
export function modelsPage(models: readonly NeuronModel[], respond: (model: NeuronModel) => Responses): string {
  const entries = models.map((model) => ({ model, responses: respond(model) }));
  const contents = models.map(
    ({ name, title }) => `<li><a href="#${name}">${escaped(title)} <code>${escaped(name)}</code></a></li>`,
  );
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Neuron models of rheobase ${version}</title>
<style>${pageStyle}</style>
</head>
<body>
<nav aria-label="Models"><a href="#top">Neuron models</a><ol>
${contents.join("\n")}
</ol></nav>
<main id="top">
<h1>Neuron models</h1>
<p>The catalogue of rheobase ${version}: ${models.length} models, from the simplest to the most detailed. Each can be named in an
experiment, <code>"model": "lif"</code>, with one of its presets, and with any of its parameters changed. The golden numbers of a
model are what is known about it independently of this program; a test runs and compares each of them.</p>
${section("Firing patterns", patternTable(entries))}
${entries.map(article).join("\n")}
</main>
</body>
</html>
`;
}

interface Entry {
  readonly model: NeuronModel;
  readonly responses: Responses;
}

/** Each pattern with the presets that show it, as the classification of their runs has it. */
function patternTable(entries: readonly Entry[]): string {
  const shown = new Map<string, string[]>();
  for (const { model, responses } of entries)
    for (const [preset, pattern] of responses.patterns)
      if (pattern !== undefined)
        shown.set(pattern, [
          ...(shown.get(pattern) ?? []),
          `<a href="#${presetId(model.name, preset)}">${escaped(`${model.name} ${preset}`)}</a>`,
        ]);
  const rows = [...shown].sort(([a], [b]) => a.localeCompare(b, "en"));
  return rows.length === 0
    ? ""
    : table(
        ["pattern", "shown by"],
        rows.map(([pattern, presets]) => [escaped(pattern), presets.join(", ")]),
      );
}

function presetId(model: string, preset: string): string {
  return escaped(`${model}-preset-${preset}`);
}

function article({ model, responses: { figures, patterns } }: Entry): string {
  const { name, title, description, definition, meanings, presets, golden, references } = model;
  const { parameters = {}, equations } = definition;
  const names = new Set([...parseEquations(equations).map((line) => line.name), ...Object.keys(parameters)]);
  const symbol = (own: string): string => typeset(latexOfName(own, names));
  const parameterRows = Object.entries(parameters).map(([own, value]) => [
    symbol(own),
    code(own),
    typeset(latexOfValue(value)),
    escaped(meanings[own] ?? ""),
  ]);
  return `<article id="${name}">
<h2>${escaped(title)}</h2>
<p class="kind"><code>${escaped(name)}</code></p>
<p>${escaped(description)}</p>
${equationLines(model)}
${figures}
${section("Variables", table(["", "name", "unit", "meaning"], variableRows(model, symbol)))}
${section("Parameters", parameterRows.length === 0 ? "" : table(["", "name", "default", "meaning"], parameterRows))}
${section(
  "Presets",
  Object.entries(presets)
    .map(([own, preset]) => presetEntry(presetId(name, own), own, preset, symbol, patterns.get(own)))
    .join("\n"),
)}
${section(
  "Golden numbers",
  table(
    ["what", "expected", "source"],
    golden.map((number) => goldenRow(number).map(escaped)),
  ),
)}
${section("References", `<ul class="references">${references.map((text) => `<li>${escaped(text)}</li>`).join("")}</ul>`)}
</article>`;
}

function equationLines({ definition }: NeuronModel): string {
  const { equations, threshold, reset, refractory, initial } = latexOfModel(definition);
  const rows: [string, string][] = [
    ...equations.map((line): [string, string] => ["", line]),
    ...(threshold === undefined ? [] : [["spike where", threshold] as [string, string]]),
    ...reset.map((line, k): [string, string] => [k === 0 ? "reset" : "", line]),
    ...(refractory === undefined ? [] : [["refractory", refractory] as [string, string]]),
    ...initial.map((line, k): [string, string] => [k === 0 ? "initially" : "", line]),
  ];
  const lines = rows.map(
    ([kind, line]) => `<div><span class="kind">${kind}</span>${typeset(`\\displaystyle ${line}`)}</div>`,
  );
  return `<div class="equations">${lines.join("\n")}</div>`;
}

function variableRows({ definition, meanings }: NeuronModel, symbol: (name: string) => string): string[][] {
  const { states, subexpressions, inputs } = checkModel(definition, []);
  const variables = new Map([...states, ...subexpressions, ...inputs].map((own) => [own.name, own] as const));
  return [...variables.values()].map(({ name, dimension }) => {
    const unit = everydayUnit(dimension).symbol;
    return [
      symbol(name),
      code(name),
      unit === "1" ? "" : typeset(latexOfValue(`1 ${unit}`).replace(/^1\\,/, "")),
      escaped(meanings[name] ?? ""),
    ];
  });
}

function presetEntry(
  id: string,
  name: string,
  { parameters, initial = {}, input = [], source }: Preset,
  symbol: (name: string) => string,
  pattern: string | undefined,
): string {
  const equality = (left: string, value: string | number): string =>
    `<span class="number">${left} = ${typeset(latexOfValue(value))}</span>`;
  const values = [
    ...Object.entries(parameters).map(([own, value]) => equality(symbol(own), value)),
    ...Object.entries(initial).map(([own, value]) => equality(`${symbol(own)}(0)`, value)),
  ];
  return `<div class="preset" id="${id}">${pattern === undefined ? "" : `<span class="pattern kind">${escaped(pattern)}</span>`}
<h4>${code(name)}</h4>
<p>${escaped(source)}</p>
${values.length === 0 ? "" : `<p>${values.join(", ")}</p>`}
${input.length === 0 ? "" : `<p class="source">${stimuliText(input)}</p>`}</div>`;
}

/** Stimuli in words, as HTML: `step, amplitude 1 nA, start 5 ms`. */
export function stimuliText(input: readonly PresetStimulus[]): string {
  const texts = input.map(({ stimulus, ...settings }) =>
    [stimulus, ...Object.entries(settings).map(([key, value]) => `${key} ${value}`)].join(", "),
  );
  return escaped(texts.join("; "));
}
