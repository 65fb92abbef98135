/** Columns of text, the first to the left, the others to the right. */
export function table(rows) {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  const line = (row) =>
    row.map((cell, column) => (column ? cell.padStart(widths[column]) : cell.padEnd(widths[column]))).join("  ");
  return rows.map(line).join("\n");
}

/** Three significant digits without an exponent: 2213.4 -> "2213", 1.0671 -> "1.07". */
export function number(value) {
  if (!Number.isFinite(value)) return "-";
  return value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toPrecision(3);
}

/** What each competitor did, and how many times the first is faster. */
export function compare(entries) {
  const [ours] = entries;
  return table([
    ["", "neurons", "steps", "seconds", "M neuron-steps/s", "spikes", `${ours.title} is`],
    ...entries.map(({ title, neurons, steps, seconds, millionsPerSecond, spikes }) => [
      `  ${title}`,
      String(neurons),
      String(steps),
      seconds.toFixed(3),
      number(millionsPerSecond),
      String(spikes),
      title === ours.title ? "" : `${number(ours.millionsPerSecond / millionsPerSecond)}x`,
    ]),
  ]);
}
