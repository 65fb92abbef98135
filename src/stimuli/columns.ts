/** One column of a table of numbers: `current (nA)` is `{ name: "current", unit: "nA" }`. */
export interface Column {
  readonly name: string;
  /** The text in brackets behind the name; undefined where there is none. */
  readonly unit: string | undefined;
  /** As written, in that unit. */
  readonly values: Float64Array;
}

/**
 * The columns of a text of comma-, semicolon- or tab-separated numbers whose first line names them:
 *
 *     time (ms),current (nA)
 *     0.0,-0.00263
 *     0.1,0.13800
 *
 * Empty lines and lines that begin with # are passed over.
 *
 * @throws RangeError naming the line that does not fit.
 */
export function readColumns(text: string): Column[] {
  const lines = text.replace(/^\uFEFF/, "").split(/\r\n|\n|\r/);
  const isData = (line: string) => line.trim() !== "" && !line.startsWith("#");
  const first = lines.findIndex(isData);
  if (first < 0) throw new RangeError("the table is empty");
  const header = lines[first]!;
  const separator = ["\t", ";", ","].find((candidate) => header.includes(candidate)) ?? ",";
  const names = header.split(separator).map(heading);
  if (names.some(({ name }) => name === "" || !Number.isNaN(Number(name))))
    throw new RangeError(
      `line ${first + 1} must name the columns, as in "time (ms),current (nA)", but is "${shown(header)}"`,
    );
  const rows = lines.length - first - 1;
  const columns = names.map(({ name, unit }) => ({ name, unit, values: new Float64Array(rows) }));
  let row = 0;
  for (let index = first + 1; index < lines.length; index++) {
    const line = lines[index]!;
    if (!isData(line)) continue;
    const cells = line.split(separator);
    if (cells.length !== columns.length)
      throw new RangeError(`line ${index + 1} has ${cells.length} cells, but there are ${columns.length} columns`);
    for (let column = 0; column < cells.length; column++) {
      const cell = cells[column]!.trim();
      const value = Number(cell);
      if (cell === "" || !Number.isFinite(value))
        throw new RangeError(`line ${index + 1} has "${shown(cell)}" where a number is wanted`);
      columns[column]!.values[row] = value;
    }
    row++;
  }
  if (row === 0) throw new RangeError("the table has no row of numbers");
  return columns.map((column) => ({ ...column, values: column.values.slice(0, row) }));
}

/**
 * First value and interval of an evenly spaced column, in its own unit: 0, 0.1, 0.2 … is `{ first: 0, interval: 0.1 }`.
 * The interval is rounded to 12 digits, which gives back the decimal it was made from.
 *
 * @throws RangeError where the values do not rise by equal amounts to 1 % of the interval.
 */
export function evenlySpaced(values: Float64Array): { readonly first: number; readonly interval: number } {
  if (values.length < 2) throw new RangeError("one time alone gives no interval");
  const first = values[0]!;
  const interval = Number(((values[values.length - 1]! - first) / (values.length - 1)).toPrecision(12));
  const uneven = values.findIndex((value, k) => !(Math.abs(value - first - k * interval) <= 0.01 * interval));
  if (!(interval > 0) || uneven >= 0)
    throw new RangeError(
      `the times must rise by equal amounts, but row ${Math.max(uneven, 0) + 1} is ${values[Math.max(uneven, 0)]} where ${first + Math.max(uneven, 0) * interval} is due`,
    );
  return { first, interval };
}

/** `current (nA)`, `current [nA]` or `current`. */
function heading(text: string): { name: string; unit: string | undefined } {
  const plain = text.trim().replace(/^"(.*)"$/, "$1");
  const bracket = /^([^([]*)[([]([^)\]]*)[)\]]$/.exec(plain);
  return bracket ? { name: bracket[1]!.trim(), unit: bracket[2]!.trim() } : { name: plain.trim(), unit: undefined };
}

function shown(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}
