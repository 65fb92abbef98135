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

/** A paragraph broken between words, each line indented. */
export function wrap(text: string, width: number, indent = ""): string[] {
  const lines: string[] = [];
  let line = indent;
  for (const word of text.split(/\s+/)) {
    if (line.length > indent.length && line.length + 1 + word.length > width) {
      lines.push(line);
      line = indent;
    }
    line += line.length > indent.length ? ` ${word}` : word;
  }
  return [...lines, line];
}
