import { join } from "node:path";
import type { Measure, Score } from "../index.ts";
import { writeText } from "./export.ts";
import type { FitData } from "./fit-data.ts";
import type { ReportFigure } from "./fit-figures.ts";
import { drawFigures, htmlPage } from "./fit-report.ts";
import { code, escaped, section, table } from "./html.ts";

/** One model of the ladder, fitted. */
export interface Climbed {
  readonly name: string;
  readonly keeps: string;
  readonly free: number;
  readonly train: Score;
  readonly test?: Score;
  readonly values: Readonly<Record<string, Measure>>;
  /** Operations of one step, and nanoseconds that it took side by side with others, spikes included. */
  readonly operations: number;
  readonly nanoseconds: number;
}

/** Writes the page of a climbed ladder, its figure and its numbers into a folder; returns the page. */
export async function ladderPage(
  folder: string,
  data: FitData,
  climbed: readonly Climbed[],
  failed: readonly string[],
): Promise<string> {
  const json = { data: data.name, split: data.split, models: climbed, failed };
  writeText(join(folder, "ladder.json"), `${JSON.stringify(json, null, 2)}\n`);
  const figures = await drawFigures(folder, [comparison(climbed)]);
  return writeText(join(folder, "index.html"), page(data, climbed, failed, figures));
}

function comparison(climbed: readonly Climbed[]): ReportFigure {
  const column = (value: (own: Climbed) => number, unit = "1") => ({ unit, values: climbed.map(value) });
  const tested = (own: Climbed): Score => own.test ?? own.train;
  const isRepeated = climbed.some((own) => Number.isFinite(tested(own).share));
  const measures = [
    ...(climbed.some(({ test }) => test)
      ? [{ title: "coincidence factor, new data", column: column((own) => tested(own).gamma) }]
      : []),
    { title: "where it was fitted", column: column(({ train }) => train.gamma) },
    isRepeated
      ? { title: "of the cell's own", column: column((own) => 100 * tested(own).share, "%") }
      : { title: "error of the rates", column: column((own) => 100 * tested(own).rates, "%") },
    { title: "free numbers", column: column(({ free }) => free) },
    { title: "time of a step", column: column(({ nanoseconds }) => nanoseconds, "ns") },
  ];
  return {
    name: "ladder",
    caption: "What each simplification keeps of the cell, and what it costs.",
    draw: (figures, options) =>
      figures.drawComparison({ names: climbed.map(({ name }) => name), measures }, { ...options, width: 960 }),
  };
}

function page(
  { name, split }: FitData,
  climbed: readonly Climbed[],
  failed: readonly string[],
  figures: readonly string[],
): string {
  const text = (value: number | undefined, count = 3): string =>
    value !== undefined && Number.isFinite(value) ? `${Number(value.toPrecision(count))}` : "–";
  const percent = (value: number | undefined): string =>
    value !== undefined && Number.isFinite(value) ? `${text(100 * value)} %` : "–";
  const rows = climbed.map(({ name: own, keeps, free, train, test, operations, nanoseconds }) => [
    code(own),
    escaped(keeps),
    `${free}`,
    text(train.gamma),
    text(test?.gamma),
    percent(test?.share),
    percent((test ?? train).rates),
    percent((test ?? train).latency),
    `${operations}`,
    text(nanoseconds),
  ]);
  const headings = [
    "model",
    "what it adds",
    "free",
    "Γ fitted",
    "Γ new data",
    "of intrinsic",
    "rates off",
    "latency off",
    "operations",
    "ns/step",
  ];
  const values = climbed.map(({ name: own, values: found }) => [
    code(own),
    Object.entries(found)
      .map(
        ([key, { value, unit }]) =>
          `<span class="number">${code(key)} ${text(value, 4)}${unit === "1" ? "" : ` ${escaped(unit)}`}</span>`,
      )
      .join(", "),
  ]);
  return htmlPage(
    `The model ladder on ${name}`,
    `<h1>Which simplification keeps what</h1>
<p>Models from the simplest on, each fitted to ${code(name)}: ${escaped(split)}. The coincidence factor Γ is 1 where every spike has its
partner, and 0 where there are no more than chance makes; a cell's own repeats reach less than 1, and no model can be asked for more.</p>
${figures.join("\n")}
${section("Scores and cost", table(headings, rows))}
${section("Not determined", failed.length === 0 ? "" : `<ul class="warnings">${failed.map((own) => `<li>${escaped(own)}</li>`).join("")}</ul>`)}
${section("Parameters", table(["model", "found"], values))}`,
  );
}
