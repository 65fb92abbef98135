import { join } from "node:path";
import type { Score } from "../index.ts";
import type { ComparedMeasure } from "../plot/index.ts";
import { writeText } from "./export.ts";
import type { Climbed } from "./fit-climb.ts";
import type { FitData } from "./fit-data.ts";
import { firingSweeps, type ReportFigure, stepName, windowOf } from "./fit-figures.ts";
import { drawFigures, htmlPage } from "./fit-report.ts";
import { code, escaped, section, table } from "./html.ts";

/** What `ladder.json` holds. */
export function ladderJson({ name, split }: FitData, climbed: readonly Climbed[], failed: readonly string[]) {
  return { data: name, split, models: climbed.map(({ responses: _, ...own }) => own), failed };
}

/** Writes the page of a climbed ladder, its figures and its numbers into a folder; returns the page. */
export async function ladderPage(
  folder: string,
  data: FitData,
  climbed: readonly Climbed[],
  failed: readonly string[],
  precision: number,
): Promise<string> {
  writeText(join(folder, "ladder.json"), `${JSON.stringify(ladderJson(data, climbed, failed), null, 2)}\n`);
  const figures =
    climbed.length === 0
      ? []
      : await drawFigures(folder, [comparison(data, climbed), trains(data, climbed, precision)]);
  return writeText(join(folder, "index.html"), page(data, climbed, failed, figures, precision));
}

function judge({ train, test }: Climbed): Score {
  return test ?? train;
}

function comparison(data: FitData, climbed: readonly Climbed[]): ReportFigure {
  const column = (value: (own: Climbed) => number, unit = "1") => ({ unit, values: climbed.map(value) });
  const isTested = climbed.some(({ test }) => test);
  const isFamily = isOfSteps(data);
  const scored = (title: string, value: (score: Score) => number, unit = "1"): ComparedMeasure => ({
    title,
    column: column((own) => value(judge(own)), unit),
    ...(isTested ? { rings: climbed.map(({ train }) => value(train)) } : {}),
  });
  const intrinsic = judge(climbed[0]!).intrinsic;
  const gamma: ComparedMeasure = {
    ...scored("coincidence factor", (score) => thousandths(score.gamma)),
    ...(Number.isFinite(intrinsic) ? { guide: { at: intrinsic, text: "the cell's repeats" } } : {}),
  };
  const measures: ComparedMeasure[] = [
    ...(isFamily
      ? [
          scored("error of the rates", ({ rates }) => 100 * rates, "%"),
          scored("error of the latencies", ({ latency }) => 100 * latency, "%"),
        ]
      : []),
    gamma,
    { title: "free numbers", column: column(({ free }) => free) },
    { title: "time of a step", column: column(({ nanoseconds }) => nanoseconds, "ns") },
  ];
  const rings = isTested ? " Dots and numbers: data that the fit has not seen; rings: where it was fitted." : "";
  const dashed = gamma.guide ? " Dashed: what the cell's repeats reach among each other." : "";
  return {
    name: "ladder",
    caption: `What each simplification keeps of the cell, and what it costs.${rings}${dashed}`,
    draw: (figures, options) =>
      figures.drawComparison(
        {
          names: climbed.map(({ name }) => name),
          measures,
          legend: { dots: "data that the fit has not seen", rings: "data of the fit" },
        },
        { ...options, width: 900 },
      ),
  };
}

/** Most currents side by side. */
const mostPanels = 3;

function trains({ train, test }: FitData, climbed: readonly Climbed[], precision: number): ReportFigure {
  const sweeps = test.length > 0 ? test : train;
  const chosen = firingSweeps(sweeps, mostPanels);
  const panels = chosen.map((k) => ({
    name: chosen.length === 1 ? "" : stepName(sweeps[k]!),
    ...windowOf(sweeps[k]!, chosen.length === 1),
    cell: sweeps[k]!.spikes ?? [],
    models: climbed.map(({ name, responses }) => ({ name, train: responses[k]!.spikes })),
  }));
  return {
    name: "trains",
    caption: `The same current, the cell and every model${test.length > 0 ? ", on data that the fits have not seen" : ""}.`,
    draw: (figures, options) => figures.drawTrainRows(panels, precision, { ...options, width: 900 }),
  };
}

function isOfSteps({ recorded }: FitData): boolean {
  return recorded.some(({ stimulus }) => stimulus);
}

/** A coincidence factor has no more digits than these. */
function thousandths(value: number): number {
  return Math.round(1e3 * value) / 1e3;
}

/** A heading, and what stands below it. */
type PageColumn = readonly [string, (own: Climbed) => string];

function page(
  data: FitData,
  climbed: readonly Climbed[],
  failed: readonly string[],
  figures: readonly string[],
  precision: number,
): string {
  const { name, split } = data;
  const text = (value: number | undefined, count = 3): string =>
    value !== undefined && Number.isFinite(value) ? `${Number(value.toPrecision(count))}` : "–";
  const percent = (value: number | undefined): string =>
    value !== undefined && Number.isFinite(value) ? `${text(100 * value, 2)} %` : "–";
  const isFamily = isOfSteps(data);
  const isRepeated = climbed.some((own) => Number.isFinite(judge(own).share));
  const share: PageColumn[] = isRepeated ? [["of intrinsic", (own) => percent(judge(own).share)]] : [];
  const latency: PageColumn[] = isFamily ? [["latency off", (own) => percent(judge(own).latency)]] : [];
  const columns: PageColumn[] = [
    ["model", (own) => code(own.name)],
    ["what it adds", (own) => `<span class="words">${escaped(own.keeps)}</span>`],
    ["free", (own) => `${own.free}`],
    ["Γ fitted", (own) => text(thousandths(own.train.gamma))],
    ["Γ new data", (own) => text(own.test && thousandths(own.test.gamma))],
    ...share,
    ["rates off", (own) => percent(judge(own).rates)],
    ...latency,
    ["operations", (own) => `${own.operations}`],
    ["ns/step", (own) => text(own.nanoseconds, 2)],
  ];
  const rows = climbed.map((own) => columns.map(([, cell]) => cell(own)));
  const values = climbed.map(({ name: own, values: found, also }) => [
    code(own),
    [
      ...Object.entries(found).map(
        ([key, { value, unit }]) =>
          `<span class="number">${code(key)} ${text(value, 4)}${unit === "1" ? "" : ` ${escaped(unit)}`}</span>`,
      ),
      ...(also === undefined ? [] : [escaped(also)]),
    ].join(", "),
  ]);
  const lead = isRepeated
    ? "a cell's own repeats reach less than 1, and no model can be asked for more: its share of what they reach is what it keeps."
    : "the rates and the first spike's latency are judged by their root mean square error.";
  const isGif = climbed.some(({ name: own }) => own.startsWith("gif"));
  return htmlPage(
    `The model ladder on ${name}`,
    `<h1>Which simplification keeps what</h1>
<p>Models from the simplest on, each fitted to ${code(name)}: ${escaped(split)}. The coincidence factor Γ at ${precision * 1e3} ms is 1 where
every spike has its partner, and 0 where there are no more than chance makes; ${lead}</p>
${figures.join("\n")}
${section(
  "Scores and cost",
  table(
    columns.map(([heading]) => heading),
    rows,
  ),
)}
<p class="source">Operations are those of one step of one neuron; the time is that of 64 neurons side by side on this machine.${
      isGif ? " The GIF neurons are fitted by the likelihood of the spikes, and read without their noise." : ""
    }</p>
${section("Not determined", failed.length === 0 ? "" : `<ul class="warnings">${failed.map((own) => `<li>${escaped(own)}</li>`).join("")}</ul>`)}
${section("Parameters", table(["model", "found"], values))}`,
  );
}
