/** Samples of the smallest block of a pyramid, and how many blocks make one of the next level. */
const smallest = 16;
const factor = 8;
/** Fewer samples are looked through each time. */
const worthIt = 1 << 15;

/** Where the least and the greatest sample of each block stand. */
interface Level {
  readonly block: number;
  readonly least: Uint32Array;
  readonly greatest: Uint32Array;
}

/**
 * The extremes of a long course in blocks of 16, 128, 1024, … samples, so that any window of it is drawn from a few thousand
 * of them. Empty for a short course.
 */
export type Pyramid = readonly Level[];

export function pyramidOf(values: Float64Array): Pyramid {
  const levels: Level[] = [];
  if (values.length < worthIt) return levels;
  for (let block = smallest; block * 64 < values.length; block *= factor) {
    const below = levels.at(-1);
    const count = Math.ceil(values.length / block);
    const [least, greatest] = [new Uint32Array(count), new Uint32Array(count)];
    for (let k = 0; k < count; k++) {
      let [low, high] = [k * block, k * block];
      if (below) {
        const end = Math.min((k + 1) * factor, below.least.length);
        for (let j = k * factor; j < end; j++) {
          if (values[below.least[j]!]! < values[low]!) low = below.least[j]!;
          if (values[below.greatest[j]!]! > values[high]!) high = below.greatest[j]!;
        }
      } else {
        const end = Math.min((k + 1) * block, values.length);
        for (let j = k * block; j < end; j++) {
          if (values[j]! < values[low]!) low = j;
          if (values[j]! > values[high]!) high = j;
        }
      }
      least[k] = low;
      greatest[k] = high;
    }
    levels.push({ block, least, greatest });
  }
  return levels;
}

/** The arrays of a pyramid, to be moved to another thread. */
export function buffersOfPyramid(pyramid: Pyramid): ArrayBuffer[] {
  return pyramid.flatMap(({ least, greatest }) => [least.buffer as ArrayBuffer, greatest.buffer as ArrayBuffer]);
}

/**
 * The samples from which a window looks as it does from all of them: the least and the greatest in each of `columns` stretches of
 * nearly equal length, in the order of time, with the first and the last of the window. All of them where there are not many more.
 *
 * @returns their numbers, ascending
 */
export function extremesIn(
  values: Float64Array,
  pyramid: Pyramid,
  from: number,
  to: number,
  columns: number,
): Uint32Array {
  const [first, last] = [Math.max(0, from), Math.min(values.length - 1, to)];
  const count = last - first + 1;
  if (count <= 0) return new Uint32Array(0);
  if (count <= 2 * columns) return Uint32Array.from({ length: count }, (_, k) => first + k);
  const width = count / columns;
  const level = pyramid.findLast(({ block }) => 4 * block <= width);
  const block = level?.block ?? 1;
  const found = new Uint32Array(2 * columns + 2);
  let length = 0;
  const put = (index: number): void => {
    if (length === 0 || index > found[length - 1]!) found[length++] = index;
  };
  put(first);
  // Stretches begin where blocks do, so that only the two at the ends look at samples one by one.
  let begin = first;
  for (let column = 1; column <= columns; column++) {
    const end = column === columns ? last + 1 : Math.round((first + column * width) / block) * block;
    let [low, high] = [begin, begin];
    const whole = level ? Math.ceil(begin / block) : end;
    const wholeEnd = level ? Math.floor(end / block) : end;
    for (let k = begin; k < Math.min(whole * block, end); k++) {
      if (values[k]! < values[low]!) low = k;
      if (values[k]! > values[high]!) high = k;
    }
    for (let k = whole; level && k < wholeEnd; k++) {
      if (values[level.least[k]!]! < values[low]!) low = level.least[k]!;
      if (values[level.greatest[k]!]! > values[high]!) high = level.greatest[k]!;
    }
    for (let k = Math.max(begin, wholeEnd * block); k < end; k++) {
      if (values[k]! < values[low]!) low = k;
      if (values[k]! > values[high]!) high = k;
    }
    put(Math.min(low, high));
    put(Math.max(low, high));
    begin = end;
  }
  put(last);
  return found.subarray(0, length);
}
