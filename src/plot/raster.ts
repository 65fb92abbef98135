import * as Plot from "@observablehq/plot";
import { timeHistogram } from "../analysis/rate.ts";
import type { SpikeTrain } from "../analysis/train.ts";
import { drawFigure, stacked } from "./figure.ts";
import { area, line, strokes } from "./marks.ts";
import type { Panel } from "./panel.ts";
import { extentOf, roundUp, type Scale, scaleOver } from "./scale.ts";
import { type FigureOptions, themeOf } from "./theme.ts";

export interface RasterOptions extends FigureOptions {
  /** Seconds of one bin of the population rate; a whole number of them fills the duration. Default: about a hundred bins. */
  readonly bin?: number;
  /** What a row is. Default: neuron. */
  readonly rows?: "neuron" | "trial";
  /** A rate in Hz at times in seconds, as a line over the histogram. */
  readonly smooth?: { readonly time: ArrayLike<number>; readonly rate: ArrayLike<number> };
}

/**
 * A stroke for each spike, one row for each neuron, the first at the bottom; below, the population rate: spikes in a bin over
 * bin length and number of neurons.
 *
 * @param trains one for each neuron
 * @param duration how long was looked, in seconds
 * @throws RangeError for a duration or a bin that is not above zero, and for bins that do not fill the duration
 */
export function drawRaster(trains: readonly SpikeTrain[], duration: number, options: RasterOptions): SVGSVGElement {
  const theme = themeOf(options, 0.62);
  if (!(duration > 0 && Number.isFinite(duration)))
    throw new RangeError(`the duration must be above zero, but is ${duration}`);
  const bin = options.bin ?? duration / Math.round(duration / roundUp(duration / 100));
  const { rows: rowName = "neuron", smooth } = options;
  const rateName = rowName === "neuron" ? "population rate" : "rate";
  const end = 1000 * duration;
  const x: Scale = { label: "time (ms)", type: "linear", domain: [0, Number(end.toPrecision(12))] };
  const width = Math.min(theme.line, Math.max(theme.hairline, (0.3 * theme.height) / Math.max(1, trains.length)));
  const half = trains.length > 60 ? 0.5 : 0.4;
  const rows: Panel = {
    x,
    y: {
      label: rowName,
      type: "linear",
      domain: [0.4, Math.max(1, trains.length) + 0.6],
      ticks: rowTicks(trains.length),
    },
    marks: trains.some(({ length }) => length > 0)
      ? trains.map((train, k) =>
          strokes(milliseconds(train), k + 1 - half, k + 1 + half, { stroke: theme.ink, width, label: "spikes" }),
        )
      : [
          Plot.text(["no spikes"], {
            frameAnchor: "middle",
            fontSize: theme.fontSize,
            fill: theme.faint,
            ariaDescription: "nothing",
          }),
        ],
  };
  const rate = outlineOf(
    trains.length === 0 ? new Float64Array(0) : timeHistogram(trains, bin, { stop: duration }).rates,
    end,
  );
  const top = extentOf([rate.y, smooth?.rate ?? []])?.[1] ?? 0;
  const [colour] = theme.series;
  const rates: Panel = {
    x,
    y: scaleOver(`${rateName} (Hz)`, [0, top > 0 ? 1.08 * top : 1]),
    marks: [
      area(rate.x, rate.y, { fill: colour!, opacity: 0.25, label: rateName }),
      line(rate.x.slice(1, -1), rate.y.slice(1, -1), { stroke: colour!, width: theme.line, label: rateName }),
      ...(smooth
        ? [
            line(
              Array.from(smooth.time, (at) => 1000 * at),
              smooth.rate,
              { stroke: theme.ink, width: theme.line, label: "smooth rate" },
            ),
          ]
        : []),
    ],
  };
  return drawFigure(theme, (space) => stacked([{ ...rows, weight: 2 }, rates], space, theme));
}

/** The first neuron, and about four round numbers. */
function rowTicks(count: number) {
  const step = Math.max(1, roundUp(Math.max(1, count) / 4));
  const rows = [1, ...Array.from({ length: Math.floor(count / step) }, (_, k) => (k + 1) * step)];
  return [...new Set(rows)]
    .filter((row) => row === 1 || row >= 1 + step / 2)
    .map((row) => ({ value: row, text: `${row}` }));
}

function milliseconds(train: SpikeTrain): Float64Array {
  return train.map((time) => 1000 * time);
}

/** The outline of a histogram from 0 to `end`, down to zero at both ends. */
function outlineOf(heights: Float64Array, end: number): { readonly x: number[]; readonly y: number[] } {
  const edge = (k: number): number => (heights.length === 0 ? 0 : (end * k) / heights.length);
  return {
    x: [0, ...Array.from(heights).flatMap((_, k) => [edge(k), edge(k + 1)]), end],
    y: [0, ...Array.from(heights).flatMap((height) => [height, height]), 0],
  };
}
