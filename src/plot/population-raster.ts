import { type PopulationSpikes, trainsOfPopulation } from "../analysis/population.ts";
import { timeHistogram } from "../analysis/rate.ts";
import type { SpikeTrain } from "../analysis/train.ts";
import { drawFigure, type LegendEntry, stacked } from "./figure.ts";
import { dots, line, strokes } from "./marks.ts";
import type { Panel } from "./panel.ts";
import { type NamedPopulation, populationColours } from "./population-colours.ts";
import { extentOf, roundUp, type Scale, scaleOver } from "./scale.ts";
import { type FigureOptions, type Theme, themeOf } from "./theme.ts";

/** The spikes of a population in figures of a network. */
export interface FiringPopulation extends NamedPopulation, PopulationSpikes {}

export interface PopulationRasterOptions extends FigureOptions {
  /** Seconds of one bin of the rates; a whole number of them fills the duration. Default: about two hundred bins. */
  readonly bin?: number;
}

/** Rows that can be told apart. */
const mostRows = 300;
/** Rows that a small population gets beside large ones. */
const leastRows = 8;

/**
 * A mark for each spike, population over population, the first at the top; below, the rate of each. Of many neurons some are
 * drawn, evenly spread over each population, which the title says.
 *
 * @param duration how long was looked, in seconds
 * @throws RangeError for a duration or a bin that is not above zero, and for bins that do not fill the duration
 */
export function drawPopulationRaster(
  populations: readonly FiringPopulation[],
  duration: number,
  options: PopulationRasterOptions,
): SVGSVGElement {
  if (!(duration > 0 && Number.isFinite(duration)))
    throw new RangeError(`the duration must be above zero, but is ${duration}`);
  const neurons = populations.reduce((sum, { size }) => sum + size, 0);
  const all = populations.map(trainsOfPopulation);
  const shown = all.map((trains) => evenly(trains, rowsFor(trains.length, neurons)));
  const drawn = shown.reduce((sum, trains) => sum + trains.length, 0);
  const some = drawn < neurons ? `${drawn} of the ${neurons} neurons are drawn` : undefined;
  const titled = options.title !== undefined && some ? { title: `${options.title}: ${some}` } : {};
  const theme = themeOf({ ...options, ...titled }, 0.72);
  const bin = options.bin ?? duration / Math.round(duration / roundUp(duration / 200));
  const end = Number((1000 * duration).toPrecision(12));
  const x: Scale = { label: "time (ms)", type: "linear", domain: [0, end] };
  const colours = populationColours(populations, theme);
  const rates = all.map((trains) =>
    trains.length === 0 ? new Float64Array(0) : timeHistogram(trains, bin, { stop: duration }).rates,
  );
  const top = extentOf(rates)?.[1] ?? 0;
  const ratePanel: Panel = {
    x,
    y: scaleOver("rate (Hz)", [0, top > 0 ? 1.08 * top : 1]),
    marks: rates.map((rate, k) => {
      const edges = Array.from(rate).flatMap((_, b) => [b, b + 1]);
      return line(
        edges.map((edge) => edge * bin * 1000),
        edges.map((_, b) => rate[b >> 1]!),
        { stroke: colours[k]!, width: theme.line, label: `rate of ${populations[k]!.name}` },
      );
    }),
  };
  const note = some && options.title === undefined ? some : undefined;
  return drawFigure(
    theme,
    (space) =>
      stacked([{ ...rasterPanel(populations, shown, colours, x, theme), weight: 2.4 }, ratePanel], space, theme),
    {
      legend: legendOf(populations, colours),
      note,
    },
  );
}

function rowsFor(size: number, neurons: number): number {
  return neurons <= mostRows ? size : Math.min(size, Math.max(leastRows, Math.round((mostRows * size) / neurons)));
}

function evenly<T>(values: readonly T[], count: number): T[] {
  return Array.from({ length: count }, (_, k) => values[Math.floor((k * values.length) / count)]!);
}

/** Rows from the top; the vertical axis bears the names at the middle of each population. */
function rasterPanel(
  populations: readonly FiringPopulation[],
  shown: readonly (readonly SpikeTrain[])[],
  colours: readonly string[],
  x: Scale,
  theme: Theme,
): Panel {
  const total = shown.reduce((sum, trains) => sum + trains.length, 0);
  const gap = populations.length > 1 ? 0.02 * total : 0;
  const height = total + gap * (populations.length - 1);
  let top = height;
  const marks: Panel["marks"][number][] = [];
  const ticks: { value: number; text: string }[] = [];
  const row = (0.68 * theme.height) / Math.max(1, height);
  for (const [k, trains] of shown.entries()) {
    const times = trains.flatMap((train) => Array.from(train, (time) => 1000 * time));
    const rows = trains.flatMap((train, r) => Array.from(train, () => top - r - 0.5));
    const label = `spikes of ${populations[k]!.name}`;
    // strokes while they can be told apart, dots where the rows are narrower than that
    marks.push(
      row > 2.5
        ? strokes(
            times,
            rows.map((at) => at - 0.4),
            rows.map((at) => at + 0.4),
            { stroke: colours[k]!, width: theme.line, label },
          )
        : dots(times, rows, { stroke: colours[k]!, width: Math.max(1.2 * theme.hairline, 1.1 * row), label }),
    );
    ticks.push({ value: top - trains.length / 2, text: populations[k]!.name });
    top -= trains.length + gap;
  }
  return { x, y: { label: "", type: "linear", domain: [-0.3, height + 0.3], ticks }, marks };
}

/** One entry for each colour: populations that excite share theirs. */
function legendOf(populations: readonly FiringPopulation[], colours: readonly string[]): LegendEntry[] {
  const byColour = new Map<string, string>();
  for (const [k, { name, effect }] of populations.entries()) byColour.set(colours[k]!, effect ?? name);
  return [...byColour].map(([colour, text]) => ({ text, colour, look: "line" }));
}
