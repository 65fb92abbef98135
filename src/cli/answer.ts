import { type Answer, type Column, isColumn, isMeasure, type Measure, type Protocol, wordsOf } from "../index.ts";
import { rowTables } from "./answer-rows.ts";
import { drawChart } from "./chart.ts";
import { heading } from "./columns.ts";
import { drawTable, wrap } from "./table.ts";
import type { Terminal } from "./terminal.ts";

const chartHeight = 12;
const mostRows = 20;

type Entries = Readonly<Record<string, unknown>>;
type Named<T> = readonly [name: string, value: T];

/** The answer of a protocol for people: what was asked, its curve, its numbers, its columns, its notes. */
export function reportAnswer(asked: Protocol, about: string, answer: Answer, terminal: Terminal): string {
  const { colours, columns } = terminal;
  const sections = [
    [`${colours.bold(asked.title)}: ${about}`],
    chartOf(asked, answer, terminal),
    numbers(answer, terminal),
    ...rowTables(answer, colours),
    ...tables(answer, terminal),
    answer.notes.flatMap((note) => wrap(note, columns)),
  ];
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n")}\n`;
}

/** The columns of an answer that are as long as each other, one table each: `rate (Hz)`, … */
export function columnGroups(answer: Answer): readonly (readonly Named<Column>[])[] {
  const groups = new Map<number, Named<Column>[]>();
  for (const [name, value] of Object.entries(answer)) {
    if (!isColumn(value)) continue;
    const own = "name" in value && typeof value.name === "string" ? value.name : wordsOf(name);
    groups.set(value.values.length, [...(groups.get(value.values.length) ?? []), [own, value]]);
  }
  return [...groups.values()];
}

function chartOf({ figure }: Protocol, answer: Answer, { columns }: Terminal): string[] {
  if (figure?.form !== "curve") return [];
  const entries = answer as unknown as Entries;
  const key = figure.panels[0]!.curves[0]!.y;
  const [x, y] = [entries[figure.x], entries[key]];
  if (!isColumn(x) || !isColumn(y)) return [];
  const points = x.values
    .flatMap((at, k) => (Number.isFinite(y.values[k]) ? [[at, y.values[k]!] as const] : []))
    .sort(([a], [b]) => a - b);
  if (points.length < 4 || points[0]![0] === points.at(-1)![0]) return [];
  const name = "name" in x ? String(x.name) : wordsOf(figure.x);
  return drawChart(
    {
      x: Float64Array.from(points, ([at]) => at),
      y: Float64Array.from(points, ([, value]) => value),
      label: heading(wordsOf(key), y.unit),
      end: `${name} ${shown(points.at(-1)![0])}${x.unit === "1" ? "" : ` ${x.unit}`}`,
    },
    columns,
    chartHeight,
  );
}

function numbers(answer: Answer, { colours, columns }: Terminal): string[] {
  const rows = Object.entries(answer).flatMap(([name, value]): (readonly [string, string])[] => {
    if (isMeasure(value)) return [[wordsOf(name), measured(value)]];
    if (typeof value === "string" || typeof value === "number" || typeof value === "boolean")
      return [[wordsOf(name), String(value)]];
    if (Array.isArray(value) && value.every((own) => isMeasure(own) && "name" in own))
      return value.map((own) => [`${wordsOf(name)}: ${own.name}`, measured(own)]);
    return [];
  });
  const longest = Math.max(0, ...rows.map(([name]) => name.length));
  return rows.flatMap(([name, value]) => {
    const [first = "", ...rest] = wrap(value, columns - longest - 2);
    return [`${colours.dim(name.padEnd(longest))}  ${first}`, ...rest.map((line) => " ".repeat(longest + 2) + line)];
  });
}

/** One table for each group of columns, with the lists of names that are as long before it. */
function tables(answer: Answer, { colours }: Terminal): string[][] {
  const lists = Object.entries(answer).filter((entry): entry is [string, string[]] => isNames(...entry));
  return columnGroups(answer)
    .filter((group) => group[0]![1].values.length > 0)
    .map((group) => {
      const length = group[0]![1].values.length;
      const names = lists.filter(([, list]) => list.length === length);
      const count = Math.min(length, mostRows);
      const rows = Array.from({ length: count }, (_, row) => {
        const at = count === 1 ? 0 : Math.round((row * (length - 1)) / (count - 1));
        return [...names.map(([, list]) => list[at]!), ...group.map(([, { values }]) => shown(values[at]!))];
      });
      const table = drawTable(
        [...names.map(([name]) => wordsOf(name)), ...group.map(([name, { unit }]) => heading(name, unit))],
        rows,
        colours,
        [...names.keys()],
      );
      const hidden = length - count;
      return hidden === 0
        ? table
        : [...table, colours.dim(`... and ${hidden} more between these (use --json or --csv)`)];
    });
}

function isNames(name: string, value: unknown): boolean {
  return name !== "notes" && Array.isArray(value) && value.length > 0 && value.every((one) => typeof one === "string");
}

function measured({ value, unit }: Measure): string {
  if (Number.isNaN(value)) return "none";
  const digits = Number(value.toPrecision(12)).toString();
  return unit === "1" ? digits : `${digits} ${unit}`;
}

function shown(value: number): string {
  return Number.isNaN(value) ? "-" : Number(value.toPrecision(7)).toString();
}
