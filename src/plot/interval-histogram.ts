import * as Plot from "@observablehq/plot";
import { coefficientOfVariation, meanInterspikeInterval, pooledIntervals } from "../analysis/intervals.ts";
import type { SpikeTrain } from "../analysis/train.ts";
import { drawFigure, stacked } from "./figure.ts";
import { area } from "./marks.ts";
import { numberText, roundUp, scaleOver } from "./scale.ts";
import { type FigureOptions, themeOf } from "./theme.ts";

export interface IntervalOptions extends FigureOptions {
  /** Seconds. Default: by Freedman and Diaconis' rule, rounded to 1, 2 or 5 times a power of ten. */
  readonly bin?: number;
}

/**
 * How many interspike intervals of each length there are in all trains together, with their number, mean and coefficient of
 * variation.
 *
 * @throws RangeError for a bin that is not above zero, for more bins than a histogram can have, and for times out of order
 */
export function drawIntervalHistogram(trains: readonly SpikeTrain[], options: IntervalOptions): SVGSVGElement {
  const theme = themeOf(options, 0.58);
  const [colour] = theme.series;
  const intervals = pooledIntervals(trains);
  const { edges, counts } = histogram(
    intervals.map((interval) => 1000 * interval).sort(),
    options.bin === undefined ? undefined : 1000 * options.bin,
  );
  const outline = {
    x: counts.flatMap((_, k) => [edges[k]!, edges[k]!, edges[k + 1]!, edges[k + 1]!]),
    y: counts.flatMap((count) => [0, count, count, 0]),
  };
  const most = Math.max(1, ...counts);
  const whole = most < 6 ? { ticks: Array.from({ length: most + 1 }, (_, k) => ({ value: k, text: `${k}` })) } : {};
  const mean = numberText(1000 * meanInterspikeInterval(intervals));
  const text = [
    `intervals ${intervals.length}`,
    `mean ${mean}${intervals.length > 0 ? " ms" : ""}`,
    `CV ${numberText(coefficientOfVariation(intervals), 3)}`,
  ];
  const panel = {
    x: scaleOver("interspike interval (ms)", [edges[0]!, edges.at(-1)!]),
    y: { ...scaleOver("count", [0, 1.08 * most]), ...whole },
    marks: [
      area(outline.x, outline.y, { fill: colour!, label: "intervals", opacity: 0.85 }),
      Plot.text([text.join("\n")], {
        frameAnchor: "top-right",
        textAnchor: "end",
        lineAnchor: "top",
        lineHeight: 1.35,
        fontSize: theme.fontSize,
        fill: theme.ink,
        ariaDescription: "statistics",
      }),
    ],
  };
  return drawFigure(theme, (space) => stacked([panel], space, theme));
}

const mostBins = 2000;

/** @param sorted ascending */
function histogram(sorted: Float64Array, given?: number): { readonly edges: number[]; readonly counts: number[] } {
  if (given !== undefined && !(given > 0 && Number.isFinite(given)))
    throw new RangeError(`bin must be above zero, but is ${given}`);
  if (sorted.length === 0) return { edges: [0, 100], counts: [] };
  const [low, high] = [sorted[0]!, sorted.at(-1)!];
  const bin = given ?? usualBin(sorted);
  const first = Math.floor(low / bin + 1e-9);
  const count = Math.max(1, Math.floor(high / bin - 1e-9) - first + 1);
  if (count > mostBins)
    throw new RangeError(`bins of ${bin} ms from ${low} to ${high} ms would be ${count}, more than ${mostBins}`);
  // A bin left free on both sides shows that there is nothing beyond.
  const start = Math.max(0, first - 1);
  const counts = Array.from({ length: first - start + count + 1 }, () => 0);
  for (const interval of sorted) counts[Math.min(Math.floor(interval / bin + 1e-9) - start, counts.length - 1)]!++;
  return { counts, edges: Array.from({ length: counts.length + 1 }, (_, k) => (start + k) * bin) };
}

/**
 * 2 (q3 - q1)/n^(1/3); with intervals that are all alike, a fiftieth of one.
 * Freedman & Diaconis (1981), Z Wahrscheinlichkeitstheorie 57:453.
 */
export function usualBin(sorted: Float64Array): number {
  const quantile = (part: number): number => sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))]!;
  const [low, high] = [sorted[0]!, sorted.at(-1)!];
  const spread = (2 * (quantile(0.75) - quantile(0.25))) / Math.cbrt(sorted.length);
  const least = Math.max(spread, (high - low) / 60, high / 1000) || 1;
  const wanted = spread > 1e-6 * high ? least : Math.max(least, high / 50);
  return roundUp(0.8 * wanted);
}
