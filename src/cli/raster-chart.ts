import { dots, endsOfAxis } from "./chart.ts";

/** Spikes to be drawn with characters. */
export interface Raster {
  /** Rows of trains from the top, each with a label for its first row of characters: `e`. */
  readonly groups: readonly { readonly label: string; readonly trains: readonly Float64Array[] }[];
  /** Seconds. */
  readonly duration: number;
  /** `200 ms`, at the end of the axis. */
  readonly end: string;
}

/** Trains that are drawn of a group with so many rows of characters: a character is four dots high. */
export function rowsOfGroup(trains: readonly Float64Array[], lines: number): readonly Float64Array[] {
  const shown = Math.min(trains.length, 4 * lines);
  return Array.from({ length: shown }, (_, row) => trains[Math.floor((row * trains.length) / shown)]!);
}

/** The lines of a raster, `width` characters wide: a dot for each spike, a row of dots for each train. */
export function drawRasterChart({ groups, duration, end }: Raster, width: number): string[] {
  const gutter = Math.max(...groups.map(({ label }) => label.length));
  const columns = Math.max(10, width - gutter - 2);
  const lines = groups.flatMap(({ label, trains }) => {
    const cells = Array.from({ length: Math.ceil(trains.length / 4) }, () => new Uint8Array(columns));
    for (const [row, train] of trains.entries())
      for (const time of train) {
        const column = Math.min(2 * columns - 1, Math.floor((time / duration) * 2 * columns));
        cells[row >> 2]![column >> 1]! |= dots[column % 2]![row % 4]!;
      }
    return cells.map((row, k) => {
      const text = Array.from(row, (bits) => String.fromCharCode(0x2800 + bits)).join("");
      return `${(k === 0 ? label : "").padStart(gutter)} │${text}`;
    });
  });
  return [...lines, endsOfAxis("0", end, gutter, columns)];
}
