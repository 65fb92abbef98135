/** Corners of a line in pixels, as `x0, y0, x1, y1, …`; NaN where it breaks. */
export type Corners = readonly number[];

/** Pixels: what lies closer together than this cannot be told apart, at the resolution of print either. */
const finest = 0.5;

/**
 * The line through points in pixels with no more corners than can be seen. Where x ascends, the first, lowest, highest and last
 * point of each half pixel stay, so that every extreme is drawn; elsewhere points that are closer than half a pixel to the one
 * before go. A point that is not finite breaks the line.
 */
export function thinned(x: ArrayLike<number>, y: ArrayLike<number>): Corners {
  return ascends(x) ? byColumn(x, y) : byDistance(x, y);
}

function ascends(x: ArrayLike<number>): boolean {
  for (let k = 1; k < x.length; k++) if (x[k]! < x[k - 1]!) return false;
  return true;
}

function byColumn(x: ArrayLike<number>, y: ArrayLike<number>): Corners {
  const corners: number[] = [];
  let [column, first, low, high, last] = [NaN, 0, 0, 0, 0];
  const flush = (): void => {
    if (Number.isNaN(column)) return;
    const kept = [first, Math.min(low, high), Math.max(low, high), last];
    kept.forEach((k, place) => {
      if (k !== kept[place - 1]) corners.push(x[k]!, y[k]!);
    });
    column = NaN;
  };
  for (let k = 0; k < x.length; k++) {
    if (!(Number.isFinite(x[k]!) && Number.isFinite(y[k]!))) {
      flush();
      breakLine(corners);
      continue;
    }
    const own = Math.floor(x[k]! / finest);
    if (own !== column) {
      flush();
      column = own;
      first = low = high = last = k;
      continue;
    }
    if (y[k]! < y[low]!) low = k;
    if (y[k]! > y[high]!) high = k;
    last = k;
  }
  flush();
  return corners;
}

function byDistance(x: ArrayLike<number>, y: ArrayLike<number>): Corners {
  const corners: number[] = [];
  for (let k = 0; k < x.length; k++) {
    if (!(Number.isFinite(x[k]!) && Number.isFinite(y[k]!))) {
      breakLine(corners);
      continue;
    }
    const [dx, dy] = [x[k]! - corners.at(-2)!, y[k]! - corners.at(-1)!];
    const isEnd = k === x.length - 1;
    if (!(dx * dx + dy * dy < finest * finest) || isEnd) corners.push(x[k]!, y[k]!);
  }
  return corners;
}

function breakLine(corners: number[]): void {
  if (corners.length > 0 && !Number.isNaN(corners.at(-1)!)) corners.push(NaN, NaN);
}
