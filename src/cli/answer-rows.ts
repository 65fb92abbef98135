import { type Answer, isColumn, isMeasure, wordsOf } from "../index.ts";
import { heading } from "./columns.ts";
import { drawTable } from "./table.ts";
import type { Colours } from "./terminal.ts";

type Row = Readonly<Record<string, unknown>>;

/** A table for each list of an answer whose entries are rows of measures and words: fixed points, bifurcations. */
export function rowTables(answer: Answer, colours: Colours): string[][] {
  return Object.entries(answer).flatMap(([name, list]) => {
    if (!Array.isArray(list) || list.length === 0 || !list.every(isRow)) return [];
    const keys = [...new Set(list.flatMap((row) => Object.keys(row)))];
    const cells = list.map((row) => keys.map((key) => cellOf(row[key])));
    const words = keys.flatMap((key, k) => (list.every((row) => typeof (row[key] ?? "") === "string") ? [k] : []));
    return [
      [
        colours.bold(wordsOf(name)),
        ...drawTable(
          keys.map((key) => titleOf(key, list)),
          cells,
          colours,
          words,
        ),
      ],
    ];
  });
}

function isRow(value: unknown): value is Row {
  if (typeof value !== "object" || value === null || isMeasure(value) || isColumn(value)) return false;
  return Object.values(value).some(isMeasure);
}

/** `v (mV)`: the name that a measure has, else the words of its key. */
function titleOf(key: string, rows: readonly Row[]): string {
  const value = rows.map((row) => row[key]).find((own) => own !== undefined);
  if (!isMeasure(value) && !isColumn(value)) return wordsOf(key);
  return heading("name" in value ? String(value.name) : wordsOf(key), value.unit);
}

function cellOf(value: unknown): string {
  const text = (number: number): string => (Number.isNaN(number) ? "-" : Number(number.toPrecision(7)).toString());
  if (isMeasure(value)) return text(value.value);
  if (isColumn(value)) return value.values.map(text).join(", ");
  return value === undefined ? "" : String(value);
}
