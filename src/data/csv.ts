import { dsvFormat } from "d3-dsv";
import { ExperimentError } from "../errors.ts";

/** A table of numbers: one column a quantity, one row a sample. */
export interface CsvTable {
  /** What errors call the table: a file's name. */
  readonly place: string;
  readonly columns: readonly CsvColumn[];
  /** Number of values in each column. */
  readonly rows: number;
  /** The line of the text, from 1, that each row stands in. */
  readonly lines: Uint32Array;
}

/** The column `current (nA)` is `{ name: "current", unit: "nA", … }`. */
export interface CsvColumn {
  /** Its heading without the unit; its number, from 1, in a table without headings. */
  readonly name: string;
  /** The text in brackets behind the name; undefined where there is none. */
  readonly unit: string | undefined;
  /** As written, in that unit. */
  readonly values: Float64Array;
}

/**
 * Reads numbers separated by commas, semicolons or tabs, with or without a line of headings:
 *
 *     time (ms),current (nA)
 *     0.0,-0.00263
 *     0.1,0.13800
 *
 * Empty lines and lines that begin with # are passed over, and so are empty cells behind the last column. Between semicolons or tabs a number may have a decimal comma.
 *
 * @throws ExperimentError that names the line
 */
export function parseCsvTable(text: string, place = "the table"): CsvTable {
  const plain = text.replace(/^\uFEFF/, "");
  const delimiter = delimiterOf(plain);
  const lines = dsvFormat(delimiter)
    .parseRows(plain, (cells, index) => ({ cells: cells.map((cell) => cell.trim()), line: index + 1 }))
    .filter(({ cells }) => cells.some((cell) => cell !== "") && !cells[0]!.startsWith("#"));
  const first = lines[0];
  if (!first) throw new ExperimentError("the table is empty", place, 'it needs lines such as "0.1,0.138"');

  const number = (cell: string): number => (cell === "" ? Number.NaN : Number(decimal(cell, delimiter)));
  const headed = first.cells.every((cell) => !Number.isFinite(number(cell)));
  const data = headed ? lines.slice(1) : lines;
  if (data.length === 0)
    throw new ExperimentError("the table has headings, but no numbers", place, "write lines of numbers below them");
  const headings = headed
    ? first.cells.map(heading)
    : first.cells.map((_, k) => ({ name: `${k + 1}`, unit: undefined }));

  const columns = headings.map((own) => ({ ...own, values: new Float64Array(data.length) }));
  for (const [row, { cells, line }] of data.entries()) {
    const surplus = cells.slice(columns.length);
    if (cells.length < columns.length || surplus.some((cell) => cell !== "")) {
      const problem = `line ${line} has ${count(cells.length, "cell")}, but the first line has ${columns.length}`;
      throw new ExperimentError(problem, place, "every line must have as many cells as there are columns");
    }
    for (const [k, cell] of cells.slice(0, columns.length).entries()) {
      const value = number(cell);
      if (!Number.isFinite(value)) {
        const problem = `line ${line}, column ${k + 1}: "${cell.slice(0, 40)}" is not a number`;
        throw new ExperimentError(problem, place, "fill the gap, or take the line out");
      }
      columns[k]!.values[row] = value;
    }
  }
  return { place, columns, rows: data.length, lines: Uint32Array.from(data, ({ line }) => line) };
}

/** `current (nA)`: the heading as it stands in the table. */
export function headingOf(column: CsvColumn): string {
  return column.unit === undefined ? column.name : `${column.name} (${column.unit})`;
}

/** The separator of the first line that counts; a comma where there is only one column. */
function delimiterOf(text: string): string {
  const line =
    text.split(/\r\n|\n|\r/).find((candidate) => candidate.trim() !== "" && !candidate.startsWith("#")) ?? "";
  const bare = line.replace(/"[^"]*"/g, "");
  return ["\t", ";", ","].find((candidate) => bare.includes(candidate)) ?? ",";
}

/** `0,138` is 0.138 where the comma does not separate cells. */
function decimal(cell: string, delimiter: string): string {
  return delimiter === "," ? cell : cell.replace(/^([+-]?\d*),(\d+)/, "$1.$2");
}

/** `current (nA)`, `current [nA]` or `current`. */
function heading(text: string): { name: string; unit: string | undefined } {
  const parts = /^([^([]*)[([]([^)\]]*)[)\]]$/.exec(text);
  return parts ? { name: parts[1]!.trim(), unit: parts[2]!.trim() || undefined } : { name: text, unit: undefined };
}

function count(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? "" : "s"}`;
}
