/** A curve to be drawn with characters. */
export interface Curve {
  /** Ascending. */
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** `v (mV)`, above the vertical axis. */
  readonly label: string;
  /** `200 ms`, at the end of the horizontal axis. */
  readonly end: string;
  /** Places on the horizontal axis to mark above the curve: spikes. */
  readonly marks?: Float64Array;
}

/**
 * The lines of a chart, `width` characters wide. A braille character is 2 x 4 dots; a column of dots reaches from the lowest
 * to the highest value of the curve there, so that a short upstroke is never lost.
 */
export function drawChart(curve: Curve, width: number, height: number): string[] {
  const { x, y } = curve;
  if (x.length < 2) return [];
  const [low, high] = extent(y);
  const step = (high - low) / 2;
  const labels = [high, low + step, low].map((value) => tick(value, high - low));
  const gutter = Math.max(...labels.map((label) => label.length));
  const columns = Math.max(10, width - gutter - 2);
  const rows = brailleRows(columnExtents(curve, 2 * columns), low, high, columns, height);

  const middle = Math.floor(height / 2);
  const lines = rows.map((row, k) => {
    const label = k === 0 ? labels[0]! : k === height - 1 ? labels[2]! : k === middle && height > 4 ? labels[1]! : "";
    return `${label.padStart(gutter)} ${label ? "┤" : "│"}${row}`;
  });
  const heading = curve.label.padEnd(gutter + 2) + markRow(curve, columns, gutter + 2 - curve.label.length);
  const start = tick(x[0]!, x[x.length - 1]! - x[0]!);
  const gap = Math.max(1, columns - start.length - curve.end.length);
  return [heading.trimEnd(), ...lines, `${" ".repeat(gutter + 2)}${start}${" ".repeat(gap)}${curve.end}`];
}

/** Lowest and highest value in each column of dots, the curve being joined by straight lines. */
function columnExtents({ x, y }: Curve, columns: number): { readonly low: Float64Array; readonly high: Float64Array } {
  const low = new Float64Array(columns).fill(Infinity);
  const high = new Float64Array(columns).fill(-Infinity);
  const scale = (columns - 1) / (x[x.length - 1]! - x[0]!);
  const put = (column: number, value: number): void => {
    low[column] = Math.min(low[column]!, value);
    high[column] = Math.max(high[column]!, value);
  };
  for (let k = 0; k + 1 < x.length; k++) {
    const from = Math.round((x[k]! - x[0]!) * scale);
    const to = Math.round((x[k + 1]! - x[0]!) * scale);
    for (let column = from; column <= to; column++) {
      const part = from === to ? 0 : (column - from) / (to - from);
      put(column, y[k]! + (y[k + 1]! - y[k]!) * part);
    }
    put(to, y[k + 1]!);
  }
  return { low, high };
}

/** The bit of each dot of a braille character: left column from the top, then the right one. */
const dots = [
  [0x01, 0x02, 0x04, 0x40],
  [0x08, 0x10, 0x20, 0x80],
] as const;

function brailleRows(
  extents: { readonly low: Float64Array; readonly high: Float64Array },
  low: number,
  high: number,
  columns: number,
  height: number,
): string[] {
  const cells = Array.from({ length: height }, () => new Uint8Array(columns));
  const dotRow = (value: number): number => Math.round(((high - value) / (high - low)) * (4 * height - 1));
  for (let column = 0; column < 2 * columns; column++) {
    if (!(extents.high[column]! >= extents.low[column]!)) continue;
    for (let row = dotRow(extents.high[column]!); row <= dotRow(extents.low[column]!); row++) {
      cells[row >> 2]![column >> 1]! |= dots[column % 2]![row % 4]!;
    }
  }
  return cells.map((row) => Array.from(row, (bits) => String.fromCharCode(0x2800 + bits)).join(""));
}

/** A stroke over each column that holds a mark; marks left of `taken` characters give way to the label. */
function markRow({ x, marks }: Curve, columns: number, taken: number): string {
  if (!marks) return "";
  const row = new Array<string>(columns).fill(" ");
  const span = x[x.length - 1]! - x[0]!;
  for (const mark of marks) {
    const column = Math.round(((mark - x[0]!) / span) * (columns - 1));
    if (column >= 0 && column < columns) row[column] = "│";
  }
  return row.join("").slice(Math.max(0, -taken));
}

/** Finite, and never of height 0. */
function extent(values: Float64Array): [number, number] {
  let low = Infinity;
  let high = -Infinity;
  for (const value of values) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  if (low < high) return [low, high];
  const size = Math.abs(low) || 1;
  return [low - 0.1 * size, high + 0.1 * size];
}

/** A number with as many digits as the range it stands in needs. */
function tick(value: number, range: number): string {
  const decimals = Math.max(0, Math.min(6, 2 - Math.floor(Math.log10(range))));
  const text = Number(value.toFixed(decimals)).toString();
  return text === "-0" ? "0" : text;
}
