import type { Colours } from "./terminal.ts";

/** Lines of a table: a faint heading, columns two spaces apart. Columns in `left` are flush left, the others right. */
export function drawTable(
  headings: readonly string[],
  rows: readonly (readonly string[])[],
  colours: Colours,
  left: readonly number[] = [],
): string[] {
  const widths = headings.map((heading, k) => Math.max(heading.length, ...rows.map((row) => row[k]!.length)));
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, k) => (left.includes(k) ? cell.padEnd(widths[k]!) : cell.padStart(widths[k]!)))
      .join("  ")
      .trimEnd();
  return [colours.dim(line(headings)), ...rows.map(line)];
}

/** The same within `width`: the last column is broken between words. */
export function drawWrappedTable(
  headings: readonly string[],
  rows: readonly (readonly string[])[],
  colours: Colours,
  width: number,
): string[] {
  const last = headings.length - 1;
  const taken = headings
    .slice(0, last)
    .map((heading, k) => Math.max(heading.length, ...rows.map((row) => row[k]!.length)));
  const room = Math.max(20, width - taken.reduce((sum, own) => sum + own + 2, 0));
  const broken = rows.flatMap((row) =>
    wrap(row[last]!, room).map((line, k) => [...row.slice(0, last).map((cell) => (k === 0 ? cell : "")), line]),
  );
  return drawTable(headings, broken, colours, [...headings.keys()]);
}

/** A paragraph broken between words, each line indented. A list of words is broken between these only. */
export function wrap(text: string | readonly string[], width: number, indent = ""): string[] {
  const lines: string[] = [];
  let line = indent;
  for (const word of typeof text === "string" ? text.split(/\s+/) : text) {
    if (line.length > indent.length && line.length + 1 + word.length > width) {
      lines.push(line);
      line = indent;
    }
    line += line.length > indent.length ? ` ${word}` : word;
  }
  return [...lines, line];
}
