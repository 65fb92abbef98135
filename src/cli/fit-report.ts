import { join } from "node:path";
import {
  everydayUnit,
  type FitAnswer,
  type FitDocument,
  type FreeNumber,
  type Judgement,
  latexOfModel,
  modelNamed,
  version,
} from "../index.ts";
import { writeText } from "./export.ts";
import { svgDocument } from "./figure-file.ts";
import { overlayFigure, type ReportFigure, rateFigure, sliceFigure } from "./fit-figures.ts";
import { code, escaped, section, table, typeset } from "./html.ts";
import { pageStyle } from "./models-page-style.ts";

/** A fit with all that its report says. */
export interface Report {
  /** What was fitted, as the command line has it: `lif`, `cell.json`. */
  readonly subject: string;
  readonly data: string;
  readonly split: string;
  readonly document: FitDocument;
  readonly free: readonly FreeNumber[];
  readonly answer: FitAnswer;
  readonly judgement: Judgement;
}

/** What `report.json` holds. */
export function reportJson({ data, split, answer, judgement, free }: Report) {
  const { bootstrap, train, test, warnings, precision } = judgement;
  const { state: _, ...found } = answer;
  return {
    ...{ version, data, split, ...found },
    score: { precision: `${precision * 1e3} ms`, train: train.score, ...(test ? { test: test.score } : {}) },
    ...(bootstrap
      ? {
          bootstrap: {
            unit: bootstrap.unit,
            units: bootstrap.units,
            replicates: bootstrap.replicates.length,
            intervals: Object.fromEntries(
              free.map(({ name, dimension }, k) => {
                const { low, high } = bootstrap.intervals[k]!;
                const { symbol, factor } = everydayUnit(dimension);
                return [name, { low: low / factor, high: high / factor, unit: symbol }];
              }),
            ),
            correlations: bootstrap.correlations,
          },
        }
      : {}),
    warnings,
  };
}

/** Writes the page, its figures and the numbers into a folder; returns the page. */
export async function writeReport(folder: string, report: Report): Promise<string> {
  const figures = figuresOf(report);
  writeText(join(folder, "report.json"), `${JSON.stringify(reportJson(report), null, 2)}\n`);
  writeText(join(folder, "experiment.json"), `${JSON.stringify(report.answer.experiment, null, 2)}\n`);
  const drawn = await drawFigures(folder, figures);
  return writeText(join(folder, "index.html"), page(report, drawn));
}

/** Each figure as an element of the page, in the colours of either scheme, and as a file of its own. */
export async function drawFigures(folder: string, figures: readonly ReportFigure[]): Promise<string[]> {
  const [library, document] = await Promise.all([import("../plot/index.ts"), svgDocument()]);
  return figures.map(({ name, caption, draw }) => {
    const [light, dark] = (["light", "dark"] as const).map((scheme) => draw(library, { document, scheme }).outerHTML);
    writeText(join(folder, `${name}.svg`), `${light}\n`);
    return `<figure><div class="light">${light}</div><div class="dark">${dark}</div><figcaption>${escaped(caption)}</figcaption></figure>`;
  });
}

function figuresOf({ free, answer, judgement }: Report): ReportFigure[] {
  const { train, test, slices, bootstrap } = judgement;
  const rates = rateFigure([
    { name: "fitted", judged: train },
    ...(test ? [{ name: "kept for the test", judged: test }] : []),
  ]);
  return [
    ...(test ? [overlayFigure(test, "Data that the fit has not seen", "test")] : []),
    ...(rates ? [rates] : []),
    overlayFigure(train, "Data of the fit", "train"),
    sliceFigure(free, answer.state.best!.values, slices, bootstrap),
  ];
}

function page(report: Report, figures: readonly string[]): string {
  const { subject, data, split, document, answer, judgement } = report;
  const { model } = document.experiment;
  const { warnings, bootstrap } = judgement;
  const slices = figures.at(-1)!;
  return htmlPage(
    `${subject} fitted to ${data}`,
    `<h1>${escaped(typeof model === "string" ? modelNamed(model).title : `The model ${subject}`)}</h1>
<p>Fitted to ${code(data)}: ${escaped(split)}.</p>
${scoreCards(judgement)}
${section("What to know", warnings.length + answer.notes.length === 0 ? "" : `<ul class="warnings">${[...warnings, ...answer.notes].map((text) => `<li>${escaped(text)}</li>`).join("")}</ul>`)}
${figures.slice(0, -1).join("\n")}
${section("Parameters", parameterTable(report))}
${slices}
${section("Correlations", bootstrap ? correlationTable(report) : "")}
${section("Model", equations(report))}
${section(
  "Objectives",
  table(
    ["objective", "value"],
    Object.entries(answer.parts).map(([own, value]) => [code(own), digits(value)]),
  ),
)}
${section("How to make it again", `<p>${code("experiment.json")} beside this page is the fitted experiment, ${code("report.json")} all numbers. ${answer.evaluations} candidates were run.</p>`)}`,
  );
}

/** A whole page around its content. */
export function htmlPage(title: string, content: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title>
<style>${pageStyle}${reportStyle}</style>
</head>
<body class="report">
<main>
${content}
<p class="source">rheobase ${version}</p>
</main>
</body>
</html>
`;
}

function scoreCards({ train: { score: train, sweeps }, test: held, precision }: Judgement): string {
  const test = held?.score;
  const isFamily = sweeps.length > 1;
  const judged = test ?? train;
  const where = test ? "on data it has not seen" : "on the data of the fit";
  const card = (value: string, what: string, more: string): string =>
    `<div class="card"><b>${value}</b><span>${escaped(what)}</span><small>${escaped(more)}</small></div>`;
  const coincidence = [
    card(
      digits(judged.gamma, 3),
      `coincidence factor at ${precision * 1e3} ms`,
      `${where}${test ? `; ${digits(train.gamma, 3)} where it was fitted` : ""}`,
    ),
    ...(Number.isFinite(judged.share)
      ? [
          card(
            `${digits(100 * judged.share, 3)} %`,
            "of the cell's own reliability",
            `repeats agree with each other by ${digits(judged.intrinsic, 3)}`,
          ),
        ]
      : []),
  ];
  const steps = [
    ...(Number.isFinite(judged.rates)
      ? [card(`${digits(100 * judged.rates, 2)} %`, "error of the rates", "root mean square, in units of the cell's")]
      : []),
    ...(Number.isFinite(judged.latency)
      ? [card(`${digits(100 * judged.latency, 2)} %`, "error of the first spike's latency", "root mean square")]
      : []),
  ];
  const count = card(digits(judged.spikes.model), "spikes of the model", `${digits(judged.spikes.data)} of the cell`);
  // A family of steps is asked for its rates first, a fluctuating current for the times of its spikes.
  const cards = [...(isFamily ? [...steps, ...coincidence] : [...coincidence, ...steps]), count];
  return `<div class="cards">${cards.join("\n")}</div>`;
}

function parameterTable({ free, answer, judgement: { bootstrap } }: Report): string {
  const { values } = answer;
  const rows = free.map(({ name, dimension, from, to }, k) => {
    const { value, unit } = values[name]!;
    const { factor } = everydayUnit(dimension);
    const text = (si: number): string => digits(si / factor, 3);
    const interval = bootstrap?.intervals[k];
    return [
      code(name),
      `<span class="number">${digits(value)} ${unit === "1" ? "" : escaped(unit)}</span>`,
      ...(interval ? [`${text(interval.low)} to ${text(interval.high)}`] : []),
      `${text(from)} to ${text(to)}`,
    ];
  });
  const note = bootstrap
    ? `<p class="source">90 % of ${bootstrap.replicates.length} fits to data drawn again from ${bootstrap.units} ${bootstrap.unit}.</p>`
    : "";
  return `${table(["number", "value", ...(bootstrap ? ["bootstrap"] : []), "searched"], rows)}${note}`;
}

function correlationTable({ free, judgement: { bootstrap } }: Report): string {
  const rows = free.map(({ name }, i) => [
    code(name),
    ...free.map((_, j) => {
      const r = bootstrap!.correlations[i]![j]!;
      const strength = i === j ? 0 : Math.round(60 * Math.abs(r));
      return `<span class="cell" style="--strength:${strength}%" data-sign="${r < 0 ? "minus" : "plus"}">${i === j ? "" : r.toFixed(2)}</span>`;
    }),
  ]);
  return table(["", ...free.map(({ name }) => code(name))], rows);
}

function equations({ document: { experiment } }: Report): string {
  const { model } = experiment;
  const definition = typeof model === "string" ? modelNamed(model).definition : model;
  const latex = latexOfModel(definition);
  const rows: [string, string][] = [
    ...latex.equations.map((line): [string, string] => ["", line]),
    ...(latex.threshold === undefined ? [] : [["spike where", latex.threshold] as [string, string]]),
    ...latex.reset.map((line, k): [string, string] => [k === 0 ? "reset" : "", line]),
    ...(latex.refractory === undefined ? [] : [["refractory", latex.refractory] as [string, string]]),
  ];
  return `<div class="equations">${rows.map(([kind, line]) => `<div><span class="kind">${kind}</span>${typeset(`\\displaystyle ${line}`)}</div>`).join("\n")}</div>`;
}

function digits(value: number, count = 4): string {
  return Number.isFinite(value) ? `${Number(value.toPrecision(count))}` : "–";
}

const reportStyle = `
body.report { display: block; }
.report main { max-width: 60rem; }
.cards { display: grid; grid-template-columns: repeat(auto-fit, minmax(10.5rem, 1fr)); gap: 0.75rem; margin: 1.75rem 0; }
.card { background: var(--panel); border-radius: 8px; padding: 0.9rem 1rem; font-family: system-ui, "Helvetica Neue", Arial, "DejaVu Sans", sans-serif; break-inside: avoid; }
.card b { display: block; font-size: 1.9rem; line-height: 1.15; font-weight: 600; color: var(--accent); font-variant-numeric: tabular-nums; }
.card span { display: block; font-size: 0.88rem; line-height: 1.35; margin-top: 0.15rem; }
.card small { display: block; color: var(--faint); font-size: 0.78rem; line-height: 1.35; margin-top: 0.3rem; }
.report figure > div { overflow-x: auto; }
.report figure svg { min-width: 34rem; }
.words { display: block; min-width: 9rem; }
.warnings { padding-left: 1.1rem; font-size: 0.95rem; }
.cell { display: block; min-width: 3rem; padding: 0.05rem 0.35rem; border-radius: 3px; }
.cell[data-sign="plus"] { background: color-mix(in srgb, #0072b2 var(--strength), transparent); }
.cell[data-sign="minus"] { background: color-mix(in srgb, #d55e00 var(--strength), transparent); }
`;
