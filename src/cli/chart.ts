/** A curve to be drawn with characters. */
export interface Curve {
  /** Ascending. */
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** `v (mV)`, above the vertical axis. */
  readonly label: string;
  /** `200 ms`, at the end of the horizontal axis. */
  readonly end: string;
  /** Places on the horizontal axis to mark in a line of their own above the curve. */
  readonly marks?: { readonly label: string; readonly places: Float64Array };
}

/**
 * The lines of a chart, `width` characters wide. A braille character is 2 x 4 dots; a column of dots reaches from the lowest
 * to the highest value of the curve there, so that a short upstroke is never lost, and to its neighbour's, so that a fall is
 * drawn.
 */
export function drawChart(curve: Curve, width: number, height: number): string[] {
  const { x, y } = curve;
  if (x.length < 2) return [];
  const { low, high, labels } = verticalAxis(...extent(y), height);
  const gutter = Math.max(...[...labels.values()].map((label) => label.length), (curve.marks?.label.length ?? 1) - 1);
  const columns = Math.max(10, width - gutter - 2);
  const rows = brailleRows(columnExtents(curve, 2 * columns), low, high, columns, height);
  const lines = rows.map((row, k) => `${(labels.get(k) ?? "").padStart(gutter)} ${labels.has(k) ? "┤" : "│"}${row}`);
  const start = rounded(x[0]!, x[x.length - 1]! - x[0]!);
  return [
    ...(curve.marks ? [(curve.marks.label.padEnd(gutter + 2) + markRow(curve, columns)).trimEnd()] : []),
    curve.label,
    ...lines,
    endsOfAxis(start, curve.end, gutter, columns),
  ];
}

/** The line below a chart: what stands at both ends of the horizontal axis. */
export function endsOfAxis(start: string, end: string, gutter: number, columns: number): string {
  return `${" ".repeat(gutter + 2)}${start}${" ".repeat(Math.max(1, columns - start.length - end.length))}${end}`;
}

/**
 * Labels by the row they stand at: multiples of 1, 2 or 5 times a power of ten, two rows or more apart; or both ends. An end
 * less than half a row from such a number is moved to it.
 */
function verticalAxis(from: number, to: number, height: number) {
  const row = (to - from) / height;
  const decade = 10 ** Math.floor(Math.log10(2 * row));
  const step = [1, 2, 5, 10].map((factor) => factor * decade).find((candidate) => candidate >= 2 * row)!;
  const [first, last] = [Math.ceil((from - row / 2) / step), Math.floor((to + row / 2) / step)];
  const low = Math.min(from, first * step);
  const high = Math.max(to, last * step);
  const labels = new Map<number, string>();
  for (let k = 0; k <= Math.min(last - first, height); k++) {
    const value = (first + k) * step;
    labels.set(rowOf(dotRow(value, low, high, height)), rounded(value, high - low));
  }
  if (labels.size > 1) return { low, high, labels };
  const ends = [from, to].map((end) => rounded(end, to - from)) as [string, string];
  const bothEnds = new Map([
    [0, ends[1]],
    [height - 1, ends[0]],
  ]);
  return { low: from, high: to, labels: bothEnds };
}

/** The row of dots, counted from the top, that a value lies in. */
function dotRow(value: number, low: number, high: number, height: number): number {
  return Math.round(((high - value) / (high - low)) * (4 * height - 1));
}

function rowOf(dot: number): number {
  return dot >> 2;
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
export const dots = [
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
  let before: { readonly top: number; readonly bottom: number } | undefined;
  for (let column = 0; column < 2 * columns; column++) {
    if (!(extents.high[column]! >= extents.low[column]!)) continue;
    const top = dotRow(extents.high[column]!, low, high, height);
    const bottom = dotRow(extents.low[column]!, low, high, height);
    const from = before ? Math.min(top, before.bottom + 1) : top;
    const to = before ? Math.max(bottom, before.top - 1) : bottom;
    for (let row = from; row <= to; row++) cells[rowOf(row)]![column >> 1]! |= dots[column % 2]![row % 4]!;
    before = { top, bottom };
  }
  return cells.map((row) => Array.from(row, (bits) => String.fromCharCode(0x2800 + bits)).join(""));
}

/** A stroke over each column that holds a mark. */
function markRow({ x, marks }: Curve, columns: number): string {
  const row = new Array<string>(columns).fill(" ");
  const span = x[x.length - 1]! - x[0]!;
  for (const mark of marks?.places ?? []) {
    const column = Math.round(((mark - x[0]!) / span) * (columns - 1));
    if (column >= 0 && column < columns) row[column] = "│";
  }
  return row.join("");
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
function rounded(value: number, range: number): string {
  const decimals = Math.max(0, Math.min(6, 2 - Math.floor(Math.log10(range))));
  const text = Number(value.toFixed(decimals)).toString();
  return text === "-0" ? "0" : text;
}
