import { drawFigure, stacked } from "./figure.ts";
import { area, line, strokes } from "./marks.ts";
import type { Panel } from "./panel.ts";
import { extentOf, type Scale, scaleOver } from "./scale.ts";
import { type FigureOptions, themeOf } from "./theme.ts";

/** Spike trains of a population, in milliseconds. */
export interface Trains {
  /** One list for each neuron, ascending. */
  readonly trains: readonly ArrayLike<number>[];
  /** How long was looked, in milliseconds. */
  readonly duration: number;
}

export interface RasterOptions extends FigureOptions {
  /** Milliseconds of one bin of the population rate. Default: of 1, 2 or 5 times a power of ten, about 100 in all. */
  readonly bin?: number;
}

/**
 * A stroke for each spike, one row for each neuron, the first at the bottom; below, the population rate: spikes in a bin over
 * bin length and number of neurons.
 *
 * @throws RangeError for a duration or a bin that is not above zero
 */
export function drawRaster({ trains, duration }: Trains, options: RasterOptions): SVGSVGElement {
  const theme = themeOf(options, 0.62);
  const bin = options.bin ?? usualBin(duration / 100);
  for (const [name, value] of Object.entries({ duration, bin }))
    if (!(value > 0 && Number.isFinite(value))) throw new RangeError(`${name} must be above zero, but is ${value}`);
  const x: Scale = { label: "time (ms)", type: "linear", domain: [0, duration] };
  const width = Math.min(theme.line, Math.max(theme.hairline, (0.3 * theme.height) / Math.max(1, trains.length)));
  const half = trains.length > 60 ? 0.5 : 0.4;
  const rows: Panel = {
    x,
    y: {
      label: "neuron",
      type: "linear",
      domain: [0.4, Math.max(1, trains.length) + 0.6],
      ticks: rowTicks(trains.length),
    },
    marks: trains.map((train, k) =>
      strokes(train, k + 1 - half, k + 1 + half, { stroke: theme.ink, width, label: "spikes" }),
    ),
  };
  const rate = populationRate(trains, duration, bin);
  const top = extentOf([rate.y])?.[1] ?? 0;
  const [colour] = theme.series;
  const rates: Panel = {
    x,
    y: { ...scaleOver("population rate (Hz)", [0, top > 0 ? 1.08 * top : 1]) },
    marks: [
      area(rate.x, rate.y, { fill: colour!, opacity: 0.25, label: "population rate" }),
      line(rate.x.slice(1, -1), rate.y.slice(1, -1), { stroke: colour!, width: theme.line, label: "population rate" }),
    ],
  };
  return drawFigure(theme, (space) => stacked([{ ...rows, weight: 2 }, rates], space, theme));
}

/** At most 5 numbers, the first and the last among them. */
function rowTicks(count: number) {
  const step = Math.max(1, usualBin(count / 4));
  const rows = [1, ...Array.from({ length: Math.floor(count / step) }, (_, k) => (k + 1) * step)];
  return [...new Set(rows)]
    .filter((row) => row === 1 || row >= 1 + step / 2)
    .map((row) => ({ value: row, text: `${row}` }));
}

/** The next larger of 1, 2 or 5 times a power of ten. */
function usualBin(least: number): number {
  const decade = 10 ** Math.floor(Math.log10(least));
  return Number(([1, 2, 5, 10].find((factor) => factor * decade >= least)! * decade).toPrecision(12));
}

/** The outline of the histogram, from zero to zero; Hz. */
function populationRate(
  trains: Trains["trains"],
  duration: number,
  bin: number,
): { readonly x: number[]; readonly y: number[] } {
  const counts = new Float64Array(Math.max(1, Math.ceil(duration / bin - 1e-9)));
  for (const train of trains) {
    for (let k = 0; k < train.length; k++) {
      const place = Math.floor(train[k]! / bin);
      if (place >= 0 && place < counts.length) counts[place]!++;
    }
  }
  const [x, y] = [[0], [0]];
  counts.forEach((count, k) => {
    const [start, stop] = [k * bin, Math.min((k + 1) * bin, duration)];
    const rate = trains.length === 0 ? 0 : (1000 * count) / (trains.length * (stop - start));
    x.push(start, stop);
    y.push(rate, rate);
  });
  return { x: [...x, duration], y: [...y, 0] };
}
